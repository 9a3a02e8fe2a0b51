"""The codes of places in a call, and whether a call is open to a territory."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from essaim.clubs.models import Club
from essaim.clubs.queries import municipalities_of
from essaim.territory.models import Department, Intermunicipality, Municipality, Region

from .enums import Scale
from .models import Call

WIDE = (Scale.EUROPE, Scale.COUNTRY)


@dataclass(frozen=True)
class Ground:
    """A territory as every code that holds it or is in it: `region:32`, `department:62`, `epci:…`, `commune:…`."""

    codes: frozenset[str] = field(default_factory=frozenset)

    def covered_by(self, call: Call) -> bool | None:
        """Whether the call is open there; None when its territory is not told."""
        return covers(call.scale, call.places, self.codes)


def covers(scale: str, places: Iterable[str], codes: Collection[str]) -> bool | None:
    """The same on bare values."""
    if scale in WIDE:
        return True
    if not scale:
        return None
    return any(one in codes for one in places)


def ground_of(club: Club) -> Ground:
    """The ground of a club's territory: its communes, and what they are in. One query."""
    return ground_of_municipalities(municipalities_of(club))


def ground_of_municipalities(rows) -> Ground:
    """The same for a queryset of communes. One query."""
    codes: set[str] = set()
    for insee, epci, department, region in rows.values_list(
        "insee_code", "intermunicipality_id", "department_id", "department__region_id"
    ):
        codes |= {f"commune:{insee}", f"department:{department}", f"region:{region}"}
        if epci:
            codes.add(f"epci:{epci}")
    return Ground(frozenset(codes))


MODELS = {"region": Region, "department": Department, "epci": Intermunicipality, "commune": Municipality}


def names_of(places: Iterable[str]) -> dict[str, str]:
    """Names by code, for the page and the facets. One query for each scale that is there."""
    wanted: dict[str, list[str]] = {}
    for one in places:
        scale, _colon, code = one.partition(":")
        wanted.setdefault(scale, []).append(code)
    return {
        f"{scale}:{row.pk}": str(row)
        for scale, codes in wanted.items()
        if scale in MODELS
        for row in MODELS[scale]._default_manager.filter(pk__in=codes)
    }
