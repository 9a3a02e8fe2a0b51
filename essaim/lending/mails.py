"""The messages of lending, one function each."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.organizations.models import Organization

from . import words
from .enums import Source
from .models import Agreement, Entry, Statement
from .queries.ledger import speakers_of

ACCOUNTS = "lending"


def typed(entry: Entry, actor: User | None) -> None:
    """A line typed or undone, to whoever answers for the structure that did not write it."""
    for organization in (entry.giver, entry.receiver):
        people = speakers_of(organization)
        if all(one.user != actor for one in people):
            for one in people:
                tell_typed(entry, organization, one.user)


def tell_typed(entry: Entry, organization: Organization, user: User | None) -> None:
    """The same, to one of them."""
    other = entry.receiver if entry.giver_id == organization.pk else entry.giver
    _send(
        "undone" if entry.source == Source.CORRECTION else "typed", user, entry.club, key=str(entry.pk),
        page=("lending:pair", other.pk), about=organization,
        context={
            "entry": entry, "other": other, "gave": entry.giver_id == organization.pk,
            "minutes": entry.minutes, "cents": entry.cents, "owed": entry.owed_minutes,
        },
    )  # fmt: skip


def _send(
    name: str, user: User | None, club: Any, *, key: str, page: tuple, about: Organization, context: dict[str, Any]
) -> None:
    assert user
    with translation.override(user.language):
        if "statement_cents" in context:
            context["amount"] = words.euros(context["statement_cents"])
        if "entry" in context:
            context["amounts"] = words.amounts(context["minutes"], context["cents"], context["owed"])
        address = settings.ESSAIM_URL + reverse(page[0], args=[club.slug, *page[1:]])
    mails.send(
        template_prefix=f"lending/email/{name}",
        address=user.email,
        context={"user": user, "club": club, "mine": about, "page_url": f"{address}?structure={about.pk}", **context},
        key=f"lending.{name}:{key}:{user.pk}",
        club=club,
        stream=ACCOUNTS,
    )


def proposed(row: Statement) -> None:
    """A statement, to those who have not agreed yet."""
    for organization in _waiting(row):
        for one in speakers_of(organization):
            tell_statement("proposed", row, organization, one.user, key=f"{row.pk}:{row.proposed_on}")


def reminder(row: Statement) -> None:
    for organization in _waiting(row):
        for one in speakers_of(organization):
            tell_statement("reminder", row, organization, one.user, key=f"{row.pk}:{row.proposed_on}")


def agreed(row: Statement) -> None:
    """To both: who pays what, or that they are quits."""
    for organization in (row.one, row.other):
        for one in speakers_of(organization):
            tell_statement("agreed", row, organization, one.user, key=f"{row.pk}:{row.proposed_on}")


def disputed(row: Statement) -> None:
    """To the other structure, with the word."""
    other = row.other if row.disputed_by == row.one else row.one
    for one in speakers_of(other):
        tell_statement("disputed", row, other, one.user, key=f"{row.pk}:{row.proposed_on}")


def settled(row: Statement, actor: User) -> None:
    """To whoever did not say it themselves."""
    for organization in (row.one, row.other):
        for one in speakers_of(organization):
            if one.user != actor:
                tell_statement("settled", row, organization, one.user, key=str(row.pk))


def _waiting(row: Statement) -> list[Organization]:
    sides = ((row.one, row.one_agreed_at), (row.other, row.other_agreed_at))
    return [organization for organization, at in sides if at is None]


def tell_statement(name: str, row: Statement, organization: Organization, user: User | None, *, key: str) -> None:
    """One of these messages, to one person."""
    other = row.other if organization.pk == row.one_id else row.one
    _send(
        name, user, row.club, key=key, page=("lending:statement", row.pk), about=organization,
        context={
            "row": row, "other": other, "pays": row.payer_id == organization.pk, "quits": row.payer_id is None,
            "by_club": row.proposed_by_id is None, "statement_cents": row.cents,
        },
    )  # fmt: skip


def to_sign(row: Agreement) -> None:
    """A version to sign, to both."""
    for organization in (row.lender, row.borrower):
        for one in speakers_of(organization):
            tell_agreement("to_sign", row, organization, one.user)


def signed(row: Agreement) -> None:
    """Both have signed."""
    for organization in (row.lender, row.borrower):
        for one in speakers_of(organization):
            tell_agreement("signed", row, organization, one.user)


def tell_agreement(name: str, row: Agreement, organization: Organization, user: User | None) -> None:
    _send(
        name, user, row.club, key=f"{row.pk}:{row.version}", page=("lending:agreement", row.pk), about=organization,
        context={"row": row, "other": row.other_of(organization)},
    )  # fmt: skip
