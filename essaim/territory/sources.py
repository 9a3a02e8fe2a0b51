"""Outlines and centres as others publish them: saved files, and geo.api.gouv.fr.

Two shapes are read, whatever the file is called: a GeoJSON FeatureCollection (properties `code` and `nom`), and the
JSON answers of geo.api.gouv.fr (`code`, `centre`, `contour`), a list or a single object. Nothing is written here.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .enums import OutlineKind
from .geometry import Geometry, check_geometry

API = "https://geo.api.gouv.fr"
AGENT = "Essaim (free platform of social-economy clubs; essaim import territory)"
TIMEOUT_S = 30
PAUSE_S = 0.2  # the service allows 50 requests a second; five are enough for us
LARGEST_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Shape:
    """What a source says of one territory. `centre` is (latitude, longitude)."""

    kind: OutlineKind
    code: str
    outline: Geometry | None = None
    centre: tuple[float, float] | None = None


def read_file(path: Path) -> list[Shape]:
    """Read a saved file; raise Refusal, with a sentence that says what to do, when it cannot be used."""
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise Refusal(
                _("« %(file)s » dépasse 200 Mo. Découpez-le par département.") % {"file": path.name}, code="too_large"
            )
        data = path.read_bytes()
    except OSError as problem:
        raise Refusal(
            _("« %(file)s » ne se lit pas : %(reason)s.") % {"file": path.name, "reason": problem.strerror or problem},
            code="unreadable",
        ) from problem
    return read_shapes(data, path.name)


def read_shapes(data: bytes, source: str) -> list[Shape]:
    """Read the shapes of a GeoJSON or JSON text; `source` names it in refusals."""
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise Refusal(
            _("« %(file)s » est coupé ou n’est pas du JSON. Téléchargez-le de nouveau ; rien n’a été changé.")
            % {"file": source},
            code="not_json",
        ) from problem
    if isinstance(content, dict) and content.get("type") == "FeatureCollection":
        rows = content.get("features")
    else:
        rows = [content] if isinstance(content, dict) else content
    if not isinstance(rows, list) or not rows:
        raise Refusal(
            _(
                "« %(file)s » ne contient aucun territoire. On attend un GeoJSON (code, nom) ou une réponse de "
                "geo.api.gouv.fr ; rien n’a été changé."
            )
            % {"file": source},
            code="alien",
        )
    return [_shape(row, number, source) for number, row in enumerate(rows, 1)]


def _shape(row: Any, number: int, source: str) -> Shape:
    """One territory of a file; a Feature keeps its facts under `properties`, an answer of the service does not."""
    facts: Any = row
    if isinstance(row, dict) and row.get("type") == "Feature":
        facts = dict(row.get("properties") or {})
        geometry = row.get("geometry")
        if isinstance(geometry, dict):
            facts["centre" if geometry.get("type") == "Point" else "contour"] = geometry
    code = facts.get("code") if isinstance(facts, dict) else None
    if not isinstance(code, str) or (kind := kind_of_code(code)) is None:
        raise Refusal(
            _("« %(file)s », territoire n° %(number)s : pas de code INSEE ou SIREN dans « code ». Rien n’a été changé.")
            % {"file": source, "number": number},
            code="alien",
        )
    try:
        outline = check_geometry(facts["contour"]) if facts.get("contour") else None
        centre = _centre(facts["centre"]) if facts.get("centre") else None
    except ValueError as problem:
        raise Refusal(
            _(
                "« %(file)s », territoire %(code)s : le contour n’est pas en degrés WGS 84, ou il est coupé. "
                "Rien n’a été changé."
            )
            % {"file": source, "code": code},
            code="bad_outline",
        ) from problem
    return Shape(kind, code, outline, centre)


def kind_of_code(code: str) -> OutlineKind | None:
    """What a code names: `62119`, `2A004` a commune, `200072460` an intercommunality, `62`, `974` a department."""
    if len(code) == 5 and (code.isdigit() or (code[:2] in ("2A", "2B") and code[2:].isdigit())):
        return OutlineKind.MUNICIPALITY
    if len(code) == 9 and code.isdigit():
        return OutlineKind.INTERMUNICIPALITY
    if code in ("2A", "2B") or (code.isdigit() and len(code) in (2, 3)):
        return OutlineKind.DEPARTMENT
    return None


def _centre(point: Any) -> tuple[float, float]:
    if not isinstance(point, dict) or point.get("type") != "Point":
        raise ValueError("not a point")
    checked = check_geometry({"type": "Polygon", "coordinates": [[point.get("coordinates")] * 4]})
    longitude, latitude = checked["coordinates"][0][0][:2]
    return float(latitude), float(longitude)


def fetch_shapes(paths: list[str], *, base: str = API, pause_s: float = PAUSE_S) -> Iterator[list[Shape]]:
    """Ask geo.api.gouv.fr, one address after the other; yield the shapes of each answer.

    `paths` are such as `departements/62/communes`. Raises Refusal when the service is out of reach.
    """
    for number, path in enumerate(paths):
        if number:
            time.sleep(pause_s)
        url = f"{base}/{path}?fields=code,centre,contour&format=json"
        yield read_shapes(_get(url), url)


def _get(url: str) -> bytes:
    request = urllib.request.Request(url, headers={"User-Agent": AGENT, "Accept": "application/json"})
    for attempt in (1, 2):
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                return answer.read(LARGEST_BYTES)
        except urllib.error.HTTPError as problem:
            wait = problem.headers.get("Retry-After", "")
            if problem.code == 429 and attempt == 1 and wait.isdigit() and int(wait) <= 60:
                time.sleep(int(wait))
                continue
            raise Refusal(
                _("geo.api.gouv.fr répond « %(status)s ». Réessayez plus tard, ou donnez un fichier avec --file.")
                % {"status": problem.code},
                code="service_refused",
            ) from problem
        except (OSError, ValueError) as problem:
            raise Refusal(
                _(
                    "geo.api.gouv.fr ne répond pas d’ici. Vérifiez la connexion, ou enregistrez sa réponse ailleurs "
                    "et donnez-la avec --file. Ce qui est déjà là reste."
                ),
                code="out_of_reach",
            ) from problem
    raise AssertionError("unreachable: the second attempt returns or raises")
