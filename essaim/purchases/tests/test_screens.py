"""The pages, by the hands of each side."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from essaim.clubs.tests.factories import make_organiser
from essaim.purchases import actions
from essaim.purchases.models import Commitment, Offer, Purchase
from tests.helpers.fragments import assert_fragment_equals_page
from tests.helpers.queries import assert_same_queries

from .factories import a_member, in_days, make_purchase, user_of
from .test_actions import brouette, club, to_the_order, velos  # noqa: F401

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):  # noqa: F811
    return reverse(f"purchases:{name}", args=[club.slug, *arguments])


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


OFFER = {
    "supplier": "La Papeterie du Nord", "unit_cents": "10,00", "basis": "units", "case_size": "6",
    "delivery_cents": "7", "tiers-TOTAL_FORMS": "2", "tiers-INITIAL_FORMS": "0", "tiers-0-least": "12",
    "tiers-0-unit_cents": "8,00 €", "tiers-1-least": "", "tiers-1-unit_cents": "",
}  # fmt: skip


def test_prepared_then_opened(client, club, velos, brouette):  # noqa: F811
    client.force_login(user_of(velos))
    data = {
        "title": "Papier recyclé", "kind": "goods", "unit": "ramette", "single_cents": "12,5",
        "deadline": in_days(-2).isoformat(),
    }  # fmt: skip
    page = plain(client.post(url("start", club), data))
    assert "Ce jour est passé." in page
    assert 'value="Papier recyclé"' in page
    response = client.post(url("start", club), data | {"deadline": in_days(9).isoformat()})
    purchase = Purchase.objects.get()
    assert (purchase.single_cents, response.url) == (1250, url("add_offer", club, purchase.pk))
    page = plain(client.post(response.url, OFFER | {"tiers-1-least": "12", "tiers-1-unit_cents": "7"}))
    assert "Deux prix commencent à 12" in page
    assert 'value="8,00 €"' in page
    assert "tiers-2-least" in client.post(response.url, OFFER | {"tiers-add": "1"}).content.decode()
    client.post(response.url, OFFER | {"upload": SimpleUploadedFile("devis.txt", b"Un devis.")})
    offer = Offer.objects.get()
    assert [(one.least, one.unit_cents) for one in offer.tiers.all()] == [(12, 800)]
    assert offer.documents.count() == 1
    page = plain(client.get(url("edit_offer", club, purchase.pk, offer.pk)))
    assert 'value="8,00"' in page
    client.force_login(user_of(brouette))
    assert client.get(url("detail", club, purchase.pk)).status_code == 404
    assert "Papier" not in plain(client.get(url("index", club)))
    client.force_login(user_of(velos))
    client.post(url("open", club, purchase.pk))
    client.force_login(user_of(brouette))
    assert "Papier" in plain(client.get(url("index", club)))
    assert "dès 12 : 8,00 €" in plain(client.get(url("detail", club, purchase.pk)))
    assert "1 achat ouvert" in plain(client.get(reverse("mutualaid:index", args=[club.slug])))


def test_committing(client, club, velos, brouette):  # noqa: F811
    purchase = make_purchase(club, velos)
    client.force_login(user_of(brouette))
    address, page_of = url("commit", club, purchase.pk), url("detail", club, purchase.pk)
    for quantity in ("0", "-4", "beaucoup"):
        page = plain(client.post(address, {"quantity": quantity, "less": "2", "if_basis": "people", "seen": "0"}))
        assert "error" in page
        assert f'value="{quantity}"' in page  # nothing typed is lost
    assert Commitment.objects.count() == 0
    data = {"quantity": "7", "less": "1", "more": "2", "if_basis": "people", "if_least": "2", "seen": "0"}
    # In the name of another's structure: not found.
    assert client.post(address, data | {"structure": velos.pk}).status_code == 404
    client.post(address, data)
    assert "attend les autres" in plain(client.get(page_of))
    page = plain(client.post(address, data | {"quantity": "9"}))  # the page was opened before
    assert "vient de dire 7" in page
    client.post(address, data | {"quantity": "9", "seen": "7"})
    assert Commitment.objects.get().quantity == 9
    actions.commit(purchase=purchase, organization=velos, actor=None, quantity=9)
    page = plain(client.get(page_of))
    assert "3 cartons de 6" in page
    client.post(url("withdraw", club, purchase.pk))
    assert "Vous n'en êtes plus" in plain(client.get(page_of))


def test_the_count_follows(client, club, velos, brouette):  # noqa: F811
    purchase = make_purchase(club, velos)
    client.force_login(user_of(brouette))
    address = url("detail", club, purchase.pk)
    actions.commit(purchase=purchase, organization=velos, actor=None, quantity=12)
    assert_fragment_equals_page(client, address, address, ["compte"], but=[f"engagement-{brouette.pk}"])
    fragment = plain(client.get(address, headers={"HX-Request": "true"}))
    assert "<main" not in fragment
    assert "8,00 €" in fragment
    assert 'hx-trigger="every 20s"' in fragment
    assert "HX-Request" in client.get(address)["Vary"]


def test_to_the_last_cent(client, club, velos, brouette):  # noqa: F811
    purchase = to_the_order(club, velos, brouette)
    for one in (velos, brouette):
        client.force_login(user_of(one))
        day = plain(client.get(reverse("day:index", args=[club.slug])))
        assert "À confirmer avant le" in day
        client.post(url("confirm", club, purchase.pk))
    client.force_login(user_of(velos))
    client.post(url("order", club, purchase.pk))
    page = plain(client.get(url("detail", club, purchase.pk)))
    for words in ("51,50 €", "103,00 €", "47,00 €", "12 unités à 12,50 €", "La livraison est partagée"):
        assert words in page
    assert "51,50 € à payer" in plain(client.get(reverse("day:index", args=[club.slug])))
    assert client.get(url("sheet", club, purchase.pk, "pdf")).content.startswith(b"%PDF-")
    assert client.get(url("sheet", club, purchase.pk, "exe")).status_code == 404
    book = CalamineWorkbook.from_filelike(io.BytesIO(
        client.get(url("sheet", club, purchase.pk, "xlsx")).content
    ))  # fmt: skip
    rows = book.get_sheet_by_index(0).to_python()
    assert [row[:3] for row in rows[1:]] == [
        ["Les Vélos du Canal", 7, 6], ["La Brouette partagée", 6, 6], ["Ensemble", 13, 12]
    ]  # fmt: skip
    for row in Commitment.objects.all():
        client.post(url("pay", club, purchase.pk, row.pk), {"paye": "1"})
    client.post(url("deliver", club, purchase.pk))
    client.post(url("finish", club, purchase.pk))
    purchase.refresh_from_db()
    assert purchase.state == "done"
    client.force_login(user_of(brouette))
    assert client.post(url("pay", club, purchase.pk, Commitment.objects.first().pk), {"paye": "0"}).status_code == 404


def test_missed_and_what_the_leader_does(client, club, velos, brouette):  # noqa: F811
    purchase = make_purchase(club, velos, least_units=24)
    actions.commit(purchase=purchase, organization=brouette, actor=user_of(brouette), quantity=6)
    actions.set_offer(purchase=purchase, actor=None, supplier="Plan B", unit_cents=1100)
    client.force_login(user_of(velos))
    client.post(url("close", club, purchase.pk))
    assert "prolonger, changer d'offre" in plain(client.get(reverse("day:index", args=[club.slug])))
    page = plain(client.get(url("detail", club, purchase.pk)))
    assert "Trois chemins" in page
    page = plain(client.post(url("extend", club, purchase.pk), {"deadline": in_days(-3).isoformat(), "word": "Encore"}))
    assert 'value="Encore"' in page
    assert "Choisissez un jour plus tard." in page
    plan_b = Offer.objects.get(supplier="Plan B")
    client.post(
        url("fall_back", club, purchase.pk), {"offer": plan_b.pk, "deadline": in_days(5).isoformat(), "word": ""}
    )
    purchase.refresh_from_db()
    assert (purchase.state, purchase.chosen) == ("open", plan_b)
    client.post(url("cancel", club, purchase.pk), {"word": "Le magasin ferme."})
    client.force_login(user_of(brouette))
    assert "Le magasin ferme." in plain(client.get(url("detail", club, purchase.pk)))


def test_lists_cost_the_same(client, club, velos):  # noqa: F811
    client.force_login(make_organiser(club, user_of(velos)))

    def more(count):
        for _ in range(count):
            number = Purchase.objects.count()
            purchase = make_purchase(club, velos, title=f"Achat {number}", opened=number % 2 == 0)
            if number % 2 == 0:
                actions.commit(purchase=purchase, organization=velos, actor=None, quantity=6)

    assert assert_same_queries(client, url("index", club), more, rows=8) <= 20


def test_a_purchase_costs_the_same(client, club, velos):  # noqa: F811
    purchase = make_purchase(club, velos)
    client.force_login(user_of(velos))

    def more(count):
        for _ in range(count):
            one = a_member(club, f"Structure {Commitment.objects.count()}")
            actions.commit(purchase=purchase, organization=one, actor=None, quantity=6, if_least=2)

    assert assert_same_queries(client, url("detail", club, purchase.pk), more, rows=12) <= 25
