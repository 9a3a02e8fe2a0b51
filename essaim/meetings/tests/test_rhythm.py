"""The club's rhythm: which dates it gives, whose turn it is, a meeting in one click."""

from datetime import date, time, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization
from tests.helpers.queries import assert_same_queries

from ..actions.rhythm import prepare_meeting, set_rhythm
from ..actions.themes import propose_theme
from ..dates import NOTICE, moments, months_later, next_dates, three_dates
from ..enums import MeetingState
from ..holidays import easter, is_bridge, public_holidays
from ..models import Meeting, Rhythm
from ..queries.rhythm import hosts_in_turn, proposals
from ..rhythm_words import in_words
from .factories import make_meeting

OFFICIAL = Path(__file__).parents[4] / "shared/data/ical/jours-feries/jours_feries_metropole.ics"


@pytest.mark.parametrize(
    ("year", "day"),
    [(2024, date(2024, 3, 31)), (2025, date(2025, 4, 20)), (2026, date(2026, 4, 5)), (2027, date(2027, 3, 28)),
     (1961, date(1961, 4, 2)), (2038, date(2038, 4, 25)), (2285, date(2285, 3, 22))],
)  # fmt: skip
def test_easter(year, day):
    assert easter(year) == day


@pytest.mark.skipif(not OFFICIAL.exists(), reason=f"no {OFFICIAL.name}: the official calendar is not beside the code")
def test_holidays_are_those_of_the_official_calendar():
    events = Calendar.from_ical(OFFICIAL.read_bytes()).walk("VEVENT")
    official = {event.decoded("DTSTART") for event in events}
    years = {day.year for day in official}
    assert len(years) > 5
    assert official == {day for year in years for day in public_holidays(year)}


def test_a_bridge_is_a_working_day_left_alone():
    assert is_bridge(date(2027, 5, 7))  # the Friday after Ascension
    assert not is_bridge(date(2027, 5, 5))
    assert is_bridge(date(2023, 8, 14))  # the Monday before 15 August


