"""What the club did not have to spend, over a year: what was lent, at the price of hiring, less what was paid."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Min

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind, ResourceState
from essaim.resources.models import Resource

from ..enums import Source
from ..models import Entry, ReferencePrice, ValueSettings
from ..worth import prices_of, value_of


@dataclass
class Line:
    """A kind, over a year. Cents and minutes; `count`: loans and help, those undone left out."""

    kind: str
    count: int = 0
    minutes: int = 0
    worth: int = 0
    paid: int = 0
    returned: int = 0  # hours owed in return, at the price of an hour of staff

    @property
    def label(self) -> str:
        return str(ResourceKind(self.kind).label)

    @property
    def saved(self) -> int:
        return self.worth - self.paid - self.returned


@dataclass
class Year:
    year: int
    lines: list[Line] = field(default_factory=list)
    structures: int = 0

    @property
    def total(self) -> Line:
        whole = Line("")
        for line in self.lines:
            for name in ("count", "minutes", "worth", "paid", "returned"):
                setattr(whole, name, getattr(whole, name) + getattr(line, name))
        return whole


def year_of(club: Club, year: int) -> Year:
    """Two queries. An undone line and what undoes it both count for nothing, whatever their days."""
    hour = prices_of(club)[ResourceKind.SKILL]
    rows = Entry.objects.filter(
        club=club, day__year=year, source__in=[Source.BOOKING, Source.TYPED], undone_by=None
    ).values_list("kind", "minutes", "worth", "cents", "owed_minutes", "giver", "receiver")
    lines: dict[str, Line] = {}
    met: dict[int, bool] = defaultdict(bool)
    for kind, minutes, worth, cents, owed, giver, receiver in rows:
        line = lines.setdefault(kind, Line(kind))
        line.count += 1
        line.minutes += minutes
        line.worth += worth
        line.paid += cents
        line.returned += value_of(ResourceKind.SKILL, owed, hour)
        met[giver] = met[receiver] = True
    order = {kind: i for i, kind in enumerate(ResourceKind.values)}
    return Year(year, sorted(lines.values(), key=lambda line: order[line.kind]), len(met))


def years_of(club: Club, today: date) -> list[int]:
    """The years that have something, and this one; the latest first. One query."""
    first = Entry.objects.filter(club=club).aggregate(first=Min("day"))["first"]
    return list(range(today.year, (first.year if first else today.year) - 1, -1))


def is_public(club: Club) -> bool:
    return ValueSettings.objects.filter(club=club, public=True).exists()


def means_of(club: Club, owner: Organization) -> list[tuple[Resource, int | None]]:
    """What a structure lends, by name, with the price that it says. Two queries."""
    said = dict(ReferencePrice.objects.filter(club=club, owner=owner).values_list("resource", "cents"))
    rows = Resource.objects.filter(club=club, owner=owner).exclude(state=ResourceState.WITHDRAWN).order_by("name", "pk")
    return [(row, said.get(row.pk)) for row in rows]
