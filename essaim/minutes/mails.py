"""What is written after a meeting. Each message stands alone."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.meetings.models import Attendance, Meeting, Talk

from . import links
from .models import ActionItem, Decision, Minutes, Review

STREAM = "after_meetings"


def minutes_published(minutes: Minutes, *, address: str, person: User | None) -> None:
    """The minutes are there: decisions, and what this person has to do."""
    decisions = list(minutes.decisions.order_by("year", "number"))
    actions = list(minutes.actions.filter(owner=person).order_by("due_on", "pk")) if person else []
    tell_minutes(minutes, address=address, person=person, decisions=decisions, actions=actions)


def tell_minutes(
    minutes: Minutes, *, address: str, person: User | None, decisions: list[Decision], actions: list[ActionItem]
) -> None:
    """The same, once it is known what was decided and what the person said they would do."""
    meeting = minutes.meeting
    url = ("minutes:detail", [meeting.club.slug, meeting.pk])
    key = f"{minutes.pk}:{address}"
    _send(
        "minutes_published", meeting, address, person, url, key, stream=STREAM, decisions=decisions, actions=actions
    )  # fmt: skip


def action_is_near(item: ActionItem, person: User) -> None:
    """The date of what one promised is near."""
    meeting = item.minutes.meeting
    url = ("minutes:actions", [item.club.slug])
    key = f"{item.pk}:{item.due_on}:{person.pk}"
    _send("action_is_near", meeting, person.email, person, url, key, item=item)


def please_review(review: Review, attendance: Attendance, *, again: bool = False) -> None:
    """What did you think of it? With the person's own link, and that to their certificate."""
    meeting = review.meeting
    url = ("minutes:answer_review", [meeting.club.slug, links.review_token(review, attendance)])
    certificate = ("minutes:certificate", [meeting.club.slug, links.certificate_code(attendance)])
    key = f"{review.pk}:{attendance.pk}:{'again' if again else 'first'}"
    _send(
        "please_review", meeting, attendance.email, None, url, key, stream=STREAM, attendance=attendance,
        again=again, review=review, certificate=certificate,
    )  # fmt: skip


def thanks(talk: Talk, *, words: str, actor: User) -> None:
    """The organiser's own words, and nothing else."""
    meeting = talk.meeting
    url = ("clubs:detail", [meeting.club.slug])
    _send("thanks", meeting, talk.speaker.email, None, url, str(talk.pk), words=words, reply_to=actor.email)


def _send(
    name: str, meeting: Meeting, address: str, person: User | None, url: tuple[str, list], key: str, *,
    stream: str = "", reply_to: str = "", **context: Any,
) -> None:  # fmt: skip
    """Addresses are made in the language of the person who reads."""
    reader = person or mails.person_at(address)
    with translation.override(reader.language if reader else settings.LANGUAGE_CODE):
        if certificate := context.pop("certificate", None):
            context["certificate_url"] = settings.ESSAIM_URL + reverse(certificate[0], args=certificate[1])
        context |= {"meeting": meeting, "club": meeting.club, "url": settings.ESSAIM_URL + reverse(url[0], args=url[1])}
        if reader:
            context["user"] = reader
        mails.send(
            template_prefix=f"minutes/email/{name}", address=address, context=context, key=f"minutes.{name}:{key}",
            club=meeting.club, stream=stream, reply_to=reply_to,
        )  # fmt: skip
