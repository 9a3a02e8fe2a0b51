"""Messages: only what is new or changed, on the right day, and whatever happens nobody gets the same twice."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from essaim.calls import actions as calls
from essaim.calls.models import Call
from essaim.calls.tests.factories import in_days, make_call
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club, make_member
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_user
from essaim.watch import actions
from essaim.watch.actions.digests import is_due
from essaim.watch.enums import Rhythm, Verdict
from essaim.watch.models import Told

from .factories import make_watcher, user_of

MONDAY = date(2026, 11, 30)


def days(count: int) -> date:
    return MONDAY + timedelta(days=count)


def messages():
    return list(Message.objects.filter(kind="watch.digest").order_by("pk"))


@pytest.fixture
def club(db):
    return make_club("ici")


@pytest.fixture
def marmite(club):
    return make_watcher(club)


def test_days():
    assert is_due(Rhythm.WEEKLY, None, days(3))
    assert not is_due(Rhythm.WEEKLY, days(0), days(6))
    assert is_due(Rhythm.WEEKLY, days(0), days(7))
    assert is_due(Rhythm.WEEKLY, days(-1), days(2))  # the worker was stopped on Monday
    assert is_due(Rhythm.DAILY, days(0), days(1))
    assert not is_due(Rhythm.DAILY, days(1), days(1))
    assert not is_due(Rhythm.NEVER, None, days(1))


def test_new_ones_once_then_what_changed(club, marmite):
    call = make_call(club, "Cuisine en partage")
    assert actions.send_digests(days(0)) == 1
    [message] = messages()
    text = message.text.replace("\u00a0", " ")
    assert "Cuisine en partage" in text
    assert "dans votre secteur" in text or "cite votre métier" in text.lower() or "Dans votre secteur" in text
    assert f"/ici/appels/{call.pk}/" in text
    assert actions.send_digests(days(0)) == 0
    assert actions.send_digests(days(7)) == 0
    calls.update_call(call=call, actor=None, deadline=in_days(40))
    assert actions.send_digests(days(8)) == 0  # each week
    assert actions.send_digests(days(14)) == 1
    assert "Nouvelle date limite" in messages()[-1].text
    assert actions.send_digests(days(21)) == 0
    calls.cancel_call(call=call, actor=None)
    assert actions.send_digests(days(28)) == 1
    assert "Annulé" in messages()[-1].text


def test_what_they_answered(club, marmite):
    call, other = make_call(club, "Cuisine A"), make_call(club, "Cuisine B")
    actions.answer(club=club, organization=marmite, call=call, actor=None, verdict=Verdict.NO, reason="time")
    actions.answer(club=club, organization=marmite, call=other, actor=None, verdict=Verdict.INTERESTED)
    assert actions.send_digests(days(0)) == 0
    calls.cancel_call(call=call, actor=None)
    calls.cancel_call(call=other, actor=None)
    assert actions.send_digests(days(7)) == 1
    assert "Cuisine B" in messages()[0].text
    assert "Cuisine A" not in messages()[0].text


def test_rhythms_and_streams(club, marmite):
    make_call(club)
    user = user_of(marmite)
    actions.choose_rhythm(club=club, user=user, rhythm=Rhythm.NEVER)
    assert actions.send_digests(days(0)) == 0
    actions.choose_rhythm(club=club, user=user, rhythm=Rhythm.DAILY)
    assert actions.send_digests(days(1)) == 1
    make_call(club, "Une autre cuisine")
    assert actions.send_digests(days(2)) == 1
    assert messages()[-1].stream == "watch"


def test_who_is_in_two_clubs_reads_it_once(club, marmite):
    other = make_club("ailleurs")
    make_member(other, marmite)
    call = make_call()
    assert actions.send_digests(days(0)) == 1
    assert Told.objects.get().call == call
    assert actions.send_digests(days(7)) == 0


class Digests(RuleBasedStateMachine):
    """Calls come, change, end; people answer, change rhythm and structures; days pass: no version is sent twice."""

    def __init__(self) -> None:
        super().__init__()
        self.world = transaction.atomic()
        self.world.__enter__()
        self.club = Club.objects.create(slug=f"m{Club.objects.count()}", name="Club", short_name="Club")
        self.user = make_user()
        self.organizations = [make_watcher(self.club, f"Cuisine {n}", user=self.user) for n in range(2)]
        self.calls: list[Call] = []
        self.day = 0
        self.number = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.world.__exit__(None, None, None)

    def pick(self, number: int) -> Call | None:
        return Call.objects.get(pk=self.calls[number % len(self.calls)].pk) if self.calls else None

    @rule(shared=st.booleans())
    def comes(self, shared):
        self.number += 1
        self.calls.append(make_call(None if shared else self.club, f"Cuisine n°{self.number:03}."))

    @rule(number=st.integers(0, 9), more=st.integers(5, 90))
    def changes(self, number, more):
        call = self.pick(number)
        if call and call.club_id and call.status in ("open", "amended"):
            calls.update_call(call=call, actor=None, deadline=in_days(more))

    @rule(number=st.integers(0, 9))
    def is_cancelled(self, number):
        call = self.pick(number)
        if call and call.status in ("open", "amended"):
            calls.cancel_call(call=call, actor=None)

    @rule(number=st.integers(0, 9), who=st.integers(0, 1), verdict=st.sampled_from(Verdict.values))
    def is_answered(self, number, who, verdict):
        if call := self.pick(number):
            actions.answer(
                club=self.club, organization=self.organizations[who], call=call, actor=None, verdict=verdict,
                reason="time" if verdict == "no" else "",
            )  # fmt: skip

    @rule(number=st.integers(0, 9), who=st.integers(0, 1))
    def is_taken_back(self, number, who):
        if call := self.pick(number):
            actions.take_back(club=self.club, organization=self.organizations[who], call=call, actor=None)

    @rule(rhythm=st.sampled_from(Rhythm.values))
    def rhythm_is_chosen(self, rhythm):
        actions.choose_rhythm(club=self.club, user=self.user, rhythm=rhythm)

    @rule()
    def joins_with_another(self):
        if len(self.organizations) < 4:
            one = make_watcher(self.club, f"Cuisine {len(self.organizations)}", user=self.user)
            self.organizations.append(one)

    @rule(passed=st.integers(0, 9))
    def days_pass(self, passed):
        self.day += passed
        actions.score_waiting()
        actions.send_digests(days(self.day))

    @invariant()
    def nobody_got_the_same_twice(self):
        told: dict[tuple, int] = {}
        for message in Message.objects.filter(kind="watch.digest", club=self.club):
            for call in self.calls:
                if f"{call.title}" in message.text:
                    block = message.text.split(call.title, 1)[1].split("http", 1)[0]
                    news = block if "/100" not in block and "sur 100" not in block else "new"
                    key = (message.to, call.pk, news)
                    told[key] = told.get(key, 0) + 1
        # « new » once for each call; the same change, in the same words, as often as it was made again.
        changes = {call.pk: call.changes.count() for call in self.calls}
        for (_to, call, news), count in told.items():
            assert count <= (1 if news == "new" else changes[call])
        for call in self.calls:
            sent = sum(count for (_to, pk, _news), count in told.items() if pk == call.pk)
            assert sent <= 1 + changes[call.pk]
            assert sent == Told.objects.filter(user=self.user, call=call).count()


class NobodyGetsTheSameTwice(TestCase):
    def test_whatever_happens(self):
        run_state_machine_as_test(
            Digests,
            settings=settings(
                max_examples=10, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
            ),
        )
