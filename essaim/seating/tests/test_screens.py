"""The screens of tables, without JavaScript."""

import re
from datetime import datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.mail.models import Message
from essaim.meetings.actions.daily import say_the_day_before
from essaim.meetings.links import answer_token
from essaim.meetings.models import Attendance
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.seating import queries
from essaim.seating.actions import publish, save_setup
from essaim.seating.models import SeatingPlan, Wish

from .factories import make_full_meeting, make_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def organiser(club, client) -> User:
    user = make_organiser(club)
    client.force_login(user)
    return user


@pytest.fixture
def meeting(club):
    return make_full_meeting(club)


def url(name, meeting, *more) -> str:
    return reverse(f"seating:{name}", args=[meeting.club.slug, meeting.pk, *more])


def test_from_nothing_to_a_published_plan_in_two_presses(client, organiser, meeting):
    page = client.get(url("plan", meeting)).content.decode()
    assert "12 personnes viennent" in page
    data = {"table_count": "4", "rounds": "2", "seats": "", "accessible_tables": "1", "composer": ""}
    page = client.post(url("settings", meeting), data, follow=True).content.decode()
    assert "Personne ne se retrouve" in page
    assert "Tour 2" in page
    plan = SeatingPlan.objects.get()
    client.post(url("publish", meeting), {"version": plan.version})
    plan.refresh_from_db()
    assert plan.published_at


def test_a_plan_read_too_long_ago_is_not_published(client, organiser, meeting):
    make_plan(meeting, published=False)
    client.post(url("publish", meeting), {"version": "0"})
    assert SeatingPlan.objects.get().published_at is None


def test_a_wrong_number_is_said_and_keeps_what_was_typed(client, organiser, meeting):
    data = {"table_count": "900", "rounds": "2", "accessible_tables": "un", "composer": ""}
    page = client.post(url("settings", meeting), data).content.decode()
    assert 'value="900"' in page
    assert "Des numéros de table" in page
    assert not SeatingPlan.objects.exists()


def test_a_clash_is_read_where_one_can_solve_it(client, organiser, meeting):
    save_setup(meeting=meeting, actor=None, table_count=2, rounds=1)
    one, two, *_rest = queries.seatable(meeting)
    for kind, extra in (("together", {"demande-other": two.pk}), ("table", {"demande-table": 1})):
        client.post(url("add_wish", meeting), {"demande-kind": kind, "demande-attendance": one.pk, **extra})
    client.post(url("add_wish", meeting), {"demande-kind": "table", "demande-attendance": two.pk, "demande-table": 2})
    page = client.post(url("compose", meeting), follow=True).content.decode()
    assert "ne tiennent pas ensemble" in page
    client.post(url("remove_wish", meeting, Wish.objects.get(kind="together").pk))
    page = client.post(url("compose", meeting), follow=True).content.decode()
    assert "Le plan est composé" in page


def test_an_unfinished_wish_is_said(client, organiser, meeting):
    one = queries.seatable(meeting)[0]
    response = client.post(url("add_wish", meeting), {"demande-kind": "apart", "demande-attendance": one.pk})
    assert response.status_code == 422
    assert "Avec qui" in response.content.decode()


def test_moving_somebody(client, organiser, meeting):
    make_plan(meeting, published=False)
    one = queries.seatable(meeting)[0]
    at = queries.plan_view(queries.current_plan(meeting)).tables_of()
    table = next(n for n in (1, 2, 3) if n != at[one.pk][1])
    page = client.get(url("move", meeting, one.pk)).content.decode()
    assert "à la place de" in page
    data = {"tour_1": str(table), "garder_1": "on", "tour_2": str(at[one.pk][2])}
    client.post(url("move", meeting, one.pk), data)
    after = queries.plan_view(queries.current_plan(meeting)).tables_of()
    assert (after[one.pk][1], after[one.pk][2]) == (table, at[one.pk][2])
    assert "gardée" in client.get(url("plan", meeting)).content.decode()


