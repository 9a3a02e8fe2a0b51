"""Book, change, approve, decline, cancel, wait: what is allowed, what is refused and how it is said."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.resources import actions
from essaim.resources.models import Booking, Hold
from essaim.resources.moments import at, local

from .factories import asked, book, borrower_in, in_days, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club()


@pytest.fixture
def room(club):
    return make_resource(club)


@pytest.fixture
def velos(club):
    return borrower_in(club)


@pytest.fixture
def brouette(club):
    return borrower_in(club, "La Brouette partagée")


def refusal_of(act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value


def test_a_slot_is_had_once(room, velos, brouette):
    one = book(room, velos)
    assert one.state == "approved"
    refusal = refusal_of(book, room, brouette, None, 10, 12)
    assert (refusal.code, refusal.field) == ("taken", "starts")
    assert "déjà pris" in str(refusal)
    assert book(room, brouette, None, 11, 12).state == "approved"
    assert Booking.objects.count() == 2


def test_the_database_refuses_what_no_action_would_write(room, velos):
    """Also to whoever writes past the actions: the unit that is taken, and one that the means does not have."""
    hold = Hold.objects.get(booking=book(room, velos))
    for first in (0, 1, 7):
        with pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.create(
                club=room.club, resource=room, booking=hold.booking, first_unit=first, past_unit=first + 1,
                starts_at=hold.starts_at + timedelta(minutes=30), ends_at=hold.ends_at + timedelta(hours=1),
            )  # fmt: skip


def test_units_are_packed_anew_rather_than_refused(club, velos, brouette):
    """Three bookings one after the other of two carts, crossing: no moment asks for more than two."""
    carts = make_resource(club, kind="equipment", quantity=2)
    book(carts, velos, None, 8, 10)
    book(carts, velos, None, 9, 11)  # the second cart
    book(carts, velos, None, 10, 12)  # the first
    book(carts, velos, None, 11, 13)
    actions.cancel(booking=Booking.objects.order_by("starts_at")[1], actor=None)
    actions.cancel(booking=Booking.objects.order_by("starts_at")[2], actor=None)
    book(carts, brouette, None, 8, 13)
    assert refusal_of(book, carts, brouette, None, 12, 13).code == "taken"


def test_quantity(club, velos, brouette):
    chairs = make_resource(club, kind="equipment", name="Chaises", quantity=100, unit="chaise")
    book(chairs, velos, quantity=60)
    assert refusal_of(book, chairs, brouette, quantity=41).code == "taken"
    book(chairs, brouette, quantity=40)
    assert Hold.objects.filter(resource=chairs).exclude(booking=None).count() == 2
    for quantity, code in ((0, "quantity_zero"), (101, "too_many")):
        refusal = refusal_of(book, chairs, velos, in_days(20), quantity=quantity)
        assert (refusal.code, refusal.field) == (code, "quantity")
    assert refusal_of(actions.update_resource, resource=chairs, actor=None, quantity=99).code == "booked"
    actions.update_resource(resource=chairs, actor=None, quantity=120)
    book(chairs, velos, quantity=20)


def test_turnaround_keeps_the_next_away(club, velos, brouette):
    van = make_resource(club, kind="vehicle", turnaround=30)
    book(van, velos, None, 9, 11)
    assert refusal_of(book, van, brouette, None, 11, 12).code == "taken"
    book(van, brouette, None, "11:30", 12)
    assert refusal_of(book, van, brouette, None, "08:00", "08:45").code == "taken"


@pytest.mark.parametrize(
    ("starts", "ends", "code", "field"),
    [(11, 9, "end_before_start", "ends"), (9, 9, "end_before_start", "ends"), ("09:10", 11, "step", "starts")],
)
def test_moments_that_make_no_sense(room, velos, starts, ends, code, field):
    refusal = refusal_of(book, room, velos, None, starts, ends)
    assert (refusal.code, refusal.field) == (code, field)


def test_the_past(room, velos):
    assert refusal_of(book, room, velos, timezone.localdate() - timedelta(days=1)).code == "past"


def test_three_in_the_morning_that_does_not_exist():
    refusal = refusal_of(at, date(2027, 3, 28), time(2, 30), field="starts")
    assert (refusal.code, refusal.field) == ("no_such_time", "starts")
    assert "02:30" in str(refusal)
    assert at(date(2027, 3, 28), time(3)).hour == 1


def test_notice_and_longest(club, velos):
    van = make_resource(club, notice=20 * 24 * 60, longest=4 * 60)
    assert "20 jours avant" in str(refusal_of(book, van, velos, in_days(7)))
    refusal = refusal_of(book, van, velos, in_days(21), 8, 13)
    assert (refusal.code, refusal.field) == ("too_long", "ends")
    book(van, actions.Borrower(van.owner), in_days(7), 8, 18)  # the owner decides for their own


def test_opening_hours(club, velos):
    hours = [actions.Opening(0, time(9), time(12)), actions.Opening(0, time(14), time(18))]
    room = make_resource(club, hours=[*hours, actions.Opening(1, time(9), time(12))])
    monday = in_days()
    book(room, velos, monday, 9, 12)
    refusal = refusal_of(book, room, velos, monday, 11, 15)
    assert "ouvert de 09:00 à 12:00 et de 14:00 à 18:00" in str(refusal)
    assert "fermé le mercredi" in str(refusal_of(book, room, velos, monday + timedelta(days=2)))
    # Kept overnight: it is taken and brought back when somebody is there.
    book(room, velos, monday, 17, 10, last=monday + timedelta(days=1))
    refusal = refusal_of(book, room, velos, monday + timedelta(7), 17, 14, last=monday + timedelta(days=8))
    assert (refusal.code, refusal.field) == ("opening_hours", "ends")


def test_closed_period(room, velos):
    day = in_days()
    closure = actions.close(
        resource=room, actor=None, starts_at=at(day, time(0)), ends_at=at(day + timedelta(days=3), time(0)),
        reason="inventaire",
    )  # fmt: skip
    refusal = refusal_of(book, room, velos, day)
    assert refusal.code == "closed"
    assert "inventaire" in str(refusal)
    actions.open_again(closure=closure, actor=None)
    one = book(room, velos, day)
    times = {"starts_at": one.starts_at, "ends_at": one.ends_at}
    assert refusal_of(actions.close, resource=room, actor=None, **times).code == "booked"
    actions.close(resource=room, actor=None, anyway=True, **times)
    one.refresh_from_db()
    assert one.state == "approved"


def test_half_days_and_days(club, velos):
    van = make_resource(club, step="half_day")
    day = in_days()
    book(van, velos, day, 8, 13)
    book(van, velos, day, 13, 13, last=day + timedelta(days=1))
    assert refusal_of(book, van, velos, day + timedelta(days=2), 9, 13).code == "step"
    bus = make_resource(club, van.owner, step="day")
    assert refusal_of(book, bus, velos, day, 8, 13).code == "step"
    book(bus, velos, day, 8, 18, last=day + timedelta(days=4))


def test_not_lent_and_not_published(club, velos):
    room = make_resource(club, conditions=[])
    assert refusal_of(book, room, velos).code == "not_lent"
    book(room, actions.Borrower(room.owner))
    draft = make_resource(club, room.owner, publish=False)
    assert refusal_of(book, draft, velos).code == "not_published"


def test_an_approval_freezes_what_was_asked(club, velos, brouette):
    room = make_resource(club, needs_approval=True)
    one = book(room, velos)
    assert one.state == "requested"
    assert refusal_of(book, room, brouette).code == "taken"  # what is asked for is kept meanwhile
    one = actions.approve(booking=one, actor=None, word="La clé est à l'accueil.")
    shorter = actions.change(booking=one, actor=None, asked=asked(None, 9, 10))
    assert shorter.state == "approved"
    longer = actions.change(booking=one, actor=None, asked=asked(None, 9, 12))
    assert (longer.state, longer.answered_at, longer.sequence) == ("requested", None, 2)
    actions.approve(booking=one, actor=None)
    assert refusal_of(actions.approve, booking=one, actor=None).code == "state"
    assert actions.change(booking=one, actor=None, asked=asked(None, 8, 12), as_owner=True).state == "approved"


def test_a_change_that_cannot_be_changes_nothing(room, velos, brouette):
    one, _other = book(room, velos, None, 9, 11), book(room, brouette, None, 11, 12)
    assert refusal_of(actions.change, booking=one, actor=None, asked=asked(None, 9, 12)).code == "taken"
    one.refresh_from_db()
    assert local(one.ends_at).hour == 11
    assert Hold.objects.get(booking=one).ends_at == one.ends_at
    actions.change(booking=one, actor=None, asked=asked(None, 10, 11))  # over its own place


def test_cancelled_too_late(club, velos):
    room = make_resource(club, cancel_before=30 * 24 * 60)
    one = book(room, velos, in_days(10))
    refusal = refusal_of(actions.cancel, booking=one, actor=None)
    assert refusal.code == "too_late"
    assert "Appelez La Halle aux idées" in str(refusal)
    assert actions.cancel(booking=one, actor=None, as_owner=True).state == "cancelled"


def test_rates_hold_from_the_day_they_were_agreed(club, velos):
    share = {"audience": "members", "terms": "share", "per_hour": 500, "per_day": 3000}
    room = make_resource(club, conditions=[share], deposit=15000)
    one = book(room, velos, None, 9, 12)
    assert (one.cents, one.deposit, one.counterpart) == (1500, 15000, 0)
    actions.update_resource(resource=room, actor=None, conditions=[{**share, "per_hour": 900}])
    assert actions.change(booking=one, actor=None, asked=asked(None, 9, 11)).cents == 1000
    assert book(room, velos, in_days(20), 8, 18).cents == 3000  # the day is cheaper
    assert book(room, actions.Borrower(room.owner), in_days(30)).cents == 0


def test_counterpart_in_hours(club, velos):
    hours = {"audience": "members", "terms": "hours", "minutes_per_day": 120}
    van = make_resource(club, step="half_day", conditions=[hours])
    day = in_days()
    assert book(van, velos, day, 8, 13).counterpart == 60
    assert book(van, velos, day, 13, 18, last=day + timedelta(days=1)).counterpart == 180
