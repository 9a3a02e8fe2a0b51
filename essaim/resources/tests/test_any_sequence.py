"""Whatever people do and in whatever order: no overlap beyond the quantity, no lost turn, legal states.

The machine has its own idea of what is free, which looks at bookings moment by moment and knows nothing of units.
More examples: `ESSAIM_EXAMPLES=2000 pytest essaim/resources/tests/test_any_sequence.py`.
"""

import os
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.resources import actions
from essaim.resources.enums import BOOKING_VERBS, HOLDING, BookingState
from essaim.resources.models import Booking, Closure, Hold
from essaim.resources.moments import at, local

from .factories import borrower_in, make_resource

EXAMPLES = int(os.environ.get("ESSAIM_EXAMPLES", "12"))
# The weekend when clocks go back, and the one when they go forward.
WEEKENDS = [datetime(2026, 10, 23, 6, tzinfo=UTC), datetime(2027, 3, 26, 6, tzinfo=UTC)]
QUARTERS = st.sampled_from([time(hour, minute) for hour in range(24) for minute in (0, 30)])
LENGTHS = st.sampled_from([30, 60, 90, 120, 240, 600, 1500])
EDGES = {(start, end) for starts, end in BOOKING_VERBS.values() for start in starts}


def reachable(before: str, after: str) -> bool:
    """Whether the table leads from one state to the other, by one verb or two."""
    if before == after or (before, after) in EDGES:
        return True
    return any((before, middle) in EDGES and (middle, after) in EDGES for middle in BookingState.values)


