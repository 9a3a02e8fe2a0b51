"""The clock on the wall and the moments it stands for."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

QUARTER = 15  # minutes


def at(day: date, clock: time, *, field: str | None = None) -> datetime:
    """The moment (UTC) when the clock of the wall says so; the first of the two when it comes twice.

    Refuses (code `no_such_time`) an hour that the change of clocks skips: 2:30 on the last Sunday of March.
    """
    moment = _first(day, clock)
    if _is_skipped(day, clock, moment):
        raise Refusal(
            _("Le %(day)s, on passe à l'heure d'été : %(clock)s n'existe pas ce jour-là. Choisissez une autre heure.")
            % {"day": f"{day:%d/%m/%Y}", "clock": f"{clock:%H:%M}"},
            code="no_such_time", field=field,
        )  # fmt: skip
    return moment


def at_or_after(day: date, clock: time) -> datetime:
    """The same for what comes back each week: an hour that is skipped is read with the offset of before the change
    (RFC 5545 §3.3.5), so that 2:30 becomes 3:30 on that day."""
    return _first(day, clock)


def _first(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, timezone.get_default_timezone()).astimezone(UTC)


def _is_skipped(day: date, clock: time, moment: datetime) -> bool:
    return local(moment).replace(tzinfo=None) != datetime.combine(day, clock)


def local(moment: datetime) -> datetime:
    """On the wall's clock."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def last_day(starts_at: datetime, ends_at: datetime) -> date:
    """The last day that is touched: what ends at midnight does not touch the day that begins."""
    return max(local(starts_at).date(), local(ends_at - timedelta(microseconds=1)).date())


def days_touched(starts_at: datetime, ends_at: datetime) -> int:
    """How many days of the calendar, the first included."""
    return (last_day(starts_at, ends_at) - local(starts_at).date()).days + 1
