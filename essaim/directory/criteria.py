"""What a person asked for, once understood: it is the address of the page, and a request to the search."""

from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

from essaim.search.port import SearchRequest
from essaim.territory.models import Municipality

from .enums import FAMILY_WORDS, LABEL_WORDS, MEMBER_WORDS, word_of


@dataclass(frozen=True)
class Notice:
    """A gentle sentence above the results, with the doors it opens: (label, criteria)."""

    sentence: str
    doors: tuple[tuple[str, "Criteria"], ...] = ()
    sign_in: bool = False


@dataclass(frozen=True)
class Criteria:
    """`lieu` is what was typed, `places` the communes it means; `communes` are ticked ones, by INSEE code."""

    text: str = ""
    sectors: tuple[str, ...] = ()
    lieu: str = ""
    radius: int | None = None  # km around the first of `places`
    communes: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    member: bool | None = None
    view: str = ""
    page: int = 1
    places: tuple[Municipality, ...] = field(default=(), compare=False)

    def changed(self, **changes: Any) -> "Criteria":
        """The same search otherwise, from its first page."""
        if "lieu" in changes:
            changes.setdefault("places", ())
        return replace(self, **{"page": 1, **changes})

    def without(self, name: str, value: str) -> "Criteria":
        """The same search without one value of a filter."""
        kept = getattr(self, name)
        if isinstance(kept, tuple):
            return self.changed(**{name: tuple(one for one in kept if one != value)})
        empty = next(one.default for one in fields(self) if one.name == name)
        return self.changed(**{name: empty})

    def parameters(self) -> list[tuple[str, str]]:
        """The parameters of the address, always in the same order; what is not asked is left out."""
        pairs = [("q", self.text)]
        pairs += [("secteur", code) for code in self.sectors]
        pairs += [("lieu", self.lieu), ("rayon", str(self.radius or ""))]
        pairs += [("commune", code) for code in self.communes]
        pairs += [("famille", word_of(FAMILY_WORDS, value)) for value in self.families]
        pairs += [("label", word_of(LABEL_WORDS, value)) for value in self.labels]
        pairs += [("savoir-faire", name) for name in self.skills]
        pairs += [("membre", "" if self.member is None else word_of(MEMBER_WORDS, self.member))]
        pairs += [("vue", self.view), ("page", str(self.page) if self.page > 1 else "")]
        return [(name, value) for name, value in pairs if value]

    @property
    def query(self) -> str:
        """`?q=cantine&lieu=Béthune`, or nothing."""
        return "?" + urlencode(self.parameters()) if self.parameters() else ""

    @property
    def filter_count(self) -> int:
        """How many filters are on, the words left aside."""
        return sum(1 for name, _value in self.parameters() if name not in ("q", "rayon", "vue", "page"))

    @property
    def is_empty(self) -> bool:
        return not self.text and not self.filter_count

    def request(self, *, club_id: int | None = None, per_page: int = 20, order: str = "relevance") -> SearchRequest:
        """The same, as the search understands it. A place with a radius is a circle; without one, its communes."""
        near, codes = None, self.communes
        centre = self.places[0] if self.places else None
        if self.radius and centre and centre.latitude is not None and centre.longitude is not None:
            near = (centre.latitude, centre.longitude, float(self.radius))
        elif self.places:
            codes = tuple(dict.fromkeys([*(place.pk for place in self.places), *codes]))
        return SearchRequest(
            text=self.text, sectors=self.sectors, municipalities=codes, near=near, families=self.families,
            statuses=self.labels, skills=self.skills, member=self.member, club_id=club_id, order=order,
            page=self.page, per_page=per_page,
        )  # fmt: skip
