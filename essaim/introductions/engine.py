"""Who would gain by meeting whom, and why, in words. Nothing here reads the database.

A proposal always stands on a reason that the person can judge: an announcement that answers another, a shared theme,
neighbours, two trades that often work together. The weights only order what is shown.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from essaim.search.synonyms import synonyms
from essaim.search.text import root, stem, terms_of
from essaim.territory.geometry import distance_km

from .words import COMPLEMENTS, IDLE_WORDS

NEAR_KM = 6.0
# How much each kind of reason counts, at its best.
ANSWER, THEME, SAME_COMMUNE, NEARBY, TRADES = 1.0, 0.55, 0.3, 0.2, 0.25
ANOTHER_SECTOR = 0.15
# An answer by a synonym, by know-how rather than by an announcement.
BY_SYNONYM, BY_SKILL, BY_DETAIL = 0.6, 0.75, 0.5
FIRST = 2.0
LEAST_ANSWER = 0.3
_IDLE = {stem(word) for word in IDLE_WORDS.split()}


@dataclass(frozen=True)
class Line:
    """A few words of an organization: an announcement or a know-how."""

    title: str
    more: str = ""


@dataclass(frozen=True)
class Profile:
    """What the engine knows of an organization. `sectors`: codes of the first level; `place`: (latitude, longitude) in
    degrees; `themes`: title by key."""

    pk: int
    name: str
    needs: Sequence[Line] = ()
    offers: Sequence[Line] = ()
    skills: Sequence[Line] = ()
    sectors: frozenset[str] = frozenset()
    commune: str = ""
    commune_name: str = ""
    place: tuple[float, float] | None = None
    themes: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reason:
    """`weight` from 0 to about 1; `kind`: "answer", "theme", "place", "trades"."""

    kind: str
    weight: float
    sentence: str


class Rarity:
    """How telling a word is among these organizations: one that all announce says little."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self.count = 0
        self.seen: Counter[str] = Counter()
        self.places: set[str] = set()  # « à Auchel » says where, not what
        self.matches: dict[tuple[Line, Line], float] = {}  # both sides ask for the same ones
        self._known: dict[str, float] = {}
        for one in profiles:
            self.count += 1
            self.places |= {subject.root for subject in _subjects(one.commune_name)}
            lines = [*one.needs, *one.offers, *one.skills]
            self.seen.update(
                {subject.root for line in lines for text in (line.title, line.more) for subject in _subjects(text)}
            )

    def of(self, key: str) -> float:
        """From 0.2 (everybody) to 1 (the two who are compared, alone)."""
        if self.count < 3:
            return 1.0
        if key not in self._known:
            self._known[key] = 1 - 0.8 * math.log(max(self.seen[key] - 1, 1)) / math.log(self.count - 1)
        return self._known[key]


@dataclass(frozen=True)
class _Subject:
    """A word that says what a text is about: what its family shares, its stem, the stems that answer for it."""

    root: str
    stem: str
    synonyms: frozenset[str]


@lru_cache(maxsize=20_000)
def _subjects(text: str) -> tuple[_Subject, ...]:
    """The subjects of a text, in order, each once."""
    found: dict[str, _Subject] = {}
    for term in terms_of(text):
        if term.stem in _IDLE or len(term.word) < 3 or term.word.isdigit():
            continue
        found.setdefault(root(term.word), _Subject(root(term.word), term.stem, frozenset(synonyms(term.word))))
    return tuple(found.values())


