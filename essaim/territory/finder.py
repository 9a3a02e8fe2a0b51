"""Which commune is meant? An answer for each row of a file or each line that a person types.

The finder holds all communes in memory: built once, it answers thousands of rows a second. It never guesses between
two: it says which ones, the most populous first.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from essaim.kernel.text import fold

from .names import bare_name, department_of_code, plain_name, postal_code, split_code, split_department

# Likeness (0 to 100) from which a name is taken for a misspelling: at 86 `PARCLAY MESLAY` finds Parçay-Meslay, and
# Blaincourt, a commune long gone, still finds Blincourt. So callers show these answers to be checked.
CLOSE = 86
MANY = 200_000  # answers kept, so that a file of a million rows does not fill the memory


class Place(NamedTuple):
    """A commune, as the finder knows it."""

    insee_code: str
    name: str
    department: str
    intermunicipality: str = ""
    population: int = 0
    latitude: float | None = None
    longitude: float | None = None
    postal_codes: tuple[str, ...] = ()


class How(StrEnum):
    """What told the commune, from the surest to the least sure."""

    INSEE = "insee"
    POSTAL_AND_NAME = "postal_and_name"
    NAME = "name"  # the only one of that name (in the department, when it is known)
    FORMER = "former"  # the name or code of a commune since merged, or of a borough
    POSTAL = "postal"  # the only commune of that postal code
    CLOSE = "close"  # a name with a letter amiss, or its beginning alone: to be checked


class Why(StrEnum):
    """Why no commune is told."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    AMBIGUOUS = "ambiguous"
    CONTRADICTORY = "contradictory"  # the code says one place, the name another


@dataclass(frozen=True, slots=True)
class Found:
    place: Place
    how: How


@dataclass(frozen=True, slots=True)
class NotFound:
    why: Why
    candidates: tuple[Place, ...] = ()


Answer = Found | NotFound
Index = dict[str, list[Place]]


