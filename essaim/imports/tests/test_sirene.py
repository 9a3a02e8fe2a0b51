# ruff: noqa: E501  (the official headers are long)
"""Sirene's two files, CSV and Parquet; answers of the API, saved and asked for."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import duckdb
import pytest

from essaim.imports import api, console, sirene
from essaim.imports.sources import finder_for
from essaim.kernel.errors import Refusal
from essaim.organizations.enums import PlaceKind, Source
from essaim.organizations.models import FieldSource, Organization

pytestmark = pytest.mark.django_db
UNITS = """siren,statutDiffusionUniteLegale,etatAdministratifUniteLegale,categorieJuridiqueUniteLegale,denominationUniteLegale,sigleUniteLegale,identifiantAssociationUniteLegale,trancheEffectifsUniteLegale,dateCreationUniteLegale,activitePrincipaleUniteLegale,nomenclatureActivitePrincipaleUniteLegale,economieSocialeSolidaireUniteLegale
732829320,O,A,9220,LA BROUETTE,LB,W622001234,11,1998-05-12,38.32Z,NAFRev2,
404833048,O,A,5710,FIL ET TERRIL,,,01,2010-01-01,14.13Z,NAFRev2,O
552100554,O,A,5710,USINE ORDINAIRE,,,,,,,
200072460,O,C,9220,FERMEE,,,,,,,
356000000,P,A,9220,[ND],,,,,,,
"""
PLACES = """siren,nic,siret,statutDiffusionEtablissement,etatAdministratifEtablissement,etablissementSiege,numeroVoieEtablissement,typeVoieEtablissement,libelleVoieEtablissement,codePostalEtablissement,libelleCommuneEtablissement,codeCommuneEtablissement,enseigne1Etablissement
732829320,00017,73282932000017,O,A,false,2,AV,BASSE,62190,LILLERS,62516,LE DEPOT
732829320,00074,73282932000074,O,A,true,1,RUE,HAUTE,62400,BETHUNE,62119,
404833048,00022,40483304800022,P,A,true,9,RUE,CACHEE,62400,BETHUNE,62119,
552100554,00013,55210055400013,O,A,true,1,RUE,HAUTE,62400,BETHUNE,62119,
200072460,00011,20007246000011,O,A,true,1,RUE,HAUTE,62400,BETHUNE,62119,
356000000,00048,35600000000048,O,A,true,1,RUE,HAUTE,62400,BETHUNE,62119,
732829320,00025,73282932000025,O,A,false,1,RUE,LOINTAINE,33000,BORDEAUX,33063,
"""


@pytest.fixture(params=["csv", "parquet"])
def stock(request, tmp_path, towns):
    paths = []
    for name, text in (("StockUniteLegale", UNITS), ("StockEtablissement", PLACES)):
        path = tmp_path / f"{name}.csv"
        path.write_text(text)
        if request.param == "parquet":
            source, path = path, tmp_path / f"{name}.parquet"
            duckdb.execute(f"COPY (SELECT * FROM read_csv('{source}', all_varchar=true)) TO '{path}' (FORMAT parquet)")
        paths.append(path)
    return paths


def test_the_social_economy_of_a_territory_comes_in(stock):
    (job,) = console.jobs_for(stock, where=console.Where(epci="200072460"))
    report = console.bring_in(job, quiet=True)
    assert (report["rows_read"], report["created"], report["updated"]) == (4, 2, 1)
    assert [row["code"] for row in report["refused"]] == ["masked"]
    brouette = Organization.objects.get(siren="732829320")
    assert (brouette.name, brouette.rna, brouette.siret) == ("LA BROUETTE", "W622001234", "73282932000074")
    assert (brouette.headcount, brouette.naf_code, brouette.legal_category) == ("11", "38.32Z", "9220")
    places = {place.kind: (place.street, place.city, place.name) for place in brouette.places.all()}
    assert places == {
        PlaceKind.HEAD_OFFICE: ("1 rue HAUTE", "BETHUNE", ""),
        PlaceKind.SITE: ("2 avenue BASSE", "LILLERS", "LE DEPOT"),
    }
    hidden = Organization.objects.get(siren="404833048")
    assert (hidden.ess_basis, hidden.places.get().street) == ("sirene", "")
    assert set(FieldSource.objects.values_list("source", flat=True)) == {Source.SIRENE}
    assert console.bring_in(job, quiet=True)["unchanged"] == 3


def test_one_file_of_the_two_is_not_enough(stock):
    with pytest.raises(Refusal, match="StockEtablissement"):
        sirene.recognise(stock[:1])


def test_the_official_head_office_takes_its_place(bring_in, stock):
    bring_in("nom;siret;code postal;commune\nLa Brouette;73282932000017;62190;Lillers\n")
    (job,) = console.jobs_for(stock, where=console.Where(epci="200072460"))
    console.bring_in(job, quiet=True)
    brouette = Organization.objects.get(siren="732829320")
    assert brouette.siret == "73282932000074"
    assert brouette.places.get(kind=PlaceKind.HEAD_OFFICE).siret == "73282932000074"
    assert brouette.places.get(siret="73282932000017").kind == PlaceKind.SITE


def unit(siren: str, name: str, **more) -> dict:
    head = {
        "siret": siren + "00011", "numero_voie": "3", "type_voie": "RUE", "libelle_voie": "BASSE",
        "code_postal": "62190", "commune": "62516", "libelle_commune": "LILLERS", "latitude": "50.56",
        "longitude": "2.48", "est_siege": True,
    }  # fmt: skip
    return {
        "siren": siren, "nom_complet": name, "nom_raison_sociale": name, "nature_juridique": "9220",
        "activite_principale": "94.99Z", "tranche_effectif_salarie": "03", "date_creation": "2001-02-03",
        "statut_diffusion": "O", "siege": head, "matching_etablissements": [],
        "complements": {"est_ess": True, "identifiant_association": "W622001234"}, **more,
    }  # fmt: skip


def page(results: list, number: int = 1, pages: int = 1) -> dict:
    return {"results": results, "total_results": len(results), "page": number, "per_page": 25, "total_pages": pages}


@pytest.mark.parametrize("form", ["page", "list", "lines", "results"])
def test_saved_pages_are_a_file_like_another(form, tmp_path, towns):
    answers = [page([unit("732829320", "LA BROUETTE")])]
    text = {
        "page": json.dumps(answers[0]), "list": json.dumps(answers), "lines": "\n".join(map(json.dumps, answers)),
        "results": json.dumps(answers[0]["results"]),
    }[form]  # fmt: skip
    path = tmp_path / "pages.json"
    path.write_text(text)
    (job,) = console.jobs_for([path], where=console.Where())
    assert console.bring_in(job, quiet=True)["created"] == 1
    brouette = Organization.objects.get()
    assert (brouette.siren, brouette.rna, brouette.headcount) == ("732829320", "W622001234", "03")
    assert brouette.places.get().latitude == 50.56


def test_what_is_no_answer_of_the_api(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('{"error": "?"}')
    with pytest.raises(Refusal, match="API Recherche"):
        api.saved_pages(path)


class Server:
    """A real server on this machine that answers what it is told, and keeps what it was asked."""

    def __init__(self, answers: list[tuple[int, dict, dict]]) -> None:
        self.asked: list[tuple[str, str]] = []
        outer, left = self, list(answers)

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append((self.path, self.headers["User-Agent"]))
                status, headers, body = left.pop(0)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(json.dumps(body).encode())

            def log_message(self, *_arguments) -> None:
                """Say nothing."""

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> "Server":
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_rest) -> None:
        self.server.shutdown()
        self.server.server_close()


def test_the_api_is_asked_page_by_page_without_haste():
    waits: list[float] = []
    answers = [(200, {}, page([{}], 1, 2)), (429, {"Retry-After": "3"}, {}), (200, {}, page([], 2, 2))]
    with Server(answers) as server:
        pages = list(api.ask({"epci": "200072460"}, server=server.address, wait=waits.append, clock=lambda: 0.0))
    assert [one["page"] for one in pages] == [1, 2]
    assert waits == [pytest.approx(api.GAP), 3.0]
    assert [path for path, _agent in server.asked] == [
        "/search?epci=200072460&page=1", "/search?epci=200072460&page=2", "/search?epci=200072460&page=2",
    ]  # fmt: skip
    assert all(agent.startswith("Essaim (+http") for _path, agent in server.asked)


def test_an_api_that_stays_silent_is_told():
    with Server([(503, {}, {})] * api.TRIES) as server, pytest.raises(Refusal, match="503"):
        list(api.ask({}, server=server.address, wait=lambda seconds: None))


def test_a_person_who_asked_not_to_be_shown_is_left_out(towns):
    answers = [page([unit("732829320", "[NON-DIFFUSIBLE]", statut_diffusion="P")])]
    (record,) = api.read_pages(answers, finder_for(None))
    assert record.refusal == ("masked", {})
