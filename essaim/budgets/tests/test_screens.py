"""The pages, by the hands of an organiser, of a partner and of a stranger."""

from dataclasses import replace

import pytest
from django.urls import reverse

from essaim.budgets import actions
from essaim.budgets.models import Line
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.hooks import journaled
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from tests.helpers.fragments import assert_fragment_equals_page
from tests.helpers.queries import assert_same_queries

from .factories import YEAR, add, fill, make_budget, party, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def brouette(club):
    organization = make_member(club, make_organization("La Brouette"))
    make_representation(organization, make_user(name="Odile Fruchart"))
    return organization


@pytest.fixture
def budget(club, brouette):
    return make_budget(club, brouette, "Les Vélos")


@pytest.fixture
def odile(brouette):
    return brouette.representations.get().user


@pytest.fixture
def organiser(club):
    return make_organiser(club, make_user(name="Nadia Lenoir"))


def url(name, budget, *arguments):
    return reverse(f"budgets:{name}", args=[budget.club.slug, budget.pk, *arguments])


def plain(response):
    return said(response.content.decode())


def charge(budget, place=0, **more):
    values = {"account": "60-supplies", "label": "Denrées", "cents": "1 240,50 €", "party": party(budget, place).pk,
              "year": YEAR}  # fmt: skip
    return values | more


def test_a_line_in_two_clicks_without_script(client, budget, organiser):
    client.force_login(organiser)
    page = plain(client.get(url("detail", budget)))
    assert "Ce budget est vide." in page
    assert url("add", budget, "charge") in page
    page = plain(client.get(url("add", budget, "charge") + "?compte=64"))
    assert '<option value="64" selected>' in page
    response = client.post(url("add", budget, "charge"), charge(budget))
    assert response.url == url("detail", budget)
    page = plain(client.get(response.url))
    assert "Les charges dépassent les produits de 1 240,50 €." in page
    assert "60 Achats" in page
    line = Line.objects.get()
    response = client.post(url("edit", budget, line.pk), charge(budget, cents="12", seen="1"))
    assert response.url == url("detail", budget)
    assert Line.objects.get().cents == 1200
    client.post(url("remove", budget, line.pk), {"seen": "2"})
    assert Line.objects.count() == 0


def test_a_refusal_loses_nothing(client, budget, organiser):
    client.force_login(organiser)
    page = plain(client.post(url("add", budget, "charge"), charge(budget, cents="", label="Du pain")))
    assert "Écrivez un montant, ou une quantité et un prix." in page
    assert 'value="Du pain"' in page
    page = plain(client.post(url("add", budget, "charge"), charge(budget, cents="dix")))
    assert "Écrivez un nombre, par exemple 12,5." in page
    assert 'value="dix"' in page
    page = plain(client.post(url("add", budget, "charge"), charge(budget, cents="10", quantity="3", unit_cents="4")))
    assert "3 × 4,00 € font 12,00 €, pas 10,00 €." in page
    assert client.get(url("add", budget, "autre")).status_code == 404
    assert Line.objects.count() == 0


def test_htmx_puts_the_budget_back_in_its_place(client, budget, organiser):
    client.force_login(organiser)
    htmx = {"HX-Request": "true"}
    form = client.get(url("add", budget, "charge"), headers=htmx)
    assert b"<main" not in form.content
    refused = client.post(url("add", budget, "charge"), charge(budget, label=""), headers=htmx)
    assert b"<main" not in refused.content
    assert "HX-Retarget" not in refused
    response = client.post(url("add", budget, "charge"), charge(budget), headers=htmx)
    assert response["HX-Retarget"] == "#budget"
    assert 'id="budget"' in plain(response)
    assert "Denrées" in plain(response)
    assert "HX-Request" in response["Vary"]
    assert_fragment_equals_page(client, url("detail", budget), url("detail", budget) + "?vue=partenaires", ["budget"])


def test_two_people_on_one_line(client, budget, organiser, odile):
    line = add(budget, "60-supplies", 10, label="Denrées")
    actions.update_line(line=line, actor=odile, facts=_facts(line, cents=7500), seen=1)
    client.force_login(organiser)
    page = plain(client.post(url("edit", budget, line.pk), charge(budget, cents="80", seen="1")))
    assert "Odile Fruchart vient de changer cette ligne : « Denrées », 75,00 €." in page
    assert 'value="80"' in page
    assert 'name="seen" value="2"' in page
    client.post(url("edit", budget, line.pk), charge(budget, cents="80", seen="2"))
    assert Line.objects.get().cents == 8000
    page = plain(client.post(url("remove", budget, line.pk), {"seen": "2"}))
    assert "vient de changer cette ligne" in page
    assert Line.objects.count() == 1


def _facts(line, **changes):
    return replace(actions.lines.facts_of(line), **changes)


