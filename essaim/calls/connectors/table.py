"""Any list in CSV, XLSX or ODS: what each column holds is guessed from its header, or said in `options["columns"]`."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from essaim.kernel.text import fold

from ..found import Found, Refused
from ..parsing import (
    as_list,
    audiences_in,
    kind_of,
    read_amounts,
    read_day,
    read_deadline,
    read_where,
    text_of,
)
from .reader import CELL, Broken, Reader, call, decode, each, identity_of

MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_UNPACKED = 200 * 1024 * 1024  # bytes, all the parts of a workbook together
# What a column may hold → headers, folded; the first that a column bears wins.
HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("id", "identifiant", "reference", "ref", "source id", "external id", "fingerprint"),
    "title": ("titre", "title", "nom", "intitule", "appel", "nom de l appel", "nom de l aide", "objet", "dispositif"),
    "funders": ("financeurs", "financeur", "organisme", "porteur", "porteurs", "acheteur", "emetteur", "funder",
                "nom du financeur", "source name"),
    "deadline": ("date limite", "date cloture", "date de cloture", "deadline", "cloture", "echeance", "limite", "fin",
                 "date de fin", "date limite de depot", "date limite de reponse", "au plus tard"),
    "time": ("heure limite", "heure"),
    "opens": ("ouverture", "date d ouverture", "date ouverture", "debut", "date de debut"),
    "published": ("date publication", "date de publication", "publication", "publie le", "date"),
    "url": ("url", "lien", "adresse", "site", "url source", "page", "lien vers l appel"),
    "application": ("url candidature", "candidater", "lien de candidature", "formulaire", "depot"),
    "amount": ("montant", "montants", "budget", "aide", "montant de l aide"),
    "amount_min": ("montant min", "montant minimum", "minimum"),
    "amount_max": ("montant max", "montant maximum", "plafond", "maximum"),
    "rate": ("taux", "taux max", "taux maximum", "pourcentage"),
    "audiences": ("public cible", "public", "publics", "beneficiaires", "beneficiaire", "cible", "cibles", "pour qui"),
    "themes": ("themes", "theme", "thematique", "thematiques", "categories", "categorie", "tags", "secteur", "domaine"),
    "where": ("territoire", "perimetre", "perimetre geo", "ou", "zone", "secteur geographique", "region",
              "departement"),
    "kind": ("type", "nature", "type d aide", "types d aides", "type d appel"),
    "description": ("description", "descriptif", "resume", "details", "contenu", "presentation"),
    "eligibility": ("eligibilite", "conditions", "criteres", "conditions d eligibilite"),
    "contact": ("contact", "contacts", "courriel", "email", "mail"),
}  # fmt: skip


def guess(headers: Iterable[str]) -> dict[str, str]:
    """What each column holds: `{field: header}`. Exact names first, then headers that contain one."""
    found: dict[str, str] = {}
    plain = {header: fold(header) for header in headers if header and header.strip()}
    for exact in (True, False):
        for name, words in HEADERS.items():
            if name in found:
                continue
            for word in words:
                hit = next(
                    (
                        header
                        for header, text in plain.items()
                        if header not in found.values()
                        and (text == word or (not exact and len(word) > 3 and f" {word} " in f" {text} "))
                    ),
                    None,
                )
                if hit is not None:
                    found[name] = hit
                    break
    return found


def read(payload: bytes, options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    rows = _sheet(payload) if payload[:2] == b"PK" else _delimited(payload)
    while rows and not sum(bool(text_of(cell)) for cell in rows[0]) > 1:
        rows = rows[1:]  # a title stands above the headers
    if not rows:
        raise Broken(_("Ce tableau est vide."))
    headers = [" ".join(str(cell or "").split()) for cell in rows[0]][:MOST_COLUMNS]
    columns = dict(options.get("columns") or {}) or guess(headers)
    if "title" not in columns or columns["title"] not in headers:
        raise Broken(_("Aucune colonne ne porte le titre des appels : nommez-en une « Titre »."))
    named = [
        dict(zip(headers, row, strict=False)) for row in rows[1 : MOST_ROWS + 1] if any(text_of(cell) for cell in row)
    ]  # fmt: skip
    return each(named, lambda row: _call(row, columns))


def _call(row: dict[str, Any], columns: Mapping[str, str]) -> Found:
    def cell(name: str) -> Any:
        return row.get(columns.get(name, ""))

    title, link = text_of(cell("title")), text_of(cell("url"))
    types = as_list(cell("kind"))
    deadline = read_deadline(_moment(cell("deadline"), cell("time")))
    words = " ".join(text_of(cell(name)) for name in ("amount", "rate") if text_of(cell(name)))
    low, high = _cents(cell("amount_min")), _cents(cell("amount_max"))
    told = read_amounts(words if "%" in words or "€" in words else f"{words} €" if words else "")
    if low is not None or high is not None:
        told = type(told)(low, high, told.rate_low, told.rate_high)
    raw = {name: _plain(value) for name, value in row.items() if name}
    return call(
        raw,
        external_id=text_of(cell("id")) or (title and identity_of(title, link)),
        title=title,
        kind=kind_of(f"{title} {' '.join(types)}", types),
        funders=as_list(cell("funders"), ";|"),
        description=text_of(cell("description")),
        eligibility=text_of(cell("eligibility")),
        where=read_where(as_list(cell("where"), ";|,")),
        published_on=read_day(cell("published")),
        opens_on=read_day(cell("opens")),
        deadline=deadline,
        amounts=told,
        amount_words=text_of(cell("amount")),
        audiences=audiences_in(as_list(cell("audiences"), ";|,")),
        themes=as_list(cell("themes"), ";|,"),
        contact=text_of(cell("contact")),
        url=link,
        application_url=text_of(cell("application")),
    )


def _moment(day: Any, clock: Any) -> Any:
    """The deadline with its time, when it has a column of its own."""
    if isinstance(clock, time) and isinstance(day, date) and not isinstance(day, datetime):
        return datetime.combine(day, clock)
    text, hour = text_of(day), text_of(clock)
    return f"{text} {hour}" if text and hour else day


def _cents(value: Any) -> int | None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 100) if 0 <= value < 10**11 else None
    text = text_of(value)
    told = read_amounts(text if "€" in text else f"{text} €") if text else None
    return (told.high if told.high is not None else told.low) if told else None


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


def _delimited(payload: bytes) -> list[list[Any]]:
    text = decode(payload)
    if "\x00" in text[:4000]:
        raise Broken(_("Ce fichier n'est pas un tableau que l'on sait lire : enregistrez-le en CSV ou en XLSX."))
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    delimiter = max(";,\t|", key=lambda sign: max((line.count(sign) for line in lines), default=0))
    csv.field_size_limit(CELL)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)]
    except csv.Error:
        raise Broken(_("Ce tableau est abîmé : un guillemet y est ouvert et jamais refermé.")) from None


def _sheet(payload: bytes) -> list[list[Any]]:
    """The first sheet. A workbook that would unfold beyond measure is not opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise Broken(_("Une fois déplié, ce classeur serait démesuré : enregistrez la feuille en CSV."))
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(payload))
        rows = workbook.get_sheet_by_index(0).to_python(nrows=MOST_ROWS + 20)
    except (zipfile.BadZipFile, CalamineError, ValueError, OSError, IndexError):
        raise Broken(_("Ce classeur est abîmé, ou protégé par un mot de passe.")) from None
    return [list(row) for row in rows]


READER = Reader(read)
