"""What to ask the search, and what comes back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

FACETS = ("sector", "municipality", "family", "status", "skill", "member")
RESERVED = "reserved"  # in `statuses`: may answer reserved contracts (SIAE, EA, ESAT)


@dataclass(frozen=True)
class SearchRequest:
    """What a person looks for. Within one filter values add up (or); filters narrow each other (and).

    `sectors` are codes, a parent takes its children; `municipalities` are INSEE codes, `intermunicipalities` SIREN
    (they add up with `municipalities`); `near` is (latitude, longitude, radius in km); `statuses` are values of
    StatusKind, or RESERVED; `skills` are folded names. `club_id` keeps the organizations of that club's territory and
    its members; `member` keeps (True) or leaves out (False) the members of that club, of any club without `club_id`.
    `order` is "relevance" (by name when there is no text, by distance when there is `near`), "name" or "distance".
    """

    text: str = ""
    sectors: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    intermunicipalities: tuple[str, ...] = ()
    near: tuple[float, float, float] | None = None
    families: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    member: bool | None = None
    club_id: int | None = None
    order: str = "relevance"
    page: int = 1
    per_page: int = 20


class FacetCount(NamedTuple):
    """How many results a value would give. `label` is what to show, in the language of the moment."""

    value: str
    count: int  # type: ignore[assignment]  # nobody counts the fields of a count
    selected: bool = False
    label: str = ""


@dataclass
class SearchResult:
    """A page of results. Counts are exact.

    `ids`: object ids of the page, in order; `exact`: how many of `total` answer every word (the others, which come
    after, answer most of them); `facets`: by name of FACETS, each counted without its own selection, most frequent
    first ("member" has the values "yes" and "no"); `terms`: folded words of the text, for highlighting (a word of a
    page is lit when it begins with one of them); `corrected`: what was searched instead of `text`, or None;
    `distances`: km by id, when `near` was asked; `municipality_number` and `top_municipalities`: how many communes the
    results are in, and the first of them (INSEE code, count), at no cost; `revision`: changes when the index does.
    """

    ids: list[int]
    total: int
    exact: int
    page: int = 1
    per_page: int = 20
    facets: dict[str, list[FacetCount]] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)
    corrected: str | None = None
    distances: dict[int, float] = field(default_factory=dict)
    municipality_number: int = 0
    top_municipalities: list[tuple[str, int]] = field(default_factory=list)
    revision: str = ""
    count_municipalities: Callable[[], dict[str, int]] = dict

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))

    @cached_property
    def municipality_counts(self) -> dict[str, int]:
        """Results by INSEE code (every filter applied, the municipality's too), for the map. Counted when asked."""
        return self.count_municipalities()


@dataclass(frozen=True)
class Suggestion:
    """Something to finish a typed word with. `kind`: "organization", "skill", "sector" or "municipality"."""

    kind: str
    value: str  # id, folded name, code, INSEE code
    label: str
