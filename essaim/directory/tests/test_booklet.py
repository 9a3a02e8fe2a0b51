"""The printed directory, read back by pdftotext."""

import shutil
import subprocess

import pytest

from essaim.organizations.tests.factories import make_organization
from essaim.ui.sheets import settable

from .conftest import told

pytestmark = pytest.mark.django_db


def pdf(client, **query) -> bytes:
    return client.get("/annuaire/emporter/", {"format": "pdf"} | query).content


def text_of(body: bytes) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext (poppler-utils) is not here")
    command = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(command, input=body, capture_output=True, check=True).stdout.decode()


def test_says_everything_once_and_indexes_it(client, brouette):
    text = text_of(pdf(client, q="brouette"))
    assert "1 structure" in text
    assert "Recherche : brouette" in text.replace("\u00a0", " ")
    assert text.count("La Brouette partagée") == 3  # its entry, its sector, its commune
    for part in (
        "Sommaire",
        "Par secteur",
        "Par commune",
        "SCIC",
        "Maraîchage",
        "Odile Publique",
        "62400 Béthune",
    ):
        assert part in text
    assert "Yvon Membre" not in text


def test_is_tagged_and_says_its_language(client, brouette):
    body = pdf(client)
    assert b"/MarkInfo" in body
    assert b"/Lang" in body
    assert b"pdfuaid:part" in body


def test_text_is_never_markup_and_any_character_passes(client):
    told(make_organization("#panic() *x* 😀 日本 [y]", summary="$ \\ @a <b> \u0000".replace("\u0000", "\u0007")))
    text = text_of(pdf(client))
    assert "#panic() *x* [y]" in " ".join(text.split())


@pytest.mark.parametrize(
    ("text", "set_as"),
    [("Œuvre à « Nœux »", "Œuvre à «\u202fNœux\u202f»"), ("ﬁn 😀", "fin "), ("E\u0301té", "Été"), ("a\tb", "ab")],
)
def test_settable(text, set_as):
    assert settable(text) == set_as


def test_in_english(client, brouette):
    text = text_of(client.get("/en/annuaire/emporter/", {"format": "pdf"}).content)
    assert "Contents" in text
    assert "By municipality" in text
