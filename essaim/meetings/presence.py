"""Who comes, as far as this reader may be told."""

from collections.abc import Sequence
from dataclasses import dataclass

from essaim.clubs.enums import Visibility
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .models import Attendance


@dataclass(frozen=True)
class Present:
    """One line: a person, an organization, or both. `name` is empty where people are kept for members."""

    name: str
    organization: Organization | None


@dataclass(frozen=True)
class Presence:
    """`count` people come in all, guests included; `lines` say those who may be named."""

    count: int
    lines: list[Present]
    came: bool = False  # it is known who was there


def presence(club: Club, rows: Sequence[Attendance], *, is_member: bool) -> Presence:
    """`rows` have a seat. Guests are counted, never named: nobody asked them. No query."""
    named = [row for row in rows if row.brought_by_id is None]
    if is_member or club.people_visibility == Visibility.PUBLIC:
        lines = [Present(row.name, row.organization) for row in named]
    elif club.directory_visibility == Visibility.PUBLIC:
        seen = {row.organization_id: row.organization for row in named if row.organization}
        lines = [Present("", organization) for organization in seen.values()]
    else:
        lines = []
    return Presence(len(rows), lines, came=bool(rows) and all(row.checked_in_at for row in rows))
