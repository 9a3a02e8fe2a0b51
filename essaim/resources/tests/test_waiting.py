"""The waiting list: in order, to the first whom the slot fits, with a delay, and nobody is forgotten."""

from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.resources import actions
from essaim.resources.models import Booking

from .factories import asked, book, borrower_in, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_resource(make_club())


@pytest.fixture
def velos(room):
    return borrower_in(room.club)


def states(*bookings) -> list[str]:
    rows = dict(Booking.objects.values_list("pk", "state"))
    return [rows[one.pk] for one in bookings]


def later(**delay):
    return mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(**delay))


def test_the_first_whom_it_fits(room, velos):
    one = book(room, velos, None, 9, 11)
    long = book(room, velos, None, 9, 12, wait=True)
    short = book(room, velos, None, 10, 11, wait=True)
    kept = book(room, velos, None, 11, 12)
    assert states(long, short) == ["waiting", "waiting"]
    actions.cancel(booking=one, actor=None)
    assert states(long, short) == ["waiting", "offered"]  # the long one still meets `kept`
    actions.cancel(booking=short, actor=None)
    actions.cancel(booking=kept, actor=None)
    assert states(long, short) == ["offered", "cancelled"]


def test_a_slot_that_is_free_is_booked_at_once(room, velos):
    assert book(room, velos, wait=True).state == "approved"


def test_an_offer_keeps_the_slot_and_lapses(room, velos):
    one, first, second = book(room, velos), book(room, velos, wait=True), book(room, velos, wait=True)
    actions.cancel(booking=one, actor=None)
    assert states(first, second) == ["offered", "waiting"]
    with pytest.raises(Refusal):
        book(room, velos)
    assert not actions.settle_due()
    with later(hours=25):
        assert actions.settle_due()
        assert not actions.settle_due()
        assert states(first, second) == ["lapsed", "offered"]
        with pytest.raises(Refusal) as refusal:
            actions.accept(booking=first, actor=None)
        assert refusal.value.code == "state"
        assert actions.accept(booking=second, actor=None).state == "approved"


def test_accepting_asks_where_the_owner_must_agree(velos, room):
    actions.update_resource(resource=room, actor=None, needs_approval=True)
    one, waiting = book(room, velos), book(room, velos, wait=True)
    actions.decline(booking=one, actor=None)
    assert actions.accept(booking=waiting, actor=None).state == "requested"


def test_whatever_frees_a_slot_serves_who_waits(room, velos):
    one = book(room, velos, None, 9, 12)
    early, late = book(room, velos, None, 9, 10, wait=True), book(room, velos, None, 11, 12, wait=True)
    actions.change(booking=one, actor=None, asked=asked(None, 9, 11))
    assert states(early, late) == ["waiting", "offered"]
    actions.update_resource(resource=room, actor=None, quantity=2)
    assert states(early, late) == ["offered", "offered"]


def test_a_request_without_answer_ends_when_it_should_begin(velos, room):
    actions.update_resource(resource=room, actor=None, needs_approval=True)
    one, waiting = book(room, velos), book(room, velos, wait=True)
    with later(days=30):
        assert actions.settle_due()
        assert states(one, waiting) == ["lapsed", "lapsed"]
