"""The aids of Région Île-de-France (JSON): a list, texts in HTML parts, the campaign's dates."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import CLOSED, OPEN, Reader, call, each, joined, rows_of

SITE = "https://www.iledefrance.fr/aides-et-appels-a-projets"
_UNWRITTEN = ("a definir apres reprise", "a definr apres reprise", "champ non publié")


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "aides", "data", "results"), _call)


def _call(row: dict[str, Any]) -> Found:
    opening = read_day(row.get("dateOuvertureCampagne"))
    deadline = read_deadline(row.get("dateFinCampagne"))
    lead = _text(row, "entete")
    state = text_of(row.get("statut")).upper()
    terms = _text(row, "modalite")
    return call(
        row,
        external_id=row.get("reference") or row.get("id"),
        title=row.get("title") or row.get("libelle"),
        kind=kind_of(text_of(row.get("title")), is_call="appel à projets" in lead.lower()),
        funders=["Région Île-de-France"],
        description=joined(lead, _text(row, "objectif"), terms, _text(row, "demarches")),
        eligibility=joined(_text(row, "publicsBeneficiairePrecision"), _text(row, "notes")),
        where=read_where(["Île-de-France"]),
        published_on=read_day(row.get("datePublicationSouhaitee") or row.get("date")),
        opens_on=opening,
        deadline=deadline,
        permanent=deadline is None,
        amounts=read_amounts(terms),
        audiences=audiences_in(as_list(row.get("publicsBeneficiaire"))),
        themes=[*as_list(row.get("competences")), *as_list(row.get("tags"))],
        contact=text_of(row.get("contact")),
        url=text_of(row.get("url")) or f"{SITE}#{text_of(row.get('reference'))}",
        application_url="https://mesdemarches.iledefrance.fr/",
        status=CLOSED if state and state != "PUBLIEE" else OPEN,
    )


def _text(row: Mapping[str, Any], name: str) -> str:
    text = text_of(row.get(name))
    return "" if text.lower().startswith(_UNWRITTEN) else text


READER = Reader(read)
