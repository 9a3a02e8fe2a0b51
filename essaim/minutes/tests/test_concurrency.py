"""At the same moment, on SQLite as on PostgreSQL: one minutes a meeting, one number a decision, one answer a person."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.minutes import actions
from essaim.minutes.models import Decision, Minutes, ReviewAnswer, Section
from essaim.organizations.tests.factories import make_user

from .factories import make_held, make_minutes, make_present

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act, count: int = 8) -> list:
    def one(rank: int):
        try:
            return act(rank)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


def test_minutes_begun_eight_times_are_one():
    meeting = make_held(make_club())
    assert len(set(at_once(lambda _rank: actions.start_minutes(meeting=meeting, actor=None).pk))) == 1
    assert Minutes.objects.count() == 1
    assert Section.objects.count() == 2


def test_eight_decisions_have_eight_numbers_in_a_row():
    minutes, user = make_minutes(make_club()), make_user()
    at_once(lambda rank: actions.add_decision(minutes=minutes, sentence=f"Décision {rank}", actor=user).number)
    assert sorted(Decision.objects.values_list("number", flat=True)) == list(range(1, 9))


def test_one_person_who_answers_eight_times_answers_once():
    meeting = make_held(make_club())
    make_present(meeting, "Nadia")
    invitation = actions.open_review(meeting=meeting, actor=None).invitations.get()
    values = {"useful": 4, "organised": 5, "met": "few", "desire": 8}
    outcomes = at_once(lambda _rank: actions.answer_review(invitation=invitation, **values))
    assert outcomes.count("answered") == 7
    assert ReviewAnswer.objects.count() == 1
