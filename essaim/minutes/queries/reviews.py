"""Reviews: nothing of the answers leaves this file below five of them."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Avg, Count, Q, QuerySet
from django.utils.translation import get_language

from essaim.clubs.models import Club
from essaim.meetings.enums import MeetingState
from essaim.meetings.models import Meeting, Talk

from .. import links
from ..enums import ENOUGH, Met
from ..models import Review, ReviewAnswer, ReviewInvitation
from ..models.review import FIVE


@dataclass(frozen=True)
class Results:
    """What may be shown. `enough` is False below five answers: then only the two counts are there."""

    asked: int
    count: int
    enough: bool
    useful: list[tuple[str, int]] = field(default_factory=list)
    organised: list[tuple[str, int]] = field(default_factory=list)
    met: list[tuple[str, int]] = field(default_factory=list)
    desire: list[tuple[str, int]] = field(default_factory=list)
    average_desire: float = 0
    average_useful: float = 0
    will_do: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)


def results_of(review: Review) -> Results:
    """Free words come in the order of random keys, which is that of nobody."""
    asked = review.invitations.count()
    rows = list(ReviewAnswer.objects.filter(review=review).order_by("pk"))
    if len(rows) < ENOUGH:
        return Results(asked, len(rows), False)

    def spread(name: str, choices) -> list[tuple[str, int]]:
        return [(str(label), sum(getattr(row, name) == value for row in rows)) for value, label in choices]

    return Results(
        asked, len(rows), True,
        useful=spread("useful", FIVE), organised=spread("organised", FIVE), met=spread("met", Met.choices),
        desire=spread("desire", [(number, number) for number in range(11)]),
        average_desire=sum(row.desire for row in rows) / len(rows),
        average_useful=sum(row.useful for row in rows) / len(rows),
        # Each list in its own order, so that two answers of one person do not stand on the same line.
        will_do=sorted(row.will_do for row in rows if row.will_do),
        words=[row.words for row in rows if row.words],
    )  # fmt: skip


def desire_over_time(club: Club) -> tuple[list[str], list[float]]:
    """The wish to work together, meeting after meeting, of those with five answers at least. One query."""
    rows = (
        Review.objects.filter(club=club)
        .annotate(count=Count("answers"), average=Avg("answers__desire"))
        .filter(count__gte=ENOUGH)
        .select_related("meeting")
        .order_by("meeting__starts_at")
    )
    form = "{0:%d/%m/%y}" if get_language() == "fr" else "{0:%d %b %y}"
    kept = [row for row in rows if row.meeting.starts_at]
    return [form.format(row.meeting.starts_at) for row in kept], [round(row.average, 1) for row in kept]


def invitation_of(token: str, club: Club) -> ReviewInvitation | None:
    """Whom the link was sent to; None when it is bent, or the row is gone."""
    named = links.read_review_token(token)
    if named is None:
        return None
    row = (
        ReviewInvitation.objects.filter(club=club, review_id=named[0], attendance_id=named[1])
        .select_related("review__meeting", "attendance")
        .first()
    )
    return row if row and links.same(token, links.review_token(row.review, row.attendance)) else None


def review_of(meeting: Meeting) -> Review | None:
    return Review.objects.filter(meeting=meeting).first()


def meetings_to_review(day: date) -> QuerySet[Meeting]:
    """Held within the last week, someone checked in, nobody asked yet."""
    return Meeting.objects.filter(
        ~Q(state=MeetingState.CANCELLED), review=None, ends_at__date__lt=day,
        ends_at__date__gte=day - timedelta(days=7), attendances__checked_in_at__isnull=False,
    ).distinct()  # fmt: skip


def reviews_to_remind(day: date, asked_before: date) -> QuerySet[Review]:
    return Review.objects.filter(reminded_on=None, created_at__date__lte=asked_before, closes_on__gte=day)


def talks_to_thank(meeting: Meeting) -> list[Talk]:
    return list(Talk.objects.filter(meeting=meeting).select_related("speaker").order_by("pk"))
