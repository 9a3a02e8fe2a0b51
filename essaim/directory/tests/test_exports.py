"""What is taken away, read back by other programs than those that wrote it."""

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest
from django.core.cache import caches

from essaim.organizations.tests.factories import make_organization, make_place, make_user
from essaim.ui.sheets import file_name, harmless

from .. import limits
from ..exports.entries import entries
from ..exports.formats import FORMATS
from .conftest import told

pytestmark = pytest.mark.django_db


def taken(client, **query) -> tuple[bytes, object]:
    response = client.get("/annuaire/emporter/", query)
    assert response.status_code == 200
    return b"".join(response) if response.streaming else response.content, response


def spreadsheet(client, **query) -> list[dict]:
    body, _response = taken(client, format="csv", **query)
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_for_a_spreadsheet(client, brouette):
    body, response = taken(client, format="csv")
    assert body.startswith(b"\xef\xbb\xbf")
    (row,) = spreadsheet(client)
    assert row["Nom"] == "La Brouette partagée"
    assert row["Famille"] == "Coopérative"
    assert row["Latitude"] == "50,53"
    assert row["Date de création"] == "09/03/2015"
    assert row["Savoir-faire"] == "Maraîchage; Cuisine | conserve"
    assert row["Secteurs"] == "Bio"
    assert row["Statuts et labels"] == "Agrément ESUS"  # the other has ended
    assert row["Personnes"] == "Odile Publique (Gérance)"
    assert row["SIRET du siège"] == "81234567600017"
    assert 'filename="annuaire-essaim-20' in response["Content-Disposition"]


def test_csv_for_a_spreadsheet_in_english(client, brouette):
    body = b"".join(client.get("/en/annuaire/emporter/", {"format": "csv"}))
    (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert (row["Sectors"], row["Latitude"], row["Founded on"]) == ("Organic", "50.53", "2015-03-09")


def test_csv_for_a_program(client, brouette):
    body, _response = taken(client, format="script")
    (row,) = csv.DictReader(io.StringIO(body.decode(), newline=""))
    assert row["family"] == "cooperative"
    assert row["founded_on"] == "2015-03-09"
    assert row["latitude"] == "50.53"
    assert row["skills"] == "Maraîchage|Cuisine / conserve"
    assert row["sectors"] == "alimentation-bio"
    assert row["url"].endswith(brouette.get_absolute_url())
    assert "member" not in row


def test_workbook(client, brouette):
    told(make_organization("=cmd|' /C calc'!A0"))
    body, _response = taken(client, format="xlsx")
    rows = list(openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows())
    titles = [cell.value for cell in rows[0]]
    by_name = {row[titles.index("Nom")].value: dict(zip(titles, row, strict=True)) for row in rows[1:]}
    row = by_name["La Brouette partagée"]
    assert row["Latitude"].value == 50.53
    assert row["Date de création"].value.date().isoformat() == "2015-03-09"
    assert row["SIREN"].value == "812345676"
    formula = by_name["=cmd|' /C calc'!A0"]["Nom"]
    assert (formula.data_type, formula.quotePrefix) == ("s", True)


def test_geojson(client, brouette):
    told(make_organization("Sans adresse"))
    body, response = taken(client, format="geojson")
    found = json.loads(body)
    assert response["Content-Type"] == "application/geo+json"
    by_name = {one["properties"]["name"]: one for one in found["features"]}
    assert by_name["La Brouette partagée"]["geometry"] == {"type": "Point", "coordinates": [2.64, 50.53]}
    assert by_name["Sans adresse"]["geometry"] is None
    assert by_name["La Brouette partagée"]["properties"]["statuses"] == ["esus"]


@pytest.mark.parametrize("name", ["csv", "script", "xlsx", "geojson", "vcard", "vcard3", "pdf"])
def test_no_organization_is_a_file_all_the_same(client, name):
    body, _response = taken(client, format=name)
    assert body or name.startswith("vcard")


@pytest.mark.parametrize("name", ["csv", "script", "geojson", "vcard", "vcard3"])
def test_only_what_is_public(client, brouette, name):
    told(make_organization("Structure cachée", listed=False))
    told(make_organization("Structure fusionnée", merged_into=brouette))
    body = taken(client, format=name)[0].decode()
    assert "Odile Publique" in body
    for hidden in ("Yvon Membre", "Zoé Cachée", "Structure cachée", "Structure fusionnée"):
        assert hidden not in body


def test_hidden_since_it_was_indexed(brouette):
    brouette.listed = False
    brouette.save()
    assert list(entries([brouette.pk])) == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("-2+3+cmd", "'-2+3+cmd"), ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"), ("\rx", "'\rx"), ("  =1+1", "'  =1+1"), ("-1=2", "'-1=2"),
        ("-12,5", "-12,5"), ("+33 3 21 00 00 01", "+33 3 21 00 00 01"), ("Fil & Terril", "Fil & Terril"), ("", ""),
    ],
)  # fmt: skip
def test_formulas_are_harmless(text, written):
    assert harmless(text) == written


