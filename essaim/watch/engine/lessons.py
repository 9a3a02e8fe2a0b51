"""What answers teach: numbers that anybody can read, and that are forgotten on request."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# How much one answer changes, and how far it may go in all.
LESS, LEAST = 0.6, 0.2
LESS_OF_OURS = 0.85  # a sector that the structure says is its own: the call was perhaps another part of it
MORE, MOST = 1.1, 1.3
SHY = 7  # days more than those that were too few
LONGEST = 60


@dataclass(frozen=True)
class Decision:
    """An answer to a call. `verdict`: `interested`, `later` or `no`; `reason` of a no: `too_big`, `too_far`, `trade`,
    `time`, `not_eligible`, `other`. The rest is what the call was then."""

    verdict: str
    reason: str = ""
    sectors: tuple[str, ...] = ()
    scale: str = ""
    most: int | None = None
    days: int | None = None
    funder: str = ""


@dataclass(frozen=True)
class Lesson:
    """`sectors`, `scales`, `funders`: by how much what they touch is multiplied. `ceiling`: cents from which a call is
    too big. `days`: how many are needed to answer."""

    sectors: Mapping[str, float] = field(default_factory=dict)
    scales: Mapping[str, float] = field(default_factory=dict)
    funders: Mapping[str, float] = field(default_factory=dict)
    ceiling: int | None = None
    days: int | None = None

    def __bool__(self) -> bool:
        return bool(self.sectors or self.scales or self.funders or self.ceiling is not None or self.days is not None)


NOTHING = Lesson()


def learn(decisions: Iterable[Decision], own_sectors: Iterable[str] = ()) -> Lesson:
    """What a structure's answers teach, whatever their order. `later` and « other » teach nothing."""
    own = set(own_sectors)
    sectors: dict[str, float] = {}
    scales: dict[str, float] = {}
    funders: dict[str, float] = {}
    ceiling: int | None = None
    days: int | None = None
    for one in decisions:
        if one.verdict == "interested":
            for code in one.sectors:
                sectors[code] = sectors.get(code, 1.0) * MORE
        elif one.verdict != "no":
            continue
        elif one.reason == "trade":
            for code in one.sectors:
                sectors[code] = sectors.get(code, 1.0) * (LESS_OF_OURS if code in own else LESS)
        elif one.reason == "too_far" and one.scale:
            scales[one.scale] = scales.get(one.scale, 1.0) * LESS
        elif one.reason == "not_eligible" and one.funder:
            funders[one.funder] = funders.get(one.funder, 1.0) * LESS
        elif one.reason == "too_big" and one.most is not None:
            ceiling = one.most if ceiling is None else min(ceiling, one.most)
        elif one.reason == "time" and one.days is not None:
            days = max(days or 0, min(LONGEST, max(0, one.days) + SHY))
    bounded = lambda held: {name: min(MOST, max(LEAST, held[name])) for name in sorted(held)}  # noqa: E731
    return Lesson(bounded(sectors), bounded(scales), bounded(funders), ceiling, days)
