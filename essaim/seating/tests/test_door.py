"""At the door: one press, once; badges; people who say it by themselves; the page for the wall."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.kernel.errors import Refusal
from essaim.meetings.links import door_token
from essaim.meetings.models import AgendaItem, Attendance
from essaim.meetings.tests.factories import make_attendance
from essaim.organizations.tests.factories import make_organization, make_user
from essaim.seating import links, queries
from essaim.seating.actions import begin_round, go_to_moment
from essaim.seating.models import SeatingSetup

from .factories import make_full_meeting, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def meeting(club, client):
    client.force_login(make_organiser(club))
    start = timezone.now() - timedelta(minutes=20)
    return make_full_meeting(club, people=6, starts_at=start, ends_at=start + timedelta(hours=3))


def url(name, meeting, *more) -> str:
    return reverse(f"seating:{name}", args=[meeting.club.slug, meeting.pk, *more])


def press(client, meeting, row, verb="here", key="k1") -> dict:
    response = client.post(
        url("press", meeting, row.pk), {"verb": verb, "key": key}, headers={"Accept": "application/json"}
    )
    return json.loads(response.content)


def test_a_press_sent_again_counts_once_even_after_it_was_undone(client, meeting):
    row = queries.seatable(meeting)[0]
    said = press(client, meeting, row)
    assert (said["key"], said["here"], said["count"], said["expected"]) == ("k1", True, 1, 6)
    assert press(client, meeting, row)["count"] == 1
    assert press(client, meeting, row, "undo", "k2")["here"] is False
    assert press(client, meeting, row)["here"] is False  # the first press, sent again by a bad connection
    assert press(client, meeting, row, "here", "k3")["here"] is True


def test_without_script_the_button_works_too(client, meeting):
    row = queries.seatable(meeting)[0]
    page = client.post(url("press", meeting, row.pk), {"verb": "here"}, follow=True).content.decode()
    assert "est là" in page
    assert Attendance.objects.get(pk=row.pk).checked_in_at


def test_a_cancelled_meeting_says_why(client, meeting):
    row = queries.seatable(meeting)[0]
    meeting.state = "cancelled"
    meeting.save(update_fields=["state"])
    assert "annulée" in press(client, meeting, row)["refusal"]


def test_somebody_who_is_not_on_the_list(client, meeting):
    make_organization("Fil & Terril")
    data = {"name": "Zoé Passante", "organization": "fil & terril", "email": ""}
    client.post(url("door", meeting), data)
    row = Attendance.objects.get(name="Zoé Passante")
    assert row.checked_in_at
    assert row.organization.name == "Fil & Terril"
    client.post(url("door", meeting), {"name": "Max Inconnu", "organization": "Nulle part", "email": ""})
    assert Attendance.objects.filter(name="Max Inconnu (Nulle part)", organization=None).exists()
    page = client.post(url("door", meeting), {"name": "", "email": "pas une adresse", "organization": "X"})
    assert page.status_code == 422
    assert "pas une adresse" in page.content.decode()


def test_an_address_already_known_is_that_person(client, meeting):
    client.post(url("door", meeting), {"name": "Autre nom", "organization": "", "email": "P0@demo.example"})
    assert Attendance.objects.filter(meeting=meeting).count() == 6
    assert Attendance.objects.get(email="p0@demo.example").checked_in_at


def test_the_list_is_searched_without_accents(client, meeting):
    make_attendance(meeting, "Éléonore Dubois")
    page = client.get(url("door", meeting), {"q": "eleonore"}).content.decode()
    assert "Éléonore" in page
    assert "Personne 01" not in page


def test_a_badge_shows_its_button_to_organisers_only(client, meeting):
    row = queries.seatable(meeting)[0]
    address = url("badge", meeting, door_token(row))
    assert "Est là" in client.get(address).content.decode()
    client.logout()
    page = client.get(address).content.decode()
    assert "Est là" not in page
    assert "se lit à l'accueil".replace("'", "’") in page.replace("&#x27;", "’")
    assert Attendance.objects.get(pk=row.pk).checked_in_at is None


def test_a_bent_badge_or_one_of_another_meeting_opens_nothing(client, club, meeting):
    row = queries.seatable(meeting)[0]
    token = door_token(row)
    bent = token[:-1] + ("A" if token[-1] != "A" else "B")  # never the token itself
    assert client.get(url("badge", meeting, bent)).status_code in (404, 409, 410)
    other = make_full_meeting(club, people=2)
    assert client.get(url("badge", other, token)).status_code == 404


def test_a_visitor_says_by_the_address_that_they_are_there(client, meeting):
    client.logout()
    address = url("arrive", meeting, links.door_secret(meeting))
    page = client.post(address, {"email": "nobody@demo.example"})
    assert page.status_code == 422
    assert "pas sur la liste" in page.content.decode()
    assert "Bienvenue" in client.post(address, {"email": "P3@demo.example"}).content.decode()
    assert Attendance.objects.get(email="p3@demo.example").checked_in_at
    assert client.get(url("arrive", meeting, "autre")).status_code == 404


def test_nobody_says_it_the_day_before(client, meeting):
    meeting.starts_at = timezone.now() + timedelta(days=1)
    meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    meeting.save()
    client.logout()
    page = client.post(url("arrive", meeting, links.door_secret(meeting)), {"email": "p3@demo.example"})
    assert "le jour de la rencontre" in page.content.decode()
    assert Attendance.objects.get(email="p3@demo.example").checked_in_at is None


def test_signed_in_one_button(client, meeting):
    user = make_user(name="Nadia Benali")
    row = make_attendance(meeting, "Nadia Benali", user=user, email=user.email)
    client.force_login(user)
    address = url("arrive", meeting, links.door_secret(meeting))
    assert "Nadia Benali" in client.get(address).content.decode()
    client.post(address)
    row.refresh_from_db()
    assert row.checked_in_at


def refused(action, **values) -> str:
    with pytest.raises(Refusal) as refusal:
        action(**values)
    return refusal.value.code


def test_moments_follow_one_another_and_a_press_seen_late_does_nothing(meeting):
    assert refused(go_to_moment, meeting=meeting, actor=None, step=1, seen=None) == "no_agenda"
    items = [AgendaItem.objects.create(meeting=meeting, title=f"Moment {n}", position=n) for n in range(3)]
    assert go_to_moment(meeting=meeting, actor=None, step=1, seen=None).moment == items[0]
    assert go_to_moment(meeting=meeting, actor=None, step=1, seen=items[0].pk).moment == items[1]
    assert go_to_moment(meeting=meeting, actor=None, step=1, seen=items[0].pk).moment == items[1]
    assert go_to_moment(meeting=meeting, actor=None, step=-1, seen=items[1].pk).moment == items[0]
    shown = queries.screen_of(meeting)
    assert (shown.current.item, shown.following.item) == (items[0], items[1])


def test_rounds_begin_in_order(meeting):
    assert refused(begin_round, meeting=meeting, actor=None, number=1) == "no_plan"
    make_plan(meeting, tables=2, rounds=2)
    assert refused(begin_round, meeting=meeting, actor=None, number=2) == "not_next"
    begin_round(meeting=meeting, actor=None, number=1)
    assert begin_round(meeting=meeting, actor=None, number=1).rounds_begun == 1
    begin_round(meeting=meeting, actor=None, number=2)
    assert refused(begin_round, meeting=meeting, actor=None, number=3) == "not_next"
    assert SeatingSetup.objects.get().rounds_begun == 2


def test_the_wall_shows_the_code_then_the_moment_then_the_tables(client, meeting):
    AgendaItem.objects.create(meeting=meeting, title="Tour de table", minutes=20)
    assert "<svg" in client.get(url("screen", meeting)).content.decode()
    client.post(url("advance", meeting), {"pas": "1", "vu": ""})
    page = client.get(url("screen", meeting)).content.decode()
    assert "Tour de table" in page
    assert 'data-minutes="20"' in page
    make_plan(meeting, tables=2, rounds=1)
    client.post(url("begin_round", meeting), {"tour": "1"})
    part = client.get(url("screen", meeting), headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Personne 00" in part


@pytest.mark.parametrize("name", ["door", "screen", "count"])
def test_thirty_people_cost_what_two_cost(client, club, name, django_assert_max_num_queries):
    client.force_login(make_organiser(club))
    counts = []
    for size in (2, 30):
        meeting = make_full_meeting(club, people=size)
        with django_assert_max_num_queries(40) as queries_run:
            client.get(url(name, meeting))
        counts.append(len(queries_run))
    assert counts[0] == counts[1]
