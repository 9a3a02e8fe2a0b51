"""The messages of the charter, on examples."""

from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, representation

from . import mails
from .enums import ChangeKind
from .models import Signature, Version

_TEXT = "On se dit les choses. On répond aux demandes, même par un non."
_DIGEST = sha256(_TEXT.encode()).hexdigest()


def _version(number: int, kind: str = ChangeKind.MAJOR) -> Version:
    return Version(
        pk=PK, club=club(), number=number, kind=kind, content=_TEXT, sha256=_DIGEST,
        summary="on répond aux demandes dans les dix jours, même par un non.",
        sign_by=timezone.localdate() + timedelta(days=30), published_at=timezone.now(),
    )  # fmt: skip


def _to_sign() -> None:
    for number in (1, 2):
        mails.tell_published(_version(number), representation())


def _signed() -> None:
    signature = Signature(
        pk=PK, club=club(), version=_version(2), organization=organization(), user=person(), name=person().name,
        role="présidente", email=person().email, sha256=_DIGEST, signed_at=timezone.now(),
    )  # fmt: skip
    mails.signed(signature)


PREVIEWS = {
    "charter.to_sign": _to_sign,
    "charter.changed": lambda: mails.tell_published(_version(3, ChangeKind.MINOR), representation()),
    "charter.reminder": lambda: mails.to_sign_again(_version(2), representation(), key=""),
    "charter.signed": _signed,
}
