"""Outlines and centres from files and from a service like geo.api.gouv.fr, a real server on this machine."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from essaim.kernel.errors import Refusal
from essaim.territory.actions import compute_honeycomb, compute_intermunicipality_honeycomb, import_shapes
from essaim.territory.enums import OutlineKind
from essaim.territory.models import HexagonalMap, Municipality, Outline
from essaim.territory.reference import load_territory
from essaim.territory.sources import fetch_shapes, kind_of_code, read_file, read_shapes

REAL = Path(__file__).resolve().parents[4] / "shared" / "data" / "contours"
RING = [[2.6, 50.5], [2.7, 50.5], [2.7, 50.56], [2.6, 50.56], [2.6, 50.5]]
COLLECTION = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"code": "62119", "nom": "Béthune"},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        },
        {
            "type": "Feature",
            "properties": {"code": "99999", "nom": "Ailleurs"},
            "geometry": {"type": "Polygon", "coordinates": [RING]},
        },
        {"type": "Feature", "properties": {"code": "200072460", "nom": "CABBALR"}, "geometry": None},
    ],
}
ANSWER = [
    {"code": "62119", "nom": "Béthune", "centre": {"type": "Point", "coordinates": [2.6404, 50.5297]}},
    {"code": "62178", "nom": "Bruay", "contour": {"type": "Polygon", "coordinates": [RING]}},
]


def as_bytes(content):
    return json.dumps(content).encode()


@pytest.fixture
def _communes(db):
    load_territory(intermunicipality_codes=["200072460"])


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("62119", OutlineKind.MUNICIPALITY),
        ("2A004", OutlineKind.MUNICIPALITY),
        ("200072460", OutlineKind.INTERMUNICIPALITY),
        ("62", OutlineKind.DEPARTMENT),
        ("2B", OutlineKind.DEPARTMENT),
        ("974", OutlineKind.DEPARTMENT),
        ("6", None),
        ("FR-62", None),
    ],
)
def test_what_a_code_names(code, kind):
    assert kind_of_code(code) == kind


@pytest.mark.usefixtures("_communes")
def test_a_collection_brings_outlines_and_says_what_it_left():
    Municipality.objects.filter(pk="62119").update(latitude=None, longitude=None)
    done = import_shapes(shapes=read_shapes(as_bytes(COLLECTION), "a.geojson"), source="a.geojson")
    assert (done.outlines, done.centres, done.unknown) == (1, 1, ("99999",))
    assert Outline.objects.get(code="62119").geometry == {"type": "Polygon", "coordinates": [RING]}
    bethune = Municipality.objects.get(pk="62119")
    assert (bethune.latitude, bethune.longitude) == (50.53, 2.65)


@pytest.mark.usefixtures("_communes")
def test_an_answer_of_the_service_brings_centres_and_keeps_those_that_outlines_would_give():
    before = Municipality.objects.get(pk="62178").latitude
    for _twice in range(2):
        done = import_shapes(shapes=read_shapes(as_bytes(ANSWER), "saved.json"), source="saved.json")
        assert (done.outlines, done.centres) == (1, 1)
    assert Municipality.objects.get(pk="62119").latitude == 50.5297
    assert Municipality.objects.get(pk="62178").latitude == before
    assert Outline.objects.filter(kind="municipality").count() == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (as_bytes(COLLECTION)[:-40], "not_json"),
        (b"\xff\xfe\x00", "not_json"),
        (b"[" * 100_000, "not_json"),
        (b"insee;nom\n62119;Bethune\n", "not_json"),
        (b"{}", "alien"),
        (b"[]", "alien"),
        (b"3", "alien"),
        (b'{"type": "FeatureCollection", "features": []}', "alien"),
        (b'{"type": "FeatureCollection", "features": [3]}', "alien"),
        (b'[{"code": "Bethune"}]', "alien"),
        (b'[{"code": 62119}]', "alien"),
        (b'[{"code": "62119", "contour": {"type": "Polygon", "coordinates": [[[2, 50], [3, 50]]]}}]', "bad_outline"),
        (b'[{"code": "62119", "centre": {"type": "Point", "coordinates": [652000, 7047000]}}]', "bad_outline"),
        (b'[{"code": "62119", "centre": {"type": "Point"}}]', "bad_outline"),
        (b'[{"code": "62119", "centre": 3}]', "bad_outline"),
    ],
)
def test_cut_or_alien_files_are_refused(data, code):
    with pytest.raises(Refusal) as caught:
        read_shapes(data, "x.json")
    assert caught.value.code == code
    assert "x.json" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Refusal, match="absent"):
        read_file(tmp_path / "absent.json")


@pytest.mark.django_db
def test_shapes_of_nothing_known_are_refused():
    with pytest.raises(Refusal) as caught:
        import_shapes(shapes=read_shapes(as_bytes(ANSWER), "saved.json"), source="saved.json")
    assert caught.value.code == "nothing_known"


@pytest.mark.django_db
def test_the_command_reads_every_file_before_it_writes(tmp_path, capsys):
    good, cut = tmp_path / "good.geojson", tmp_path / "cut.geojson"
    good.write_bytes(as_bytes(COLLECTION))
    cut.write_bytes(as_bytes(COLLECTION)[:-40])
    with pytest.raises(CommandError, match="est coupé"):
        call_command("import_territory", file=[good, cut], intermunicipality=["200072460"])
    assert Municipality.objects.count() == 0
    with pytest.raises(CommandError, match="123456789"):
        call_command("import_territory", file=[good], intermunicipality=["123456789"])
    call_command("import_territory", file=[good], intermunicipality=["200072460"])
    said = capsys.readouterr().out.replace("\xa0", " ")
    assert "Communes : 100." in said
    assert "good.geojson" in said
    assert "99999" in said
    with translation.override("en"):
        call_command("import_territory", intermunicipality=["200072460"])
    assert "Municipalities: 100." in capsys.readouterr().out


class Service(BaseHTTPRequestHandler):
    """Answers as geo.api.gouv.fr does; the first call of /busy is told to wait."""

    seen: list[tuple[str, str]] = []

    def do_GET(self):
        path = self.path.split("?")[0]
        first = not any(path == earlier for earlier, _ in self.seen)
        self.seen.append((path, self.headers["User-Agent"]))
        if path.startswith("/busy") and first:
            self.send_response(429)
            self.send_header("Retry-After", "0")
            self.end_headers()
            return
        body = as_bytes(ANSWER) if "/62/" in path or "200072460" in path or path.startswith("/busy") else b"Not found"
        self.send_response(200 if body[:1] == b"[" else 404)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments):
        pass


@pytest.fixture
def service():
    Service.seen.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_the_service_is_asked_politely(service):
    answers = list(fetch_shapes(["departements/62/communes", "busy/communes"], base=service, pause_s=0))
    assert [len(shapes) for shapes in answers] == [2, 2]
    assert [path for path, _ in Service.seen] == ["/departements/62/communes", "/busy/communes", "/busy/communes"]
    assert all(agent.startswith("Essaim") for _, agent in Service.seen)


def test_a_service_that_refuses_or_is_away_is_said_so(service):
    with pytest.raises(Refusal, match="404") as caught:
        list(fetch_shapes(["departements/00/communes"], base=service))
    assert caught.value.code == "service_refused"
    with pytest.raises(Refusal, match="--file") as caught:
        list(fetch_shapes(["departements/62/communes"], base="http://127.0.0.1:9"))
    assert caught.value.code == "out_of_reach"


@pytest.mark.django_db
def test_the_command_asks_the_service(service, capsys):
    options = {"live": True, "api": service, "intermunicipality": ["200072460"], "verbosity": 0}
    call_command("import_territory", **options)
    assert Municipality.objects.get(pk="62119").latitude == 50.5297
    assert "epcis/200072460/communes" in capsys.readouterr().out


@pytest.mark.usefixtures("_communes")
def test_a_honeycomb_is_computed_and_computed_again():
    first = compute_intermunicipality_honeycomb(code="200072460")
    assert len(first.cells) == 100
    again = compute_intermunicipality_honeycomb(code="200072460")
    assert again.cells == first.cells
    assert again.computed_at > first.computed_at
    assert HexagonalMap.objects.count() == 1


@pytest.mark.usefixtures("_communes")
def test_communes_without_a_place_are_left_out_and_none_at_all_is_refused():
    Municipality.objects.exclude(pk__in=["62119", "62178"]).update(latitude=None, longitude=None)
    comb = compute_honeycomb(key="two", codes=["62119", "62178", "62617"])
    assert sorted(comb.cells) == ["62119", "62178"]
    with pytest.raises(Refusal, match="coordonnées"):
        compute_honeycomb(key="none", codes=["62617"])


@pytest.mark.skipif(not REAL.exists(), reason="real outlines are kept outside the repository")
@pytest.mark.django_db
def test_real_outlines(settings):
    load_territory()
    done = {
        path.name: import_shapes(shapes=read_file(path), source=path.name) for path in sorted(REAL.glob("*.geojson"))
    }
    assert (done["communes-62.geojson"].outlines, len(done["communes-62.geojson"].unknown)) == (887, 4)
    assert done["epci-hdf-1000m.geojson"].outlines == 91
    assert done["departements-1000m.geojson"].outlines == 101
    sizes = [len(json.dumps(geometry)) for geometry in Outline.objects.values_list("geometry", flat=True)]
    assert sum(sizes) / len(sizes) < 3_000
