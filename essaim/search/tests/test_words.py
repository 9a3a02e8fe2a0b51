"""What is typed finds what is meant."""

import contextlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from essaim.kernel.hooks import organizations_changed
from essaim.organizations.tests.factories import make_organization
from essaim.search.port import SearchRequest, search, suggest
from essaim.search.text import stem

ENDINGS = ["erie", "ier", "iers", "ieres", "age", "ages", "ement", "ements", "ation", "ations", "eur", "euses"]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("associations culturelles", "culture"),
        ("ASSOCIATION CULTURELLE", "culture"),
        ("coeur", "garden"),
        ("cœurs de jardins", "garden"),
        ("jardinage", "garden"),
        ("noeux-les-mines", "wood"),
        ("l'agencement", "wood"),
        ("microcredit", "small"),
        ("adhérentes", "small"),
        ("remorques frigorifiques", "small"),
        ("fleurissement barlin", "garden"),
        ("atelier chantier insertion", "garden"),
        ("légumes", "garden"),  # a word of its sector
        ("les uns et les autres", "small"),
        ("fleuris", "garden"),
        ("menuiser bois", "wood"),
    ],
)
def test_finds(directory, keys, text, first):
    assert keys(search(SearchRequest(text=text)))[0] == first


def test_a_name_comes_before_a_skill_before_a_text(directory, keys):
    assert keys(search(SearchRequest(text="menuiserie"))) == ["name", "wood", "text"]


def test_what_the_directory_does_not_show_is_not_found(directory, keys):
    assert "hidden" not in keys(search(SearchRequest(text="menuiserie cachée")))


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("menuserie", "menuiserie"),
        ("menuiesrie", "menuiserie"),
        ("fleurisement", "fleurissement"),
        ("menuiseriebois", "menuiserie bois"),
        ("Frigoriphique", "frigorifique"),
    ],
)
def test_typing_errors_are_searched_right_and_told(directory, typed, searched):
    result = search(SearchRequest(text=typed))
    assert result.corrected == searched
    assert result.ids == search(SearchRequest(text=searched)).ids


def test_words_of_a_transaction_that_was_undone_leave_nothing(directory):
    def add(name: str) -> None:
        organizations_changed.tell(ids=[make_organization(name).pk])

    search(SearchRequest(text="menuserie"))
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        add("Zinzolin")
        assert search(SearchRequest(text="zinzollin")).corrected == "zinzolin"
        1 / 0  # noqa: B018
    add("Girandole")
    assert search(SearchRequest(text="girandolle")).corrected == "girandole"
    assert search(SearchRequest(text="zinzollin")).corrected is None


def test_a_word_that_exists_is_searched_as_typed(directory):
    assert search(SearchRequest(text="copeaux")).corrected is None


@pytest.mark.parametrize(
    "text",
    ["", " ", "le la les", "AND NOT *", '"', "'", "a:b", "(((", "NEAR(", "🙂", "\x00", "%", "_", "\\", "-", "é" * 5000,
     "mot " * 2000, "<script>", "' OR 1=1 --", "menuiserie*", '"menuiserie', "{a}: b", "١٢٣", "xyzzy qwrtp"],
)  # fmt: skip
def test_nothing_typed_makes_it_fail(directory, text):
    result = search(SearchRequest(text=text))
    assert 0 <= result.exact <= result.total
    assert suggest(text) is not None


def test_words_that_say_nothing_leave_the_whole_list(directory):
    assert search(SearchRequest(text="🙂")).total == search(SearchRequest()).total == 6


def test_numbers_as_they_are_printed(directory, keys):
    directory["wood"].siren = "404833048"
    directory["wood"].save()
    from essaim.kernel.hooks import organizations_changed

    organizations_changed.tell(ids=[directory["wood"].pk])
    assert keys(search(SearchRequest(text="404 833 048"))) == ["wood"]


def test_words_to_light(directory):
    assert search(SearchRequest(text="associations culturelles")).terms == ["associ", "culturelles"]


def test_suggestions(directory):
    found = {(one.kind, one.label) for one in suggest("men")}
    assert ("skill", "Menuiserie bois") in found
    assert ("organization", "Menuiserie Delattre et filles") in found
    assert ("municipality", "Béthune") in {(one.kind, one.label) for one in suggest("béth")}
    assert suggest("m") == []


def test_threads_do_not_mix_their_words():
    words = [f"{start}{end}" for start in ("menuis", "charpent", "boulang", "jardin") for end in ENDINGS] * 20
    expected = [stem.__wrapped__(word) for word in words]
    stem.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(stem.__wrapped__, words)) == expected
