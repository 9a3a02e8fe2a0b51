"""Reading who helped whom: one member's account, the club's map, its growth."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization, OrganizationSector, Sector

from .help import Help, HelpKind, help_kinds
from .models import Discretion

A_YEAR = timedelta(days=365)
NEW_WITHIN = timedelta(days=183)  # two sectors « begin » to work together when their first help is no older
QUARTERS = 6


def helps_of(club: Club, since: date) -> list[tuple[HelpKind, Help]]:
    """Every help since that day, with its kind; what one gives to oneself is none. The queries of each kind."""
    return [
        (kind, one) for kind in help_kinds for one in kind.read(club, since) if one.giver != one.receiver
    ]  # fmt: skip


@dataclass(frozen=True)
class Account:
    """What one organization gave and got, in words (what comes after « vous avez »), and with whom."""

    gave: list[str]
    got: list[str]
    helped: list[Organization]
    helped_by: list[Organization]
    minutes_given: int
    minutes_got: int


def account_of(club: Club, organization: Organization, since: date) -> Account:
    """One query, and those of each kind."""
    gave: Counter[int] = Counter()
    got: Counter[int] = Counter()
    to: set[int] = set()
    of: set[int] = set()
    minutes = [0, 0]
    kinds: dict[int, HelpKind] = {}
    for kind, one in helps_of(club, since):
        kinds[id(kind)] = kind
        if one.giver == organization.pk:
            gave[id(kind)] += 1
            minutes[0] += one.minutes
            to |= {one.receiver} - {None}  # type: ignore[arg-type]
        elif one.receiver == organization.pk:
            got[id(kind)] += 1
            minutes[1] += one.minutes
            of.add(one.giver)
    names = {one.pk: one for one in Organization.objects.filter(pk__in=to | of).order_by("folded_name")}
    return Account(
        [kinds[key].gave(count) for key, count in gave.items()],
        [kinds[key].got(count) for key, count in got.items()],
        [one for pk, one in names.items() if pk in to],
        [one for pk, one in names.items() if pk in of],
        *minutes,
    )


@dataclass(frozen=True)
class Member:
    """A structure on the map; `organization` None: it would rather not be named."""

    pk: int
    organization: Organization | None
    sector: Sector | None


@dataclass(frozen=True)
class Bond:
    """How often two members helped each other, either way; `one` has the smaller key."""

    one: Member
    other: Member
    given: int  # by `one` to `other`
    returned: int

    @property
    def count(self) -> int:
        return self.given + self.returned


@dataclass(frozen=True)
class Meeting:
    """Two sectors that help each other; `new`: since less than six months."""

    one: Sector
    other: Sector
    count: int
    since: date
    new: bool


@dataclass(frozen=True)
class HelpMap:
    """The help of a year in the club. `to_all`: given to the whole club, which no bond shows."""

    members: list[Member]
    bonds: list[Bond]
    sectors: list[Meeting]
    count: int
    to_all: int
    kinds: list[tuple[object, int]] = field(default_factory=list)


def map_of(club: Club, today: date) -> HelpMap:
    """Three queries, and those of each kind. Sectors look at all that is known, members at the last year."""
    members = {one.pk: one for one in members_of(club).filter(merged_into=None)}
    discreet = set(Discretion.objects.filter(club=club).values_list("organization", flat=True))
    sectors = _main_sectors(set(members))
    shown = {pk: Member(pk, None if pk in discreet else one, sectors.get(pk)) for pk, one in members.items()}
    bonds: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    together: dict[tuple[str, str], list[date]] = defaultdict(list)
    kinds: Counter[str] = Counter()
    to_all = 0
    by_code = {one.code: one for one in sectors.values()}
    for kind, one in helps_of(club, date.min):
        first, second = sectors.get(one.giver), sectors.get(one.receiver or 0)
        if first and second and first != second:
            low, high = sorted([first, second], key=lambda sector: sector.position)
            together[low.code, high.code].append(one.day)
        if one.day <= today - A_YEAR:
            continue
        kinds[str(kind.label)] += 1
        if one.receiver is None:
            to_all += 1
        elif one.giver in members and one.receiver in members:
            pair = min(one.giver, one.receiver), max(one.giver, one.receiver)
            bonds[pair][one.giver > one.receiver] += 1
    return HelpMap(
        list(shown.values()),
        sorted((Bond(shown[a], shown[b], *counts) for (a, b), counts in bonds.items()), key=lambda bond: -bond.count),
        sorted(
            (
                Meeting(by_code[a], by_code[b], len(days), min(days), min(days) > today - NEW_WITHIN)
                for (a, b), days in together.items()
            ),
            key=lambda meeting: (not meeting.new, -meeting.count),
        ),
        sum(kinds.values()),
        to_all,
        kinds.most_common(),  # type: ignore[arg-type]
    )


def _main_sectors(organizations: set[int]) -> dict[int, Sector]:
    """The first great sector of each organization. One query."""
    found: dict[int, Sector] = {}
    rows = OrganizationSector.objects.filter(organization__in=organizations).select_related("sector__parent")
    for row in rows.order_by("sector__position"):
        found.setdefault(row.organization_id, row.sector.parent or row.sector)
    return found


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year."""

    year: int
    number: int
    count: int
    people: int  # members that gave or got

    @property
    def label(self) -> str:
        return _("T%(number)s %(year)s") % {"number": self.number, "year": self.year}


def growth_of(club: Club, today: date, quarters: int = QUARTERS) -> list[Quarter]:
    """The last quarters, the present one at the end. The queries of each kind."""
    year, number = today.year, (today.month - 1) // 3
    wanted = [divmod(year * 4 + number - back, 4) for back in reversed(range(quarters))]
    first = date(wanted[0][0], wanted[0][1] * 3 + 1, 1)
    count: Counter[tuple[int, int]] = Counter()
    people: dict[tuple[int, int], set[int]] = defaultdict(set)
    for _kind, one in helps_of(club, first):
        at = one.day.year, (one.day.month - 1) // 3
        count[at] += 1
        people[at] |= {one.giver, *([one.receiver] if one.receiver else [])}
    return [Quarter(year, number + 1, count[year, number], len(people[year, number])) for year, number in wanted]


def is_discreet(club: Club, organization: Organization) -> bool:
    return Discretion.objects.filter(club=club, organization=organization).exists()
