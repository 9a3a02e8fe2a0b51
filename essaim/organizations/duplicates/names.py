"""The name of an organization, as words that can be compared: what is said twice, otherwise or for form's sake.

`read_name("Ass. M.J.C. de l'Étoile")` and `read_name("MAISON DES JEUNES ET DE LA CULTURE ETOILE")` give nearly the same
words. The dictionary is words.toml, which anybody may complete.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from essaim.kernel.text import fold

WORDS_FILE = Path(__file__).parent / "words.toml"
RARE = 1.0  # how much a word tells that the dictionary does not know
KIND, REGION = 0.45, 0.15
ASIDE = 0.4  # what is between brackets, or an acronym beside its long form, tells less
LONGEST_ACRONYM = 10

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.[ ]?){2,}(?:[^\W\d_](?![^\W_]))?")
_ELISION = re.compile(r"\b(?:[ldnsmtjc]|qu|jusqu)['’´`]\s?(?=\w)", re.IGNORECASE)
_BRACKETS = re.compile(r"[(\[{]([^)\]}]*)[)\]}]?")
_SEPARATOR = re.compile(r"\s+[-–—/|:]+\s+|[,;:|–—]\s+")
_REPEATED = re.compile(r"(\d)([a-z])")
_DEPARTMENT = re.compile(r"\s(?:[-–—]\s?|\()(\d\d|2[AB]|97\d)\)?$", re.IGNORECASE)
_ROMAN = {
    "ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "xi": "11", "xii": "12",
    "xiii": "13", "xiv": "14", "xv": "15", "xvi": "16", "xvii": "17", "xviii": "18", "xix": "19", "xx": "20",
    "xxi": "21", "xxiii": "23",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name: its stem, how much it tells (0 to 1)."""

    stem: str
    weight: float


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name read: its words in order, its numbers, its kinds (« mjc », « esat »), what makes it another body."""

    folded: str
    words: tuple[Word, ...]
    kinds: frozenset[str]
    qualifiers: frozenset[str]
    acronym: str = ""  # of its words, one that is the initials of the others
    parts: tuple[frozenset[str], ...] = ()  # its stems by part, when dashes, commas or colons divide it
    department: str = ""  # « - 62 » at the end of the name, as some files write it

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(word.stem for word in self.words)


def stem(word: str) -> str:
    """Bring plural and feminine to one form: `rurales`, `ruraux` → `rural`; `culturelle` → `culturel`."""
    if word.isdigit():
        return word.lstrip("0") or "0"
    if len(word) < 4:
        return word
    if word.endswith("aux") and len(word) > 4 and not word.endswith("eaux"):
        return word[:-3] + "al"
    if word[-1] in "sx" and not word.endswith("ss"):
        word = word[:-1]
    for feminine, masculine in (("elle", "el"), ("ienne", "ien"), ("aise", "ais"), ("ive", "if"), ("ale", "al")):
        if word.endswith(feminine) and len(word) > len(feminine) + 1:
            return word[: -len(feminine)] + masculine
    if len(word) > 5 and word.endswith(("ee", "te", "ie", "que")):
        return word[:-1] if word.endswith("ee") else word
    return word


@dataclass(frozen=True)
class Dictionary:
    small: frozenset[str]
    weights: dict[str, float]
    qualifiers: frozenset[str]
    territorial: frozenset[str]
    departmental: frozenset[str]
    association: frozenset[str]
    company: frozenset[str]
    kinds: frozenset[str]
    near_kinds: dict[str, frozenset[str]]
    abbreviations: dict[str, tuple[str, ...]]
    # First stem of a long form → (its stems, its acronym), the longest first.
    phrases: dict[str, list[tuple[tuple[str, ...], str]]]
    acronyms: frozenset[str]

    def weight(self, stem_: str) -> float:
        if stem_.isdigit():
            return 0.7
        return self.weights.get(stem_, RARE if len(stem_) > 1 else 0.3)


@cache
def dictionary() -> Dictionary:
    """The words of words.toml, stemmed."""
    with WORDS_FILE.open("rb") as file:
        tables = tomllib.load(file)
    small = frozenset(tables["small"].split())
    weights: dict[str, float] = {}
    for value, words in tables["weights"].items():
        for word in words.split():
            weights.setdefault(stem(word), float(value))
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for table, weight in (("acronyms", KIND), ("regions", REGION)):
        for acronym, long_forms in tables[table].items():
            weights.setdefault(stem(acronym), weight)
            for long_form in long_forms.split("|"):
                stems = tuple(stem(word) for word in fold(_ELISION.sub(" ", long_form)).split() if word not in small)
                forms = [stems]
                if stems[0] == "association" and len(stems) > 2:
                    forms.append(stems[1:])  # « Association » is said or left out
                for form in forms:
                    phrases.setdefault(form[0], []).append((form, stem(acronym)))
    for known in phrases.values():
        known.sort(key=lambda phrase: -len(phrase[0]))
    return Dictionary(
        small=small,
        weights=weights,
        qualifiers=frozenset(stem(word) for word in tables["qualifiers"]["words"].split()),
        territorial=frozenset(stem(word) for word in tables["qualifiers"]["territorial"].split()),
        departmental=frozenset(stem(word) for word in tables["qualifiers"]["departmental"].split()),
        association=frozenset(stem(word) for word in tables["forms"]["association"].split()),
        company=frozenset(stem(word) for word in tables["forms"]["company"].split()),
        kinds=frozenset(stem(word) for word in tables["kinds"]["words"].split()),
        near_kinds=_near(tables["kinds"]["near"]),
        abbreviations={short: tuple(full.split()) for short, full in tables["abbreviations"].items()},
        phrases=phrases,
        acronyms=frozenset(stem(acronym) for acronym in tables["acronyms"]),
    )


def _near(pairs: list[list[str]]) -> dict[str, frozenset[str]]:
    near: dict[str, set[str]] = {}
    for one, other in pairs:
        near.setdefault(stem(one), set()).add(stem(other))
        near.setdefault(stem(other), set()).add(stem(one))
    return {word: frozenset(words) for word, words in near.items()}


@cache
def _stem_and_weight(word: str) -> Word:
    stemmed = stem(word)
    return Word(stemmed, dictionary().weight(stemmed))


def _plain_words(text: str) -> list[str]:
    """Folded words, in full: dotted and spaced acronyms joined, abbreviations opened, numbers in figures."""
    text = _ELISION.sub(" ", text.replace("&", " et ").replace("+", " plus "))
    text = _DOTTED.sub(lambda found: found[0].replace(".", "").replace(" ", "") + " ", text)
    words: list[str] = []
    run: list[str] = []
    for word in [*fold(text).split(), ""]:
        if len(word) == 1 and word.isalpha():
            run.append(word)
            continue
        if len(run) > 1:
            words.append("".join(run))
        else:
            words += run
        run = []
        if word:
            words.append(word)
    known = dictionary()
    full: list[str] = []
    for position, word in enumerate(words):
        if position and word in _ROMAN:
            full.append(_ROMAN[word])
        else:
            full += known.abbreviations.get(word) or known.abbreviations.get(stem(word), (word,))
    return full


def _compressed(words: list[Word]) -> Iterator[Word]:
    """The same words, the long forms of the acronyms in the place of which stands the acronym."""
    known = dictionary()
    at = 0
    while at < len(words):
        for stems, acronym in known.phrases.get(words[at].stem, ()):
            if len(stems) <= len(words) - at and all(words[at + k].stem == stem_ for k, stem_ in enumerate(stems)):
                yield Word(acronym, known.weight(acronym))
                at += len(stems)
                break
        else:
            yield words[at]
            at += 1


def is_acronym_of(short: str, words: tuple[str, ...]) -> float:
    """How surely `short` is made of the beginnings of the words, in order: 0 (no) to 1 (their initials exactly).

    One word may be skipped, and « association » always; a word may give up to three letters (`udaf`, `cemea`).
    """
    if not short.isalpha():
        short = _REPEATED.sub(lambda found: found[2] * min(int(found[1]), 3), short)  # « AFP2I »: two I
    if not 2 <= len(short) <= LONGEST_ACRONYM or not words or not short.isalpha():
        return 0.0
    if short == "".join(word[0] for word in words):
        return 1.0 if len(short) > 2 else 0.7
    if len(words) == 1 or short[0] != words[0][0] != "a":
        return 0.0
    sure = _consume(short, words, 0, int(len(short) > 3))
    return sure if sure >= 0.6 else 0.0


def _consume(short: str, words: tuple[str, ...], taken: int, skips: int) -> float:
    if not short:
        left = sum(word != "association" for word in words)
        return 0.85 if left == 0 and taken >= 2 else 0.0
    if not words:
        return 0.0
    first, rest = words[0], words[1:]
    best = 0.0
    for length in (1, 2, 3):
        if length <= len(first) and short.startswith(first[:length]):
            best = max(best, _consume(short[length:], rest, taken + 1, skips) - 0.1 * (length - 1))
        else:
            break
    if first == "association":
        best = max(best, _consume(short, rest, taken, skips))
    elif skips and taken:
        best = max(best, _consume(short, rest, taken, skips - 1) - 0.15)
    return max(best, 0.0)


@cache
def _empty() -> NameForm:
    return NameForm("", (), frozenset(), frozenset())


def read_name(text: str) -> NameForm:
    """Read a name. Empty names give no word; never raises."""
    text, department = text.strip(), ""
    if found := _DEPARTMENT.search(text):
        text, department = text[: found.start()], found[1].upper()
    main, asides = text, ""
    if "(" in text or "[" in text or "{" in text:
        asides = " ".join(found[1] for found in _BRACKETS.finditer(text))
        main = _BRACKETS.sub(" ", text)
        if not fold(main):
            main, asides = asides, ""
    known = dictionary()
    plain = _plain_words(main)
    if not plain:
        return _empty()
    content = [_stem_and_weight(word) for word in plain if word not in known.small] or [
        Word(word, 0.3) for word in plain
    ]
    words, acronym = _own_acronym(_unique(_compressed(content)))
    if asides:
        beside = _compressed([_stem_and_weight(word) for word in _plain_words(asides) if word not in known.small])
        kept = {word.stem for word in words}
        words += [Word(word.stem, word.weight * ASIDE) for word in _unique(beside) if word.stem not in kept]
    stems = frozenset(word.stem for word in words)
    return NameForm(
        folded=" ".join(plain),
        words=tuple(words),
        kinds=stems & known.kinds,
        qualifiers=stems & known.qualifiers,
        acronym=acronym,
        parts=_parts(main),
        department=department,
    )


def _parts(text: str) -> tuple[frozenset[str], ...]:
    texts = [part for part in _SEPARATOR.split(text) if part.strip()]
    if not 1 < len(texts) < 4:
        return ()
    small = dictionary().small
    words = ([_stem_and_weight(word) for word in _plain_words(part) if word not in small] for part in texts)
    return tuple(frozenset(word.stem for word in _compressed(part)) for part in words)


def _unique(words: Iterator[Word]) -> list[Word]:
    return list({word.stem: word for word in words}.values())


def _own_acronym(words: list[Word]) -> tuple[list[Word], str]:
    """`AMAV - Médiation et aide aux victimes`: the acronym, which stays whole; its long form then tells less."""
    if len(words) < 3:
        return words, ""
    for at in (0, len(words) - 1):
        short = words[at].stem
        if len(short) < 3 or short in dictionary().kinds:
            continue
        others = words[:at] + words[at + 1 :]
        stems = tuple(word.stem for word in others)
        if is_acronym_of(short, stems) or is_acronym_of(short, ("association", *stems)):
            eased = [Word(word.stem, word.weight * ASIDE) for word in others]
            eased.insert(at, words[at])
            return eased, short
    return words, ""
