"""The catalogue: what there is, near where, free when."""

from dataclasses import dataclass
from datetime import date, time

from django.db.models import QuerySet

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.search.text import Term, stem, terms_of, words_of
from essaim.territory.geometry import distance_km
from essaim.territory.models import Municipality

from ..enums import ResourceKind, ResourceState
from ..models import Resource
from ..moments import at_or_after
from .busy import busy_of, most_taken


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; each part may be left out."""

    words: str = ""
    kind: str = ""
    near: Municipality | None = None
    within_km: int | None = None
    day: date | None = None


@dataclass
class Found:
    """A means of the catalogue, with how far it is (km), how many are free for the whole day asked, and whether it says
    but a part of the words."""

    resource: Resource
    away: float | None = None
    free: int | None = None
    partly: bool = False


def resources_of(club: Club) -> QuerySet[Resource]:
    """Means with what a card shows. Four queries."""
    return (
        Resource.objects.filter(club=club)
        .select_related("owner", "municipality")
        .prefetch_related("photos", "conditions", "opening_hours")
        .order_by("name", "pk")
    )


def catalogue(club: Club, wanted: Wanted) -> list[Found]:
    """The published means that answer, the nearest first where a place is told. Four queries, seven with a day.

    Those that say all the words; where none does, as of a whole question, those that say most of them.
    """
    rows = resources_of(club).filter(state=ResourceState.PUBLISHED)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    found = [Found(row, _away(row, wanted.near), partly=partly) for row, partly in _saying(list(rows), wanted.words)]
    if wanted.near and wanted.within_km:
        found = [row for row in found if _is_within(row, wanted.within_km)]
    if wanted.day:
        starts_at = {row.resource.pk: at_or_after(wanted.day, row.resource.day_from) for row in found}
        ends_at = {row.resource.pk: at_or_after(wanted.day, row.resource.day_to) for row in found}
        busy = busy_of(
            [row.resource for row in found], at_or_after(wanted.day, time.min), at_or_after(wanted.day, time.max)
        )
        for row in found:
            pk = row.resource.pk
            taken = most_taken(busy.get(pk, []), starts_at[pk], ends_at[pk])
            row.free = max(0, row.resource.quantity - taken) if opens_on(row.resource, wanted.day) else 0
        found = [row for row in found if row.free]
    if wanted.near:
        found.sort(key=lambda row: (row.away is None, row.away or 0, row.resource.name))
    return found


def _saying(rows: list[Resource], words: str) -> list[tuple[Resource, bool]]:
    """Those that say all the telling words, each as the beginning of a word or by its stem; else those that say most of
    them, marked so. A club lends dozens of things: compared here."""
    typed = terms_of(words)
    if not typed:
        return [(row, False) for row in rows]
    counted = [(row, _count(row, typed)) for row in rows]
    most = max((count for _row, count in counted), default=0)
    return [(row, count < len(typed)) for row, count in counted if count == most and most]


def _count(row: Resource, typed: list[Term]) -> int:
    said = words_of(f"{row.name} {row.description} {row.get_kind_display()} {row.owner.name}")
    stems = {stem(word) for word in said}
    return sum(one.stem in stems or any(word.startswith(one.word) for word in said) for one in typed)


def point_of(row: Resource) -> tuple[float, float] | None:
    """Where it is; the centre of its commune unless told better."""
    if row.latitude is not None and row.longitude is not None:
        return row.latitude, row.longitude
    if row.municipality and row.municipality.latitude is not None and row.municipality.longitude is not None:
        return row.municipality.latitude, row.municipality.longitude
    return None


def _away(row: Resource, near: Municipality | None) -> float | None:
    here = point_of(row)
    if here is None or near is None or near.latitude is None or near.longitude is None:
        return None
    return distance_km(near.latitude, near.longitude, *here)


def _is_within(row: Found, distance: int) -> bool:
    """Hours of work without a place come to whoever asks; what may be anywhere is not near."""
    if row.away is None:
        return row.resource.kind == ResourceKind.SKILL and point_of(row.resource) is None
    return row.away <= distance


def opens_on(row: Resource, day: date) -> bool:
    hours = list(row.opening_hours.all())
    return not hours or any(one.weekday == day.weekday() for one in hours)


def kept_by(club: Club, organizations: list[Organization]) -> list[Resource]:
    """What these organizations lend, drafts and withdrawn included. Four queries."""
    return list(resources_of(club).filter(owner__in=organizations))
