"""Cards read back by a reader written from RFC 6350, not by what wrote them."""

import re
from dataclasses import replace

import pytest

from essaim.organizations.tests.factories import make_organization

from ..exports.entries import entries
from ..exports.vcard import cards, fold

pytestmark = pytest.mark.django_db
ESCAPES = {"\\n": "\n", "\\\\": "\\", "\\,": ",", "\\;": ";"}


def read(text: str) -> list[dict[str, str]]:
    """Properties of each card, unfolded and unescaped; parameters are dropped."""
    assert "\n" not in text.replace("\r\n", "")
    found = []
    for line in re.sub("\r\n[ \t]", "", text).rstrip("\r\n").split("\r\n"):
        name, value = line.split(":", 1)
        name = name.split(";")[0]
        if name == "BEGIN":
            found.append({})
        found[-1][name] = re.sub(r"\\.", lambda m: ESCAPES[m[0]], value)
    return found


def test_card_4(brouette):
    (card,) = read("".join(cards(entries([brouette.pk]), {"alimentation-bio": "Bio"})))
    assert card["VERSION"] == "4.0"
    assert card["FN"] == "La Brouette partagée"
    assert card["KIND"] == "org"
    assert card["GEO"] == "geo:50.530000,2.640000"
    assert card["TEL"] == "tel:+33321000001"
    assert card["ADR"] == ";;3 rue des Fèves;Béthune;;62400;France"
    assert card["CATEGORIES"] == "Bio"
    assert card["NOTE"].split("\n")[:2] == ["SCIC", "Légumes de plein champ ; livre trois cantines."]
    assert "Odile Publique" in card["NOTE"]
    assert re.fullmatch(r"\d{8}T\d{6}Z", card["REV"])


def test_card_3(brouette):
    (card,) = read("".join(cards(entries([brouette.pk]), {}, version="3.0")))
    assert card["VERSION"] == "3.0"
    assert card["N"] == ";;;;"
    assert card["GEO"] == "50.530000;2.640000"
    assert card["TEL"] == "03 21 00 00 01"
    assert "KIND" not in card


def test_odd_text_stays_within_its_property():
    organization = make_organization("Fil & Terril", summary="Œuf\x0b " * 40)
    (entry,) = entries([organization.pk])
    (card,) = read("".join(cards([replace(entry, name="A; B, C \\ D\r\nEND:VCARD")], {})))
    assert card["FN"] == "A; B, C \\ D\nEND:VCARD"
    assert card["END"] == "VCARD"
    assert "\x0b" not in card["NOTE"]


def test_an_address_cannot_begin_a_property(brouette):
    (entry,) = entries([brouette.pk])
    (card,) = read("".join(cards([replace(entry, website="https://x.org/\r\nNOTE:y")], {})))
    assert card["URL"] == "https://x.org/NOTE:y"


def test_lines_hold_75_octets_and_cut_no_character():
    folded = fold("NOTE:" + "é€😀" * 60)
    lines = folded.rstrip("\r\n").split("\r\n")
    assert len(lines) > 5
    assert all(len(line.encode()) <= 75 for line in lines)
    assert folded.replace("\r\n ", "") == "NOTE:" + "é€😀" * 60 + "\r\n"
