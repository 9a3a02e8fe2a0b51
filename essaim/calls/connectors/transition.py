"""The aids of « Transition écologique des entreprises » (JSON): Markdown, days as 31/12/2026, structured conditions."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import Reader, call, each, from_markdown, joined, rows_of

SITE = "https://mission-transition-ecologique.beta.gouv.fr/aides-entreprise/"
_THEMES = {
    "energy": "Énergie", "environmental": "Environnement", "rh": "Ressources humaines", "mobility": "Mobilité",
    "eco-design": "Écoconception", "waste": "Déchets", "building": "Bâtiment", "water": "Eau",
    "biodiversite": "Biodiversité",
}  # fmt: skip


def read(payload: bytes, _options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    return each(rows_of(payload, "programs", "results"), _call)


def _call(row: dict[str, Any]) -> Found:
    conditions = row.get("conditions d'éligibilité") or {}
    rules = row.get("eligibilityData") or {}
    company = rules.get("company") or {}
    regions = as_list(company.get("allowedRegion"))
    where = read_where(regions or as_list(conditions.get("secteur géographique"), ";"))
    amount = text_of(row.get("montant du financement")) or text_of(row.get("coût de l'accompagnement"))
    deadline = read_deadline(row.get("fin de validité"))
    audiences = ["Entreprises", *(["Collectivités"] if company.get("openToPublicAdministration") else [])]
    return call(
        row,
        external_id=row.get("id"),
        title=row.get("titre"),
        kind=kind_of(text_of(row.get("titre")), as_list(row.get("nature de l'aide"))),
        funders=[text_of(row.get("opérateur de contact")), *as_list(row.get("autres opérateurs"))],
        description=joined(
            text_of(row.get("promesse")),
            from_markdown(text_of(row.get("description"))),
            from_markdown(text_of(row.get("description longue"))),
            from_markdown(_steps(row.get("objectifs"))),
        ),
        eligibility=from_markdown(_conditions(conditions)),
        where=where,
        opens_on=read_day(row.get("début de validité")),
        deadline=deadline,
        permanent=deadline is None,
        amounts=read_amounts(amount),
        amount_words=amount,
        audiences=audiences_in(audiences),
        themes=[_THEMES.get(one, one) for one in as_list(rules.get("priorityObjectives"))],
        url=text_of(row.get("url")) or SITE + text_of(row.get("id")),
    )


def _conditions(conditions: Mapping[str, Any]) -> str:
    """`**Secteur d'activité** : Industrie`, a line for each."""
    lines = []
    for name, values in conditions.items():
        if told := as_list(values, "\n"):
            lines.append(f"**{name[:1].upper()}{name[1:]}** : " + " ; ".join(told))
    return "\n\n".join(lines)


def _steps(steps: Any) -> str:
    lines = []
    for number, step in enumerate(steps if isinstance(steps, list) else [], start=1):
        text = text_of(step.get("description"))
        links = [
            f"[{text_of(link.get('texte')) or link['lien']}]({link['lien']})"
            for link in step.get("liens") or []
            if isinstance(link, dict) and str(link.get("lien", "")).startswith("http")
        ]
        if text or links:
            lines.append(f"{number}. {text.replace(chr(10), ' ')} {' '.join(links)}".rstrip())
    return "\n".join(lines)


READER = Reader(read)
