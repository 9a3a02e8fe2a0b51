"""Several people commit at once: nothing is lost, one structure has one line, on either database."""

import threading

import pytest
from django.db import connections

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.purchases import actions
from essaim.purchases.models import Commitment

from .factories import a_member, make_purchase

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


def test_two_of_the_same_structure_raise_the_quantity():
    club = make_club()
    velos = a_member(club, "Les Vélos du Canal")
    purchase = make_purchase(club, velos)
    actions.commit(purchase=purchase, organization=velos, actor=None, quantity=4, seen=0)

    def say(quantity):
        return lambda: actions.commit(purchase=purchase, organization=velos, actor=None, quantity=quantity, seen=4)

    outcomes = at_once([say(6), say(7), say(8), say(9)])
    lost = [one for one in outcomes if one is not None]
    assert len(lost) == 3
    assert {type(one) for one in lost} == {Refusal}
    assert {one.code for one in lost} == {"changed"}
    assert Commitment.objects.get().quantity in (6, 7, 8, 9)


def test_eight_structures_commit_at_once():
    club = make_club()
    members = [a_member(club, f"Structure {number}") for number in range(8)]
    purchase = make_purchase(club, members[0])

    def say(one):
        return lambda: actions.commit(purchase=purchase, organization=one, actor=None, quantity=3, seen=0)

    assert at_once([say(one) for one in [*members, *members[:0]]]) == [None] * 8
    assert sum(row.quantity for row in Commitment.objects.all()) == 24


def test_the_order_and_a_late_withdrawal():
    """Either the withdrawal comes first and is out of the bill, or it is refused."""
    club = make_club()
    velos, brouette = a_member(club, "Les Vélos"), a_member(club, "La Brouette")
    purchase = make_purchase(club, velos, case_size=1)
    for one in (velos, brouette):
        actions.commit(purchase=purchase, organization=one, actor=None, quantity=5)
    actions.close(purchase=purchase, actor=None)
    for one in (velos, brouette):
        actions.confirm(purchase=purchase, organization=one, actor=None)
    ordered, withdrawn = at_once([
        lambda: actions.order(purchase=purchase, actor=None),
        lambda: actions.withdraw(purchase=purchase, organization=brouette, actor=None),
    ])  # fmt: skip
    assert ordered is None
    row = Commitment.objects.get(organization=brouette)
    assert (row.allotted is None) == (withdrawn is None)
