"""The messages of the charter, one function each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.clubs.queries import members_of
from essaim.organizations.models import Representation

from . import queries
from .enums import ChangeKind
from .models import Signature, Version

NEWS, TO_SIGN = "charter", "charter_to_sign"


def published(version: Version) -> None:
    """To those who may sign for the members: a retouch informs, a real change asks for a signature."""
    for person in queries.signing_people(members_of(version.club)):
        tell_published(version, person)


def tell_published(version: Version, person: Representation) -> None:
    """The same, to one of them."""
    major = version.kind == ChangeKind.MAJOR
    _send("to_sign" if major else "changed", version, person, key="published", stream=TO_SIGN if major else NEWS)


def to_sign_again(version: Version, person: Representation, *, key: str) -> None:
    """To somebody whose organization has not signed yet. The same key is sent once."""
    _send("reminder", version, person, key=key, stream=TO_SIGN)


def _send(name: str, version: Version, person: Representation, *, key: str, stream: str) -> None:
    assert person.user
    mails.send(
        template_prefix=f"charter/email/{name}",
        address=person.user.email,
        context={
            "user": person.user, "club": version.club, "version": version, "organization": person.organization,
            "page_url": _url(person.user.language, "charter:index", version.club.slug),
            "sign_url": _url(person.user.language, "charter:sign", version.club.slug),
            "changes_url": _url(person.user.language, "charter:version", version.club.slug, version.number),
        },
        key=f"charter.{name}:{version.pk}:{person.organization_id}:{person.user_id}:{key}",
        club=version.club,
        stream=stream,
    )  # fmt: skip


def signed(signature: Signature) -> None:
    """To the person who has just signed: what was signed, in whose name, with the fingerprint."""
    user = signature.user
    assert user
    mails.send(
        template_prefix="charter/email/signed",
        address=user.email,
        context={
            "user": user, "club": signature.club, "signature": signature, "version": signature.version,
            "organization": signature.organization,
            "page_url": _url(user.language, "charter:version", signature.club.slug, signature.version.number),
        },
        key=f"charter.signed:{signature.pk}",
        club=signature.club,
    )  # fmt: skip


def _url(language: str, name: str, *arguments) -> str:
    with translation.override(language):
        return settings.ESSAIM_URL + reverse(name, args=arguments)
