"""What is written to speakers, and to organisers about them."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.queries import organisers_of

from ..models import Talk
from ..talk_links import talk_url


def asked(talk: Talk, *, by: User | None) -> None:
    """Would you come and speak? With the practical sheet and the answer behind one link."""
    _to_speaker("talk_asked", talk, key=f"{talk.pk}:{talk.asked}", by=by)


def withdrawn(talk: Talk) -> None:
    """The club does without."""
    _to_speaker("talk_withdrawn", talk, key=f"{talk.pk}:{talk.asked}")


def answered(talk: Talk, *, changed: bool) -> None:
    """To those who run the club: the speaker answered, or changed what they need."""
    to_organisers(talk, organisers_of(talk.meeting.club), changed=changed)


def to_organisers(talk: Talk, organisers: Iterable[User], *, changed: bool) -> None:
    """The same, to these."""
    club = talk.meeting.club
    messages = []
    for organiser in organisers:
        with translation.override(organiser.language):
            url = settings.ESSAIM_URL + reverse("preparing:talk", args=[club.slug, talk.meeting_id, talk.pk])
            message = mails.compose(
                template_prefix="meetings/email/talk_answered",
                address=organiser.email,
                context={
                    "user": organiser, "talk": talk, "meeting": talk.meeting, "club": club, "changed": changed,
                    "talk_url": url,
                },
                person=organiser,
                club=club,
            )  # fmt: skip
        key = f"meetings.talk_answered:{talk.pk}:{_moment(talk)}:{organiser.pk}"
        messages.append(message | {"key": key, "reply_to": talk.speaker.email})
    mails.send_many(messages, club=club)


def _moment(talk: Talk) -> float:
    return talk.answered_at.timestamp() if talk.answered_at else 0


def _to_speaker(name: str, talk: Talk, *, key: str, **context: Any) -> None:
    if not talk.speaker.email:
        return
    club = talk.meeting.club
    with translation.override(settings.LANGUAGE_CODE):
        mails.send(
            template_prefix=f"meetings/email/{name}",
            address=talk.speaker.email,
            # Without an account, the name is the one of their sheet.
            context={
                "user": talk.speaker, "talk": talk, "meeting": talk.meeting, "club": club, "talk_url": talk_url(talk),
                **context,
            },
            key=f"meetings.{name}:{key}",
            club=club,
            reply_to=club.email,
        )  # fmt: skip
