"""The same booking, week after week."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

from dateutil.rrule import rrulestr
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails
from ..enums import BOOKING_VERBS, BookingState
from ..models import Booking, BookingSeries, Resource
from ..moments import at_or_after, local
from .bookings import Asked, Borrower, place
from .holding import guarded, lock
from .turning import again, settle, turn

MOST_TIMES = 104
MOST_TOLD = 6


@dataclass(frozen=True)
class Recurrence:
    """`rule` is an RRULE without its name: `FREQ=WEEKLY;COUNT=10`. `days`: nights between beginning and end."""

    rule: str
    first_day: date
    starts: time
    ends: time
    days: int = 0
    exceptions: Collection[date] = ()


def times_of(recurrence: Recurrence) -> list[tuple[datetime, datetime]]:
    """Its moments, in order, exceptions left out. On the wall's clock: 9 o'clock stays 9 o'clock in winter.

    Refuses an end before its beginning (`end_before_start`), a rule that gives no time or more than MOST_TIMES (codes
    `no_time`, `too_many_times`), or times that lie on each other (`overlapping_recurrence`).
    """
    start = datetime.combine(recurrence.first_day, recurrence.starts)
    if not recurrence.days and recurrence.ends <= recurrence.starts:
        raise Refusal(_("La fin vient avant le début."), code="end_before_start", field="ends")
    try:
        rule = rrulestr(recurrence.rule, dtstart=start)
    except (ValueError, TypeError):
        raise Refusal(_("Cette répétition ne se lit pas."), code="rule", field="repeat") from None
    found: list[tuple[datetime, datetime]] = []
    for begins in rule:
        if begins.date() in recurrence.exceptions:
            continue
        if len(found) == MOST_TIMES:
            raise Refusal(
                _("Une série compte %(count)s dates au plus : choisissez une fin plus proche.") % {"count": MOST_TIMES},
                code="too_many_times", field="until",
            )  # fmt: skip
        last = begins.date() + timedelta(days=recurrence.days)
        found.append((at_or_after(begins.date(), begins.time()), at_or_after(last, recurrence.ends)))
    if not found:
        raise Refusal(_("Aucune date ne correspond."), code="no_time", field="until")
    if any(following[0] < one[1] for one, following in pairwise(found)):
        raise Refusal(
            _("Ces réservations se chevauchent elles-mêmes : chacune commence avant que la précédente finisse."),
            code="overlapping_recurrence", field="repeat",
        )  # fmt: skip
    return found


@guarded
def book_series(
    *, resource: Resource, borrower: Borrower, person: User | None, recurrence: Recurrence, quantity: int = 1,
    purpose: str = "", skip_taken: bool = False,
) -> BookingSeries:  # fmt: skip
    """Book each time, all or none; with `skip_taken`, the times that cannot be had become exceptions.

    Refuses (code `taken`) with the days that are not free, else as `book` does for the first time that is refused.
    """
    resource = lock(resource.pk)
    settle(resource)
    times = times_of(recurrence)
    series = BookingSeries.objects.create(
        club_id=resource.club_id, resource=resource, borrower=borrower.organization, person=person,
        rule=recurrence.rule, first_day=recurrence.first_day, starts=recurrence.starts, ends=recurrence.ends,
        days=recurrence.days, exceptions=sorted(day.isoformat() for day in recurrence.exceptions),
    )  # fmt: skip
    refused: list[tuple[date, Refusal]] = []
    for starts_at, ends_at in times:
        asked = Asked(starts_at, ends_at, quantity, purpose)
        try:
            place_one(resource, borrower, person, asked, series)
        except Refusal as refusal:
            refused.append((local(starts_at).date(), refusal))
    if refused and not skip_taken:
        raise _some_refused(refused)
    if len(refused) == len(times):
        raise refused[0][1]
    if refused:
        days = {*recurrence.exceptions, *(day for day, _refusal in refused)}
        series.exceptions = sorted(day.isoformat() for day in days)
        series.save(update_fields=["exceptions", "updated_at"])
    first = again(series.bookings.order_by("starts_at")[0])
    mails.booked(first, person, times=len(times) - len(refused))
    return series


@guarded
def place_one(
    resource: Resource, borrower: Borrower, person: User | None, asked: Asked, series: BookingSeries
) -> Booking:
    """One time of a series, in a savepoint: a refusal leaves no trace of it."""
    return place(resource, borrower, person, asked, series=series)


def _some_refused(refused: list[tuple[date, Refusal]]) -> Refusal:
    days = ", ".join(date_format(day, "j F") for day, _refusal in refused[:MOST_TOLD])
    if len(refused) > MOST_TOLD:
        days = f"{days}…"
    return Refusal(
        _("%(reason)s Dates en cause : %(days)s. Retirez-les, ou réservez sans elles.")
        % {"reason": refused[0][1], "days": days},
        code=refused[0][1].code, field="exceptions",
    )  # fmt: skip


@guarded
def cancel_series(*, series: BookingSeries, actor: User | None, word: str = "", as_owner: bool = False) -> int:
    """Give up all that is to come of it, but for what is too late for the borrower to cancel. Returns how many."""
    resource = lock(series.resource_id)
    first = timezone.now() + timedelta(minutes=0 if as_owner else resource.cancel_before)
    to_come = series.bookings.filter(state__in=BOOKING_VERBS["cancel"][0], starts_at__gt=first)
    rows = _each(to_come, "cancel", actor, word=word.strip()[:500])
    settle(resource)
    if rows:
        mails.cancelled(rows[0], actor, times=len(rows))
    return len(rows)


def _each(rows: QuerySet[Booking], verb: str, actor: User | None, **values: Any) -> list[Booking]:
    """Turn them all; what is said of them is said once, by the caller."""
    return [turn(again(row), verb, actor, tells=False, **values) for row in rows.order_by("starts_at")]


@guarded
def answer_series(*, series: BookingSeries, actor: User | None, approved: bool, word: str = "") -> int:
    """The owner answers for all the times that wait. Returns how many."""
    resource = lock(series.resource_id)
    settle(resource)
    rows = _each(
        series.bookings.filter(state=BookingState.REQUESTED), "approve" if approved else "decline", actor,
        word=word.strip()[:500], answered_by=actor, answered_at=timezone.now(),
    )  # fmt: skip
    settle(resource)
    if rows:
        mails.answered(rows[0], actor, times=len(rows))
    journaled.tell(
        actor=actor, verb="resources.answer_series", subject=series, club=resource.club,
        details={"approved": approved, "count": len(rows)},
    )  # fmt: skip
    return len(rows)
