"""Several people write the lines of one budget at once: nothing is lost, on either database."""

import threading
from dataclasses import replace

import pytest
from django.db import connections

from essaim.budgets import actions
from essaim.budgets.actions.lines import facts_of
from essaim.budgets.models import Budget, Line
from essaim.clubs.tests.factories import make_club
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal

from .factories import add, make_budget

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


def test_eight_people_change_the_same_line():
    """One is kept; the seven others are told what it became."""
    budget = make_budget(make_club())
    line = add(budget, "61", 10)
    facts = facts_of(line)

    def say(cents):
        return lambda: actions.update_line(line=line, actor=None, facts=replace(facts, cents=cents), seen=1)

    outcomes = at_once([say(cents) for cents in range(2001, 2009)])
    lost = [one for one in outcomes if one is not None]
    assert len(lost) == 7
    assert {(type(one), one.code) for one in lost} == {(Refusal, "changed")}
    line.refresh_from_db()
    assert line.cents == 2001 + outcomes.index(None)
    assert line.number == 2


def test_eight_people_add_lines():
    budget = make_budget(make_club())
    number = Budget.objects.get(pk=budget.pk).number
    assert at_once([lambda: add(budget, "61", 10) for _ in range(8)]) == [None] * 8
    assert Line.objects.count() == 8
    assert Budget.objects.get(pk=budget.pk).number == number + 8
    assert Entry.objects.filter(verb="budgets.add_line").count() == 8


def test_a_line_and_the_freeze():
    """Either the line comes first and leaves with the file, or it is refused."""
    budget = make_budget(make_club())
    added, frozen = at_once([lambda: add(budget, "61", 10), lambda: actions.freeze(budget=budget, actor=None)])
    assert frozen is None
    assert (Line.objects.count() == 1) == (added is None)
    assert added is None or added.code == "frozen"
