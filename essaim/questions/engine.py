"""Who is likely to answer a question, and why, in words. Nothing here reads the database.

Everybody who is asked can judge the reason: what they propose, what they know how to do, what they answered before, the
same problem that was once theirs, a theme they support, the sector. The weights only order people.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.translation import gettext as _

from essaim.search.synonyms import synonyms
from essaim.search.text import root, stem, terms_of

from .words import IDLE_WORDS, KIN

MOST_ASKED = 8
MOST_IN_A_WEEK = 3  # questions that reach one person
# How much each kind of evidence counts, at its best.
WEIGHTS = {"accepted": 1.15, "offer": 1.0, "thanked": 0.95, "skill": 0.9, "lived": 0.8, "theme": 0.6, "about": 0.35}
THEME, SECTOR = 0.4, 0.22
# A word of the details of a line, a word of what was tried, a synonym.
BY_DETAIL, BY_TRIED, BY_SYNONYM = 0.5, 0.35, 0.6
BY_UNSAID = 0.5  # a word that nobody here says hides less of what the others tell
BY_WORDS = 1.3  # a word that the person gave as the know-how looked for
LEAST, CLEAR = 0.16, 0.3  # of a line, to be a reason; to be told rather than the theme
SHARE = 0.4  # of the best score, to be asked too: a second wave reaches the others
MOST_BY_SECTOR = 3  # people asked for their sector only
TIRED = 0.85  # for each question that reached them this week
_IDLE = {stem(word) for word in IDLE_WORDS.split()}


@dataclass(frozen=True)
class Line:
    """Words that tell what someone can answer. `kind`: a key of WEIGHTS."""

    kind: str
    title: str
    more: str = ""


@dataclass(frozen=True)
class Profile:
    """A person who may be asked. `sectors`: codes of both levels; `themes`: keys of themes; `asked_lately`: questions
    that reached them within a week."""

    person: int
    organization: int
    lines: Sequence[Line] = ()
    sectors: frozenset[str] = frozenset()
    themes: frozenset[int] = frozenset()
    asked_lately: int = 0


@dataclass(frozen=True)
class Wanted:
    """What is asked. `sector` and `theme` with their names, for the sentence."""

    title: str
    tried: str = ""
    words: str = ""
    sector: str = ""
    sector_name: str = ""
    theme: int | None = None
    theme_name: str = ""


@dataclass(frozen=True)
class Chosen:
    """Someone to ask, and why: a kind of line, « theme » or « sector », and what it is about."""

    profile: Profile
    score: float
    kind: str
    what: str

    @property
    def reason(self) -> str:
        """The sentence that they read, in the language under way."""
        words = {"what": self.what.rstrip(" .?!")}
        sentences = {
            "offer": _("parce que vous proposez : « %(what)s »"),
            "skill": _("parce que vous savez faire : « %(what)s »"),
            "accepted": _("parce que votre réponse a servi, à la question « %(what)s »"),
            "thanked": _("parce qu'on vous a remercié pour votre réponse à « %(what)s »"),
            "lived": _("parce que vous vous êtes posé la même question : « %(what)s »"),
            "theme": _("parce que le thème « %(what)s » compte pour vous"),
            "about": _("parce que votre structure se présente ainsi : « %(what)s »"),
            "sector": _("parce que vous travaillez dans le même domaine : %(what)s"),
        }
        return sentences[self.kind] % words


@dataclass(frozen=True)
class _Subject:
    root: str
    synonyms: frozenset[str]


def _groups() -> dict[str, set[str]]:
    """By stem, the stems of the words of its groups."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in KIN.strip().splitlines():
        stems = {stem(word) for word in line.split()}
        for one in stems:
            found[one] |= stems - {one}
    return found


_KIN = _groups()


@lru_cache(maxsize=60_000)
def _word(word: str, its_stem: str) -> _Subject:
    return _Subject(root(word), frozenset(synonyms(word)) | _KIN.get(its_stem, set()))


@lru_cache(maxsize=50_000)
def subjects(text: str) -> tuple[tuple[_Subject, str], ...]:
    """The words that say what a text is about, in order, each once, with their stems."""
    found: dict[str, tuple[_Subject, str]] = {}
    for term in terms_of(text):
        if term.stem in _IDLE or len(term.word) < 3 or term.word.isdigit():
            continue
        one = _word(term.word, term.stem)
        found.setdefault(one.root, (one, term.stem))
    return tuple(found.values())


@dataclass(frozen=True)
class Counted:
    """A club of which only some are read: how many may be asked in all, and by root how many say it."""

    size: int
    seen: Mapping[str, int]


def rarity(said_by: int, among: int) -> float:
    """How telling a word is: from 0.15 (everybody says it) to 1."""
    return 1.0 if among < 4 else max(0.15, 1 - math.log(max(said_by, 1)) / math.log(among))


def asked_about(wanted: Wanted, rarity_of: Callable[[str], float]) -> dict[str, tuple[_Subject, float]]:
    """The subjects of a question by root, each with what it weighs."""
    found: dict[str, tuple[_Subject, float]] = {}
    for text, worth in ((wanted.words, BY_WORDS), (wanted.title, 1.0), (wanted.tried, BY_TRIED)):
        for one, _stem in subjects(text):
            weight = worth * rarity_of(one.root)
            if one.root not in found or found[one.root][1] < weight:
                found[one.root] = (one, weight)
    return found


