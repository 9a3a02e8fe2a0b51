"""What each member brought to the club, for its organisers: to thank, and to take news of who has gone quiet.

No score and no ranking: members come by name, with what they did in words.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from essaim.kernel.registry import Registry
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from .models import Club
from .register import Line, register_on

# Two quarters, as the club meets each quarter: two meetings missed and nothing else.
QUIET_AFTER = timedelta(days=183)
LOOK_BACK = timedelta(days=730)


@dataclass(frozen=True)
class Contribution:
    """A kind of thing that members give.

    `words(count)`: « accueilli une rencontre », « accueilli 2 rencontres »: what comes after « a ».
    `read(club, since)`: (organization key, day) for each time, in a fixed number of queries.
    """

    words: Callable[[int], str]
    read: Callable[[Club, date], Iterable[tuple[int, date]]]


contributions: Registry[Contribution] = Registry()


@dataclass(frozen=True)
class Involved:
    """A member, what it gave in the last two years, when it was last seen, whom to ask."""

    line: Line
    gave: list[str]
    last: date | None
    quiet: bool
    contact: Representation | None

    @property
    def organization(self) -> Organization:
        return self.line.organization

    @property
    def address(self) -> str:
        """Where to write to them: the contact's account, their address on the page, else the organization's."""
        account = self.contact.user.email if self.contact and self.contact.user else ""
        return account or (self.contact.email if self.contact else "") or self.organization.email


def involvement_in(club: Club, today: date) -> list[Involved]:
    """The members of today, by name. Two queries, and those of each kind of contribution."""
    lines = register_on(club, today)
    gave: dict[int, list[str]] = defaultdict(list)
    last: dict[int, date] = {}
    for kind in contributions:
        times: dict[int, list[date]] = defaultdict(list)
        for organization, day in kind.read(club, today - LOOK_BACK):
            times[organization].append(day)
        for organization, days in times.items():
            gave[organization].append(kind.words(len(days)))
            last[organization] = max(last.get(organization, date.min), *days)
    contacts = _contacts([line.organization.pk for line in lines])
    return [
        Involved(
            line,
            gave[line.organization.pk],
            seen := last.get(line.organization.pk),
            max(seen or line.since, line.since) < today - QUIET_AFTER,
            contacts.get(line.organization.pk),
        )
        for line in lines
    ]


def _contacts(ids: list[int]) -> dict[int, Representation]:
    """Who represents each organization, else who stands in. One query."""
    parts = {RepresentativeKind.SUBSTITUTE: 0, RepresentativeKind.REPRESENTATIVE: 1}
    rows = Representation.objects.filter(organization__in=ids, kind__in=parts).select_related("user")
    return {row.organization_id: row for row in sorted(rows, key=lambda row: parts[RepresentativeKind(row.kind)])}
