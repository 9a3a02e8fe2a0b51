"""The accounts of one structure, of a pair, of the club. Positive: given, or due to the structure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation
from essaim.resources.enums import HandoverKind
from essaim.resources.models import Booking, Handover

from .. import words
from ..enums import Source
from ..models import Entry

A_YEAR = timedelta(days=365)
MOST_LINES = 200
# Who may bind an organization: those who sign its charter.
SIGNING_KINDS = [RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE]


@dataclass
class Balance:
    """`given`, `got`: minutes lent and borrowed since the day asked for. `cents`, `owed`: what is due to the structure
    since the beginning, in money and in minutes of help; negative when it owes."""

    given: int = 0
    got: int = 0
    cents: int = 0
    owed: int = 0

    def add(self, entry: Entry, pk: int, since: date) -> None:
        """Count a line from the side of the organization `pk`. A correction takes back what it undoes."""
        gave = entry.giver_id == pk
        sign = 1 if gave else -1
        self.cents += sign * entry.cents
        self.owed += sign * entry.owed_minutes
        if entry.day < since or entry.source == Source.PAYMENT:
            return
        if entry.source == Source.CORRECTION:
            if gave:
                self.got -= entry.minutes
            else:
                self.given -= entry.minutes
        elif gave:
            self.given += entry.minutes
        else:
            self.got += entry.minutes


@dataclass
class Pair:
    """What stands between a structure and another."""

    other: Organization
    balance: Balance = field(default_factory=Balance)
    last: date | None = None

    @property
    def sentence(self) -> str:
        return words.pair_sentence(self.other.name, self.balance.given, self.balance.got)

    @property
    def due(self) -> list[str]:
        return words.due_sentences(self.other.name, self.balance.cents, self.balance.owed)


def entries_of(club: Club, organization: Organization) -> QuerySet[Entry]:
    """The latest first."""
    return (
        Entry.objects.filter(Q(giver=organization) | Q(receiver=organization), club=club)
        .select_related("giver", "receiver", "undoes")
        .prefetch_related("undone_by")
    )


def between(club: Club, one: Organization, other: Organization) -> QuerySet[Entry]:
    return entries_of(club, one).filter(Q(giver=other) | Q(receiver=other))


def balance_of(entries: Iterable[Entry], organization: Organization, since: date) -> Balance:
    balance = Balance()
    for entry in entries:
        balance.add(entry, organization.pk, since)
    return balance


def pairs_of(entries: Iterable[Entry], organization: Organization, since: date) -> list[Pair]:
    """With whom, by name: no order of merit. No query: `entries` have their two sides."""
    pairs: dict[int, Pair] = {}
    for entry in entries:
        other = entry.receiver if entry.giver_id == organization.pk else entry.giver
        pair = pairs.setdefault(other.pk, Pair(other))
        pair.balance.add(entry, organization.pk, since)
        pair.last = max(pair.last or entry.day, entry.day)
    return sorted(pairs.values(), key=lambda pair: pair.other.folded_name)


@dataclass
class Due:
    """What two structures owe each other: the first owes `cents` and `minutes` (never negative) to the second."""

    payer: Organization
    payee: Organization
    cents: int
    minutes: int


def dues_in(club: Club) -> list[Due]:
    """For whoever keeps the accounts: the pairs that are not quits, by names. One query."""
    sums: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    names: dict[int, Organization] = {}
    for entry in Entry.objects.filter(club=club).select_related("giver", "receiver"):
        names |= {entry.giver_id: entry.giver, entry.receiver_id: entry.receiver}
        low, high = sorted((entry.giver_id, entry.receiver_id))
        sign = 1 if entry.giver_id == low else -1
        sums[low, high][0] += sign * entry.cents
        sums[low, high][1] += sign * entry.owed_minutes
    rows = []
    for (low, high), (cents, minutes) in sums.items():
        # Money one way and hours the other are two lines.
        for payer, payee, sign in ((high, low, 1), (low, high, -1)):
            due = Due(names[payer], names[payee], max(sign * cents, 0), max(sign * minutes, 0))
            if due.cents or due.minutes:
                rows.append(due)
    return sorted(rows, key=lambda due: (due.payer.folded_name, due.payee.folded_name))


def speakers_of(organization: Organization) -> list[Representation]:
    """Who answers for it and has an account. One query."""
    rows = Representation.objects.filter(organization=organization, kind__in=SIGNING_KINDS, user__isnull=False)
    return list(rows.select_related("user").order_by("pk"))


def speaks_for(user: User, organization: Organization) -> Representation | None:
    """The person's charge, when they may bind the organization."""
    return Representation.objects.filter(organization=organization, kind__in=SIGNING_KINDS, user=user).first()


@dataclass(frozen=True)
class Readings:
    """What the meter said, and what was consumed in thousandths of `measure`; None where nobody said."""

    out: int | None
    back: int | None
    measured: int | None
    measure: str

    @property
    def driven(self) -> int | None:
        return self.back - self.out if self.out is not None and self.back is not None else None


def readings_of(entry: Entry) -> Readings | None:
    """The readings of the booking of a line, from its hand-over and its return; two queries."""
    if entry.booking_id is None:
        return None
    rows = {row.kind: row for row in Handover.objects.filter(booking=entry.booking_id).select_related("booking")}
    out, back = rows.get(HandoverKind.OUT), rows.get(HandoverKind.BACK)
    readings = Readings(
        out.kilometres if out else None, back.kilometres if back else None, back.measured if back else None,
        back.booking.measure if back else "",
    )  # fmt: skip
    return readings if readings.driven is not None or readings.measured else None


def entry_of(booking: Booking) -> Entry | None:
    """The line of a booking that came back, unless it was undone."""
    return Entry.objects.filter(club=booking.club_id, booking=booking, undone_by=None).first()