@dataclass
class MunicipalityFinder:
    """Finds communes among `places`; `former` are (code, name, code of the current commune).

    `prefer` holds INSEE codes (say, of a club's territory): they win between communes of the same name.
    """

    places: Iterable[Place]
    former: Iterable[tuple[str, str, str]] = ()
    departments: dict[str, str] = field(default_factory=dict)  # folded name → code
    prefer: Collection[str] = ()

    def __post_init__(self) -> None:
        self._by_insee: dict[str, Place] = {}
        self._by_postal: Index = {}
        self._by_plain: Index = {}
        self._by_bare: Index = {}
        self._by_department: Index = {}
        self._answers: dict[tuple[str, str, str, str], Answer] = {}
        for place in self.places:
            self._by_insee[place.insee_code] = place
            self._by_department.setdefault(place.department, []).append(place)
            for code in place.postal_codes:
                self._by_postal.setdefault(code, []).append(place)
            self._index(place, place.name)
        self._former_codes: dict[str, Place] = {}
        self._former_plain: Index = {}
        self._former_bare: Index = {}
        for code, name, current in self.former:
            if not (successor := self._by_insee.get(current)):
                continue
            self._former_codes.setdefault(code, successor)
            plain = plain_name(name)
            for index, key in ((self._former_plain, plain), (self._former_bare, bare_name(plain))):
                known = index.setdefault(key, [])
                if successor not in known:
                    known.append(successor)

    def _index(self, place: Place, name: str) -> None:
        plain = plain_name(name)
        self._by_plain.setdefault(plain, []).append(place)
        self._by_bare.setdefault(bare_name(plain), []).append(place)

    def find(
        self, text: str = "", *, name: str = "", postal: str = "", insee: str = "", department: str = ""
    ) -> Answer:
        """Tell the commune from what there is: a free `text` (`62400 Béthune`), or separate cells; all may be untidy.

        `department` (code or name) helps a name alone. Never raises: an answer is Found or NotFound.
        """
        if text:
            code, rest = split_code(text)
            if not code and not department:
                rest, department = split_department(rest)
            name = name or rest
            postal = postal or code
        key = (name, postal, insee, department)
        if (answer := self._answers.get(key)) is None:
            if len(self._answers) > MANY:
                self._answers.clear()
            answer = self._answers[key] = self._find(*key)
        return answer

    def department_code(self, hint: str) -> str:
        """The code of a department written as a code (`62`, `062`) or a name; empty when it is none."""
        found = self._departments_of(hint)
        return found[0] if found else ""

    def get(self, insee_code: str) -> Place | None:
        """The commune of that INSEE code, which may be a former one's."""
        return self._by_insee.get(insee_code) or self._former_codes.get(insee_code)

    def _find(self, name: str, postal: str, insee: str, department: str) -> Answer:
        if code := postal_code(insee):
            if place := self._by_insee.get(code):
                return Found(place, How.INSEE)
            if place := self._former_codes.get(code):
                return Found(place, How.FORMER)
        code, plain = postal_code(postal), plain_name(name)
        if not code and not plain:
            return NotFound(Why.UNKNOWN if insee.strip() or postal.strip() else Why.EMPTY)
        if code and code not in self._by_postal and not plain and (place := self.get(code)):
            return Found(place, How.INSEE)  # an INSEE code written where a postal code was asked
        if not plain:
            return self._from_postal_alone(code)
        there = self._by_postal.get(code)
        if there and (answer := self._by_name(plain, How.POSTAL_AND_NAME, there.__contains__, code)):
            return answer
        wanted = department_of_code(code) if code else self._departments_of(department)
        if answer := self._by_name(plain, How.NAME, lambda place: place.department in wanted if wanted else True):
            return answer
        return self._last_resort(code, plain, wanted)

    def _from_postal_alone(self, code: str) -> Answer:
        places = self._by_postal.get(code, [])
        if len(places) == 1:
            return Found(places[0], How.POSTAL)
        return self._not_found(Why.AMBIGUOUS if places else Why.UNKNOWN, places)

    def _by_name(self, plain: str, how: How, allowed: Callable[[Place], bool], code: str = "") -> Answer | None:
        """Look the name up, exact before bare, current before former; within a postal code, its beginning suffices."""
        bare = bare_name(plain)
        for index, key, way in (
            (self._by_plain, plain, how),
            (self._by_bare, bare, how),
            (self._former_plain, plain, How.FORMER),
            (self._former_bare, bare, How.FORMER),
        ):
            if places := [place for place in index.get(key, ()) if allowed(place)]:
                return self._one_of(places, way)
        if code:
            begun = [
                place
                for place in self._by_postal[code]
                if (other := plain_name(place.name)).startswith(plain + " ") or plain.startswith(other + " ")
            ]
            if begun:
                return self._one_of(begun, how)
        return None

    def _one_of(self, places: list[Place], how: How) -> Answer:
        if len(places) > 1 and len(preferred := [p for p in places if p.insee_code in self.prefer]) == 1:
            places = preferred
        return Found(places[0], how) if len(places) == 1 else self._not_found(Why.AMBIGUOUS, places)

    def _last_resort(self, code: str, plain: str, wanted: tuple[str, ...]) -> Answer:
        """A letter amiss, a hamlet whose postal code has one commune; else say what is near."""
        nearby = self._by_postal.get(code) or [p for key in wanted for p in self._by_department.get(key, ())]
        if nearby and (place := _closest(plain, nearby)):
            return Found(place, How.CLOSE)
        if begun := [place for place in nearby if plain_name(place.name).startswith(plain + " ")]:
            return self._one_of(begun, How.CLOSE)
        places = self._by_postal.get(code, [])
        elsewhere = self._by_plain.get(plain) or self._by_bare.get(bare_name(plain)) or []
        if code and elsewhere:
            return self._not_found(Why.CONTRADICTORY, [*places, *elsewhere])
        if len(places) == 1:
            return Found(places[0], How.POSTAL)
        return self._not_found(Why.AMBIGUOUS if places else Why.UNKNOWN, places)

    def _departments_of(self, hint: str) -> tuple[str, ...]:
        hint = hint.strip()
        for code in (hint.upper(), hint.lstrip("0").zfill(2)):  # 974, 2a; 1, 062
            if code in self._by_department:
                return (code,)
        found = self.departments.get(fold(hint))
        return (found,) if found else ()

    def _not_found(self, why: Why, places: Iterable[Place]) -> NotFound:
        ranked = sorted(
            dict.fromkeys(places), key=lambda p: (p.insee_code not in self.prefer, -p.population, p.insee_code)
        )
        return NotFound(why, tuple(ranked[:20]))


def _closest(plain: str, places: list[Place]) -> Place | None:
    """The one commune whose name is nearly this one; none when two are as close, or when the name is very short."""
    if len(plain) < 5:
        return None
    best = process.extract(plain, [plain_name(p.name) for p in places], scorer=fuzz.ratio, score_cutoff=CLOSE, limit=2)
    if not best or (len(best) > 1 and best[0][1] - best[1][1] < 4):
        return None
    return places[best[0][2]]
