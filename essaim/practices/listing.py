"""The list: what is typed and chosen, what the search finds, the choices with their counts."""

from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.search.labels import labels
from essaim.search.port import Query, select

from . import queries
from .enums import Audience, Cost
from .models import Practice
from .searching import NAME

PER_PAGE = 12
# Name in the address → facet.
CHOICES = {"secteur": "sector", "theme": "word", "cout": "cost"}


@dataclass(frozen=True)
class Choice:
    """One field of the form: its name in the address, its label, its values with their counts."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


@dataclass
class Listing:
    """What the page shows: the rows of the page, how many in all, what could be chosen, whether anything was."""

    rows: list[Practice]
    total: int
    page: int
    pages: int
    typed: str = ""
    adopted: bool = False
    choices: list[Choice] = field(default_factory=list)
    corrected: str | None = None

    @property
    def narrowed(self) -> bool:
        return bool(self.typed or self.adopted or any(one.chosen for one in self.choices))


def listing(club: Club, asked: QueryDict, *, member: bool) -> Listing:
    """The practices that answer what is asked, for a member or for a visitor. A value that is not known is no filter.
    A fixed number of queries."""
    typed = " ".join(asked.get("q", "").split())[:200]
    chosen = {facet: asked.get(name, "").strip()[:60] for name, facet in CHOICES.items()}
    adopted = asked.get("reprise") == "1"
    filters: dict[str, list[str]] = {"club": [str(club.pk)]}
    if not member:
        filters["audience"] = [Audience.PUBLIC.value]
    filters |= {facet: [value] for facet, value in chosen.items() if value}
    if adopted:
        filters["adopted"] = ["yes"]
    found = select(NAME, Query(text=typed, filters=filters))
    ids = [int(number) for number in found.columns.ids.view[found.ordered(found.total)]]
    if not typed:  # no word to be near to: the latest first
        ids = queries.latest_first(ids)
    pages = max(1, -(-len(ids) // PER_PAGE))
    asked_page = asked.get("page", "1")
    page = min(max(int(asked_page) if asked_page.isdecimal() else 1, 1), pages)
    shown = ids[(page - 1) * PER_PAGE : page * PER_PAGE]
    names = {"secteur": _("Secteur"), "theme": _("Thème"), "cout": _("Dépense au départ")}
    choices = [
        Choice(name, names[name], _options(club, facet, found.facet(facet)), chosen[facet])
        for name, facet in CHOICES.items()
    ]
    return Listing(
        queries.in_order(club, shown), len(ids), page, pages, typed, adopted, choices, found.corrected
    )  # fmt: skip


def _options(club: Club, facet: str, counts: dict[str, int]) -> list[tuple[str, str]]:
    """Values that have results, with their label and count: costs in their order, the others most frequent first."""
    present = {value: count for value, count in counts.items() if value}
    if facet == "cost":
        named = {kind.value: str(kind.label) for kind in Cost}
        order = [value for value in named if value in present]
    else:
        named = labels("sector", present) if facet == "sector" else queries.words_by_value(club, present)
        order = sorted(present, key=lambda value: (-present[value], value))
    return [(value, f"{named.get(value, value)} ({present[value]})") for value in order]
