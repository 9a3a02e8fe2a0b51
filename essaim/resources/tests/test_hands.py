"""Hand-over and return: reports, what is due, damage told to both, reminders; nobody is written to about their own
act."""

from datetime import time, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.resources import actions, personal
from essaim.resources.models import Booking, Handover
from tests.access_matrix.pooled import picture

from .factories import asked, book, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club()


def a_member(club, name, address):
    return make_representation(make_member(club, make_organization(name)), make_user(address, name=name))


@pytest.fixture
def halle(club):
    return a_member(club, "La Halle", "halle@example.org")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos", "velos@example.org")


@pytest.fixture
def van(club, halle):
    share = {"audience": "members", "terms": "share", "per_hour": 500, "per_km": 30}
    return make_resource(club, halle.organization, kind="vehicle", conditions=[share], access="Code 1234")


@pytest.fixture
def row(van, velos):
    return actions.book(
        resource=van, borrower=actions.Borrower(velos.organization), person=velos.user, asked=asked(None, 9, 11)
    )


def written(kind) -> list[str]:
    return sorted(Message.objects.filter(kind=f"resources.{kind}").values_list("to", flat=True))


def test_kilometres_make_the_price(row, halle):
    actions.hand_over(booking=row, actor=halle.user, report=actions.Report(kilometres=1000), photos=[picture()])
    row.refresh_from_db()
    assert row.state == "handed_over"
    back = actions.Report(kilometres=900)
    with pytest.raises(Refusal) as refusal:
        actions.take_back(booking=row, actor=halle.user, report=back)
    assert (refusal.value.code, refusal.value.field) == ("meter", "kilometres")
    actions.take_back(booking=row, actor=halle.user, report=actions.Report(kilometres=1080))
    row.refresh_from_db()
    assert (row.state, row.cents) == ("returned", 1000 + 80 * 30)
    assert not row.held_units.exists()
    assert Handover.objects.get(kind="out").photos.count() == 1


def test_damage_is_said_in_words_and_told_to_both(row, halle):
    with pytest.raises(Refusal) as refusal:
        actions.take_back(booking=row, actor=halle.user, report=actions.Report(shape="damaged"))
    assert refusal.value.field == "note"
    actions.take_back(booking=row, actor=halle.user, report=actions.Report(shape="damaged", note="Phare cassé"))
    assert written("damaged") == ["halle@example.org", "velos@example.org"]
    assert "Phare cassé" in Message.objects.filter(kind="resources.damaged").first().text


def test_brought_back_early_the_rest_is_offered(row, velos, halle):
    waiting = book(row.resource, actions.Borrower(velos.organization), None, 10, 11, wait=True)
    actions.take_back(booking=row, actor=halle.user, report=actions.Report())
    waiting.refresh_from_db()
    assert waiting.state == "offered"
    assert written("offered") == ["velos@example.org"]


def test_the_day_before_once_with_the_way_in(row, velos):
    actions.remind(timezone.localdate())
    assert written("reminder") == []
    with mock.patch("django.utils.timezone.now", return_value=row.starts_at - timedelta(hours=20)):
        for _time in range(2):
            actions.remind(timezone.localdate())
    assert written("reminder") == ["velos@example.org"]
    assert "Code 1234" in Message.objects.get(kind="resources.reminder").text


def test_nobody_is_told_of_their_own_act(row, velos, halle):
    assert written("booked") == ["halle@example.org"]
    actions.cancel(booking=row, actor=velos.user, word="Pluie")
    assert written("cancelled") == ["halle@example.org"]


def test_a_series_is_told_once(van, velos, halle):
    actions.update_resource(resource=van, actor=None, needs_approval=True)
    series = actions.book_series(
        resource=van, borrower=actions.Borrower(velos.organization), person=velos.user,
        recurrence=actions.Recurrence("FREQ=WEEKLY;COUNT=4", asked().starts_at.date(), time(14), time(16)),
    )  # fmt: skip
    assert written("requested") == ["halle@example.org"]
    actions.answer_series(series=series, actor=halle.user, approved=True)
    assert written("approved") == ["velos@example.org"]
    assert "4" in Message.objects.get(kind="resources.approved").text


def test_what_nobody_reported_is_returned(row):
    assert not actions.return_unsaid()
    with mock.patch("django.utils.timezone.now", return_value=row.ends_at + timedelta(days=3)):
        assert actions.return_unsaid()
        assert not actions.return_unsaid()
    assert Booking.objects.get().state == "returned"


def test_words_go_with_the_account(row, velos):
    Booking.objects.update(purpose="Livrer")
    assert personal.data_of(velos.user)[0]["purpose"] == "Livrer"
    personal.forget(velos.user)
    row.refresh_from_db()
    assert (row.purpose, row.person, row.borrower) == ("", None, velos.organization)
