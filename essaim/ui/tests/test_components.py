"""Tags and filters that every template has."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils.translation import override

from essaim.ui.addresses import localized
from essaim.ui.gallery import SPECIMENS


def drawn(source: str, path: str = "/annuaire/", **context) -> str:
    request = RequestFactory().get(path)
    with override("fr"):
        return engines["django"].from_string(source).render(context, request)


def test_notice_has_its_kind_and_role():
    html = drawn('{% notice "no" role="alert" %}<p>La salle est prise.</p>{% endnotice %}')
    assert '<div class="notice notice-no" role="alert">' in html
    assert "<p>La salle est prise.</p>" in html


def test_empty_state_escapes_its_title():
    html = drawn("{% empty_state title 3 %}<p>Bientôt.</p>{% endempty_state %}", title="<b>Rien</b>")
    assert "<h3>&lt;b&gt;Rien&lt;/b&gt;</h3>" in html


def test_dialog_is_named_by_its_title():
    html = drawn('{% dialog "partir" "Partir ?" %}…{% enddialog %}')
    assert '<dialog id="partir" popover aria-labelledby="partir-titre">' in html
    assert '<h2 id="partir-titre">Partir ?</h2>' in html


def test_breadcrumb_begins_at_home_and_ends_here():
    html = drawn('{% breadcrumb "Annuaire" "/annuaire/" name %}', name="Fil & Terril")
    assert re.findall(r'<a href="([^"]+)">([^<]+)', html) == [("/", "Accueil"), ("/annuaire/", "Annuaire")]
    assert '<li aria-current="page">Fil &amp; Terril</li>' in html


@pytest.mark.parametrize(
    ("page", "pages", "shown"),
    [(1, 1, []), (1, 3, ["1", "2", "3"]), (5, 9, ["1", "…", "4", "5", "6", "…", "9"]), (3, 4, ["1", "2", "3", "4"])],
)
def test_pagination_shows_the_ends_and_the_neighbours(page, pages, shown):
    html = drawn(f"{{% pagination {page} {pages} %}}")
    assert re.findall(r"(?:</span>|<span>)(\d+|…)<", html) == shown


def test_pagination_keeps_the_query():
    html = drawn("{% pagination 2 3 %}", "/annuaire/?q=cantine&page=2&commune=62119&commune=62516")
    assert 'href="?q=cantine&amp;commune=62119&amp;commune=62516&amp;page=3" rel="next"' in html
    assert 'href="?q=cantine&amp;commune=62119&amp;commune=62516" rel="prev"' in html


def test_pagination_of_a_bare_address():
    assert 'href="/annuaire/" rel="prev"' in drawn("{% pagination 2 3 %}")


def test_stepper_says_where_one_is():
    html = drawn("{% stepper steps 2 %}", steps=["Choisir", "Relire", "Signer"])
    assert html.count('class="done"') == 1
    assert 'aria-current="step"><span>Relire' in html
    assert "Étape 2 sur 3\u00a0: Relire" in html


def test_progress_without_value_is_busy():
    assert "value=" not in drawn('{% progress "Lecture" %}')
    assert 'value="3" max="9"' in drawn('{% progress "Lecture" 3 9 %}')


def test_bars_have_title_and_table():
    html = drawn('{% chart_bars "Par famille" rows %}', rows=[("<Associations>", 131), ("Mutuelles", 0)])
    assert "<title>Par famille</title>" in html
    assert "&lt;Associations&gt;" in html
    assert '<td role="cell" class="end">131</td>' in html
    assert 'width="0.0%"' in html


def test_bars_of_nothing():
    assert "<svg" in drawn('{% chart_bars "Par famille" rows %}', rows=[])


def test_lines_differ_by_more_than_colour():
    series = [("Structures", [1, 2]), ("Coopérations", [0, 1])]
    html = drawn('{% chart_lines "Le club" labels series %}', labels=["2025", "2026"], series=series)
    assert html.count("<polyline") == 2
    assert html.count("<circle") == 2
    assert html.count("<rect") == 2


@pytest.mark.parametrize(
    ("path", "language", "expected"),
    [
        ("/annuaire/?q=x", "en", "/en/annuaire/?q=x"),
        ("/en/annuaire/", "fr", "/annuaire/"),
        ("/en/", "en", "/en/"),
        ("/enfance/", "en", "/en/enfance/"),
    ],
)
def test_same_address_in_the_other_language(path, language, expected):
    assert localized(path, language) == expected


def test_hexagon_is_the_same_each_time_and_hidden():
    assert drawn('{% hexagon "Fil & Terril" %}') == drawn('{% hexagon "Fil & Terril" %}')
    assert 'aria-hidden="true">FT</span>' in drawn('{% hexagon "Fil & Terril" %}')


@pytest.mark.parametrize("title", SPECIMENS)
@pytest.mark.django_db
def test_gallery_shows_each_specimen_with_its_source(client, title):
    html = client.get("/composants/").content.decode()
    assert f"<h2>{title}</h2>" in html
    assert html.count("<pre><code>") == len(SPECIMENS)


def test_a_key_stays_as_it_is():
    assert drawn("{{ value|key }}", value=12345) == "12345"
    assert drawn("{{ value|key }}", value="2A004") == "2A004"
    assert drawn("{{ value|key }}", value=None) == ""
    assert drawn("{{ value }}", value=12345) != "12345"  # what people read
