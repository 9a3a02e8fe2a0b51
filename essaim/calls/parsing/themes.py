"""Sectors of the directory, from the themes and the title of a call."""

import functools
import re
from collections.abc import Iterable

from essaim.kernel.text import fold

# Sector (organizations/data/sectors.toml) → beginnings of words, folded, that tell it in a theme or a title.
_WORDS: dict[str, str] = {
    "social": "social(?!e et solid) solidarite precarite pauvrete exclusion",
    "social-aide-alimentaire": "aide.alimentaire epicerie.solidaire",
    "aide-a-la-personne": "aine age autonomie senior personnes.agees dependance aidant",
    "alimentation": "alimenta agricol agricultur circuits?.court cuisine cantine maraich restauration.collective agro",
    "alimentation-restauration": "restauration.collective repas traiteur cantine",
    "environnement": "environnement ecolog biodivers dechet energ climat eau nature transition recyclag reemploi "
                     "carbone pollution decarbon solaire eolien geotherm biomasse ecoconception economie.circulaire",
    "environnement-reemploi": "reemploi ressourcer recycler economie.circulaire",
    "environnement-dechets": "dechet compost recyclag",
    "environnement-energie": "energ solaire photovolt eolien chaleur geotherm biomasse chauffage isolation",
    "environnement-nature": "biodivers nature haie foret espaces.verts paysage",
    "culture": "cultur art artist patrimoin musee spectacle musiqu cinema livre lecture bibliotheq mediatheq radio",
    "culture-patrimoine": "patrimoin monument memoire",
    "education": "educati jeuness enfan scolaire ecole formation enseignement apprentissage parental",
    "education-petite-enfance": "petite.enfance creche",
    "education-formation": "formation apprentissage competence",
    "insertion": "insertion emploi chomage recrutement siae",
    "habitat": "habitat logement renovation batiment urbanisme construction foncier",
    "habitat-renovation": "renovation rehabilit",
    "mobilite": "mobilit transport velo vehicul ferroviaire covoiturage cyclable",
    "mobilite-velo": "velo cyclable",
    "numerique": "numeri digital informati cyber donnees logiciel internet",
    "numerique-inclusion": "inclusion.numerique mediation.numerique",
    "numerique-fabrication": "tiers.lieu fablab",
    "sante": "sante soin medic prevention handicap hopita",
    "sante-handicap": "handicap accessibilite",
    "sport": "sport tourisme loisir",
    "services": "conseil accompagnement.des.entreprises gestion comptab nettoyage proprete imprimerie",
    "textile": "textile couture vetement metallurg menuiser ameublement mobilier linge filiere.bois",
    "finance": "assurance epargne credit tresorerie pret",
    "vie-locale": "revitalisation citoyen quartier tiers.lieu vie.associative commerce centre.bourg cohesion rural "
                  "ville cimetiere espaces?.publics?",
}  # fmt: skip
MOST = 4


@functools.cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile(r"\b(?:" + "|".join(word.replace(".", " ") for word in words.split()) + ")"))
        for code, words in _WORDS.items()
    )


def sectors_in(themes: Iterable[str], title: str = "") -> list[str]:
    """At most four sectors, those of the themes first; the title decides only where themes say nothing."""
    found = _told(" · ".join(themes))
    return (found or _told(title))[:MOST]


def _told(text: str) -> list[str]:
    plain = fold(text)
    if not plain:
        return []
    counted = {code: len(pattern.findall(plain)) for code, pattern in _patterns()}
    told = [code for code, count in counted.items() if count]
    # A child says more than its parent, which the search adds by itself.
    parents = {code for code in told if any(other.startswith(f"{code}-") for other in told)}
    return sorted((code for code in told if code not in parents), key=lambda code: -counted[code])
