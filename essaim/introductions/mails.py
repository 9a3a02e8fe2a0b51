"""The messages of introductions, one function each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.models import Organization, Representation

from . import queries
from .enums import IntroductionState
from .models import Introduction

REQUESTS, MONTHLY = "introductions", "introductions_monthly"


def asked(row: Introduction) -> None:
    """To whoever represents the organization that is asked. The author's address is there only if they chose so."""
    for one in queries.people_to_write_to(row.asked):
        ask(row, one.user)


def ask(row: Introduction, user: User | None) -> None:
    """The same, to one of them."""
    _send(
        "asked", row, user, key=f"{row.pk}:{user.pk if user else ''}", stream=REQUESTS,
        reply_to=row.author.email if row.shares_address and row.author else "",
    )  # fmt: skip


def reminder(row: Introduction) -> None:
    """Once, when nobody answered."""
    for one in queries.people_to_write_to(row.asked):
        ask_again(row, one.user)


def ask_again(row: Introduction, user: User | None) -> None:
    """The same, to one of them."""
    _send("reminder", row, user, key=f"{row.pk}:{user.pk if user else ''}", stream=REQUESTS)


def answered(row: Introduction) -> None:
    """To the author: yes, with the address; or no, kindly."""
    if row.author is None:
        return
    yes = row.state == IntroductionState.ACCEPTED
    _send(
        "accepted" if yes else "declined", row, row.author, key=str(row.pk),
        reply_to=row.answered_by.email if yes and row.answered_by else "",
    )  # fmt: skip


def follow_up(row: Introduction) -> None:
    """To both, two weeks later."""
    for user in (row.author, row.answered_by):
        if user:
            _send("follow_up", row, user, key=f"{row.pk}:{user.pk}", stream=REQUESTS)


def monthly(club: Club, organization: Organization, suggestion: "queries.Suggestion", *, month: str) -> None:
    """One proposal, to the representatives of the organization."""
    for one in queries.people_to_write_to(organization):
        suggest(club, one, suggestion, month=month)


def suggest(club: Club, one: Representation, suggestion: "queries.Suggestion", *, month: str) -> None:
    """The same, to one of them."""
    assert one.user
    mails.send(
        template_prefix="introductions/email/monthly",
        address=one.user.email,
        context={
            "user": one.user, "club": club, "organization": one.organization, "suggestion": suggestion,
            "page_url": _url(one.user, "introductions:index", club.slug),
        },
        key=f"introductions.monthly:{club.pk}:{one.organization_id}:{one.user_id}:{month}",
        club=club,
        stream=MONTHLY,
    )  # fmt: skip


def _send(name: str, row: Introduction, user: User | None, *, key: str, stream: str = "", reply_to: str = "") -> None:
    assert user
    mails.send(
        template_prefix=f"introductions/email/{name}",
        address=user.email,
        context={
            "user": user, "club": row.club, "row": row, "asker": row.asker, "asked": row.asked,
            "author": row.author, "other": row.asked if user == row.author else row.asker,
            "page_url": _url(user, "introductions:detail", row.club.slug, row.pk),
        },
        key=f"introductions.{name}:{key}",
        club=row.club,
        stream=stream,
        reply_to=reply_to,
    )  # fmt: skip


def _url(user: User, name: str, *arguments) -> str:
    with translation.override(user.language):
        return settings.ESSAIM_URL + reverse(name, args=arguments)