@pytest.mark.parametrize("name", ["csv", "script"])
def test_a_formula_is_written_as_text(client, name):
    told(make_organization("=HYPERLINK(A1)", summary="@bonjour"))
    body = taken(client, format=name)[0].decode()
    assert "'=HYPERLINK(A1)" in body
    assert "'@bonjour" in body


def test_file_names_are_safe():
    assert file_name("Cœur d’Artois/../x\r\n", extension="csv").startswith("coeur-dartoisx-20")
    assert file_name("…", extension="pdf").startswith("essaim-20")


def test_same_queries_for_one_and_thirty(django_assert_num_queries, brouette, club):
    with django_assert_num_queries(8):
        assert len(list(entries([brouette.pk], club))) == 1
    ids = [make_organization(f"Structure {number}").pk for number in range(30)]
    for pk in ids:
        make_place(type(brouette).objects.get(pk=pk))
    with django_assert_num_queries(8):
        assert len(list(entries(ids, club))) == 30


def test_members_are_told_to_those_who_may_know(client, brouette, club, join):
    join(brouette, club)
    url = "/ici/annuaire/emporter/"
    assert b";oui;" in b"".join(client.get(url, {"format": "csv"}))
    club.directory_visibility = "members"
    club.save()
    assert "Membre du club" not in b"".join(client.get(url, {"format": "csv"})).decode()


def test_nothing_is_left_out(client, db):
    told(*[make_organization(f"Structure {number}") for number in range(130)])
    assert len(spreadsheet(client)) == 130


def test_the_limit_is_said(client, monkeypatch, brouette):
    told(make_organization("Le Verger"))
    monkeypatch.setitem(FORMATS, "csv", replace(FORMATS["csv"], limit=1))
    assert len(spreadsheet(client)) == 1
    assert "les 1 premières" in client.get("/annuaire/emporter/").content.decode()


def test_page_of_formats(client, brouette):
    page = client.get("/annuaire/emporter/", {"q": "brouette", "format": "zip"}).content.decode()
    assert "Nous n’avons pas de format «\u202fzip\u202f»" in page
    assert "q=brouette&amp;format=pdf" in page
    assert page.count("1 structure</span>") == 7


def test_many_large_lists_from_one_address_must_wait(client, brouette, monkeypatch):
    caches["local"].clear()
    monkeypatch.setattr(limits, "LARGE", 0)
    monkeypatch.setattr(limits, "MOST", 2)
    for _time in range(2):
        taken(client, format="csv")
    refused = client.get("/annuaire/emporter/", {"format": "csv"})
    assert refused.status_code == 429
    assert 3500 < int(refused["Retry-After"]) <= 3600
    assert "Attendez 60 minutes" in refused.content.decode()
    assert client.get("/annuaire/emporter/", {"format": "csv"}, REMOTE_ADDR="192.0.2.7").status_code == 200
    assert client.get("/annuaire/emporter/").status_code == 200  # the page of formats is not counted
    client.force_login(make_user())
    taken(client, format="csv")


def test_small_lists_are_not_counted(client, brouette, monkeypatch):
    caches["local"].clear()
    monkeypatch.setattr(limits, "MOST", 0)
    taken(client, format="csv")
