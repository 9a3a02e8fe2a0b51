"""Names of organizations: tidied, compared, told common or public."""

import re
from functools import lru_cache

from essaim.kernel.text import fold

from .text import one_line

_STOP = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "un", "une", "pour", "sur",
         "par", "dans", "s"}  # fmt: skip
LEGAL_WORDS = {
    "association", "associations", "asso", "assoc", "ass", "assn", "sarl", "sas", "sasu", "sa", "scop", "scic",
    "eurl", "snc", "sci", "cooperative", "coop", "societe", "ste", "loi", "1901",
}  # fmt: skip
# Words that many organizations of every town bear: a name made of these alone names nobody.
_COMMON = LEGAL_WORDS | {
    "action", "actions", "activites", "age", "ainees", "aines", "ami", "amicale", "amicales", "amis", "amitie",
    "anciens", "animation", "animations", "ape", "apel", "art", "arts", "athletique", "basket", "benevoles",
    "bibliotheque", "boule", "ccas", "centre", "centres", "chasse", "chorale", "cinema", "club", "combattants",
    "comite", "comites", "communal", "communale", "commune", "conseil", "cooperative", "culture", "culturel",
    "culturelle", "cyclo", "danse", "donneurs", "ecole", "ecoles", "elementaire", "eleves", "enfants", "entente",
    "famille", "familles", "fanfare", "federation", "fete", "fetes", "foot", "football", "foyer", "francais",
    "francaise", "france", "gestion", "groupe", "gym", "gymnastique", "handball", "harmonie", "information",
    "initiative", "intercommunal", "jeunes", "jeunesse", "jeux", "judo", "jumelage", "libre", "local", "locale",
    "loisirs", "mairie", "maison", "maisons", "maternelle", "mission", "mjc", "municipal", "municipale", "musique",
    "office", "ogec", "omnisports", "parents", "patrimoine", "peche", "petanque", "petite", "point", "pompiers",
    "poste", "primaire", "privee", "publique", "retraites", "rugby", "rural", "rurale", "rurales", "sang",
    "sapeurs", "scolaire", "secours", "section", "service", "services", "social", "sociale", "societe", "socio",
    "solidarite", "sou", "sport", "sportif", "sportive", "sports", "syndicat", "temps", "tennis", "theatre",
    "tourisme", "troisieme", "union", "us", "usep", "vie", "ville", "volley",
}  # fmt: skip
_PUBLIC = re.compile(
    r"^(?:la |le |l )?(?:commune|mairie|ville|communaute (?:de communes|d agglomeration|urbaine)|ccas|cias|"
    r"centre (?:inter)?communal d action sociale|conseil (?:general|departemental|regional)|departement|"
    r"metropole|syndicat (?:mixte|intercommunal)|prefecture|sous prefecture|rectorat|ministere)\b"
)


def tidy_name(text: str) -> str:
    """On one line, 200 characters at most; a cut falls between words."""
    name = one_line(text).strip(" ;,")
    if len(name) > 200:
        name = name[:200].rsplit(" ", 1)[0]
    return name


@lru_cache(maxsize=50_000)
def is_common(folded: str) -> bool:
    """Whether a folded name is made of everybody's words: `comite des fetes` names a hundred committees."""
    return all(word in _COMMON or word in _STOP or word.isdecimal() or len(word) == 1 for word in folded.split())


@lru_cache(maxsize=50_000)
def bare_key(folded: str) -> str:
    """The folded name without its legal and small words: what stays the same when files abridge."""
    words = [word for word in folded.split() if word not in LEGAL_WORDS and word not in _STOP]
    return " ".join(words) or folded


def sounds_public(folded: str) -> bool:
    """Whether the name is that of a public body: a town hall, a CCAS, a council."""
    return bool(_PUBLIC.match(folded))


def shouted(name: str) -> bool:
    """Whether it is all in capitals."""
    return name == name.upper() and name != name.lower()


def fold_name(name: str) -> str:
    """`kernel.text.fold`, cut to the width of the column; « ??? » keeps something to be found by."""
    return (fold(name) or name.lower())[:200]
