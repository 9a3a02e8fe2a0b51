"""What is written about the date of a meeting. Each message carries the person's own link."""

from typing import Any

from django.conf import settings
from django.utils import translation

from essaim.accounts import mails

from ..models import PollOption, PollVoter
from ..poll_links import poll_url
from .attendances import STREAM


def opened(voter: PollVoter, *, dates: list[PollOption]) -> None:
    """Which dates suit you? `dates`: those of the poll."""
    _send("poll_opened", voter, dates=dates)


def reminder(voter: PollVoter) -> None:
    """It closes soon, and you have not answered."""
    _send("poll_reminder", voter)


def closed(voter: PollVoter) -> None:
    """The date is chosen."""
    _send("poll_closed", voter)


def _send(name: str, voter: PollVoter, **context: Any) -> None:
    if not voter.email:
        return
    poll = voter.poll
    club = poll.meeting.club
    with translation.override(voter.user.language if voter.user else settings.LANGUAGE_CODE):
        mails.send(
            template_prefix=f"meetings/email/{name}",
            address=voter.email,
            # Without an account, the name is the one under which they were asked.
            context={
                "user": voter.user or voter, "poll": poll, "meeting": poll.meeting, "club": club,
                "poll_url": poll_url(voter), **context,
            },
            key=f"meetings.{name}:{voter.pk}",
            club=club,
            reply_to=club.email,
            stream=STREAM,
        )  # fmt: skip
