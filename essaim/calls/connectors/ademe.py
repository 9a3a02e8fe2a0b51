"""ADEME's « Agir » (JSON): `ListeDispositifs`, of type AAP (call for projects), AMI or GAG (all year until a day)."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..enums import CallKind
from ..found import Found, Refused
from ..parsing import Where, as_list, audiences_in, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import Reader, call, each, rows_of

_KINDS = {"AAP": CallKind.CALL_FOR_PROJECTS, "AMI": CallKind.EXPRESSION_OF_INTEREST}
_TARGETS = {"SCA1": "association", "SCA2": "collectivité", "SCA3": "entreprise", "SCA4": "recherche"}
_THEMES = {
    "ECD": "Écoconception", "ECO": "Économie circulaire", "ALIBIO": "Alimentation", "PRODUR": "Production durable",
    "ENR": "Énergies renouvelables", "BOIBIO": "Bois et biomasse", "GEOTER": "Géothermie", "ENRAUT": "Énergie",
    "MTR": "Mobilité et transport", "DEC": "Déchets", "BAT": "Bâtiment", "AIR": "Qualité de l'air", "URBA": "Urbanisme",
}  # fmt: skip


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "ListeDispositifs", "results"), _call)


def _call(row: dict[str, Any]) -> Found:
    kind = text_of(row.get("type")).upper()
    deadline = read_deadline(row.get("date_fin"))
    cover = row.get("couverture_geo") or {}
    regions = as_list(row.get("regions"))
    where = read_where(regions) if regions else read_where(as_list(cover.get("libelle")))
    if where == Where():
        where = read_where(["France"]) if text_of(cover.get("code")) == "1" else where
    text = text_of(row.get("description_longue"))
    return call(
        row,
        external_id=row.get("id"),
        title=row.get("titre"),
        kind=_KINDS.get(kind, CallKind.GRANT).value,
        funders=["ADEME"],
        description=text,
        where=where,
        published_on=read_day(row.get("date_derniere_modification")),
        opens_on=read_day(row.get("date_debut")),
        deadline=deadline,
        permanent=deadline is None,
        amounts=read_amounts(""),
        audiences=audiences_in(_TARGETS.get(one, one) for one in as_list(row.get("cible_projet"))),
        themes=[_THEMES[one] for one in as_list(row.get("thematiques")) if one in _THEMES],
        url=text_of(row.get("url_agir")),
    )


READER = Reader(read)
