"""« Dispositif d'aide » (CSV), a schema of data.gouv.fr: texts in Markdown, lists with `|`, funders in JSON, moments
in UTC at midnight of Paris where a day is meant."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_codes, read_day, read_deadline, text_of
from .reader import Reader, call, each, from_markdown, joined, load_csv, load_json

COLUMNS = ("id", "titre", "description", "porteurs", "eligibilite_geographique", "date_cloture")
_AMOUNT = re.compile(r"Montant de l'aide ou cout\s*:\s*(.+)")
_CONTACT = re.compile(r"Contact public pour les questions sur le dispositif\s*:\s*(.+)")
_PROJECTS = re.compile(r"Projets liés au dispositif d'aide\s*:\s*\n((?:.+\n?)+)")
_STEP = re.compile(r"^(Etapes pour activer le dispositif|Liens liés à l'étape)\s*:", re.MULTILINE)


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(load_csv(payload, COLUMNS), _call)


def _call(row: dict[str, Any]) -> Found:
    text = row["description"].replace("\\\n", "\n\n")
    amount = found[1].strip() if (found := _AMOUNT.search(text)) else ""
    projects = found[1] if (found := _PROJECTS.search(text)) else ""
    deadline = read_deadline(row["date_cloture"])
    told = text[: found.start()] if (found := _PROJECTS.search(text) or _AMOUNT.search(text)) else text
    steps = text[found.start() :] if (found := _STEP.search(text)) else ""
    return call(
        row,
        external_id=row["id"],
        title=row["titre"],
        kind=kind_of(row["titre"], as_list(row.get("types_aides"))),
        funders=_funders(row["porteurs"]),
        description=joined(text_of(row.get("promesse")), from_markdown(told), from_markdown(steps)),
        eligibility=from_markdown(text_of(row.get("eligibilite"))),
        where=read_codes(as_list(row["eligibilite_geographique"])),
        opens_on=read_day(row.get("date_ouverture")),
        deadline=deadline,
        permanent=deadline is None,
        amounts=read_amounts(amount),
        amount_words=amount,
        audiences=audiences_in(as_list(row.get("cibles"))),
        themes=[line.strip("- ") for line in projects.splitlines() if line.strip()],
        contact=found[1] if (found := _CONTACT.search(text)) else "",
        url=text_of(row.get("url_source")),
    )


def _funders(text: str) -> list[str]:
    if not text.strip():
        return []
    held = load_json(text.encode())
    return [_proper(name) for name in as_list(held)]


def _proper(name: str) -> str:
    """Names that a register writes in capitals: `CCI FRANCE` → `CCI France`."""
    if name != name.upper():
        return name
    small = {"DE", "DU", "DES", "LA", "LE", "LES", "L", "D", "ET", "EN", "A", "AU", "AUX"}

    def word(place: int, text: str) -> str:
        if text in small and place:
            return text.lower()
        return text if len(text) < 4 or text.startswith("(") else text.capitalize()

    return " ".join(word(place, text) for place, text in enumerate(name.split()))


READER = Reader(read)
