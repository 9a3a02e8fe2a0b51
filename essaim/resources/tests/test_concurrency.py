"""At the same moment, on SQLite as on PostgreSQL: no unit twice, one offer for each slot, sentences and no errors."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.resources import actions
from essaim.resources.actions.holding import guarded
from essaim.resources.models import Booking, Hold

from .factories import book, borrower_in, in_days, make_resource

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts) -> list:
    """Run the functions together, each in its thread; what it raises is given back by its name."""
    ready, outcomes = Barrier(len(acts)), [None] * len(acts)

    def one(number, act):
        try:
            ready.wait(30)
            outcomes[number] = act()
        except Refusal as refusal:
            outcomes[number] = refusal.code
        except IntegrityError:
            outcomes[number] = "held"
        finally:
            connection.close()

    threads = [Thread(target=one, args=(number, act)) for number, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def most_at_once(resource) -> int:
    """The most units taken at any moment, by the bookings."""
    rows = [row for row in Booking.objects.filter(resource=resource) if row.holds]
    return max((sum(b.quantity for b in rows if b.starts_at <= a.starts_at < b.blocked_until) for a in rows), default=0)


def test_eight_for_one_room():
    room = make_resource(make_club())
    velos = borrower_in(room.club)
    outcomes = at_once([lambda: book(room, velos).state] * 8)
    assert sorted(outcomes) == ["approved"] + ["taken"] * 7


def test_eight_for_five_units_that_cross():
    chairs = make_resource(make_club(), quantity=5)
    velos = borrower_in(chairs.club)
    at_once([lambda n=n: book(chairs, velos, None, 8 + n % 3, 11 + n % 3, quantity=2).state for n in range(8)])
    assert most_at_once(chairs) == 4
    assert Booking.objects.count() == 2


def test_the_database_alone_lets_one_in():
    """Without any lock of ours: eight writers put a hold straight into the table."""
    room = make_resource(make_club())
    booking = book(room, borrower_in(room.club), in_days(20))
    at = timezone.now() + timedelta(days=3)

    def write(number):
        with transaction.atomic():
            return Hold.objects.create(
                club=room.club, resource=room, booking=booking, first_unit=0, past_unit=1,
                starts_at=at + timedelta(minutes=number), ends_at=at + timedelta(hours=1),
            ).pk  # fmt: skip

    outcomes = at_once([lambda n=n: write(n) for n in range(8)])
    assert outcomes.count("held") == 7


def test_a_slot_that_comes_free_is_offered_once():
    room = make_resource(make_club())
    velos = borrower_in(room.club)
    one = book(room, velos)
    waiting = [book(room, velos, wait=True) for _number in range(4)]
    at_once([lambda: actions.cancel(booking=one, actor=None).state, *[actions.settle_due] * 3])
    states = list(Booking.objects.filter(pk__in=[row.pk for row in waiting]).order_by("pk").values_list("state"))
    assert states == [("offered",), ("waiting",), ("waiting",), ("waiting",)]


def test_approved_or_cancelled_never_both():
    room = make_resource(make_club(), needs_approval=True)
    one = book(room, borrower_in(room.club))
    at_once(
        [lambda: actions.cancel(booking=one, actor=None).state, lambda: actions.approve(booking=one, actor=None).state]
    )
    one.refresh_from_db()
    assert one.state in ("approved", "cancelled")
    assert Hold.objects.filter(booking=one).exists() == (one.state == "approved")


@pytest.mark.parametrize("words", ["database is locked", "deadlock detected"])
def test_a_database_that_is_busy_says_so_kindly(words):
    @guarded
    def act():
        raise OperationalError(words)

    with pytest.raises(Refusal) as refusal:
        act()
    assert refusal.value.code == "busy"
    assert "réessayez" in str(refusal.value)
