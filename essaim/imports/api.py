"""Answers of the API Recherche d'entreprises: asked for, politely, or read from pages saved before.

https://recherche-entreprises.api.gouv.fr: no key; 7 requests a second for one address; 429 with Retry-After past it.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.organizations.enums import Headcount, NafNomenclature
from essaim.territory.finder import MunicipalityFinder

from .cleaning.address import split_address, tidy_street
from .cleaning.coordinates import read_point
from .cleaning.names import fold_name, tidy_name
from .cleaning.record import Record
from .cleaning.rows import locate, read_form
from .cleaning.text import read_date, read_float

SERVER = "https://recherche-entreprises.api.gouv.fr"
PER_PAGE = 25
GAP = 1 / 6  # seconds between two requests: under 7 a second
TRIES = 4
MOST_WAIT = 60.0  # seconds, for one Retry-After
TIMEOUT = (5, 20)
MOST_PAGES = 400  # the API serves the first 10,000 results


def query_for(*, epci: str = "", department: str = "", communes: Sequence[str] = ()) -> dict[str, str]:
    """The question: what is of the social economy and in activity, there."""
    if communes:
        where = {"code_commune": ",".join(communes)}
    else:
        where = {"epci": epci} if epci else {"departement": department}
    return {**where, "est_ess": "true", "etat_administratif": "A", "per_page": str(PER_PAGE)}


def ask(
    query: dict[str, str],
    *,
    server: str = "",
    kept: "Kept | None" = None,
    session: requests.Session | None = None,
    wait: Callable[[float], None] = time.sleep,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[dict[str, Any]]:
    """Yield the pages of an answer; those that were `kept` are not asked for again.

    Raises `Refusal` when the API does not answer, or has more to say than it gives (code `too_many`).
    """
    server = (server or SERVER).rstrip("/")
    session = session or requests.Session()
    session.headers["User-Agent"] = f"Essaim (+{settings.ESSAIM_URL})"
    last = -GAP
    for number in range(1, MOST_PAGES + 1):
        page = kept.get(number) if kept else None
        if page is None:
            if (early := last + GAP - clock()) > 0:
                wait(early)
            last = clock()
            page = _page(session, f"{server}/search", {**query, "page": str(number)}, wait)
            if kept:
                kept.keep(number, page)
        if int(page.get("total_pages") or 0) > MOST_PAGES:
            raise Refusal(
                _("Ce territoire compte plus de 10 000 structures, et l'API n'en donne pas davantage. Choisissez-en un "
                  "plus petit, ou prenez les fichiers de Sirene."),
                code="too_many",
            )  # fmt: skip
        yield page
        if number >= int(page.get("total_pages") or 0):
            return


class Kept(Protocol):
    """Answers kept from one run to the next, by number of page."""

    def get(self, number: int) -> dict[str, Any] | None: ...

    def keep(self, number: int, page: dict[str, Any]) -> None: ...


def _page(
    session: requests.Session, address: str, query: dict[str, str], wait: Callable[[float], None]
) -> dict[str, Any]:
    why = ""
    for attempt in range(TRIES):
        try:
            answer = session.get(address, params=query, timeout=TIMEOUT)
        except requests.RequestException as error:
            why = type(error).__name__
            wait(2.0**attempt)
            continue
        if answer.status_code == 429 or answer.status_code >= 500:
            why = str(answer.status_code)
            wait(_asked_wait(answer.headers.get("Retry-After", ""), attempt))
            continue
        if answer.status_code != 200:
            why = f"{answer.status_code} {answer.text[:120]}"
            break
        return _checked(answer.content)
    raise Refusal(
        _("L'API Recherche d'entreprises ne répond pas (%(why)s). Rien n'est importé : réessayez plus tard.")
        % {"why": why},
        code="api_silent",
    )


def _asked_wait(said: str, attempt: int) -> float:
    return min(float(said), MOST_WAIT) if said.isdecimal() else 2.0**attempt


def _checked(content: bytes | str) -> dict[str, Any]:
    try:
        page = json.loads(content)
    except (ValueError, UnicodeDecodeError):
        page = None
    if not isinstance(page, dict) or not isinstance(page.get("results"), list):
        raise not_pages()
    return page


def saved_pages(path: Path) -> list[dict[str, Any]]:
    """Read pages saved before: one answer, a list of answers, or one answer a line. Raises `Refusal`."""
    text = path.read_text(encoding="utf-8-sig", errors="replace")
    try:
        whole = json.loads(text)
    except ValueError:
        return [_checked(line) for line in text.splitlines() if line.strip()]
    pages = whole if isinstance(whole, list) else [whole]
    if pages and all(isinstance(page, dict) and "siren" in page for page in pages):
        pages = [{"results": pages}]  # the results alone
    return [_checked(json.dumps(page)) for page in pages]


def not_pages() -> Refusal:
    return Refusal(_("Ce fichier n'est pas une réponse de l'API Recherche d'entreprises."), code="not_api_pages")


def read_pages(pages: Iterable[dict[str, Any]], finder: MunicipalityFinder) -> Iterator[Record]:
    """Turn answers into records: the head office of each unit, then its other establishments that matched."""
    number = 0
    for page in pages:
        for unit in page["results"]:
            if not isinstance(unit, dict):
                raise not_pages()
            head = unit.get("siege") or {}
            others = unit.get("matching_etablissements") or []
            for place in [head, *(one for one in others if one.get("siret") != head.get("siret"))]:
                number += 1
                yield _record(number, unit, place, finder)


def _record(number: int, unit: dict[str, Any], place: dict[str, Any], finder: MunicipalityFinder) -> Record:
    def said(source: dict[str, Any], name: str) -> str:
        value = source.get(name)
        return str(value) if value not in (None, "[ND]", "[NON-DIFFUSIBLE]") else ""

    more = unit.get("complements") or {}
    record = Record(number, siren=said(unit, "siren"), siret=said(place, "siret"))
    record.name = tidy_name(said(unit, "nom_raison_sociale") or said(unit, "nom_complet"))
    if not record.name:
        record.refusal = ("masked", {}) if unit.get("statut_diffusion") in ("P", "N") else ("no_name", {})
        return record
    record.folded = fold_name(record.name)
    record.rna = said(more, "identifiant_association")[:10].upper()
    if not record.rna.startswith("W"):
        record.rna = ""
    read_form(record, category=said(unit, "nature_juridique"), flag="O" if more.get("est_ess") else "")
    values: dict[str, Any] = {
        "acronym": said(unit, "sigle")[:40],
        "naf_code": said(unit, "activite_principale")[:6],
        "naf25_code": said(unit, "activite_principale_naf25")[:6],
        "founded_on": read_date(said(unit, "date_creation")),
        "closed_on": read_date(said(unit, "date_fermeture")),
    }
    if values["naf_code"]:
        values["naf_nomenclature"] = str(NafNomenclature.REV2)
    if (band := said(unit, "tranche_effectif_salarie")) in Headcount.values:
        values["headcount"] = band
    record.values |= {name: value for name, value in values.items() if value}
    parts = [said(place, name) for name in ("numero_voie", "indice_repetition", "type_voie", "libelle_voie")]
    street = tidy_street(" ".join(filter(None, parts))) or split_address(said(place, "adresse"))[0]
    record.place = locate(
        record, finder, siret=record.siret, street=street, postal=said(place, "code_postal"),
        city=said(place, "libelle_commune")[:80], insee=said(place, "commune"), department="",
        point=read_point(read_float(said(place, "latitude")), read_float(said(place, "longitude")), axes=False),
        head_office=bool(place.get("est_siege")),
    )  # fmt: skip
    return record
