"""The messages of practices, one function each."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from . import queries
from .models import Adoption, Check, Practice, Review, Visit

STREAM = "practices"


def review_asked(review: Review) -> None:
    """To the people of the structure that is asked to read."""
    for user in queries.people_to_write_to(review.organization):
        ask_review(review, user)


def ask_review(review: Review, user: User) -> None:
    """The same, to one of them."""
    _send("review_asked", review.practice, user, key=f"{review.pk}:{user.pk}", stream=STREAM, review=review)


def reviewed(review: Review) -> None:
    """What a peer said, to whom answers for the practice."""
    for user in queries.whom_to_ask(review.practice):
        tell_reviewed(review, user)


def tell_reviewed(review: Review, user: User) -> None:
    """The same, to one of them. A peer may answer again: each answer is a message."""
    key = f"{review.pk}:{user.pk}:{review.answered_at:%Y%m%d%H%M%S}" if review.answered_at else ""
    _send("reviewed", review.practice, user, key=key, stream=STREAM, review=review)


def published(review: Review) -> None:
    """To a peer who read it: it is there."""
    if review.reviewer:
        day = review.practice.published_at
        key = f"{review.pk}:{day:%Y%m%d%H%M%S}" if day else ""
        _send("published", review.practice, review.reviewer, key=key, stream=STREAM, review=review)


def visit_asked(visit: Visit) -> None:
    """To whom answers for the practice; the answer goes straight to who asks."""
    for user in queries.whom_to_ask(visit.practice):
        ask_visit(visit, user)


def ask_visit(visit: Visit, user: User) -> None:
    """The same, to one of them."""
    _send(
        "visit_asked", visit.practice, user, key=f"{visit.pk}:{user.pk}", stream=STREAM, visit=visit,
        reply_to=visit.author.email if visit.author else "",
    )  # fmt: skip


def visit_refused(visit: Visit) -> None:
    """To who asked: not possible."""
    if visit.author:
        _send("visit_refused", visit.practice, visit.author, key=str(visit.pk), visit=visit)


def adopted(adoption: Adoption) -> None:
    """To whom answers for the practice: another structure does so too."""
    for user in queries.whom_to_ask(adoption.practice):
        tell_adopted(adoption, user)


def tell_adopted(adoption: Adoption, user: User) -> None:
    """The same, to one of them."""
    _send("adopted", adoption.practice, user, key=f"{adoption.pk}:{user.pk}", stream=STREAM, adoption=adoption)


def still_true(check: Check, *, again: bool = False) -> None:
    """Once a year, and once more when nobody answered."""
    for user in queries.whom_to_ask(check.practice):
        ask_still_true(check, user, again=again)


def ask_still_true(check: Check, user: User, *, again: bool = False) -> None:
    """The same, to one of them."""
    _send(
        "still_true", check.practice, user, key=f"{check.pk}:{user.pk}:{'again' if again else 'first'}", stream=STREAM,
        check=check, again=again,
    )  # fmt: skip


def _send(
    name: str, practice: Practice, user: User, *, key: str, stream: str = "", reply_to: str = "", **context: Any
) -> None:
    """The address is made in the language of who reads."""
    with translation.override(user.language):
        arguments = [practice.club.slug, practice.pk]
        url = settings.ESSAIM_URL + reverse("practices:detail", args=arguments)
        check_url = settings.ESSAIM_URL + reverse("practices:still_true", args=arguments)
    mails.send(
        template_prefix=f"practices/email/{name}",
        address=user.email,
        context={
            "user": user, "club": practice.club, "practice": practice, "url": url, "check_url": check_url, **context
        },
        key=f"practices.{name}:{key}" if key else "",
        club=practice.club,
        stream=stream,
        reply_to=reply_to,
    )  # fmt: skip
