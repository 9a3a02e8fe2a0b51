"""The verbs: what they write, tell and refuse."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization
from essaim.purchases import actions, given, personal, reckoning
from essaim.purchases.enums import Basis, CommitmentState, PurchaseState
from essaim.purchases.models import Commitment, Purchase

from .factories import a_member, in_days, make_purchase, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value
    return caught.value


def sent(kind):
    return sorted(message.to for message in Message.objects.filter(kind=f"purchases.{kind}"))


def commit(purchase, organization, quantity, **more):
    return actions.commit(
        purchase=purchase, organization=organization, actor=user_of(organization), quantity=quantity, **more
    )


def the_state(purchase):
    return Purchase.objects.get(pk=purchase.pk).state


def test_a_purchase_needs_words_a_day_and_an_offer(club, velos):
    good = {"club": club, "organization": velos, "actor": user_of(velos), "title": "Papier", "unit": "ramette",
            "deadline": in_days(5)}  # fmt: skip
    refused("title", actions.start_purchase, **good | {"title": " "})
    refused("unit", actions.start_purchase, **good | {"unit": " "})
    refused("past", actions.start_purchase, **good | {"deadline": in_days(-1)})
    refused("not_member", actions.start_purchase, **good | {"organization": make_organization("Ailleurs")})
    purchase = actions.start_purchase(**good)
    refused("no_offer", actions.open_purchase, purchase=purchase, actor=None)
    assert Entry.objects.filter(verb="purchases.start").count() == 1


def test_tiers_never_overlap_and_get_cheaper(club, velos):
    purchase = make_purchase(club, velos, opened=False)
    offer = {"purchase": purchase, "actor": None, "supplier": "Autre", "unit_cents": 900}
    refused("tiers", actions.set_offer, **offer, tiers=[(10, 800), (10, 700)])
    refused("tiers", actions.set_offer, **offer, tiers=[(10, 800), (20, 850)])
    refused("tiers", actions.set_offer, **offer, tiers=[(0, 800)])
    refused("tiers", actions.set_offer, **offer, tiers=[(10, 950)])
    refused("price", actions.set_offer, **offer | {"unit_cents": 0})
    refused("case", actions.set_offer, **offer, case_size=0)
    refused("supplier", actions.set_offer, **offer | {"supplier": " "})
    refused("twice", actions.set_offer, **offer | {"supplier": "La Papeterie du Nord"})
    made = actions.set_offer(**offer, tiers=[(20, 700), (10, 800)])
    assert [one.least for one in made.tiers.all()] == [10, 20]


def test_what_was_promised_stays(club, velos, brouette):
    purchase = make_purchase(club, velos)
    refused("promised", actions.update_purchase, purchase=purchase, actor=None, unit="carton")
    refused("promised", actions.update_purchase, purchase=purchase, actor=None, deadline=in_days(2))
    change = {"purchase": purchase, "actor": None, "supplier": "La Papeterie du Nord", "unit_cents": 2000}
    refused("promised", actions.set_offer, offer=purchase.chosen, **change)
    refused("promised", actions.remove_offer, offer=purchase.chosen, actor=None)
    actions.update_purchase(purchase=purchase, actor=None, about="Du papier.")
    kept = Purchase.objects.get()
    assert (kept.about, kept.unit, kept.deadline) == ("Du papier.", purchase.unit, purchase.deadline)
    assert kept.chosen.unit_cents == purchase.chosen.unit_cents


def test_a_commitment_within_reason(club, velos, brouette):
    purchase = make_purchase(club, velos)
    for quantity in (0, -3, 10**9):
        refused("quantity", commit, purchase=purchase, organization=brouette, quantity=quantity)
    refused("tolerance", commit, purchase=purchase, organization=brouette, quantity=3, less=3)
    refused("tolerance", commit, purchase=purchase, organization=brouette, quantity=3, more=-1)
    refused("condition", commit, purchase=purchase, organization=brouette, quantity=3, if_least=1)
    refused("not_member", actions.commit, purchase=purchase, organization=make_organization("A"), actor=None,
            quantity=3)  # fmt: skip
    row = commit(purchase, brouette, 4, less=1, more=2, seen=0)
    assert (row.least, row.most) == (3, 6)
    refused("changed", commit, purchase=purchase, organization=brouette, quantity=5, seen=0)
    commit(purchase, brouette, 5, seen=4)
    assert Commitment.objects.get().quantity == 5
    Purchase.objects.filter(pk=purchase.pk).update(deadline=in_days(-1), confirm_by=in_days(3))
    refused("late", commit, purchase=purchase, organization=brouette, quantity=6)
    draft = make_purchase(club, velos, opened=False, title="Autre chose")
    refused("state", commit, purchase=draft, organization=brouette, quantity=6)


def test_if_we_are_three(club, velos, brouette):
    purchase = make_purchase(club, velos)
    commit(purchase, velos, 6)
    commit(purchase, brouette, 6, if_least=3, if_basis=Basis.PARTICIPANTS)
    found = reckoning.count(purchase.chosen, purchase.commitments.all())
    assert (found.people, found.held_people, found.held_units, found.unit_cents) == (2, 1, 6, 1000)
    commit(purchase, a_member(club, "Troisième"), 6)
    found = reckoning.count(purchase.chosen, purchase.commitments.all())
    assert (found.held_people, found.held_units, found.unit_cents) == (3, 18, 800)


def to_the_order(club, velos, brouette):
    """Velos wants 7 (6 to 9), Brouette 6: 13 wanted, two cases of 6."""
    purchase = make_purchase(club, velos)
    commit(purchase, velos, 7, less=1, more=2)
    commit(purchase, brouette, 6)
    Purchase.objects.filter(pk=purchase.pk).update(deadline=in_days(-1), confirm_by=in_days(6))
    actions.every_day(timezone.localdate())
    return Purchase.objects.get(pk=purchase.pk)


def test_from_the_last_day_to_the_last_cent(club, velos, brouette):
    purchase = to_the_order(club, velos, brouette)
    assert purchase.state == PurchaseState.CONFIRMING
    assert sent("please_confirm") == ["karim@example.org", "odile@example.org"]
    refused("missed", actions.order, purchase=purchase, actor=None)
    for one in (velos, brouette):
        actions.confirm(purchase=purchase, organization=one, actor=user_of(one))
    purchase = actions.order(purchase=purchase, actor=user_of(velos))
    rows = {row.organization: row for row in purchase.commitments.all()}
    assert [(rows[one].allotted, rows[one].goods_cents, rows[one].delivery_cents) for one in (velos, brouette)] == [
        (6, 4800, 350), (6, 4800, 350)
    ]  # fmt: skip
    assert sent("to_pay") == ["karim@example.org", "odile@example.org"]
    saved = reckoning.saving(purchase, purchase.commitments.all())
    assert (saved.units, saved.alone_cents, saved.paid_cents, saved.cents) == (12, 15000, 10300, 4700)
    refused("state", actions.withdraw, purchase=purchase, organization=brouette, actor=None)

    purchase = actions.deliver(purchase=purchase, actor=None)
    refused("unpaid", actions.finish, purchase=purchase, actor=None)
    for row in rows.values():
        actions.note_payment(commitment=row, paid=True, actor=user_of(velos))
    assert actions.finish(purchase=purchase, actor=None).state == PurchaseState.DONE
    [one] = given.purchases(club, timezone.localdate())
    assert (one.giver, one.receiver, one.cents) == (velos.pk, brouette.pk, 2350)


def test_who_does_not_confirm_is_left_out(club, velos, brouette):
    other = a_member(club, "Troisième", "lise@example.org")
    purchase = make_purchase(club, velos)
    commit(purchase, velos, 12)
    commit(purchase, brouette, 6)
    commit(purchase, other, 6, if_least=3)
    actions.close(purchase=purchase, actor=None)
    for one in (velos, other):
        actions.confirm(purchase=purchase, organization=one, actor=None)
    purchase = actions.order(purchase=purchase, actor=None)
    states = {row.organization: row.state for row in purchase.commitments.all()}
    assert states == {velos: "confirmed", brouette: "out", other: "out"}  # two: its condition no longer holds
    assert sent("left_out") == ["lise@example.org", "odile@example.org"]


def test_an_unmet_condition_is_out_and_comes_back_when_it_goes_on(club, velos, brouette):
    purchase = make_purchase(club, velos)
    commit(purchase, velos, 6)
    commit(purchase, brouette, 6, if_least=3)
    purchase = actions.close(purchase=purchase, actor=None)
    assert sent("please_confirm") == ["karim@example.org"]
    assert sent("left_out") == ["odile@example.org"]
    refused("state", actions.confirm, purchase=purchase, organization=brouette, actor=None)
    purchase = actions.extend(purchase=purchase, deadline=in_days(20), actor=None)
    assert {row.state for row in purchase.commitments.all()} == {CommitmentState.COMMITTED}
    assert sent("extended") == ["karim@example.org", "odile@example.org"]


def test_threshold_missed_then_extended_fallen_back_or_cancelled(club, velos, brouette):
    purchase = make_purchase(club, velos, least_units=24)
    commit(purchase, brouette, 6)
    actions.close(purchase=purchase, actor=None)
    assert the_state(purchase) == PurchaseState.MISSED
    assert sent("missed") == ["karim@example.org"]
    refused("past", actions.extend, purchase=purchase, deadline=in_days(-2), actor=None)
    purchase = actions.extend(purchase=purchase, deadline=in_days(20), actor=None, word="Deux structures hésitent.")
    assert (purchase.state, sent("extended")) == (PurchaseState.OPEN, ["odile@example.org"])
    actions.close(purchase=purchase, actor=None)
    refused("offer", actions.fall_back, purchase=purchase, offer=purchase.chosen, deadline=in_days(3), actor=None)
    plan_b = actions.set_offer(purchase=purchase, actor=None, supplier="Plan B", unit_cents=1100)
    purchase = actions.fall_back(purchase=purchase, offer=plan_b, deadline=in_days(3), actor=None)
    actions.close(purchase=purchase, actor=None)
    assert the_state(purchase) == PurchaseState.CONFIRMING
    actions.confirm(purchase=purchase, organization=brouette, actor=None)
    purchase = actions.cancel(purchase=purchase, actor=None, word="Le fournisseur ferme.")
    assert sent("cancelled") == ["odile@example.org"]
    assert Commitment.objects.get().due_cents is None  # nobody owes anything


def test_cases_that_cannot_be_whole_say_what_lacks(club, velos, brouette):
    purchase = make_purchase(club, velos)
    commit(purchase, velos, 7)
    actions.close(purchase=purchase, actor=None)
    assert the_state(purchase) == PurchaseState.MISSED
    purchase = actions.extend(purchase=purchase, deadline=in_days(20), actor=None)
    commit(purchase, brouette, 4, more=1)
    actions.close(purchase=purchase, actor=None)
    assert the_state(purchase) == PurchaseState.CONFIRMING
    for one in (velos, brouette):
        actions.confirm(purchase=purchase, organization=one, actor=None)
    assert {row.organization: row.allotted for row in actions.order(purchase=purchase, actor=None).commitments.all()} \
        == {velos: 7, brouette: 5}  # fmt: skip


def test_reminded_once_before_the_end(club, velos, brouette):
    purchase = to_the_order(club, velos, brouette)
    day = purchase.confirm_by - timedelta(days=3)
    for _ in range(2):
        actions.every_day(day)
    assert len(sent("please_confirm")) == 4
    Purchase.objects.filter(pk=purchase.pk).update(deadline=in_days(-9), confirm_by=in_days(-1))
    refused("late", actions.confirm, purchase=purchase, organization=velos, actor=None)


def test_a_person_who_leaves_is_named_no_more(club, velos, brouette):
    purchase = make_purchase(club, velos)
    commit(purchase, brouette, 6)
    assert personal.data_of(user_of(brouette))["commitments"][0]["quantity"] == 6
    personal.forget(user_of(brouette))
    personal.forget(user_of(velos))
    purchase.refresh_from_db()
    assert purchase.lead is None
    assert purchase.commitments.get().author is None
    assert purchase.commitments.get().state == CommitmentState.COMMITTED