@lru_cache(maxsize=20_000)
def _named(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The roots and the stems of its subjects."""
    subjects = _subjects(text)
    return frozenset(one.root for one in subjects), frozenset(one.stem for one in subjects)


def _said(subject: _Subject, text: str) -> float:
    """Whether the text names the subject: 1, BY_SYNONYM or 0."""
    roots, stems = _named(text)
    if subject.root in roots:
        return 1.0
    return 0.0 if subject.synonyms.isdisjoint(stems) else BY_SYNONYM


def _match(need: Line, offer: Line, rarity: Rarity) -> float:
    """How well the offer answers the need, from 0 to 1: the share of what is asked that the other names. The first
    subject (« un camion » of « un camion frigorifique ») is what is asked most."""
    if (known := rarity.matches.get((need, offer))) is not None:
        return known
    asked = [subject for subject in _subjects(need.title) if subject.root not in rarity.places]
    found = whole = 0.0
    for rank, subject in enumerate(asked):
        weight = rarity.of(subject.root) * (1.0 if rank else FIRST)
        whole += weight
        found += weight * max(_said(subject, offer.title), BY_DETAIL * _said(subject, offer.more))
    rarity.matches[need, offer] = match = found / whole if whole else 0.0
    return match


def reasons_between(mine: Profile, other: Profile, rarity: Rarity) -> list[Reason]:
    """Why `mine` should meet `other`, the best reason first."""
    found = [
        reason
        for reason in (
            _answers_me(mine, other, rarity),
            _i_answer(mine, other, rarity),
            _theme(mine, other),
            _neighbours(mine, other),
            _trades(mine, other),
        )
        if reason
    ]
    return sorted(found, key=lambda reason: -reason.weight)


def score_of(mine: Profile, other: Profile, reasons: Sequence[Reason]) -> float:
    """What orders proposals: the reasons added, and a little more for another sector."""
    apart = bool(mine.sectors and other.sectors and not mine.sectors & other.sectors)
    return sum(reason.weight for reason in reasons) + ANOTHER_SECTOR * apart


def bridge(member: Profile, outside: Profile, rarity: Rarity) -> Reason | None:
    """What a member and a structure outside the club would bring each other, told to a third person; the best of both
    ways, or None. A synonym and a know-how count less, as between members."""
    pairs = ((member, outside, 1.0), (outside, member, 0.9))
    found: list[Reason] = []
    for seeker, giver, price in pairs:
        if not (best := _best(seeker.needs, _priced(giver), rarity)):
            continue
        weight, need, line = best
        words = {"seeker": seeker.name, "need": need.title, "giver": giver.name, "offer": line.title}
        sentence = (
            _("%(seeker)s cherche « %(need)s » ; %(giver)s propose « %(offer)s ».")
            if line in giver.offers
            else _("%(seeker)s cherche « %(need)s » ; %(giver)s sait faire : %(offer)s.")
        )
        found.append(Reason("answer", price * ANSWER * weight, sentence % words))
    return max(found, key=lambda reason: reason.weight, default=None)


def _best(needs: Sequence[Line], answers: Sequence[tuple[Line, float]], rarity: Rarity):
    """(weight, need, answer) of the best pair, or None below LEAST_ANSWER."""
    pairs = [
        (price * _match(need, line, rarity), i, j, need, line)
        for i, need in enumerate(needs)
        for j, (line, price) in enumerate(answers)
    ]
    best = max(pairs, key=lambda pair: (pair[0], -pair[1], -pair[2]), default=None)
    return (best[0], best[3], best[4]) if best and best[0] >= LEAST_ANSWER else None


def _priced(one: Profile) -> list[tuple[Line, float]]:
    return [(line, 1.0) for line in one.offers] + [(line, BY_SKILL) for line in one.skills]


def _answers_me(mine: Profile, other: Profile, rarity: Rarity) -> Reason | None:
    if not (best := _best(mine.needs, _priced(other), rarity)):
        return None
    weight, need, line = best
    words = {"need": need.title, "name": other.name, "offer": line.title}
    sentence = (
        _("Vous cherchez « %(need)s » ; %(name)s propose « %(offer)s ».")
        if line in other.offers
        else _("Vous cherchez « %(need)s » ; %(name)s sait faire : %(offer)s.")
    )
    return Reason("answer", ANSWER * weight, sentence % words)


def _i_answer(mine: Profile, other: Profile, rarity: Rarity) -> Reason | None:
    if not (best := _best(other.needs, _priced(mine), rarity)):
        return None
    weight, need, line = best
    words = {"need": need.title, "name": other.name, "offer": line.title}
    sentence = (
        _("%(name)s cherche « %(need)s » ; vous proposez « %(offer)s ».")
        if line in mine.offers
        else _("%(name)s cherche « %(need)s » ; vous savez faire : %(offer)s.")
    )
    return Reason("answer", 0.9 * ANSWER * weight, sentence % words)


def _theme(mine: Profile, other: Profile) -> Reason | None:
    shared = sorted(set(mine.themes) & set(other.themes))
    if not shared:
        return None
    words = {"name": other.name, "theme": mine.themes[shared[0]]}
    weight = THEME * min(1.0, 0.7 + 0.3 * len(shared))
    return Reason("theme", weight, _("Le même sujet vous occupe : « %(theme)s ».") % words)


def _neighbours(mine: Profile, other: Profile) -> Reason | None:
    if mine.commune and mine.commune == other.commune:
        return Reason(
            "place", SAME_COMMUNE, _("Vous êtes du même endroit : %(commune)s.") % {"commune": mine.commune_name}
        )
    if mine.place and other.place and other.commune_name:
        away = distance_km(*mine.place, *other.place)
        if away <= NEAR_KM:
            words = {"km": max(1, round(away)), "commune": other.commune_name}
            return Reason("place", NEARBY, _("À %(km)s km de chez vous, à %(commune)s.") % words)
    return None


def _trades(mine: Profile, other: Profile) -> Reason | None:
    for one in sorted(mine.sectors):
        for two in sorted(other.sectors):
            if sentence := COMPLEMENTS.get(frozenset({one, two})):
                return Reason("trades", TRADES, str(sentence))
    return None
