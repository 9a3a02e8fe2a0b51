"""Purchases found by their words, a page at a time, and told on the page of who leads them."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.purchases import actions
from essaim.purchases.listing import PER_PAGE
from essaim.purchases.models import Purchase
from essaim.search.actions import reindex_all
from tests.helpers.queries import assert_same_queries

from .factories import a_member, make_purchase, user_of
from .test_actions import brouette, club, velos  # noqa: F401

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(club):  # noqa: F811
    return reverse("purchases:index", args=[club.slug])


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_found_by_title_supplier_and_leader(client, club, velos, brouette, index):  # noqa: F811
    paper = make_purchase(club, velos)
    make_purchase(club, brouette, title="Gants de jardin")
    hidden = make_purchase(club, velos, title="Papier cadeau", opened=False)
    client.force_login(user_of(brouette))
    for typed in ("papier", "papeterie papier", "vélos"):
        page = text(client.get(index, {"q": typed}))
        assert "Papier recyclé" in page, typed
        assert "Papier cadeau" not in page, typed
    assert "1 achat trouvé" in text(client.get(index, {"q": "gants"}))
    assert "Aucun achat ne répond" in text(client.get(index, {"q": "zzzz"}))
    actions.update_purchase(purchase=paper, actor=None, title="Ramettes A4")
    assert "Ramettes A4" in text(client.get(index, {"q": "ramettes"}))
    actions.open_purchase(purchase=hidden, actor=None)
    assert "Papier cadeau" in text(client.get(index, {"q": "cadeau"}))
    reindex_all()
    assert "Papier cadeau" in text(client.get(index, {"q": "cadeau"}))


def test_another_club_finds_nothing(client, club, velos):  # noqa: F811
    make_purchase(club, velos)
    elsewhere = make_club("ailleurs")
    client.force_login(make_organiser(elsewhere))
    page = text(client.get(reverse("purchases:index", args=["ailleurs"]), {"q": "papier"}))
    assert "Papier recyclé" not in page


def test_a_search_box_past_a_page_and_the_past_in_pages(client, club, velos, index):  # noqa: F811
    client.force_login(user_of(velos))
    for number in range(PER_PAGE):
        purchase = make_purchase(club, velos, title=f"Achat {number:02}", opened=False)
        actions.cancel(purchase=purchase, actor=None)
    assert 'type="search"' not in text(client.get(index))
    more = make_purchase(club, velos, title="Achat de plus", opened=False)
    actions.cancel(purchase=more, actor=None)
    page = text(client.get(index))
    assert 'type="search"' in page
    assert "Achat de plus" in page
    assert "Achat 00" not in page
    assert "Achat 00" in text(client.get(index, {"page": "2"}))
    found = text(client.get(index, {"q": "achat"}))
    assert "13 achats trouvés" in found
    assert "?q=achat&amp;page=2" in found
    assert text(client.get(index, {"q": "achat", "page": "x"}))


def test_a_search_costs_the_same(client, club, velos, index):  # noqa: F811
    make_purchase(club, velos, title="Papier peint")  # with one alone there is nothing to put in order
    client.force_login(user_of(velos))

    def more(count):
        for _ in range(count):
            make_purchase(club, velos, title=f"Papier {Purchase.objects.count()}")

    assert assert_same_queries(client, f"{index}?q=papier", more, rows=11) <= 20


def test_on_the_page_of_who_leads(client, club, velos, brouette):  # noqa: F811
    purchase = make_purchase(club, velos)
    make_purchase(club, velos, title="Pas encore", opened=False)
    page = velos.get_absolute_url()
    client.force_login(user_of(brouette))
    shown = text(client.get(page))
    assert "Mène un achat groupé" in shown
    assert purchase.title in shown
    assert "Pas encore" not in shown
    client.force_login(user_of(a_member(make_club("ailleurs"), "Loin", "loin@example.org")))
    assert "Mène un achat groupé" not in text(client.get(page))
    client.logout()
    assert "Mène un achat groupé" not in text(client.get(page))
    actions.cancel(purchase=purchase, actor=None)
    client.force_login(user_of(brouette))
    assert "Mène un achat groupé" not in text(client.get(page))
