"""The same booking again: the hour on the wall stays, all or none, exceptions."""

from datetime import date, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.resources import actions
from essaim.resources.moments import local

from .factories import book, borrower_in, in_days, make_resource

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_resource(make_club())


@pytest.fixture
def velos(room):
    return borrower_in(room.club)


def weekly(count=5, first=None, **more) -> actions.Recurrence:
    values = {
        "rule": f"FREQ=WEEKLY;COUNT={count}",
        "first_day": first or in_days(),
        "starts": time(9),
        "ends": time(11),
    }
    return actions.Recurrence(**{**values, **more})


def days_of(series) -> list[date]:
    return [local(one.starts_at).date() for one in series.bookings.order_by("starts_at")]


def reserve(room, velos, recurrence, **more):
    return actions.book_series(resource=room, borrower=velos, person=None, recurrence=recurrence, **more)


def test_the_hour_stays_through_the_change_of_clocks():
    recurrence = weekly(3, date(2026, 10, 18))
    assert [local(starts).hour for starts, _ends in actions.times_of(recurrence)] == [9, 9, 9]
    assert [starts.hour for starts, _ends in actions.times_of(recurrence)] == [7, 8, 8]


def test_an_hour_that_is_skipped_comes_an_hour_later():
    recurrence = weekly(3, date(2027, 3, 21), starts=time(2, 30), ends=time(4))
    assert [f"{local(starts):%H:%M}" for starts, _ends in actions.times_of(recurrence)] == ["02:30", "03:30", "02:30"]


def test_exceptions(room, velos):
    first = in_days()
    series = reserve(room, velos, weekly(4, first, exceptions=[first + timedelta(days=7)]))
    assert days_of(series) == [first, first + timedelta(days=14), first + timedelta(days=21)]
    assert series.exceptions == [(first + timedelta(days=7)).isoformat()]


def test_all_or_none_or_without_those_taken(room, velos):
    first = in_days()
    second = first + timedelta(days=7)
    book(room, velos, second, 10, 12)
    with pytest.raises(Refusal) as refusal:
        reserve(room, velos, weekly(3, first))
    assert (refusal.value.code, refusal.value.field) == ("taken", "exceptions")
    assert f"Dates en cause : {second.day} " in str(refusal.value).replace("\xa0", " ")
    assert room.bookings.count() == 1
    assert not room.series.exists()
    series = reserve(room, velos, weekly(3, first), skip_taken=True)
    assert days_of(series) == [first, first + timedelta(days=14)]
    assert series.exceptions == [second.isoformat()]


@pytest.mark.parametrize(
    ("recurrence", "code"),
    [
        ({"rule": "FREQ=DAILY;COUNT=3", "days": 2}, "overlapping_recurrence"),
        ({"rule": "FREQ=DAILY"}, "too_many_times"),
        ({"rule": "n'importe quoi"}, "rule"),
        ({"rule": "FREQ=WEEKLY;UNTIL=20200101T000000"}, "no_time"),
        ({"ends": time(8)}, "end_before_start"),
    ],
)
def test_what_cannot_be(room, velos, recurrence, code):
    with pytest.raises(Refusal) as refusal:
        reserve(room, velos, weekly(**recurrence))
    assert refusal.value.code == code


def test_answered_and_given_up_together(room, velos):
    actions.update_resource(resource=room, actor=None, needs_approval=True)
    series = reserve(room, velos, weekly(3))
    assert actions.answer_series(series=series, actor=None, approved=True) == 3
    assert actions.cancel_series(series=series, actor=None) == 3
    assert set(series.bookings.values_list("state", flat=True)) == {"cancelled"}


def test_one_date_is_given_up_from_the_page_of_another(client, room, velos):
    series = reserve(room, velos, weekly(3))
    first, second, third = series.bookings.order_by("starts_at")
    client.force_login(velos.organization.representations.get().user)
    page = reverse("resources:booking", args=[room.club.slug, first.pk])
    cancel = reverse("resources:cancel", args=[room.club.slug, second.pk])
    assert f'action="{cancel}"' in client.get(page).content.decode()
    assert client.post(cancel, {"depuis": str(first.pk)})["Location"] == page
    second.refresh_from_db()
    assert second.state == "cancelled"
    shown = client.get(page).content.decode()
    assert f'action="{cancel}"' not in shown
    assert shown.count("Annuler cette date") == 1
    # A key of elsewhere leads nowhere else.
    other = book(room, velos, in_days(60))
    for typed in (str(other.pk), "x", "9" * 30):
        away = client.post(reverse("resources:cancel", args=[room.club.slug, third.pk]), {"depuis": typed})
        assert away["Location"] == reverse("resources:booking", args=[room.club.slug, third.pk])


def test_a_long_series_costs_no_more(client, room, velos):
    client.force_login(velos.organization.representations.get().user)
    pages = [
        reverse("resources:booking", args=[room.club.slug, reserve(room, velos, recurrence).bookings.first().pk])
        for recurrence in (weekly(2), weekly(30, in_days() + timedelta(days=1)))
    ]
    counts = []
    for page in [pages[0], *pages]:
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[1] == counts[2]
