"""For whom: labels of sources as values of Audience; the words that reserve a contract."""

import re
from collections.abc import Iterable

from essaim.kernel.text import fold

from ..enums import Audience, ReservedFor

# Beginning or part of a folded label → audience, the most telling first.
_LABELS: tuple[tuple[str, Audience], ...] = (
    ("association", Audience.ASSOCIATION),
    ("fondation", Audience.ASSOCIATION),
    ("economie sociale", Audience.ESS),
    ("ess", Audience.ESS),
    ("cooperative", Audience.ESS),
    ("insertion", Audience.ESS),
    ("entreprises publiques locales", Audience.PUBLIC_COMPANIES),
    ("epl", Audience.PUBLIC_COMPANIES),
    ("entreprise", Audience.PRIVATE_SECTOR),
    ("professionnel", Audience.PRIVATE_SECTOR),
    ("tpe", Audience.PRIVATE_SECTOR),
    ("pme", Audience.PRIVATE_SECTOR),
    ("intercommunalite", Audience.EPCI),
    ("epci", Audience.EPCI),
    ("collectivites d outre mer", Audience.SPECIAL),
    ("commune", Audience.COMMUNE),
    ("mairie", Audience.COMMUNE),
    ("collectivite", Audience.COMMUNE),
    ("departement", Audience.DEPARTMENT),
    ("region", Audience.REGION),
    ("etablissements publics", Audience.PUBLIC_ORG),
    ("etablissement public", Audience.PUBLIC_ORG),
    ("service public", Audience.PUBLIC_ORG),
    ("ecole", Audience.PUBLIC_ORG),
    ("agriculteur", Audience.FARMER),
    ("exploitant", Audience.FARMER),
    ("recherche", Audience.RESEARCHER),
    ("laboratoire", Audience.RESEARCHER),
    ("particulier", Audience.PRIVATE_PERSON),
    ("habitant", Audience.PRIVATE_PERSON),
)
_CODES = {one.value for one in Audience}
# What opens a reserved contract is said in the text: no field tells it (domain.md §4.2).
_RESERVED: tuple[tuple[str, ReservedFor], ...] = (
    (r"l ?2113 ?13\b|structures? d insertion par l activite|\bsiae\b", ReservedFor.SIAE),
    (r"l ?2113 ?12\b|entreprises? adaptees?|\besat\b|travail protege|secteur adapte", ReservedFor.ADAPTED),
    (r"l ?2113 ?15\b|entreprises? de l economie sociale et solidaire|entreprises? de l ess\b", ReservedFor.ESS),
    (r"\besus\b", ReservedFor.ESUS),
)
_RESERVES = re.compile(r"\b(?:reserve[es]{0,2}|reservation|l ?2113 ?1[235])\b")


def audiences_in(labels: Iterable[str]) -> list[str]:
    """Values of Audience, each once, in the order of the enumeration. A label that says nothing is left out."""
    found = set()
    for label in labels:
        if label in _CODES:
            found.add(label)
            continue
        plain = f" {fold(label)}"
        if hit := next((audience for part, audience in _LABELS if f" {part}" in plain), None):
            found.add(hit.value)
    return [one.value for one in Audience if one.value in found]


def reserved_in(text: str) -> list[str]:
    """For whom a contract is reserved, by its own words; nothing when no word reserves it."""
    plain = fold(text)
    if not _RESERVES.search(plain):
        return []
    return [kind.value for pattern, kind in _RESERVED if re.search(pattern, plain)]
