"""What the directory shows: the answer of the search, and the cards of one page of it."""

from collections.abc import Iterable
from dataclasses import replace

from essaim.clubs.enums import Visibility
from essaim.clubs.models import Club
from essaim.clubs.queries import map_key_of
from essaim.kernel.remembered import remembered
from essaim.organizations.models import Sector, Skill
from essaim.search.port import SearchResult, every_id, search
from essaim.territory.drawing import HexCell
from essaim.territory.models import Municipality
from essaim.territory.queries import honeycomb_cells

from .criteria import Criteria

PER_PAGE = 20
INSTALLATION_MAP = "clubs"
MOST_TAGS = 3


def every_list_is_public() -> bool:
    """Whether no club keeps the list of its members for its members."""
    return remembered(
        "directory.every_list_is_public",
        lambda: not Club.objects.filter(directory_visibility=Visibility.MEMBERS).exists(),
    )


def map_cells(club: Club | None) -> list[HexCell]:
    """The honeycomb of a club, or of the installation: of its only club, or of all of them. Three or four queries."""
    return remembered(("directory.map_cells", club.pk if club else None), lambda: _cells(club))


def _cells(club: Club | None) -> list[HexCell]:
    if club is None:
        only, *others = [*Club.objects.order_by("pk")[:2], None]
        club = only if only and not any(others) else None
    return honeycomb_cells(map_key_of(club) if club else INSTALLATION_MAP)


def all_sectors() -> dict[str, Sector]:
    """All sectors by code, in their order. One query, none while the database stands still."""
    return remembered("directory.all_sectors", lambda: {sector.pk: sector for sector in Sector.objects.all()})


def communes_by_code(codes: Iterable[str]) -> dict[str, Municipality]:
    """The communes of these INSEE codes. One query."""
    return Municipality.objects.in_bulk(list(codes))


def skill_names(folded: Iterable[str]) -> dict[str, str]:
    """How a know-how is written, by its folded name. One query, none when nothing is asked."""
    asked = list(folded)
    return dict(Skill.objects.filter(folded_name__in=asked).values_list("folded_name", "name")) if asked else {}


def look_up(criteria: Criteria, club: Club | None, *, per_page: int = PER_PAGE) -> SearchResult:
    """The answer to the criteria. Past the last page, the last page."""
    club_id = club.pk if club else None
    result = search(criteria.request(club_id=club_id, per_page=per_page))
    if criteria.page > result.pages:
        result = search(replace(criteria, page=result.pages).request(club_id=club_id, per_page=per_page))
    return result


def ids_of(criteria: Criteria, club: Club | None, limit: int) -> tuple[list[int], int]:
    """The ids of all that answers, best first, at most `limit`; and how many answer in all."""
    return every_id(criteria.request(club_id=club.pk if club else None), limit)
