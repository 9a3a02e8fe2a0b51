"""What is given: needs, candidates, who is in already, and what things are worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Place = tuple[float, float]  # latitude, longitude, degrees


class NeedKind(StrEnum):
    """What a call asks for. The last three add up over the members; the others are brought by single members."""

    SKILL = "skill"
    TERRITORY = "territory"
    STATUS = "status"
    REFERENCE = "reference"
    CAPACITY = "capacity"
    OWN_FUNDS = "own_funds"


ADDED_UP = {NeedKind.REFERENCE, NeedKind.CAPACITY, NeedKind.OWN_FUNDS}
WHOLE = 100  # hundredths of a need


@dataclass(frozen=True)
class Need:
    """One thing that a call asks for.

    `weight`: 1 (useful) to 5 (what it is about). `required`: an answer without it is refused. `quantity`: how many
    different members (skill, territory, status), how many references, how many people (capacity), or euros (own funds).
    """

    key: int
    kind: NeedKind
    weight: int = 3
    required: bool = False
    quantity: int = 1

    def __post_init__(self) -> None:
        if self.weight < 1 or self.quantity < 1:
            raise ValueError("a need weighs 1 at least, and asks for 1 at least")


@dataclass(frozen=True)
class Candidate:
    """A structure that may be in the team.

    `covers`: for a need by its key, how well, 1 to 100 (100 where not told: a plain yes). `hands`: how many skills it
    can carry at once. `capacity` (people), `own_funds` (euros), `references` (a number by need): what it adds to the
    needs that add up. `worked_with`: how many times it worked with another candidate, by key; one of the two may say
    it. `availability`: 0 (it cannot be asked) to 100.
    """

    key: int
    covers: Mapping[int, int] = field(default_factory=dict)
    hands: int = 3
    capacity: int = 0
    own_funds: int = 0
    references: Mapping[int, int] = field(default_factory=dict)
    place: Place | None = None
    worked_with: Mapping[int, int] = field(default_factory=dict)
    availability: int = 100
    can_lead: bool = False

    def brings(self, need: Need) -> int:
        """Of a need that adds up, what this one adds, in the unit of `Need.quantity`."""
        if need.kind == NeedKind.CAPACITY:
            return self.capacity
        if need.kind == NeedKind.OWN_FUNDS:
            return self.own_funds
        return self.references.get(need.key, 0)


@dataclass(frozen=True)
class Rules:
    """What things are worth, in points: a need that is covered whole is worth 100 times its weight.

    A weighted sum, not ranks: `missing` (what a required need costs while it is not covered) is so large that it goes
    before all the rest, and the two bonuses for acquaintance (`new` once: somebody who worked with none of the others;
    `proven` for a pair who did, `most_proven` times at most) together are less than one `partner`, so that nobody is
    ever added for them. `km` is a kilometre from where the work is, `far` the most that is counted, `nowhere` what is
    counted when a place is not known. `busy`: what a member without any time would cost.
    """

    partner: int = 120
    km: int = 2
    far: int = 150
    nowhere: int = 40
    busy: int = 60
    new: int = 40
    proven: int = 30
    most_proven: int = 2
    missing: int = 5000
    least_members: int = 2
    most_members: int = 8

    def __post_init__(self) -> None:
        if self.new + self.proven * self.most_proven >= self.partner:
            raise ValueError("the bonuses for acquaintance must be less than a partner costs")


@dataclass(frozen=True)
class Problem:
    """`kept`: who is in already; `excluded`: who is out. `hub`: where the work is; without it the middle of the places
    of those who are in, else of everybody."""

    needs: tuple[Need, ...]
    candidates: tuple[Candidate, ...]
    kept: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    hub: Place | None = None
    rules: Rules = Rules()
