"""What the engine is told of structures and of calls. Codes are those of the apps below; the engine only compares."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from .lessons import NOTHING, Lesson

WIDE = frozenset({"europe", "country"})


@dataclass(frozen=True)
class Profile:
    """A structure that may answer.

    `sectors`: paths (`alimentation`, `alimentation/alimentation-restauration`). `words`: stems of its trade and how
    much they tell (1 to 3); `said`: a stem as it said it; `branch`: a stem that comes from the words of a sector,
    with its name. `ground`: codes of the places where it is or works (`department:62`). `audiences`: what it is, in
    the words of calls; `reserved`: reserved contracts open to it. `kinds`: kinds of calls that it wants (empty: all).
    `low`, `high`: cents that it looks for. `wanted`, `unwanted`: stems, as typed. `lesson`: what its answers taught.
    """

    key: int
    sectors: frozenset[str] = frozenset()
    words: Mapping[str, float] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    ground: frozenset[str] = frozenset()
    audiences: frozenset[str] = frozenset()
    reserved: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    low: int | None = None
    high: int | None = None
    wanted: Mapping[str, str] = field(default_factory=dict)
    unwanted: Mapping[str, str] = field(default_factory=dict)
    lesson: Lesson = NOTHING
    branch: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def branches(self) -> frozenset[str]:
        """The sectors above its own."""
        return frozenset(map(parent, self.sectors))


@dataclass(frozen=True)
class Notice:
    """A call.

    `sectors`: paths, as above. `words`: its stems and how much they tell (1 in the text to 3 in the title). `scale` and
    `places`: where it is open (empty scale: not told). `days`: until the deadline, None without one (`permanent` says
    whether it has none, or none was told). `funder`: folded.
    """

    key: int
    kind: str = ""
    words: Mapping[str, float] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    scale: str = ""
    places: tuple[str, ...] = ()
    low: int | None = None
    high: int | None = None
    audiences: frozenset[str] = frozenset()
    reserved: frozenset[str] = frozenset()
    days: int | None = None
    permanent: bool = False
    funder: str = ""

    @property
    def most(self) -> int | None:
        """What one may get at most, in cents."""
        return self.high if self.high is not None else self.low


def parent(sector: str) -> str:
    """The sector above; itself at the top."""
    return sector.partition("/")[0]