def test_each_partner_writes_its_own_lines(client, budget, odile):
    own, other = add(budget, "61", 10, 0), add(budget, "61", 20, 1)
    common = add(budget, "74-region", 30, None, funding="asked", requested=True)
    client.force_login(odile)
    page = plain(client.get(url("detail", budget)))
    assert url("edit", budget, own.pk) in page
    for line in (other, common):
        assert url("edit", budget, line.pk) not in page
        assert client.get(url("edit", budget, line.pk)).status_code == 404
        assert client.post(url("remove", budget, line.pk), {"seen": "1"}).status_code == 404
    page = plain(client.post(url("add", budget, "charge"), charge(budget, 1)))
    assert "Choisissez l'une des réponses proposées." in page
    assert Line.objects.count() == 3
    assert client.get(url("rules", budget)).status_code == 404
    assert client.get(url("detail", budget).replace("/ici/", "/ailleurs/")).status_code == 404


def test_in_kind_is_said_with_its_method_and_answered(client, budget, organiser):
    client.force_login(organiser)
    page = plain(client.get(url("add", budget, "nature") + "?compte=86-volunteers"))
    assert "870 au formulaire, 875 au plan comptable" in page
    data = charge(budget, account="86-volunteers", label="Ateliers", cents="", quantity="120", unit="heure",
                  unit_cents="15", method="120 heures à 15 €", counterpart="on")  # fmt: skip
    client.post(url("add", budget, "nature"), data)
    assert sorted(Line.objects.values_list("account", "cents")) == [
        ("86-volunteers", 180_000), ("87-volunteers", 180_000)
    ]  # fmt: skip
    page = plain(client.get(url("detail", budget)))
    assert "1 800,00 €" in page
    assert "120 × 15,00 € / heure" in page


def test_what_if_writes_nothing(client, budget, organiser):
    fill(budget)
    client.force_login(organiser)
    told = []
    journaled.connect(listener := lambda **facts: told.append(facts))
    try:
        page = plain(client.get(url("what_if", budget), {"accorde": "80", "taux": "60"}))
        assert "Les charges dépassent les produits de 12 000,00 €." in page
        assert "6 600,00 €" in page  # the first: 60,000 − 15,000 of its own − 38,400 of the funder
        assert "5 400,00 €" in page
        page = plain(client.get(url("what_if", budget), {"sans": party(budget, 1).pk}))
        assert "Les produits dépassent les charges de 15 000,00 €." in page
        assert "Un pourcentage" not in page
        assert "error" in plain(client.get(url("what_if", budget), {"accorde": "beaucoup"}))
    finally:
        journaled._listeners.remove(listener)
    assert told == []
    assert Line.objects.get(requested=True).cents == 60_000_00


def test_rules_and_history(client, budget, organiser):
    fill(budget)
    client.force_login(organiser)
    data = {"title": budget.title, "first_year": YEAR, "last_year": YEAR + 1, "requested_cents": "", "max_rate": "70",
            "indirect": "direct", "indirect_rate": "7,5", "with_in_kind": "on", "seen": "0"}  # fmt: skip
    page = plain(client.post(url("rules", budget), data | {"indirect_rate": ""}))
    assert "Dites le pourcentage du forfait." in page
    client.post(url("rules", budget), data)
    page = plain(client.get(url("detail", budget)))
    assert "7,5 % des charges directes" in page
    assert "5 625,00 €" in page
    assert "l'appel en finance 70 % au plus" in page
    page = plain(client.post(url("rules", budget), data | {"max_rate": "50"}))
    assert "Quelqu'un vient de changer ces règles." in page
    assert 'value="50"' in page
    actions.update_line(
        line=(line := Line.objects.get(account="own")), actor=organiser, facts=_facts(line, cents=100), seen=1
    )
    actions.freeze(budget=budget, actor=organiser)
    page = plain(client.get(url("history", budget)))
    for words in ("« Fonds propres » passe de 15 000,00 € à 1,00 €.", "Règles changées :", "est ajouté : 60 000,00 €.",
                  "Le budget est parti avec le dossier.", "Nadia Lenoir"):  # fmt: skip
        assert words in page
    page = plain(client.get(url("detail", budget)))
    assert "ce budget ne change plus" in page
    assert url("add", budget, "charge") not in page


def test_who_left_leaves_its_lines_to_be_decided(client, budget, organiser):
    fill(budget)
    actions.set_parties(budget=budget, actor=None, parties=[actions.Member("p0", "La Brouette")])
    client.force_login(organiser)
    velos = party(budget, 1)
    page = plain(client.get(url("detail", budget) + "?vue=partenaires"))
    assert "Cette structure n'est plus partenaire." in page
    client.post(url("remove_party", budget, party(budget, 0).pk))
    assert Line.objects.count() == 4  # still a partner: refused
    client.post(url("give", budget, velos.pk), {"to": "0"})
    client.post(url("give", budget, velos.pk), {"to": party(budget, 0).pk})
    assert Line.objects.filter(party=party(budget, 0)).count() == 3
    page = plain(client.get(url("detail", budget) + "?vue=partenaires"))
    assert "Tout ce qu'elle dépense est financé." in page
    assert client.get(url("detail", budget) + "?vue=nimporte").status_code == 200


def test_a_budget_costs_the_same(client, budget, organiser):
    client.force_login(organiser)

    def more(count):
        for _ in range(count):
            add(budget, "61", 10)
            add(budget, "74-region", 10, 1, funding="asked")

    assert assert_same_queries(client, url("detail", budget), more, rows=15) <= 20
    assert assert_same_queries(client, url("detail", budget) + "?vue=partenaires", more, rows=10) <= 20