def test_nobody_who_came_after_the_plan_is_forgotten(client, organiser, meeting):
    make_plan(meeting)
    Attendance.objects.filter(name="Personne 00").update(seat="none", answer="no")
    Attendance.objects.create(club=meeting.club, meeting=meeting, name="Zoé Retard", answer="yes", seat="held")
    page = client.get(url("plan", meeting)).content.decode()
    assert "Zoé Retard" in page
    assert "Ne viennent plus" in page
    page = client.post(url("compose", meeting), {"adapter": ""}, follow=True).content.decode()
    assert "La liste a changé" not in page


def test_a_member_sees_their_own_path_once_it_is_published(client, club, meeting):
    user = make_user(name="Nadia Benali")
    organization = make_member(club)
    make_representation(organization, user=user)
    row = Attendance.objects.create(
        club=club, meeting=meeting, name="Nadia Benali", user=user, answer="yes", seat="held"
    )
    client.force_login(user)
    assert "pas encore faites" in client.get(url("mine", meeting)).content.decode()
    plan = make_plan(meeting)
    page = client.get(url("mine", meeting)).content.decode()
    table = queries.path_of(plan, row)[0].table
    assert f"Tour 1 : table {table}".replace(" :", "\u00a0:") in page
    assert client.get(url("plan", meeting)).status_code == 404


def test_without_account_the_signed_link_shows_the_path(client, meeting):
    row = queries.seatable(meeting)[0]
    address = reverse("meetings:answer_link", args=[meeting.club.slug, answer_token(row)])
    assert "Vos tables" not in client.get(address).content.decode()
    make_plan(meeting)
    page = client.get(address).content.decode()
    assert "Vos tables" in page
    assert queries.path_of(queries.published_plan(meeting), row)[0].others[0].name in page


@pytest.mark.parametrize("name", ["plan", "settings", "mine"])
def test_thirty_people_cost_what_two_cost(client, club, organiser, name, django_assert_max_num_queries):
    counts = []
    for size in (4, 30):
        meeting = make_full_meeting(club, people=size)
        make_plan(meeting, tables=2)
        with django_assert_max_num_queries(40) as queries_run:
            client.get(url(name, meeting))
        counts.append(len(queries_run))
    assert counts[0] == counts[1]


def test_the_message_of_the_day_before_says_the_tables():
    club = make_club("ici")
    start = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time(14)))
    meeting = make_full_meeting(club, people=6, starts_at=start)
    say_the_day_before()
    assert "Vos tables" not in Message.objects.filter(kind="meetings.eve").first().text
    make_plan(meeting, tables=2, rounds=2)
    meeting.attendances.update(eve_at=None)
    Message.objects.all().delete()
    say_the_day_before()
    text = Message.objects.filter(kind="meetings.eve").first().text.replace("\u00a0", " ")
    assert re.search(r"Vos tables : tour 1, table \d ; tour 2, table \d\.", text.replace("\u202f", " "))


class TestDay:
    def page(self, client, club, user) -> str:
        client.force_login(user)
        return client.get(reverse("day:index", args=[club.slug])).text.replace("\u00a0", " ").replace("\u202f", " ")

    def test_the_plan_that_remains_to_be_done(self, client, club):
        user = make_organiser(club)
        meeting = make_full_meeting(club, people=8, starts_at=timezone.now() + timedelta(days=2))
        make_full_meeting(club, people=8, starts_at=timezone.now() + timedelta(days=20))
        make_full_meeting(club, people=4, starts_at=timezone.now() + timedelta(days=2))
        assert self.page(client, club, user).count(">Composer les tables<") == 1
        plan = make_plan(meeting, tables=2, rounds=1, published=False)
        assert "Le plan de table est à publier" in self.page(client, club, user)
        publish(plan=plan, actor=None)
        assert "Le plan de table" not in self.page(client, club, user)

    def test_ones_table_on_the_day(self, client, club):
        user = make_user("p0@demo.example", name="Personne 00")
        make_representation(make_member(club), user)
        soon = timezone.now() + timedelta(minutes=1)
        make_plan(make_full_meeting(club, people=6, starts_at=timezone.now() + timedelta(days=3)), tables=2, rounds=1)
        assert "Votre table" not in self.page(client, club, user)
        if timezone.localdate(soon) == timezone.localdate():
            make_plan(make_full_meeting(club, people=6, starts_at=soon), tables=2, rounds=1)
            assert re.search(r"Votre table : la \d\.", self.page(client, club, user))
            assert "Le plan de table" not in self.page(client, club, user)
