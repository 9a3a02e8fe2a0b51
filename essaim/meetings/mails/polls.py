"""What is written about the date of a meeting. Each message carries the person's own link."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation

from essaim.accounts import mails

from ..models import PollOption, PollVoter
from ..poll_links import poll_url
from .attendances import STREAM

# Each function writes to people of one poll, which every voter carries: a few queries for hundreds of them.


def opened(voters: Iterable[PollVoter], *, dates: Sequence[PollOption]) -> None:
    """Which dates suit you? `dates`: those of the poll."""
    _send("poll_opened", voters, dates=dates)


def changed(voters: Iterable[PollVoter], *, added: Sequence[PollOption], removed: Sequence[PollOption]) -> None:
    """Dates came, others went; what was answered to the others is kept. Once for each change."""
    _send("poll_changed", voters, times=True, added=added, removed=removed)


def reminder(voters: Iterable[PollVoter]) -> None:
    """It closes soon, and you have not answered."""
    _send("poll_reminder", voters)


def closed(voters: Iterable[PollVoter]) -> None:
    """The date is chosen."""
    _send("poll_closed", voters)


def _send(name: str, voters: Iterable[PollVoter], *, times: bool = False, **context: Any) -> None:
    """`times`: the message comes again with each change of the poll."""
    messages, club = [], None
    for voter in voters:
        if not voter.email:
            continue
        poll = voter.poll
        club = poll.meeting.club
        with translation.override(voter.user.language if voter.user else settings.LANGUAGE_CODE):
            # Without an account, the name is the one under which they were asked.
            reader = voter.user or voter
            facts = {"user": reader, "poll": poll, "meeting": poll.meeting, "club": club, "poll_url": poll_url(voter)}
            message = mails.compose(
                template_prefix=f"meetings/email/{name}", address=voter.email, context=facts | context, person=reader,
                club=club,
            )  # fmt: skip
        key = f"meetings.{name}:{voter.pk}" + (f":{poll.changes}" if times else "")
        messages.append(message | {"key": key, "reply_to": club.email})
    mails.send_many(messages, club=club, stream=STREAM)