def test_months_later():
    assert months_later(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_later(date(2026, 12, 10), 1) == date(2027, 1, 10)


def test_four_quarters_on_the_right_days():
    rhythm = Rhythm(weekdays=[1, 3], months=3)
    days = next_dates(rhythm, last=date(2026, 11, 26), today=date(2026, 11, 27))
    assert days == [date(2027, 2, 25), date(2027, 5, 27), date(2027, 9, 2), date(2027, 11, 25)]
    for day in days:
        assert day.weekday() in rhythm.weekdays
        assert day.month not in rhythm.avoided_months


def test_a_late_club_begins_again_in_two_weeks():
    today = date(2026, 11, 27)
    days = next_dates(Rhythm(weekdays=[4]), last=date(2025, 1, 10), today=today)
    assert today + NOTICE <= days[0] <= today + NOTICE + timedelta(days=6)


def test_never_on_a_holiday_nor_a_bridge_nor_twice():
    for weekday in range(5):
        days = next_dates(
            Rhythm(weekdays=[weekday], months=1, avoided_months=[]), last=None, today=date(2026, 12, 1), count=60
        )
        assert len(set(days)) == 60
        assert days == sorted(days)
        assert not [day for day in days if day in public_holidays(day.year) or is_bridge(day)]


def test_no_day_is_said_as_no_date():
    assert next_dates(Rhythm(weekdays=[]), last=None, today=date(2026, 12, 1)) == []


def test_the_hour_is_that_of_the_wall_on_both_sides_of_the_change_of_clocks():
    for day in (date(2027, 3, 23), date(2027, 3, 30)):
        start, end = moments(Rhythm(at=time(9), minutes=90), day)
        assert timezone.localtime(start).time() == time(9)
        assert end - start == timedelta(minutes=90)


def test_three_dates_for_a_poll():
    rhythm = Rhythm(weekdays=[1, 3])
    assert three_dates(rhythm, date(2027, 2, 25), today=date(2026, 11, 27)) == [
        date(2027, 2, 23), date(2027, 2, 25), date(2027, 3, 2)
    ]  # fmt: skip


@pytest.fixture
def club(db):
    return make_club("ici")


def test_in_words(club):
    assert in_words(Rhythm(club=club)) == (
        "Tous les trois mois, le mardi ou le jeudi à 9\u00a0h, pendant 2\u00a0h\u00a030, hors juillet et août."
    )


def test_who_never_hosted_comes_first_then_the_longest_ago(club):
    recent, long_ago, never, planned = (make_member(club, make_organization(name)) for name in "ABCD")
    now = timezone.now()
    make_meeting(club, host=recent, starts_at=now - timedelta(days=90), state=MeetingState.HELD)
    make_meeting(club, host=long_ago, starts_at=now - timedelta(days=500), state=MeetingState.HELD)
    make_meeting(club, host=never, state=MeetingState.CANCELLED)
    make_meeting(make_club(), host=never, state=MeetingState.HELD)  # elsewhere does not count
    make_meeting(club, host=planned, starts_at=None, ends_at=None, state=MeetingState.PREPARING)
    assert [host.organization for host in hosts_in_turn(club)] == [never, long_ago, recent, planned]


def test_proposals_follow_the_latest_meeting_and_give_each_its_turn(club):
    members = [make_member(club, make_organization(name)) for name in "AB"]
    make_meeting(club, starts_at=timezone.now() + timedelta(days=40))
    make_meeting(club, starts_at=timezone.now() + timedelta(days=400), state=MeetingState.CANCELLED)
    found = proposals(club, today=timezone.localdate())
    assert len(found) == 4
    assert found[0].day > timezone.localdate() + timedelta(days=80)
    assert [one.host.organization for one in found] == members * 2


def test_one_click_makes_a_meeting_with_a_date_and_its_theme(client, club):
    client.force_login(make_organiser(club))
    host = make_member(club)
    theme = propose_theme(club=club, actor=None, organization=host, title="Recruter")
    address = reverse("preparing:index", args=[club.slug]) + f"?theme={theme.pk}"
    one = client.get(address).context["proposals"][0]
    assert "Cette structure n’a pas encore accueilli" in client.get(address).content.decode()
    page = client.post(
        reverse("preparing:prepare", args=[club.slug]),
        {"day": one.day.isoformat(), "theme": theme.pk, "host": one.host.organization.pk},
    )
    meeting = Meeting.objects.get()
    assert page.url == meeting.get_absolute_url()
    assert (meeting.title, meeting.theme, meeting.host, meeting.state) == ("Recruter", theme, host, "preparing")
    assert (meeting.starts_at, meeting.ends_at) == (one.starts_at, one.ends_at)
    theme.refresh_from_db()
    assert theme.state == "chosen"


def test_one_click_makes_a_poll_of_three_dates(client, club):
    client.force_login(make_organiser(club))
    make_member(club)
    day = proposals(club, today=timezone.localdate())[1].day
    page = client.post(reverse("preparing:prepare", args=[club.slug]), {"day": day.isoformat(), "poll": "1"})
    meeting = Meeting.objects.get()
    assert page.url == reverse("preparing:poll", args=[club.slug, meeting.pk])
    assert meeting.starts_at is None
    assert meeting.date_poll.options.count() == 3


def test_without_date_and_another_clubs_host_or_theme(client, club):
    client.force_login(make_organiser(club))
    stranger = make_member(make_club())
    client.post(reverse("preparing:prepare", args=[club.slug]), {"day": "demain", "host": stranger.pk})
    meeting = Meeting.objects.get()
    assert (meeting.starts_at, meeting.host) == (None, None)
    theirs = propose_theme(club=make_club(), actor=None, organization=None, title="Recruter")
    assert client.get(reverse("preparing:index", args=[club.slug]) + f"?theme={theirs.pk}").status_code == 404
    assert client.post(reverse("preparing:prepare", args=[club.slug]), {"theme": theirs.pk}).status_code == 404


def test_a_day_gone_by_is_refused(club):
    with pytest.raises(Refusal, match="passée"):
        prepare_meeting(club=club, actor=None, day=timezone.localdate())


def test_the_rhythm_is_kept_and_bad_input_is_said(client, club):
    client.force_login(make_organiser(club))
    address = reverse("preparing:rhythm", args=[club.slug])
    typed = {"months": "2", "weekdays": ["4"], "at": "18:30", "minutes": "120", "avoided_months": ["7", "8"]}
    assert client.post(address, typed).status_code == 302
    kept = Rhythm.objects.get()
    assert (kept.months, kept.weekdays, kept.at, kept.avoided_months) == (2, [4], time(18, 30), [7, 8])
    page = client.post(address, typed | {"weekdays": []})
    assert page.status_code == 200
    assert page.context["form"].errors["weekdays"]
    page = client.post(address, typed | {"avoided_months": [str(n) for n in range(1, 13)]})
    assert "Laissez au moins deux mois" in page.content.decode()
    with pytest.raises(Refusal):
        set_rhythm(club=club, actor=None, months=3, weekdays=[9], at=time(9), minutes=90)


def test_the_page_costs_the_same(client, club):
    client.force_login(make_organiser(club))
    address = reverse("preparing:index", args=[club.slug])
    assert assert_same_queries(client, address, lambda n: [make_member(club) for _i in range(n)]) <= 12
