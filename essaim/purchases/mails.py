"""The messages of purchases, one function each. They follow from what one committed to or leads: they are no news that
one refuses, and carry no stream."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from . import queries
from .models import Commitment, Offer, Purchase


def missed(purchase: Purchase) -> None:
    """To who leads: not enough; three ways from here."""
    for user in queries.whom_to_ask(purchase):
        tell_missed(purchase, user)


def tell_missed(purchase: Purchase, user: User) -> None:
    """The same, to one of them."""
    _send("missed", purchase, user, key=f"{purchase.pk}:{user.pk}:{purchase.deadline}")


def please_confirm(row: Commitment, *, again: bool = False) -> None:
    """Enough are in: yes for good?"""
    for user in _people(row):
        ask_confirm(row, user, again=again)


def ask_confirm(row: Commitment, user: User, *, again: bool = False) -> None:
    """The same, to one of them."""
    key = f"{row.pk}:{user.pk}:{row.purchase.confirm_by}:{'again' if again else 'first'}"
    _send("please_confirm", row.purchase, user, key=key, row=row, again=again)


def extended(row: Commitment, *, offer: Offer | None = None) -> None:
    """It goes on until another day, maybe with another offer."""
    for user in _people(row):
        tell_extended(row, user, offer=offer)


def tell_extended(row: Commitment, user: User, *, offer: Offer | None = None) -> None:
    """The same, to one of them."""
    key = f"{row.pk}:{user.pk}:{row.purchase.deadline}:{offer.pk if offer else ''}"
    _send("extended", row.purchase, user, key=key, row=row, offer=offer)


def cancelled(row: Commitment) -> None:
    for user in _people(row):
        tell_cancelled(row, user)


def tell_cancelled(row: Commitment, user: User) -> None:
    """The same, to one of them."""
    _send("cancelled", row.purchase, user, key=f"{row.pk}:{user.pk}", row=row)


def left_out(row: Commitment) -> None:
    """It goes on without them: not confirmed, or their condition does not hold."""
    for user in _people(row):
        tell_left_out(row, user)


def tell_left_out(row: Commitment, user: User) -> None:
    """The same, to one of them."""
    _send("left_out", row.purchase, user, key=f"{row.pk}:{user.pk}:{row.purchase.deadline}", row=row)


def to_pay(row: Commitment) -> None:
    """Ordered: how many they get, what they pay, to whom."""
    for user in _people(row):
        tell_to_pay(row, user)


def tell_to_pay(row: Commitment, user: User) -> None:
    """The same, to one of them."""
    _send("to_pay", row.purchase, user, key=f"{row.pk}:{user.pk}", row=row)


def delivered(row: Commitment) -> None:
    for user in _people(row):
        tell_delivered(row, user)


def tell_delivered(row: Commitment, user: User) -> None:
    """The same, to one of them."""
    _send("delivered", row.purchase, user, key=f"{row.pk}:{user.pk}", row=row)


def _people(row: Commitment) -> list[User]:
    """Who committed, when they are still there; else who stands for the structure."""
    if row.author and queries.is_of(row.author, row.organization):
        return [row.author]
    return queries.people_to_write_to(row.organization)


def _send(name: str, purchase: Purchase, user: User, *, key: str, **context: Any) -> None:
    """The address is made in the language of who reads; answers go to who leads."""
    with translation.override(user.language):
        url = settings.ESSAIM_URL + reverse("purchases:detail", args=[purchase.club.slug, purchase.pk])
    mails.send(
        template_prefix=f"purchases/email/{name}",
        address=user.email,
        context={"user": user, "club": purchase.club, "purchase": purchase, "url": url, **context},
        key=f"purchases.{name}:{key}",
        club=purchase.club,
        reply_to=purchase.lead.email if purchase.lead and purchase.lead != user else "",
    )
