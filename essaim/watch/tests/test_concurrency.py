"""Two workers send the same digest, two people of a structure answer at once: once, on either database."""

import threading
from datetime import date

import pytest
from django.db import connections

from essaim.calls.tests.factories import make_call
from essaim.clubs.tests.factories import make_club, make_member
from essaim.mail.models import Message
from essaim.watch import actions
from essaim.watch.models import Answer, Score, Told, Waiting

from .factories import make_watcher, user_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts):
    """Run them in threads that begin together; what each raised, None when nothing."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(timeout=20)
            act()
        except BaseException as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_eight_workers_send_one_message():
    club = make_club()
    marmite = make_watcher(club)
    other = make_club()
    make_member(other, marmite)
    make_call()
    user = user_of(marmite)
    acts = [
        lambda one=one: actions.send_digest(club=one, user=user, today=date(2026, 11, 30)) for one in (club, other) * 4
    ]
    assert at_once(acts) == [None] * 8
    assert Message.objects.filter(kind="watch.digest").count() == 1
    assert Told.objects.count() == 1


def test_eight_answers_leave_one():
    club = make_club()
    marmite = make_watcher(club)
    call = make_call()
    verdicts = [("interested", ""), ("later", ""), ("no", "time"), ("no", "too_big")] * 2
    acts = [
        lambda verdict=verdict, reason=reason: actions.answer(
            club=club, organization=marmite, call=call, actor=None, verdict=verdict, reason=reason
        )
        for verdict, reason in verdicts
    ]
    assert at_once(acts) == [None] * 8
    row = Answer.objects.get()
    assert (row.verdict, row.reason) in verdicts
    assert Waiting.objects.filter(organization=marmite).count() == 1


def test_scoring_at_once_writes_each_once():
    club = make_club()
    for number in range(3):
        make_watcher(club, f"Cuisine {number}")
    calls = [make_call(title=f"Cuisine de quartier {number}") for number in range(4)]
    Score.objects.all().delete()
    ids = [call.pk for call in calls]
    acts = [lambda: actions.score_calls(ids=ids), lambda: actions.score_club(club=club)] * 3
    assert at_once(acts) == [None] * 6
    assert Score.objects.count() == 12
