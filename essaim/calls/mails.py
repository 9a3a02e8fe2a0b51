"""The messages of calls: a source that breaks, a mail that was taken in or not. They follow from one's own act or
charge: they carry no stream."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.clubs.models import Club

from . import queries
from .models import Call, Source
from .reports import Report


def source_broken(source: Source, report: Report) -> None:
    """To the operator, or to the organisers for a source of their club: twice in a row it could not be read."""
    for user in queries.keepers_of(source):
        tell_broken(source, report, user, club=source.club or queries.first_club())


def tell_broken(source: Source, report: Report, user: User, *, club: Club | None) -> None:
    """The same, to one of them."""
    since = source.last_success_at
    _send(
        "broken", user, f"{source.pk}:{user.pk}:{since.isoformat() if since else 'never'}", club,
        ("calls:sources", []), source=source, error=report.error, since=since,
    )  # fmt: skip


def taken(call: Call, club: Club, user: User, *, key: str) -> None:
    """A forwarded mail made a call: here it is, to be completed."""
    _send("taken", user, f"{club.pk}:{key}", club, ("calls:detail", [call.pk]), call=call)


def refused(club: Club, user: User, *, sentence: str, subject: str, key: str) -> None:
    """A forwarded mail made none: why, and where to type it in."""
    _send("refused", user, f"{club.pk}:{key}", club, ("calls:start", []), sentence=sentence, subject=subject)


def _send(name: str, user: User, key: str, club: Club | None, page: tuple[str, list], **context: Any) -> None:
    with translation.override(user.language):
        url = settings.ESSAIM_URL + (reverse(page[0], args=[club.slug, *page[1]]) if club else "/")
        mails.send(
            template_prefix=f"calls/email/{name}",
            address=user.email,
            context={"user": user, "club": club, "url": url, **context},
            key=f"calls.{name}:{key}"[:200],
            club=club,
        )
