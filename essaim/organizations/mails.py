"""The messages of organizations, one function each. The outbox takes them through a hook, in the act's transaction."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails

from . import queries
from .models import Correction, Organization, PageClaim, Representation
from .structured import absolute


def correction_suggested(correction: Correction) -> None:
    """To those who keep the page, or to the operator when nobody does."""
    for address, language in queries.addresses_of_editors(correction.organization):
        to_correct(correction, address, language)


def to_correct(correction: Correction, address: str, language: str) -> None:
    """The same, to one of them."""
    organization = correction.organization
    with translation.override(language):
        field = correction.get_field_display().lower()
    _send(
        "correction_suggested", address, language, organization, ("organizations:asked", organization.pk),
        f"{correction.pk}:{address}", correction=correction, field=field,
    )  # fmt: skip


def correction_settled(correction: Correction) -> None:
    """To whoever suggested it, when they left an address."""
    if not correction.email:
        return
    organization = correction.organization
    page = ("organizations:detail", organization.pk, organization.slug)
    _send(
        "correction_settled", correction.email, correction.language, organization, page, str(correction.pk),
        correction=correction,
    )  # fmt: skip


def claim_code(claim: PageClaim, code: str) -> None:
    """To the organization's own public address: whoever reads it belongs there."""
    _send(
        "claim_code", claim.organization.email, claim.user.language, claim.organization, None,
        f"{claim.pk}:{claim.code_digest[:12]}", claim=claim, code=code,
    )  # fmt: skip


def claim_to_review(claim: PageClaim) -> None:
    """To those who keep the page, and to the operator."""
    for address, language in queries.addresses_of_reviewers(claim.organization):
        to_review(claim, address, language)


def to_review(claim: PageClaim, address: str, language: str) -> None:
    """The same, to one of them."""
    asked = ("organizations:asked", claim.organization_id)
    _send("claim_to_review", address, language, claim.organization, asked, f"{claim.pk}:{address}", claim=claim)


def claim_settled(claim: PageClaim) -> None:
    """To the person who asked."""
    organization = claim.organization
    page: tuple = ("organizations:detail", organization.pk, organization.slug)
    if claim.state == "accepted":
        page = ("organizations:edit", organization.pk)
    _send(
        "claim_settled", claim.user.email, claim.user.language, organization, page, str(claim.pk), claim=claim,
        user=claim.user,
    )  # fmt: skip


def please_confirm(organization: Organization, person: Representation, token: str, today: date) -> None:
    """To the person who represents the organization: one link, one click on the page it opens."""
    address = person.email or person.user.email  # type: ignore[union-attr]
    _send(
        "please_confirm", address, person.user.language if person.user else "fr", organization,
        ("organizations:confirm_link", token), f"{organization.pk}:{today.isoformat()}",
        user=person.user or person,  # without an account, the name is the one of the page
    )  # fmt: skip


def _send(
    name: str, address: str, language: str, organization: Organization, page: tuple | None, key: str, **context: Any
) -> None:
    """`page`: name and arguments of the address that the message opens."""
    with translation.override(language if language in ("fr", "en") else "fr"):
        mails.send(
            template_prefix=f"organizations/email/{name}",
            address=address,
            context={
                "organization": organization,
                "url": absolute(reverse(page[0], args=page[1:])) if page else "",
                **context,
            },
            key=f"organizations.{name}:{key}",
        )
