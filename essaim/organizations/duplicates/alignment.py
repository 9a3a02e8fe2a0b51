"""Lay the words of two names side by side: which ones agree, how, and what remains on each side."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from rapidfuzz.distance import DamerauLevenshtein

from .names import NameForm, Word, dictionary, is_acronym_of

LOCAL = 0.1  # the name of the commune inside the name of a body that is there tells nothing
SHARED_LOCAL = 0.2
FLOOR = 0.05

NEAR_KIND = 0.75  # a social centre, a sociocultural centre

# What is left on both sides speaks against; what is left on one side only is often a fuller name.
BOTH_SIDES, ONE_SIDE = 1.4, 0.4
# A long description after the name is not much more of a difference than a short one.
DESCRIPTION, BEYOND = 1.2, 0.3
DESCRIBED = 0.2  # « Culture en commun, scène du bassin minier »: what follows the comma
KINDS_DIFFER, ONE_KIND, NUMBERS_DIFFER, ONE_NUMBER, PART_OF = 0.45, 0.8, 0.35, 0.8, 0.6
FORMS_DIFFER = 0.7


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """`score` 0 to 1; `told`: how much the common words tell (1 = one rare word); `notes`: codes of matching.Reason."""

    score: float
    told: float
    notes: frozenset[str]


class _Side:
    def __init__(self, words: tuple[Word, ...], local: AbstractSet[str]) -> None:
        self.stems = [word.stem for word in words]
        self.weights = [min(word.weight, LOCAL) if word.stem in local else max(word.weight, FLOOR) for word in words]
        # Found on both sides, even the commune says a little.
        self.told = [
            max(weight, SHARED_LOCAL if word.stem in local else 0)
            for word, weight in zip(words, self.weights, strict=True)
        ]
        self.free = [True] * len(words)

    def left(self) -> list[int]:
        return [i for i, free in enumerate(self.free) if free]

    def ease(self) -> None:
        """What is left is a description, after a dash or a comma."""
        self.weights = [w * DESCRIBED if free else w for w, free in zip(self.weights, self.free, strict=True)]

    def weight_left(self) -> float:
        return sum(weight for weight, free in zip(self.weights, self.free, strict=True) if free)


class _Alignment:
    def __init__(self, a: NameForm, b: NameForm, local: AbstractSet[str]) -> None:
        self.a, self.b = _Side(a.words, local), _Side(b.words, local)
        self.matched = 0.0
        self.lost = 0.0
        self.notes: set[str] = set()

    def take(self, i: list[int], j: list[int], likeness: float, note: str = "") -> None:
        weight_a, weight_b = sum(self.a.told[k] for k in i), sum(self.b.told[k] for k in j)
        # The same word may count less on one side, where it stands beside its acronym.
        weight = max(weight_a, weight_b)
        self.matched += weight * likeness
        self.lost += weight * (1 - likeness)
        for k in i:
            self.a.free[k] = False
        for k in j:
            self.b.free[k] = False
        if note:
            self.notes.add(note)

    def equal_words(self) -> None:
        where = {stem: j for j, stem in enumerate(self.b.stems)}
        for i, stem in enumerate(self.a.stems):
            j = where.get(stem)
            if j is not None and self.b.free[j]:
                self.take([i], [j], 1.0)

    def joined_words(self) -> None:
        """`socio culturel` and `socioculturel`, `l ortie` and `lortie`."""
        for one, other, swap in ((self.a, self.b, False), (self.b, self.a, True)):
            for i in one.left():
                for j in range(len(other.stems) - 1):
                    if other.free[j] and other.free[j + 1] and one.stems[i] == other.stems[j] + other.stems[j + 1]:
                        pair = ([j, j + 1], [i]) if swap else ([i], [j, j + 1])
                        self.take(*pair, 0.98, "spelling")
                        break

    def misspelt_words(self) -> None:
        left = self.b.left()
        if not left:
            return
        near_kinds = dictionary().near_kinds
        for i in self.a.left():
            one = self.a.stems[i]
            near = near_kinds.get(one, frozenset())
            best, at, said = 0.0, -1, ""
            for j in left:
                if not self.b.free[j]:
                    continue
                other = self.b.stems[j]
                likeness = NEAR_KIND if other in near else _word_likeness(one, other)
                if likeness > best:
                    best, at, said = likeness, j, "close_name" if other in near else "spelling"
            if at >= 0:
                self.take([i], [at], best, said)

    def acronyms(self) -> None:
        """A word of one side that is made of the initials of words that follow each other on the other side."""
        for one, other, swap in ((self.a, self.b, False), (self.b, self.a, True)):
            for i in one.left():
                found = _run_of(one.stems[i], other)
                if found:
                    run, sure = found
                    free = [j for j in run if other.free[j]]
                    if 2 * len(free) < len(run):
                        continue  # its words are already explained
                    self.take(*((free, [i]) if swap else ([i], free)), sure, "acronym")

    def explained_acronyms(self, acronym_a: str, acronym_b: str) -> None:
        """An acronym whose long form was found on the other side says nothing more."""
        for side, acronym in ((self.a, acronym_a), (self.b, acronym_b)):
            if not acronym or not side.free[at := side.stems.index(acronym)]:
                continue
            found = sum(w for w, free in zip(side.weights, side.free, strict=True) if not free)
            if found > 2 * (side.weight_left() - side.weights[at]):
                side.free[at] = False
                self.notes.add("acronym")


def _run_of(short: str, side: _Side) -> tuple[list[int], float] | None:
    if not 2 <= len(short) <= 10 or short.isdigit():
        return None
    count = len(side.stems)
    best: tuple[list[int], float] | None = None
    for start in range(count):
        if not side.stems[start].startswith(short[0]):
            # « association » may be counted in the acronym and left out of the long form.
            if not (short[0] == "a" and len(short) > 3 and start == 0 and side.stems[0].startswith(short[1])):
                continue
            words = ("association", *side.stems)
            if sure := is_acronym_of(short, words):
                return list(range(count)), sure * 0.95
            continue
        for end in range(min(count, start + len(short) + 3), start + 1, -1):
            sure = is_acronym_of(short, tuple(side.stems[start:end]))
            if sure and (best is None or (sure, end - start) > (best[1], len(best[0]))):
                best = list(range(start, end)), sure
    return best


def _word_likeness(a: str, b: str) -> float:
    """0, or from 0.7 (an abbreviation) to 0.95 (a letter amiss in a long word)."""
    if a.isdigit() or b.isdigit():
        return 0.0
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) >= 4 and long[0] in "ldh" and long[1:] == short:
        return 0.95  # an elision that lost its apostrophe, a silent h
    if len(short) >= 4 and long[1:] == short:
        return 0.85  # the first letter was lost
    if a[0] != b[0] and (len(short) < 6 or a[1:3] != b[1:3]):
        return 0.0
    if long.startswith(short):
        rest = len(long) - len(short)
        if len(short) >= 3:
            # « plan » and « plant » are two words; « develop » stands for a longer one.
            return (0.92 if len(short) >= 5 else 0.6) if rest <= 2 else 0.92 if len(short) >= 5 else 0.8
        return 0.0
    allowed = 2 if len(short) >= 8 else 1 if len(short) >= 5 else 0
    if len(a) == len(b) == 5 and sorted(a) != sorted(b):
        return 0.0  # as likely another acronym as a slip
    if allowed and (distance := DamerauLevenshtein.distance(a, b, score_cutoff=allowed)) <= allowed:
        return (0.95 if len(long) > 6 else 0.75) if distance == 1 else 0.85
    if len(short) >= 3 and _is_squeezed(short, long):
        return 0.8
    return 0.0


def _is_squeezed(short: str, long: str) -> bool:
    """`ctre` for centre, `devlpt` for developpement: consonants of the word in order, its last letters among them."""
    if len(long) < len(short) + 2 or sum(letter in "aeiouy" for letter in short) > len(short) // 3:
        return False
    letters = iter(long)
    return all(letter in letters for letter in short)


def compare_names(a: NameForm, b: NameForm, local: AbstractSet[str] = frozenset()) -> NameLikeness:
    """Compare two names read by `read_name`. `local`: stems of the communes where they are."""
    if not a.words or not b.words:
        return NameLikeness(0.0, 0.0, frozenset())
    if a.folded == b.folded:
        side = _Side(a.words, local)
        return NameLikeness(1.0, sum(side.told), frozenset({"same_name"}))
    alignment = _Alignment(a, b, local)
    alignment.equal_words()
    alignment.joined_words()
    alignment.acronyms()
    alignment.misspelt_words()
    alignment.explained_acronyms(a.acronym, b.acronym)
    for whole, part in ((alignment.a, b), (alignment.b, a)):
        other = alignment.b if whole is alignment.a else alignment.a
        if _is_a_part(whole, part, local):
            other.ease()
    left_a, left_b = alignment.a.weight_left(), alignment.b.weight_left()
    both, one = min(left_a, left_b), abs(left_a - left_b)
    one = min(one, DESCRIPTION) + BEYOND * max(0.0, one - DESCRIPTION)
    matched = alignment.matched
    if not matched:
        return NameLikeness(0.0, 0.0, frozenset({"other_name"}))
    score = matched / (matched + alignment.lost + BOTH_SIDES * 2 * both + ONE_SIDE * one)
    notes = alignment.notes
    factor = _contradictions(a, b, alignment, local, notes)
    if _one_is_spelled_out(a, b):
        notes.add("acronym")
    if not notes & {"other_kind", "other_number", "other_form", "part_of"}:
        _say(notes, score, left_a, left_b)
    return NameLikeness(score * factor, matched, frozenset(notes))


def _one_is_spelled_out(a: NameForm, b: NameForm) -> bool:
    """« MJC » on one side, its long form on the other: reading made them the same word."""
    here, there = a.folded.split(), b.folded.split()
    return any((stem in here) != (stem in there) for stem in set(a.stems) & set(b.stems) & dictionary().acronyms)


def _is_a_part(whole: _Side, divided: NameForm, local: AbstractSet[str]) -> bool:
    """Whether the words of one side are, all and alone, one of the parts of the other name."""
    if not divided.parts:
        return False
    known = dictionary()

    def core(stems: AbstractSet[str]) -> set[str]:
        return {stem for stem in stems if stem not in local and known.weight(stem) > 0.1}

    words = core(set(whole.stems))
    return bool(words) and any(words == core(part) for part in divided.parts)


def _contradictions(a: NameForm, b: NameForm, alignment: _Alignment, local: AbstractSet[str], notes: set[str]) -> float:
    factor = 1.0
    rest_a = {alignment.a.stems[i] for i in alignment.a.left()}
    rest_b = {alignment.b.stems[j] for j in alignment.b.left()}
    if (a.kinds & rest_a) and (b.kinds & rest_b):
        factor *= KINDS_DIFFER
        notes.add("other_kind")
    elif (a.kinds & rest_a) or (b.kinds & rest_b):
        factor *= ONE_KIND
    numbers_a = {stem for stem in rest_a - local if stem.isdigit()}
    numbers_b = {stem for stem in rest_b - local if stem.isdigit()}
    if numbers_a and numbers_b:
        factor *= NUMBERS_DIFFER
        notes.add("other_number")
    elif numbers_a or numbers_b:
        factor *= ONE_NUMBER
    if _association_and_company(a, b):
        factor *= FORMS_DIFFER
        notes.add("other_form")
    if _makes_another(a.qualifiers, rest_a, local) or _makes_another(b.qualifiers, rest_b, local):
        factor *= PART_OF
        notes.add("part_of")
    return factor


def _association_and_company(a: NameForm, b: NameForm) -> bool:
    known = dictionary()
    return any(
        known.association & set(one.stems) and known.company & set(other.stems) and not known.company & set(one.stems)
        for one, other in ((a, b), (b, a))
    )


def _makes_another(qualifiers: AbstractSet[str], rest: set[str], local: AbstractSet[str]) -> bool:
    """Whether the words left over name another body: « Les Amis de… », but not « Comité de Lens » at Lens."""
    found = qualifiers & rest
    known = dictionary()
    return bool(found) and not (
        found <= known.territorial and all(s in local or s in found or known.weight(s) < 0.3 for s in rest)
    )


def _say(notes: set[str], score: float, left_a: float, left_b: float) -> None:
    if score < 0.45:
        notes.clear()
        notes.add("other_name")
    elif left_a + left_b < 0.25:
        if not notes:
            notes.add("same_words")
    elif min(left_a, left_b) < 0.25:
        notes.add("name_within")
    else:
        notes.add("close_name")
