"""What the home page shows, worked out once per change and language, then kept by each process."""

import threading
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from essaim.clubs.models import Club
from essaim.clubs.queries import listed_clubs, map_key_of
from essaim.organizations.models import Exchange, Sector
from essaim.organizations.queries import listed_organizations
from essaim.search.port import RESERVED, SearchRequest, revision, search
from essaim.territory.drawing import HexCell
from essaim.territory.queries import honeycomb_cells

SHOWN_NAMES = 6  # hexagons of structures, beside the invitation to join
EXAMPLES = 4  # sectors offered under the search field


@dataclass(frozen=True)
class ClubCard:
    """A club, with how many structures work on its territory, in how many communes."""

    club: Club
    organizations: int
    communes: int


@dataclass(frozen=True)
class Example:
    """A search that finds something: a sector and how many structures it has."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Front:
    """`only`: the club that leads the page, when there is just one. `counts`: structures by INSEE code, for the map;
    `names`: of some structures, for their hexagons."""

    clubs: list[ClubCard]
    only: Club | None
    organizations: int
    communes: int
    reserved: int
    exchanges: int
    examples: list[Example]
    cells: list[HexCell]
    counts: dict[str, int]
    directory_url: str
    names: list[str]

    @property
    def reserved_url(self) -> str:
        return self.search_url(label="marche-reserve")

    @property
    def commune_link(self) -> str:
        return f"{self.directory_url}?commune={{code}}"

    def search_url(self, **parameters: str | list[str]) -> str:
        return f"{self.directory_url}?{urlencode(parameters, doseq=True)}"


def state() -> tuple:
    """What changes when the page must: two small queries, whatever the size of the directory."""
    with connection.cursor() as cursor:  # in SQL: the ORM takes longer to write this one than the database to answer
        cursor.execute(f"SELECT COUNT(*), MAX(updated_at) FROM {Club._meta.db_table}")
        clubs = cursor.fetchone()
    return revision(), *clubs, timezone.localdate()


_lock = threading.Lock()
_kept: dict[str, tuple[tuple, Front]] = {}


def front(at: tuple) -> Front:
    """The page's content in the current language, for a `state()`."""
    language = get_language() or ""
    with _lock:
        kept = _kept.get(language)
    if kept is None or kept[0] != at:
        kept = (at, _work_out())
        with _lock:
            _kept[language] = kept
    return kept[1]


def _work_out() -> Front:
    clubs = list(listed_clubs())
    only = clubs[0] if len(clubs) == 1 else None
    club_id = only.pk if only else None
    here = search(SearchRequest(club_id=club_id, per_page=SHOWN_NAMES))
    directory_url = reverse("club_directory:index", args=[only.slug]) if only else reverse("directory:index")
    wide = set(Sector.objects.filter(parent=None).values_list("pk", flat=True))
    examples = [
        Example(facet.label, facet.count, f"{directory_url}?{urlencode({'secteur': facet.value})}")
        for facet in here.facets.get("sector", [])
        if facet.value in wide and facet.count
    ]
    return Front(
        clubs=[_card(club) for club in clubs],
        only=only,
        organizations=here.total,
        communes=len(here.municipality_counts),
        reserved=search(SearchRequest(club_id=club_id, statuses=(RESERVED,), per_page=1)).total,
        exchanges=_exchanges(),
        examples=examples[:EXAMPLES],
        cells=honeycomb_cells(map_key_of(only)) if only else [],
        counts=here.municipality_counts,
        directory_url=directory_url,
        names=list(listed_organizations().filter(pk__in=here.ids).values_list("name", flat=True)),
    )


def _card(club: Club) -> ClubCard:
    here = search(SearchRequest(club_id=club.pk, per_page=1))
    return ClubCard(club, here.total, len(here.municipality_counts))


def _exchanges() -> int:
    """Needs and offers of listed structures, still open."""
    today = timezone.localdate()
    return Exchange.objects.filter(Q(until=None) | Q(until__gte=today), organization__in=listed_organizations()).count()
