"""The page of the directory: what it shows, the parts that htmx replaces, what it costs."""

import re

import pytest

from essaim.clubs.models import Club
from essaim.kernel.hooks import club_territory_changed
from essaim.organizations.tests.factories import make_organization

from .conftest import told

pytestmark = pytest.mark.django_db


def html(client, path: str = "/annuaire/", *, fragment: bool = False, **query) -> str:
    response = client.get(path, query, headers={"HX-Request": "true"} if fragment else {})
    assert response.status_code == 200
    return response.content.decode()


def names(page: str) -> list[str]:
    return re.findall(r'<h2><a href="/structures/[^"]*">([^<]*)</a>', page)


def test_card(client, brouette):
    page = html(client, q="cantine")
    assert names(page) == ["La Brouette partagée"]
    assert "Coopérative (SCIC)" in page
    assert "<mark>cantines</mark>" in page
    assert '<span class="tag">Agrément ESUS</span>' in page
    assert "Entreprise d’insertion</span>" not in page.split('id="liste"')[1]  # its status has ended


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("camion", "Cherche : Un <mark>camion</mark> frigorifique"),
        ("légumerie", "Propose : Une <mark>légumerie</mark> le vendredi"),
        ("maraîchage", "Savoir-faire : <mark>Maraîchage</mark>"),
        ("soupes", "Nous cuisinons des <mark>soupes</mark> en hiver."),
    ],
)
def test_says_why_it_matched(client, brouette, words, why):
    assert f'<p class="why">{why}'.replace(" :", "\u00a0:") in html(client, q=words)


def test_what_people_write_is_escaped(client):
    row = make_organization("Fil <script>alert(1)</script>", summary="<b>cantine</b> & co")
    told(row)
    page = html(client, q="<i>cantine</i>")
    assert "<script>alert" not in page
    assert "&lt;b&gt;<mark>cantine</mark>&lt;/b&gt; &amp; co" in page
    assert "<i>cantine" not in page


def test_filters_narrow_each_other_and_live_in_the_address(client, many):
    page = html(client, secteur="textile", commune="62516", label="esus", famille="association")
    assert len(names(page)) == 10
    assert page.count('class="chip chip-on"') == 4
    assert 'href="/annuaire/?commune=62516&amp;famille=association&amp;label=esus"' in page  # without the sector
    for box in ("f-secteur-textile", "f-commune-62516", "f-label-esus", "f-famille-association"):
        assert re.search(rf'id="{box}"[^>]* checked', page), box


def test_counts_of_a_facet_leave_its_own_choice_aside(client, many):
    page = html(client, secteur="textile")
    assert re.search(r'id="f-secteur-alimentation".*?<span class="num">15</span>', page)
    assert re.search(r'id="f-commune-62119".*?<span class="num">5</span>', page)


def test_pages_keep_the_search(client, many):
    page = html(client, q="structure", page="2")
    assert len(names(page)) == 10
    assert 'start="21"' in page
    assert 'href="/annuaire/?q=structure" rel="prev"' in page
    assert 'aria-current="page"><span class="sr">Page </span>2' in page


def test_past_the_last_page_is_the_last(client, many):
    page = html(client, page="99")
    assert len(names(page)) == 10
    assert "Il y a 2 pages de résultats" in page


def test_nothing_found_opens_doors(client, many):
    page = html(client, q="zzzzz", famille="mutuelle")
    assert "Aucune structure ne répond à tout cela" in page
    assert 'href="/annuaire/?q=zzzzz"' in page
    assert 'href="/annuaire/?famille=mutuelle"' not in page.split('id="liste"')[0]


def test_an_empty_directory_says_what_will_come(client):
    assert "L’annuaire est encore vide" in html(client)


def test_fragment_is_the_same_parts_as_the_page(client, many, club):
    query = {"q": "structure", "secteur": "textile", "lieu": "Bethun"}
    page, fragment = html(client, **query), html(client, **query, fragment=True)
    assert "<html" not in fragment
    for part in ("compte", "actifs", "facettes", "liste", "carte"):
        found = [re.search(rf'<(\w+)[^>]* id="{part}".*', text, re.DOTALL) for text in (page, fragment)]
        assert all(found), part
    for line in filter(None, map(str.strip, fragment.splitlines())):
        assert line in page


def test_answers_vary_with_htmx_and_give_the_address_to_share(client, many):
    response = client.get("/annuaire/", {"q": "", "lieu": "", "secteur": "textile"}, headers={"HX-Request": "true"})
    assert response["HX-Push-Url"] == "/annuaire/?secteur=textile"
    assert "HX-Request" in response["Vary"]
    assert "HX-Request" in client.get("/annuaire/")["Vary"]
    restored = client.get("/annuaire/", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert b"<html" in restored.content


@pytest.mark.parametrize(("query", "number"), [({}, 7), ({"q": "soupes"}, 7)])
@pytest.mark.parametrize("count", [1, 30])
def test_same_queries_for_one_and_thirty(client, django_assert_num_queries, make_many, club, count, query, number):
    make_many(count)
    club_territory_changed.tell(club=club)
    html(client, **query)  # the search keeps its answer: what is counted is the page's own
    with django_assert_num_queries(number):
        assert len(names(html(client, **query))) == min(count, 20)


def test_light(client, many, club):
    club_territory_changed.tell(club=club)
    assert len(html(client, q="structure")) < 60_000


def test_map_of_communes(client, many, club):
    club_territory_changed.tell(club=club)
    for path in ("/annuaire/", "/ici/annuaire/"):
        page = html(client, path, q="structure", lieu="Béthune", rayon="50")
        assert "Dans 2 communes" in page
        assert f'<a href="{path}?q=structure&amp;commune=62516"><title>Lillers\u00a0: 20 structures</title>' in page


def test_map_of_several_clubs(client, many, club):
    Club.objects.create(slug="la", name="Là", short_name="Là", intermunicipalities=["200072460"])
    club_territory_changed.tell(club=club)
    assert "<title>Lillers" in html(client)


def test_without_a_map_the_communes_are_listed(client, many, club):
    page = html(client)
    assert "<title>" not in page.split('id="carte"')[1]
    assert '<a href="/annuaire/?commune=62516">Lillers</a> <span class="num">20</span>' in page


def test_on_a_phone_the_map_has_its_address(client, many):
    page = html(client, vue="carte", q="structure")
    assert "split mt on-map" in page
    assert '<input type="hidden" name="vue" value="carte">' in page
    assert 'href="/annuaire/?q=structure">' in page  # back to the list


def test_suggestions(client, brouette):
    assert '<option value="La Brouette partagée">' in html(client, "/annuaire/suggestions/", q="brou")
    assert html(client, "/annuaire/suggestions/", q="").strip() == ""


def test_in_english(client, many):
    page = html(client, "/en/annuaire/", q="structure")
    assert "<strong>30 organizations</strong>" in page
    assert 'action="/en/annuaire/"' in page
