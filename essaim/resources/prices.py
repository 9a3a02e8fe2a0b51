"""What a booking costs: a share of the costs in cents, a counterpart in minutes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .enums import Step, Terms
from .models import Resource
from .moments import days_touched, local


class Rates(Protocol):
    """A condition, or the copy that a booking keeps."""

    terms: str
    per_hour: int
    per_day: int
    per_km: int
    per_measure: int
    minutes_per_day: int


@dataclass(frozen=True)
class Due:
    """`cents` of cost share, `minutes` of counterpart."""

    cents: int = 0
    minutes: int = 0


def half_days(resource: Resource, starts_at: datetime, ends_at: datetime) -> int:
    """How many halves of days: a morning is one, three whole days are six. By the hour or the day, whole days count."""
    whole = 2 * days_touched(starts_at, ends_at)
    if resource.step != Step.HALF_DAY:
        return whole
    return whole - (local(starts_at).time() >= resource.noon) - (local(ends_at).time() <= resource.noon)


def due(
    rates: Rates, resource: Resource, starts_at: datetime, ends_at: datetime, quantity: int,
    *, kilometres: int = 0, measured: int = 0,
) -> Due:  # fmt: skip
    """The share for the time, for each unit: by the hour or by the day, the cheaper where both are told; then for the
    kilometres and for what was consumed (thousandths), once. Rounded to the nearest cent."""
    halves = half_days(resource, starts_at, ends_at)
    if rates.terms == Terms.HOURS:
        return Due(minutes=(halves * rates.minutes_per_day * quantity + 1) // 2)
    if rates.terms != Terms.SHARE:
        return Due()
    minutes = int((ends_at - starts_at).total_seconds() // 60)
    by_time = []
    if rates.per_hour:
        by_time.append(rates.per_hour * minutes / 60)
    if rates.per_day:
        by_time.append(rates.per_day * halves / 2)
    total = min(by_time, default=0) * quantity + rates.per_km * kilometres + rates.per_measure * measured / 1000
    return Due(cents=int(total + 0.5))


RATES = ("terms", "per_hour", "per_day", "per_km", "per_measure", "measure", "minutes_per_day")


def copy_rates(rates: object) -> dict[str, object]:
    """What a booking keeps of the condition of the moment."""
    return {name: getattr(rates, name) for name in RATES}
