"""What Aides-territoires exports as CSV: Nom, Lien, Financeurs, Bénéficiaire, Types d'aides, AAP/AMI, Récurrence,
Descriptif, Date Clôture."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..found import Found, Refused
from ..parsing import Where, as_list, audiences_in, kind_of, read_deadline, read_where, text_of
from .reader import Reader, call, each, load_csv

COLUMNS = ("Nom", "Lien", "Financeurs", "Descriptif")
# Lists that lost their lines: « … Il peut :         appuyer… ;       acquérir… ».
_LOST_LINES = re.compile(r"(?<=\S)[ \u00a0]{4,}(?=\S)")


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(load_csv(payload, COLUMNS), _call)


def _call(row: dict[str, Any]) -> Found:
    deadline = read_deadline(row.get("Date Clôture"))
    types = as_list(row.get("Types d'aides"))
    funders = as_list(row["Financeurs"], ";")
    return call(
        row,
        external_id=_slug(row["Lien"]) or row["Lien"],
        title=row["Nom"],
        kind=kind_of(row["Nom"], types, is_call=text_of(row.get("AAP/AMI")).lower() == "oui"),
        funders=funders,
        description=_LOST_LINES.sub("\n\n", row["Descriptif"]),
        where=_where(funders),
        deadline=deadline,
        permanent=deadline is None and text_of(row.get("Récurrence")).lower() == "permanente",
        audiences=audiences_in(as_list(row.get("Bénéficiaire"), ";")),
        url=row["Lien"],
    )


def _where(funders: list[str]) -> Where:
    """The export tells no territory: that of the funders, when each is a region or a department."""
    found = read_where(funders)
    return Where() if found.words else found


def _slug(address: str) -> str:
    found = re.search(r"/aides/([^/?#]+)", address)
    return found[1] if found else ""


READER = Reader(read, complete=False)
