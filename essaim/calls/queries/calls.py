"""Reading calls."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.organizations.models import Sector

from ..enums import STANDING
from ..models import Call, CallRecord, Change
from ..territories import ground_of


def calls_seen_in(club: Club) -> QuerySet[Call]:
    """Calls that the club's members see: shared ones and its own, without those that were merged into another."""
    return Call.objects.filter(Q(club=None) | Q(club=club), merged_into=None)


def open_calls(club: Club | None = None) -> QuerySet[Call]:
    """Those that one may still answer, the nearest deadline first, permanent ones last. Of a club, else shared ones."""
    rows = calls_seen_in(club) if club else Call.objects.filter(club=None, merged_into=None)
    return rows.filter(Q(deadline=None) | Q(deadline__gt=timezone.now()), status__in=STANDING).order_by(
        F("deadline").asc(nulls_last=True), "pk"
    )


def closing_soon(club: Club, days: int) -> QuerySet[Call]:
    """Open calls whose deadline is within so many days."""
    return open_calls(club).filter(deadline__lte=timezone.now() + timedelta(days=days))


def history_of(call: Call) -> list[Change]:
    """What changed, the latest first. One query."""
    return list(call.changes.select_related("source", "actor"))


def changes_of(call: Call, since: datetime) -> QuerySet[Change]:
    return call.changes.filter(at__gt=since)


def latest_changes(club: Club, since: datetime) -> QuerySet[Change]:
    """Changes in what the club sees, the latest first."""
    return Change.objects.filter(call__in=calls_seen_in(club), at__gt=since).select_related("call")


def records_of(call: Call) -> list[CallRecord]:
    """Where it was read, the first one first. One query."""
    return list(call.records.select_related("source"))


def sort_ids(ids: Sequence[int], order: str) -> list[int]:
    """Keys by deadline (`deadline`: still to come first, then permanent ones, then past) or `new`. One query."""
    rows = Call.objects.filter(pk__in=ids)
    if order == "new":
        return list(rows.order_by("-created_at", "-pk").values_list("pk", flat=True))
    now = timezone.now()
    held = list(rows.values_list("pk", "deadline", "status"))

    def place(row) -> tuple:
        pk, deadline, status = row
        if status not in STANDING or (deadline and deadline <= now):
            return (2, -(deadline.timestamp() if deadline else 0), pk)
        return (0, deadline.timestamp(), pk) if deadline else (1, 0, pk)

    return [row[0] for row in sorted(held, key=place)]


def in_order(ids: Sequence[int]) -> list[Call]:
    """The calls of a page, in the order given. One query."""
    rows = Call.objects.select_related("organization").in_bulk(list(ids))
    return [rows[pk] for pk in ids if pk in rows]


def sectors_to_choose(besides: Collection[str] = ()) -> list[tuple[str, str]]:
    """Codes and names of the sectors of the first level, and of these. One query."""
    return [(row.pk, str(row)) for row in Sector.objects.filter(Q(parent=None) | Q(pk__in=list(besides)))]


def with_a_deadline(club: Club, since: datetime, most: int) -> list[Call]:
    """For a calendar: what the club sees, open to its territory or to nobody knows where, by deadline. Three queries
    at most."""
    ground = ground_of(club)
    rows = calls_seen_in(club).filter(deadline__gt=since).order_by("deadline", "pk")
    return [call for call in rows.iterator() if ground.covered_by(call) is not False][:most]