class Club(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.clock = mock.patch("django.utils.timezone.now", side_effect=lambda: self.now)
        self.now = WEEKENDS[0]
        self.clock.start()
        self.states: dict[int, str] = {}

    def teardown(self):
        self.clock.stop()
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize(
        start=st.sampled_from(WEEKENDS), quantity=st.integers(1, 3), turnaround=st.sampled_from([0, 30]),
        needs_approval=st.booleans(),
    )  # fmt: skip
    def open_the_club(self, start, quantity, turnaround, needs_approval):
        self.now = start
        club = make_club()
        self.resource = make_resource(
            club, quantity=quantity, turnaround=turnaround, needs_approval=needs_approval, offer_minutes=240
        )
        self.borrowers = [borrower_in(club, "Les Vélos"), borrower_in(club, "La Brouette")]

    # What people do ---------------------------------------------------------------------------------------

    def attempt(self, act, **values):
        """Do it, or be refused; either way it is one act, after which all must hold."""
        before = list(Booking.objects.filter(state="waiting").order_by("queued_at", "pk"))
        with suppress(Refusal):
            act(**values)
        self.check_ranks(before)

    def slot(self, day, clock, length, quantity):
        starts_at = at(local(self.now).date() + timedelta(days=day), clock)
        return actions.Asked(starts_at, starts_at + timedelta(minutes=length), quantity)

    def pick(self, number, *states):
        rows = list(Booking.objects.filter(state__in=states or BookingState.values).order_by("pk"))
        return rows[number % len(rows)] if rows else None

    @rule(
        day=st.integers(0, 4), clock=QUARTERS, length=LENGTHS, quantity=st.integers(0, 3), who=st.integers(0, 1),
        wait=st.booleans(),
    )  # fmt: skip
    def book(self, day, clock, length, quantity, who, wait):
        def act():
            asked = self.slot(day, clock, length, quantity)
            actions.book(resource=self.resource, borrower=self.borrowers[who], person=None, asked=asked, wait=wait)

        self.attempt(act)

    @rule(number=st.integers(0, 50), day=st.integers(0, 4), clock=QUARTERS, length=LENGTHS, quantity=st.integers(1, 3))
    def move(self, number, day, clock, length, quantity):
        if booking := self.pick(number, *HOLDING):
            self.attempt(
                lambda: actions.change(booking=booking, actor=None, asked=self.slot(day, clock, length, quantity))
            )

    @rule(number=st.integers(0, 50), minutes=st.sampled_from([-60, -30, 30, 60, 300]), as_owner=st.booleans())
    def extend(self, number, minutes, as_owner):
        if booking := self.pick(number, *HOLDING):
            asked = actions.Asked(booking.starts_at, booking.ends_at + timedelta(minutes=minutes), booking.quantity)
            self.attempt(actions.change, booking=booking, actor=None, asked=asked, as_owner=as_owner)

    @rule(number=st.integers(0, 50), verb=st.sampled_from(["approve", "decline"]))
    def answer(self, number, verb):
        if booking := self.pick(number, "requested", "approved"):
            self.attempt(getattr(actions, verb), booking=booking, actor=None)

    @rule(number=st.integers(0, 50))
    def cancel(self, number):
        if booking := self.pick(number):
            self.attempt(actions.cancel, booking=booking, actor=None)

    @rule(number=st.integers(0, 50))
    def accept(self, number):
        if booking := self.pick(number, "offered", "waiting", "lapsed"):
            self.attempt(actions.accept, booking=booking, actor=None)

    @rule(number=st.integers(0, 50), verb=st.sampled_from(["hand_over", "take_back"]))
    def change_hands(self, number, verb):
        if booking := self.pick(number, "approved", "handed_over"):
            self.attempt(getattr(actions, verb), booking=booking, actor=None, report=actions.Report())

    @rule(day=st.integers(0, 4), clock=QUARTERS, length=LENGTHS, anyway=st.booleans())
    def close(self, day, clock, length, anyway):
        def act():
            asked = self.slot(day, clock, length, 1)
            actions.close(
                resource=self.resource, actor=None, starts_at=asked.starts_at, ends_at=asked.ends_at, anyway=anyway
            )

        self.attempt(act)

    @precondition(lambda self: Closure.objects.exists())
    @rule()
    def open_again(self):
        self.attempt(actions.open_again, closure=Closure.objects.order_by("pk").first(), actor=None)

    @rule(quantity=st.integers(1, 4))
    def buy_or_sell(self, quantity):
        self.attempt(actions.update_resource, resource=self.resource, actor=None, quantity=quantity)

    @rule(
        day=st.integers(0, 2), clock=QUARTERS, hours=st.integers(1, 26), count=st.integers(2, 4), skip=st.booleans(),
        exception=st.integers(0, 4),
    )  # fmt: skip
    def repeat(self, day, clock, hours, count, skip, exception):
        first = local(self.now).date() + timedelta(days=day)
        ends = (datetime.combine(first, clock) + timedelta(hours=hours)).time()
        recurrence = actions.Recurrence(
            f"FREQ=DAILY;COUNT={count}", first, clock, ends, days=(clock.hour + hours) // 24,
            exceptions=[first + timedelta(days=exception)],
        )  # fmt: skip

        def act():
            series = actions.book_series(
                resource=self.resource, borrower=self.borrowers[0], person=None, recurrence=recurrence, skip_taken=skip
            )
            for row in series.bookings.all():
                wall = local(row.starts_at)
                assert (
                    wall.time() == clock or wall.time() == (datetime.combine(first, clock) + timedelta(hours=1)).time()
                )
                assert wall.date().isoformat() not in series.exceptions

        self.attempt(act)

    @rule(minutes=st.sampled_from([15, 60, 241, 600, 1500]))
    def time_goes_by(self, minutes):
        self.now += timedelta(minutes=minutes)
        self.attempt(actions.settle_due)

    # What holds, always -----------------------------------------------------------------------------------

    def free(self, asked: Booking, without=()) -> bool:
        """Whether it could be had now: counted at each moment where something begins."""
        if asked.starts_at <= self.now or asked.quantity > self.resource.quantity:
            return False
        if Closure.objects.filter(starts_at__lt=asked.ends_at, ends_at__gt=asked.starts_at).exists():
            return False
        rows = [row for row in Booking.objects.filter(state__in=HOLDING) if row.pk not in without]
        moments = [asked.starts_at, *(row.starts_at for row in rows)]
        until = asked.ends_at + timedelta(minutes=self.resource.turnaround)
        return all(
            sum(row.quantity for row in rows if row.starts_at <= moment < row.blocked_until) + asked.quantity
            <= self.resource.quantity
            for moment in moments
            if asked.starts_at <= moment < until
        )

    def check_ranks(self, before: list[Booking]) -> None:
        """Nobody was served whose slot somebody before them could have had."""
        self.resource.refresh_from_db()
        states = dict(Booking.objects.values_list("pk", "state"))
        ranks = {row.pk: rank for rank, row in enumerate(before)}
        served = [row for row in before if states[row.pk] == "offered"]
        for row in before:
            if states[row.pk] == "waiting":
                later = [one.pk for one in served if ranks[one.pk] > ranks[row.pk]]
                assert not self.free(row, without=later), "someone behind was served first"

    @invariant()
    def no_more_than_there_is(self):
        if not hasattr(self, "resource"):
            return
        rows = list(Booking.objects.filter(state__in=HOLDING))
        for row in rows:
            there = sum(one.quantity for one in rows if one.starts_at <= row.starts_at < one.blocked_until)
            assert there <= self.resource.quantity

    @invariant()
    def each_has_its_units(self):
        held: dict[int, int] = {}
        times = {}
        for hold in Hold.objects.exclude(booking=None):
            held[hold.booking_id] = held.get(hold.booking_id, 0) + hold.past_unit - hold.first_unit
            times[hold.booking_id] = (hold.starts_at, hold.ends_at)
        for row in Booking.objects.all():
            assert held.get(row.pk, 0) == (row.quantity if row.holds else 0)
            assert times.get(row.pk, (row.starts_at, row.blocked_until)) == (row.starts_at, row.blocked_until)
        if hasattr(self, "resource"):
            assert Hold.objects.get(booking=None).first_unit == self.resource.quantity

    @invariant()
    def nobody_waits_for_what_is_free(self):
        for row in Booking.objects.filter(state="waiting"):
            assert not self.free(row), "a turn was lost"

    @invariant()
    def states_follow_the_table(self):
        for pk, state in Booking.objects.values_list("pk", "state"):
            assert reachable(self.states.get(pk, state), state)
            self.states[pk] = state


@pytest.mark.django_db
def test_whatever_the_sequence():
    run_state_machine_as_test(
        Club,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
