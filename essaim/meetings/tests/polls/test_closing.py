"""A date poll closes by its rule, by itself or by hand, while answers arrive."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user

from ...actions.polls import answer_poll, close_poll, every_day, open_poll, voter_for
from ...choosing import Tally, in_order, rank, why
from ...enums import MeetingState
from ...models import DatePoll, Meeting, PollAnswer, PollOption
from ...poll_links import poll_token
from ...queries.polls import tallies_of
from .helpers import answer, dates, options, representative, start_in, voter

pytestmark = pytest.mark.django_db


def tally(poll_option, **counts) -> Tally:
    return Tally(poll_option, **counts)


def option_in(days) -> PollOption:
    return PollOption(pk=days, starts_at=start_in(days), ends_at=start_in(days))


@pytest.mark.parametrize(
    ("best", "other", "said"),
    [
        ({"yes": 3}, {"yes": 2}, "le plus de oui : 3, contre 2"),
        ({"yes": 3, "no": 1}, {"yes": 3, "no": 2}, "moins de non : 1, contre 2"),
        ({"yes": 2}, {"yes": 5, "no": 1, "required_no": 1}, "indispensable ne pouvait pas venir"),
        ({"yes": 3, "required_yes": 1}, {"yes": 3}, "convient mieux aux personnes indispensables"),
    ],
)
def test_the_rule_and_its_reason(best, other, said):
    for first, second in ((30, 31), (31, 30)):  # whichever comes first in time
        one, two = tally(option_in(first), **best), tally(option_in(second), **other)
        assert in_order([two, one], now=timezone.now()) == [one, two]
        assert said in why(one, [two]).replace("\u00a0", " ")


def test_a_perfect_tie_goes_to_the_earliest_and_says_so():
    early, late = tally(option_in(30), yes=3), tally(option_in(31), yes=3)
    assert min([late, early], key=rank) is early
    assert "la plus proche" in why(early, [late])


def test_nobody_could_come_or_the_date_is_gone_by():
    assert in_order([tally(option_in(30), no=3), tally(option_in(-1), yes=9)], now=timezone.now()) == []


# Closing


def test_it_closes_by_itself_and_tells_those_who_answered(poll):
    answer(poll, "Luc", "yes", "yes", "no")
    answer(poll, "Odile", "yes", "yes", "no")
    answer(poll, "Hélène", "no", "maybe", "yes")  # she hosts: the first date goes after
    DatePoll.objects.filter(pk=poll.pk).update(closes_at=timezone.now() - timedelta(minutes=1))
    every_day(timezone.localdate())
    every_day(timezone.localdate())
    poll.refresh_from_db()
    meeting = Meeting.objects.get(pk=poll.meeting_id)
    second = options(poll)[1]
    assert (poll.chosen, poll.by_hand) == (second, False)
    assert (meeting.starts_at, meeting.ends_at) == (second.starts_at, second.ends_at)
    told = Message.objects.filter(kind="meetings.poll_closed")
    assert sorted(mail.to for mail in told) == ["helene@demo.example", "luc@demo.example", "odile@demo.example"]


def test_the_result_says_why(client, club, poll):
    answer(poll, "Luc", "yes", "yes", "no")
    close_poll(poll=poll, actor=None)
    address = reverse("preparing:poll_link", args=[club.slug, poll_token(voter(poll, "Luc"))])
    page = client.get(address).content.decode()
    assert "La rencontre aura lieu" in page
    assert "la plus proche l’emporte" in page
    with pytest.raises(Refusal, match="aura lieu le"):
        answer(poll, "Luc", "no")


def test_an_organiser_chooses(client, club, poll):
    client.force_login(make_organiser(club))
    answer(poll, "Luc", "yes", "no", "no")
    third = options(poll)[2]
    client.post(reverse("preparing:close_poll", args=[club.slug, poll.meeting_id]), {"option": third.pk})
    poll.refresh_from_db()
    assert (poll.chosen, poll.by_hand) == (third, True)
    page = client.get(reverse("preparing:poll", args=[club.slug, poll.meeting_id])).content.decode()
    assert "L’animation a choisi" in page
    wrong = {"option": "999999"}
    assert client.post(reverse("preparing:close_poll", args=[club.slug, poll.meeting_id]), wrong).status_code == 404


def test_nobody_answers_and_the_organiser_is_told(client, club, poll):
    DatePoll.objects.filter(pk=poll.pk).update(closes_at=timezone.now())
    every_day(timezone.localdate())
    poll.refresh_from_db()
    assert poll.closed_at
    assert poll.chosen is None
    assert Meeting.objects.get(pk=poll.meeting_id).starts_at is None
    client.force_login(make_organiser(club))
    assert "Toujours pas de date" in client.get(reverse("day:index", args=[club.slug])).content.decode()
    again = open_poll(meeting=poll.meeting, actor=None, options=dates(40, 41))
    assert again.is_open


def test_a_meeting_called_off_meanwhile_gets_no_date(poll):
    answer(poll, "Luc", "yes")
    Meeting.objects.filter(pk=poll.meeting_id).update(state=MeetingState.CANCELLED)
    assert close_poll(poll=poll, actor=None).chosen is None
    assert not Message.objects.filter(kind="meetings.poll_closed").exists()


def test_one_reminder_to_the_silent_only(poll):
    answer(poll, "Luc", "yes")
    every_day(timezone.localdate())
    assert not Message.objects.filter(kind="meetings.poll_reminder").exists()  # too early
    soon = timezone.now() + timedelta(days=2)
    DatePoll.objects.filter(pk=poll.pk).update(closes_at=soon, created_at=timezone.now() - timedelta(days=5))
    every_day(timezone.localdate())
    every_day(timezone.localdate())
    reminded = Message.objects.filter(kind="meetings.poll_reminder")
    assert sorted(mail.to for mail in reminded) == ["helene@demo.example", "odile@demo.example"]


def test_the_day_of_a_member_says_it_waits(client, club, poll):
    odile = voter(poll, "Odile").user
    client.force_login(odile)
    address = reverse("day:index", args=[club.slug])
    assert "Quelles dates vous conviennent" in client.get(address).content.decode()
    answer(poll, "Odile", "yes")
    assert "Quelles dates vous conviennent" not in client.get(address).content.decode()


@pytest.mark.django_db(transaction=True)
def test_it_closes_once_while_answers_arrive(club):
    meeting = Meeting.objects.create(club=club, title="Recruter")
    for n in range(24):
        representative(club, f"Voix {n:02}", email=f"voix{n}@demo.example")
    poll = open_poll(meeting=meeting, actor=None, options=dates(30, 31))
    first, second = options(poll)
    people = list(poll.voters.all())

    def act(n):
        try:
            if n == len(people) // 2 or n == len(people):
                return close_poll(poll=DatePoll.objects.get(pk=poll.pk), actor=None)
            answer_poll(voter=people[n], choices={first.pk: "no", second.pk: "yes"})
            return "answered"
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(act, range(len(people) + 1)))
    poll.refresh_from_db()
    answered = outcomes.count("answered")
    assert answered + outcomes.count("closed") == len(people) - 1
    assert PollAnswer.objects.filter(option=second).count() == answered
    told = Message.objects.filter(kind="meetings.poll_closed").count()
    # Those counted when it closed, no one after: the date and the tally agree for ever.
    assert tallies_of(poll)[1].yes == answered
    assert told == (answered if poll.chosen else 0)


@pytest.mark.django_db(transaction=True)
def test_eight_clicks_of_one_person_are_one_answer(club):
    meeting = Meeting.objects.create(club=club, title="Recruter")
    user = make_user("odile@demo.example", name="Odile")
    make_organiser(club, user)
    poll = open_poll(meeting=meeting, actor=None, options=dates(30, 31))
    first = options(poll)[0]

    def act(_n):
        try:
            return answer_poll(voter=voter_for(poll=poll, user=user), choices={first.pk: "yes"}, actor=user).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(act, range(8)))) == 1
    assert PollAnswer.objects.count() == 1
