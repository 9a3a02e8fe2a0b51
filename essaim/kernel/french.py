"""Names inside French sentences: « de » and « à » with the article that a name calls for, and elision.

Sentences are written « la charte de {{ club }} » once for every club; the reader gets « du Club de l'ESS », « de
l'Association », « d'Auchel », « des P'tits Carreaux ». Only before capitals, which names have and the words of our own
sentences do not.
"""

import functools
import re

_MASCULINE = (
    "Centre|Cercle|Chantier|Club|Collectif|Comité|Comptoir|Conseil|Foyer|Garage|Groupe|Groupement|Jardin|Pôle|"
    "Réseau|Syndicat|Théâtre"
)
_FEMININE = (
    "Compagnie|Communauté|Confédération|Coopérative|Fabrique|Fédération|Ferme|Fondation|Ligue|Maison|Mutuelle|"
    "Recyclerie|Régie|Ressourcerie"
)
_ELIDED = "Amicale|Association|Atelier|Entente|Épicerie|École|Espace|Institut|Office|Union|Université"
_VOWEL = "AÀÂEÉÈÊIÎOÔUÙ"

_RULES = [
    (re.compile(rf"\b([Dd])e (?=(?:{_MASCULINE})\b)"), r"\1u "),
    (re.compile(rf"\bà (?=(?:{_MASCULINE})\b)"), "au "),
    (re.compile(rf"\b([Dd])e (?=(?:{_FEMININE})\b)"), r"\1e la "),
    (re.compile(rf"\bà (?=(?:{_FEMININE})\b)"), "à la "),
    (re.compile(rf"\b([Dd])e (?=(?:{_ELIDED})\b)"), r"\1e l’"),
    (re.compile(rf"\bà (?=(?:{_ELIDED})\b)"), "à l’"),
    (re.compile(rf"\b([Dd])e Le (?=[A-Z{_VOWEL}])"), r"\1u "),
    (re.compile(rf"\b([Dd])e Les (?=[A-Z{_VOWEL}])"), r"\1es "),
    (re.compile(rf"\bà Le (?=[A-Z{_VOWEL}])"), "au "),
    (re.compile(rf"\bà Les (?=[A-Z{_VOWEL}])"), "aux "),
    (re.compile(rf"\b([Dd])e (?=[{_VOWEL}]|Y[bcdfglmnprstvz])"), r"\1’"),
]
_ARTICLES = {_MASCULINE: "le ", _FEMININE: "la ", _ELIDED: "l’"}
_LED = re.compile(r"(?:\b(?:[Dd]u|[Aa]u|[Ll]e|[Ll]a|[Cc]e|[Vv]otre|[Nn]otre) |[ldLD]’|« ?|\()$")
_SENTENCE = re.compile(r"(?:^|[.!?…:] |\n)$")


def contracted(text: str, name: str = "") -> str:
    """The text with « du », « d'», « de l'» where a name calls for them. `name`: one (a club's) that takes its article
    everywhere in a sentence: « le Club de l'ESS vous invite »; alone on a line it is a title, and stays."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return _with_article(text, name) if name and _article(name) else text


def of(name: str) -> str:
    """« d'Auchel », « du Touquet », « de La Lampe », « du Club de l'ESS »."""
    return contracted(f"de {name}")


def the(name: str) -> str:
    """« le Club de l'ESS », « l'Association des voisins », « La Lampe »."""
    return _article(name) + name


@functools.lru_cache(maxsize=256)
def _article(name: str) -> str:
    return next((article for nouns, article in _ARTICLES.items() if re.match(rf"(?:{nouns})\b", name)), "")


def _with_article(text: str, name: str) -> str:
    article = _article(name)

    def put(found: re.Match) -> str:
        before, after = text[: found.start()], text[found.end() :]
        line = before.rpartition("\n")[2] + after.partition("\n")[0]
        if not re.search(r"\w", line) or _LED.search(before[-12:]):
            return found[0]  # a title, or it has its article
        start = bool(_SENTENCE.search(before[-2:])) or not before
        if start and not after.partition("\n")[0].strip():
            return found[0]  # it signs
        return (article.capitalize() if start else article) + found[0]

    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", put, text)
