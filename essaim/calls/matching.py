"""Whether two records speak of the same call. Pure: benchmarks/quality/calls.py measures it on labelled pairs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz, process

from essaim.kernel.text import fold

from .enums import CallKind
from .parsing.dates import PARIS

# Likeness of folded titles, 0 to 100 (rapidfuzz's token_sort_ratio: the order of words does not count).
CLOSE, NEARLY_EQUAL, ON_SAME_PAGE = 88, 96, 60
SAME_FUNDER = 80
SPELLING = 75
MOST_MOVED = 45  # days
SHORT = 12  # signs: a shorter title says too little alone
_TRACKING = ("utm_", "at_", "mtm_", "pk_", "fbclid", "gclid", "xtor")


class Why(StrEnum):
    """What told it, the surest first."""

    FOLDER = "folder"  # the same contract folder: a notice, and what corrects or cancels it
    ADDRESS = "address"  # the same page, and titles that are alike
    TITLE = "title"  # close titles, the same funder, no date and no place that say otherwise


@dataclass(frozen=True)
class Facts:
    """What is compared. `title` and `funders` are folded."""

    title: str
    funders: tuple[str, ...] = ()
    url: str = ""
    deadline: date | None = None
    folder: str = ""
    scale: str = ""
    places: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    bought: bool = False  # a contract: many buyers give the same title


def facts(
    *, title: str, funders: Iterable[str] = (), url: str = "", deadline: datetime | None = None,
    contract_folder: str = "", scale: str = "", places: Iterable[str] = (), kind: str = "", **_others: object,
) -> Facts:  # fmt: skip
    """Of the values of a Found or of a Call."""
    plain = fold(title)
    return Facts(
        title=plain,
        funders=tuple(filter(None, map(fold, funders))),
        url=page_key(url),
        deadline=deadline.astimezone(PARIS).date() if deadline else None,
        folder=contract_folder,
        scale=scale,
        places=frozenset(places),
        numbers=frozenset(word for word in plain.split() if word.isdecimal()),
        bought=kind in (CallKind.TENDER, CallKind.RESERVED_TENDER),
    )


def page_key(url: str) -> str:
    """An address without what changes nothing to the page; nothing for a home page, which tells no call."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    path = parts.path.rstrip("/")
    query = [(name, value) for name, value in parse_qsl(parts.query) if not name.startswith(_TRACKING)]
    if not parts.hostname or (not path and not query):
        return ""
    held = f"?{urlencode(sorted(query))}" if query else ""
    return f"{parts.hostname.removeprefix('www.')}{path}{held}"


def same(a: Facts, b: Facts) -> Why | None:
    """Why they are one call, or None."""
    if a.folder and a.folder == b.folder:
        return Why.FOLDER
    likeness = fuzz.token_sort_ratio(a.title, b.title)
    if a.url and a.url == b.url and likeness >= ON_SAME_PAGE and a.numbers == b.numbers:
        return Why.ADDRESS
    if likeness < CLOSE or a.numbers != b.numbers:
        return None
    if _apart(a, b) or not _same_words(a.title, b.title):
        return None
    funder = _same_funder(a, b)
    # Two catalogues name the same aid by its operator, or by the ministry behind it.
    named_alike = a.title == b.title and _same_ground(a, b) and not (a.bought or b.bought)
    if (funder is False and not named_alike) or (funder is None and likeness < NEARLY_EQUAL):
        return None
    if min(len(a.title), len(b.title)) < SHORT and not (funder and a.title == b.title and _same_ground(a, b)):
        return None
    moved = abs((a.deadline - b.deadline).days) if a.deadline and b.deadline else 0
    # One of the two was moved, or it is another year's call: the title must then be the same, and the year.
    if moved and not _swapped(a, b) and (moved > MOST_MOVED or likeness < NEARLY_EQUAL or not funder):
        return None
    return Why.TITLE


def _same_words(one: str, other: str) -> bool:
    """Whether each word that only one title has is a spelling of one that only the other has: « poste » is not
    « projet »."""
    mine, theirs = set(one.split()) - set(other.split()), set(other.split()) - set(one.split())
    if not mine or not theirs:
        return True
    return all(any(fuzz.ratio(word, match) >= SPELLING for match in theirs) for word in mine) or all(
        any(fuzz.ratio(word, match) >= SPELLING for match in mine) for word in theirs
    )


def _same_ground(a: Facts, b: Facts) -> bool:
    return bool(a.scale) and a.scale == b.scale and a.places == b.places


def _swapped(a: Facts, b: Facts) -> bool:
    """Whether one source took the day for the month: 11/07 and 07/11 of one year."""
    one, other = a.deadline, b.deadline
    if one is None or other is None:
        return False
    return (one.year, one.day, one.month) == (other.year, other.month, other.day)


def _same_funder(a: Facts, b: Facts) -> bool | None:
    """None when one of them names nobody."""
    if not a.funders or not b.funders:
        return None
    return any(
        fuzz.token_set_ratio(one, other, processor=None) >= SAME_FUNDER or _initials(one) in other.split()
        or _initials(other) in one.split()
        for one in a.funders
        for other in b.funders
    )  # fmt: skip


_LITTLE = {"de", "du", "des", "la", "le", "les", "l", "d", "et", "en", "a", "au", "aux", "pour", "sur"}


def _initials(name: str) -> str:
    """`banque publique d investissement france` → `bpif`; nothing for one word."""
    words = [word for word in name.split() if word not in _LITTLE]
    return "".join(word[0] for word in words) if len(words) > 2 else "\n"


def _apart(a: Facts, b: Facts) -> bool:
    """Whether both say where, and nowhere in common."""
    return bool(a.places and b.places and a.scale == b.scale and not a.places & b.places)


@dataclass
class _Entry:
    facts: Facts
    sources: set[int]
    key: int


@dataclass
class Index:
    """Calls that are known, to be asked about one more record. Keys are the caller's."""

    _entries: list[_Entry] = field(default_factory=list)
    _titles: list[str] = field(default_factory=list)
    _by_url: dict[str, list[int]] = field(default_factory=dict)
    _by_folder: dict[str, list[int]] = field(default_factory=dict)

    def add(self, key: int, held: Facts, sources: Iterable[int] = ()) -> None:
        place = len(self._entries)
        self._entries.append(_Entry(held, set(sources), key))
        self._titles.append(held.title)
        if held.url:
            self._by_url.setdefault(held.url, []).append(place)
        if held.folder:
            self._by_folder.setdefault(held.folder, []).append(place)

    def joined(self, key: int, source: int) -> None:
        """Another source now speaks of that call."""
        for entry in self._entries:
            if entry.key == key:
                entry.sources.add(source)

    def find(self, held: Facts, source: int) -> tuple[int, Why] | None:
        """The call that it speaks of. Two records of one source are two calls, but for a same contract folder."""
        for place in self._by_folder.get(held.folder, ()) if held.folder else ():
            return self._entries[place].key, Why.FOLDER
        close = process.extract(
            held.title, self._titles, scorer=fuzz.token_sort_ratio, score_cutoff=CLOSE, limit=8, processor=None
        )
        places = [*self._by_url.get(held.url, ()), *(place for _title, _score, place in close)]
        for place in dict.fromkeys(places):
            entry = self._entries[place]
            if source not in entry.sources and (why := same(entry.facts, held)) is not None:
                return entry.key, why
        return None
