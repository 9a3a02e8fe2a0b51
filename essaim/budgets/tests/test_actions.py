"""The verbs: what they write, tell and refuse."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from essaim.budgets import actions, queries, words
from essaim.budgets.actions import Change, Member, Package
from essaim.budgets.actions.lines import facts_of
from essaim.budgets.engine import balance, problems
from essaim.budgets.models import Budget, BudgetParty, Line
from essaim.clubs.tests.factories import make_club
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization, make_user

from .factories import YEAR, add, fill, make_budget, party, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def budget():
    return make_budget(make_club("ici", name="Club d'ici"))


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value
    return caught.value


def plan(budget):
    return queries.plan_of(queries.with_lines().get(pk=budget.pk))


def sentences(budget):
    names = dict(BudgetParty.objects.values_list("pk", "name"))
    return [said(text) for _problem, text in words.problem_sentences(plan(budget), names)]


def test_lines_add_up_and_faults_are_told_in_words(budget):
    assert sentences(budget)[0] == "Ce budget est vide."
    fill(budget)
    assert sentences(budget) == []
    assert balance(plan(budget)).rate == Decimal("80.00")
    line = add(budget, "61", 0, 1, cents=124050)
    assert sentences(budget) == ["Les charges dépassent les produits de 1 240,50 €."]
    actions.update_rules(budget=budget, actor=None, max_rate=Decimal("70"), requested_cents=61_000_00)
    assert sentences(budget)[1:] == [
        "Le montant demandé est de 61 000,00 €, mais les lignes du financeur font 60 000,00 €.",
        "La demande fait 78,7 % du total, l'appel en finance 70 % au plus : 6 631,65 € de trop.",
    ]
    assert Entry.objects.filter(verb="budgets.add_line").count() == 5
    actions.remove_line(line=line, actor=None, seen=1)
    assert Line.objects.filter(budget=budget).count() == 4
    budget.refresh_from_db()
    assert budget.number == Entry.objects.filter(subject_id=str(budget.pk)).count()


@pytest.mark.parametrize(
    ("code", "field", "facts"),
    [
        ("label", "label", {"label": "  "}),
        ("year", "year", {"year": YEAR + 2}),
        ("account", "account", {"account": "99"}),
        ("cents", "cents", {"cents": None}),
        ("cents", "cents", {"cents": -1}),
        ("product", "unit_cents", {"quantity": Decimal(3)}),
        ("product", "cents", {"quantity": Decimal(3), "unit_cents": 1000}),
        ("method", "method", {"account": "86-volunteers"}),
        ("funding", "funding", {"account": "74-region", "requested": True, "funding": "own"}),
    ],
)
def test_what_does_not_hold_is_refused_on_its_field(budget, code, field, facts):
    line = add(budget, "61", 10)
    good = facts_of(line)
    refusal = refused(code, actions.add_line, budget=budget, actor=None, facts=replace(good, **facts))
    assert refusal.field == field
    assert Line.objects.count() == 1


def test_a_product_makes_the_amount_and_nobody_elses_party_is_taken(budget):
    line = add(budget, "60-supplies", 0, cents=None, quantity=Decimal("2.5"), unit="kg", unit_cents=333)
    assert line.cents == 833  # 8.325 €
    other = make_budget(budget.club, "Ailleurs")
    stranger = BudgetParty.objects.get(budget=other)
    refused("party", actions.add_line, budget=budget, actor=None, facts=replace(facts_of(line), party=stranger))


def test_two_people_on_one_line(budget):
    odile = make_user(name="Odile Fruchart")
    line = add(budget, "61", 10)
    facts = replace(facts_of(line), cents=1200_00)
    actions.update_line(line=line, actor=odile, facts=facts, seen=1)
    refusal = refused("changed", actions.update_line, line=line, actor=None, facts=replace(facts, cents=5), seen=1)
    assert "Odile Fruchart vient de changer cette ligne" in said(refusal)
    assert "1 200,00 €" in said(refusal)
    refused("changed", actions.remove_line, line=line, actor=None, seen=1)
    line = actions.update_line(line=line, actor=None, facts=facts, seen=2)  # nothing new: nothing written
    assert line.number == 2
    actions.remove_line(line=line, actor=odile, seen=2)
    actions.remove_line(line=line, actor=odile, seen=2)
    refused("gone", actions.update_line, line=line, actor=None, facts=facts, seen=2)


def test_in_kind_has_its_method_and_its_counterpart(budget):
    line = add(budget, "86-volunteers", 1_800, method="120 heures à 15 €")
    assert sentences(budget)[0].startswith("Les contributions en nature ne se répondent pas")
    other = actions.add_counterpart(line=line, actor=None)
    assert (other.account, other.cents, other.method) == ("87-volunteers", 180_000, line.method)
    assert "in_kind" not in [one.code for one in problems(plan(budget))]
    refused("in_kind", actions.update_rules, budget=budget, actor=None, with_in_kind=False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(method="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.filter(pk=line.pk).update(funding="asked")  # a charge is granted by nobody


def test_parties_follow_the_file_and_none_vanishes_with_its_lines(budget):
    fill(budget)
    number = Budget.objects.get(pk=budget.pk).number
    brouette = Member("p0", "La Brouette")
    actions.set_parties(budget=budget, actor=None, parties=[brouette, Member("p1", "Les Vélos")])
    assert Budget.objects.get(pk=budget.pk).number == number  # nothing new
    left = actions.set_parties(budget=budget, actor=None, parties=[brouette, Member("p2", "Fil & Terril")])
    assert [one.name for one in left] == ["Les Vélos"]
    assert "Les Vélos n'est plus partenaire : ses lignes (15 000,00 € de charges) attendent une décision." in sentences(
        budget
    )
    assert "Fil & Terril n'a aucune ligne." in sentences(budget)
    velos, fil = party(budget, 1), party(budget, 2)
    refused("party", add, budget=budget, account="61", euros=1, place=1)
    refused("party", actions.remove_lines_of, budget=budget, party=fil, actor=None)
    actions.set_parties(budget=budget, actor=None, parties=[brouette, Member("p1", "Les Vélos"), Member("p2", "Fil")])
    assert party(budget, 1).gone is False
    actions.set_parties(budget=budget, actor=None, parties=[brouette, Member("p2", "Fil")])
    assert actions.give_lines(budget=budget, party=velos, to=fil, actor=None) == 1
    assert sentences(budget) == []
    assert not BudgetParty.objects.filter(key="p1").exists()
    actions.set_parties(budget=budget, actor=None, parties=[brouette])
    assert actions.remove_lines_of(budget=budget, party=party(budget, 2), actor=None) == 1
    assert balance(plan(budget)).charges == 60_000_00


def test_packages_follow_the_plan(budget):
    fill(budget)
    actions.set_packages(budget=budget, actor=None, packages=[Package("l1", "Faire mieux")])
    assert list(budget.packages.values_list("name", "gone").order_by("key")) == [
        ("Préparer", True), ("Faire mieux", False)
    ]  # fmt: skip


def test_the_rules(budget):
    fill(budget)
    add(budget, "61", 10, year=YEAR + 1)
    for code, rules in (
        ("years", {"last_year": YEAR}), ("years", {"last_year": YEAR - 1}), ("years", {"last_year": YEAR + 9}),
        ("rate", {"max_rate": Decimal(120)}), ("rate", {"indirect": "direct"}), ("title", {"title": " "}),
    ):  # fmt: skip
        refused(code, actions.update_rules, budget=budget, actor=None, **rules)
    changed = actions.update_rules(budget=budget, actor=None, seen=0, indirect="personnel", indirect_rate=Decimal(15))
    assert balance(plan(budget)).indirect == 9_000_00
    assert changed.rules_number == 1
    add(budget, "62", 10)  # lines do not stand in the way of the rules
    refused("changed", actions.update_rules, budget=budget, actor=None, seen=0, max_rate=Decimal(50))
    actions.update_rules(budget=budget, actor=None, seen=1, max_rate=Decimal(50))


def test_frozen_for_ever_but_for_the_answer(budget):
    fill(budget)
    actions.freeze(budget=budget, actor=None)
    line = Line.objects.get(requested=True)
    refused("frozen", add, budget=budget, account="61", euros=1)
    refused("frozen", actions.update_line, line=line, actor=None, facts=facts_of(line), seen=1)
    refused("frozen", actions.update_rules, budget=budget, actor=None, title="Autre")
    refused("frozen", actions.set_parties, budget=budget, actor=None, parties=[])
    actions.set_funding(line=line, funding="granted", cents=48_000_00, actor=None)
    assert sentences(budget) == ["Les charges dépassent les produits de 12 000,00 €."]
    refused("funding", actions.set_funding, line=Line.objects.get(account="64-pay"), funding="granted", actor=None)
    actions.set_funding(line=line, funding="refused", actor=None)
    assert balance(plan(budget)).requested == 0
    actions.thaw(budget=budget, actor=None)
    add(budget, "61", 1)


def test_a_copy_for_another_call(budget):
    fill(budget)
    actions.set_funding(line=Line.objects.get(requested=True), funding="refused", actor=None)
    brouette = make_organization("La Brouette")
    copy = actions.copy_budget(
        budget=budget, club=budget.club, kind=budget.kind, title="Encore", actor=None, first_year=2030,
        parties={"p0": Member("q7", "La Brouette", brouette)},
    )  # fmt: skip
    assert balance(plan(copy)).gap == 0
    assert set(copy.lines.values_list("year", flat=True)) == {2030}
    assert copy.lines.get(requested=True).funding == "asked"
    assert set(copy.parties.values_list("key", "organization")) == {("q7", brouette.pk), ("p1", None)}
    assert budget.lines.count() == 4


def test_many_changes_are_all_or_none(budget):
    line = add(budget, "61", 10)
    good = facts_of(line)
    changes = [
        Change("add", replace(good, label="Autre"), row=2), Change("update", replace(good, cents=7), line.pk, 1, 3),
        Change("add", replace(good, label=""), row=4),
    ]  # fmt: skip
    refusal = refused("label", actions.apply_changes, budget=budget, actor=None, changes=changes)
    assert said(refusal) == "Rien n'est repris. Rangée 4 : Dites de quoi il s'agit."
    assert list(Line.objects.values_list("cents", flat=True)) == [1000]
    assert actions.apply_changes(budget=budget, actor=None, changes=changes[:2]) == 2
    refused(
        "changed", actions.apply_changes, budget=budget, actor=None, changes=[Change("remove", None, line.pk, 1, 3)]
    )
    actions.apply_changes(budget=budget, actor=None, changes=[Change("remove", None, line.pk, 2, 3)])
    assert [one.label for one in Line.objects.all()] == ["Autre"]
    stranger = add(make_budget(budget.club, "Ailleurs"), "61", 5)
    refused("gone", actions.apply_changes, budget=budget, actor=None, changes=[Change("update", good, stranger.pk, 1)])