def whole_of(weights: Iterable[float]) -> float:
    """What a line that says it all would weigh. A long question is not all in one line: three words said are enough."""
    return sum(sorted(weights, reverse=True)[:3]) or 1.0


@dataclass
class Pool:
    """Those who may be asked, their words indexed once; then each question is led in milliseconds, for only the lines
    that hold its words are looked at. `counted`: when `profiles` are some of a large club."""

    profiles: Sequence[Profile]
    counted: Counted | None = None
    # By root and by stem: (number of the line, worth).
    _roots: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    _stems: dict[str, list[tuple[int, float]]] = field(default_factory=lambda: defaultdict(list))
    _lines: list[tuple[int, Line]] = field(default_factory=list)  # number of the profile, line
    _seen: Counter[str] = field(default_factory=Counter)  # by root: profiles that say it
    _by_sector: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_theme: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for number, profile in enumerate(self.profiles):
            said: set[str] = set()
            for line in profile.lines:
                said |= self._add(number, line)
            self._seen.update(said)
            for sector in profile.sectors:
                self._by_sector[sector].append(number)
            for theme in profile.themes:
                self._by_theme[theme].append(number)

    def _add(self, profile: int, line: Line) -> set[str]:
        number = len(self._lines)
        self._lines.append((profile, line))
        title = subjects(line.title)
        known = {one.root for one, _stem in title}
        for words, worth in ((title, 1.0), (subjects(line.more) if line.more else (), BY_DETAIL)):
            for one, its_stem in words:
                if worth < 1 and one.root in known:
                    continue
                self._roots[one.root].append((number, worth))
                self._stems[its_stem].append((number, worth))
                known.add(one.root)
        return known

    def rarity(self, key: str) -> float:
        if self.counted:
            return rarity(self.counted.seen.get(key, 0), self.counted.size)
        return rarity(self._seen[key], len(self.profiles))

    def evidence(self, wanted: Wanted) -> dict[int, list[tuple[float, Line]]]:
        """By number of profile: its lines that speak of the question, each with how much, from 0 to about 1."""
        found: dict[int, float] = defaultdict(float)
        weights: list[float] = []
        about = asked_about(wanted, self.rarity)
        for one, weight in about.values():
            hits: dict[int, float] = {}
            for key in one.synonyms:
                for line, worth in self._stems.get(key, ()):
                    hits[line] = max(hits.get(line, 0.0), BY_SYNONYM * worth)
            for line, worth in self._roots.get(one.root, ()):
                hits[line] = max(hits.get(line, 0.0), worth)
            for line, worth in hits.items():
                found[line] += weight * worth
            weights.append(weight if hits else BY_UNSAID * weight)
        whole = whole_of(weights)
        by_profile: dict[int, list[tuple[float, Line]]] = defaultdict(list)
        for number, sum_of_words in found.items():
            if (value := min(1.2, sum_of_words / whole)) >= LEAST:
                profile, said = self._lines[number]
                by_profile[profile].append((value * WEIGHTS[said.kind], said))
        return by_profile

    def route(self, wanted: Wanted, *, most: int = MOST_ASKED) -> list[Chosen]:
        """Whom to ask, the likeliest first: at most `most`, one of each organization; none who was asked too often."""
        evidence = self.evidence(wanted)
        themed = set(self._by_theme.get(wanted.theme, ())) if wanted.theme else set()
        alike = set(self._by_sector.get(wanted.sector, ())) if wanted.sector else set()
        scored: list[tuple[float, int]] = []
        for number in {*evidence, *themed, *alike}:
            profile = self.profiles[number]
            if profile.asked_lately >= MOST_IN_A_WEEK:
                continue
            best: dict[str, float] = {}
            for value, line in evidence.get(number, ()):
                best[line.kind] = max(best.get(line.kind, 0.0), value)
            # The second proof counts for a half, the third for a quarter.
            values = sorted(best.values(), reverse=True)
            score = sum(value / 2**rank for rank, value in enumerate(values))
            score += THEME * (number in themed) + SECTOR * (number in alike)
            scored.append((score * TIRED**profile.asked_lately, number))
        scored.sort(key=lambda one: (-one[0], self.profiles[one[1]].person))
        return self._chosen(wanted, scored, evidence, themed, most)

    def _chosen(self, wanted, scored, evidence, themed, most) -> list[Chosen]:
        chosen: list[Chosen] = []
        organizations: set[int] = set()
        people: set[int] = set()
        by_sector = 0
        least = SHARE * scored[0][0] if scored else 0.0
        for score, number in scored:
            profile = self.profiles[number]
            only_sector = number not in themed and not evidence.get(number)
            if profile.organization in organizations or profile.person in people:
                continue
            if len(chosen) >= most or (score < least and not only_sector):
                break
            if only_sector and (by_sector >= MOST_BY_SECTOR or len(chosen) >= most // 2):
                continue
            by_sector += only_sector
            organizations.add(profile.organization)
            people.add(profile.person)
            kind, what = _reason(wanted, evidence.get(number, []), number in themed)
            chosen.append(Chosen(profile, score, kind, what))
        return chosen


def _reason(wanted: Wanted, evidence: list[tuple[float, Line]], themed: bool) -> tuple[str, str]:
    """Their best proof, or the theme, or the sector."""
    best = max(evidence, key=lambda one: one[0], default=None)
    if best and not (themed and best[0] < CLEAR):
        return best[1].kind, best[1].title
    return ("theme", wanted.theme_name) if themed else ("sector", wanted.sector_name)
