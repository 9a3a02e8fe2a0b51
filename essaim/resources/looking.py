"""What a booking would come to, before it is made: nothing is written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from essaim.kernel.errors import Refusal

from . import prices, rules, words
from .actions import Asked, Borrower, times_of
from .actions.holding import fits
from .models import Booking, Condition, Resource


@dataclass
class Look:
    """`price` in words, for all the times; `taken`: those that are not free; `refusal`: why it cannot be; `mark` says
    what was read, so that what is confirmed is the same."""

    when: str
    price: str
    times: list[tuple[datetime, datetime]] = field(default_factory=list)
    taken: list[datetime] = field(default_factory=list)
    refusal: Refusal | None = None
    mark: str = ""

    @property
    def waits(self) -> bool:
        """Whether the waiting list is what is left: one time, allowed by the rules, taken."""
        return bool(self.taken) and len(self.times) == 1 and self.refusal is None


def look(resource: Resource, form: Any) -> Look:
    """What the form asks for."""
    asked: Asked = form.asked()
    borrower: Borrower = form.for_whom()
    recurrence = form.recurrence()
    seen = Look(words.when(asked.starts_at, asked.ends_at, resource.step), "")
    try:
        seen.times = times_of(recurrence) if recurrence else [(asked.starts_at, asked.ends_at)]
        total = _trial(resource, borrower, asked, *seen.times[0])
        _price(resource, total, seen.times)
    except Refusal as refusal:
        seen.refusal = refusal
        return seen
    as_owner = borrower.organization is not None and borrower.organization.pk == resource.owner_id
    now = timezone.now()
    for starts_at, ends_at in seen.times:
        try:
            rules.check(resource, starts_at, ends_at, asked.quantity, now, as_owner=as_owner)
        except Refusal as refusal:
            if len(seen.times) == 1:
                seen.refusal = refusal
                return seen
            seen.taken.append(starts_at)
        else:
            if not fits(resource, _trial(resource, borrower, asked, starts_at, ends_at)):
                seen.taken.append(starts_at)
    seen.price = words.price(total)
    seen.mark = (
        f"{asked.starts_at.isoformat()} {asked.ends_at.isoformat()} {asked.quantity} {total.cents} {total.counterpart}"
    )
    return seen


def _trial(resource: Resource, borrower: Borrower, asked: Asked, starts_at: datetime, ends_at: datetime) -> Booking:
    """A booking that is not saved."""
    trial = Booking(
        resource=resource, quantity=asked.quantity, starts_at=starts_at, ends_at=ends_at,
        blocked_until=ends_at + timedelta(minutes=resource.turnaround),
    )  # fmt: skip
    if borrower.organization is None or borrower.organization.pk != resource.owner_id:
        condition = Condition.objects.filter(resource=resource, audience=borrower.audience).first()
        if condition is not None:
            for name, value in prices.copy_rates(condition).items():
                setattr(trial, name, value)
    return trial


def _price(resource: Resource, trial: Booking, times: list[tuple[datetime, datetime]]) -> None:
    """The total of all the times, on the trial."""
    parts = [prices.due(trial, resource, starts_at, ends_at, trial.quantity) for starts_at, ends_at in times]
    trial.cents, trial.counterpart = sum(one.cents for one in parts), sum(one.minutes for one in parts)
