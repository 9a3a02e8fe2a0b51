"""What members gave each other, told by the apps through which they did."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from essaim.clubs.involvement import Contribution, contributions
from essaim.clubs.models import Club
from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class Help:
    """One organization helped another on a day. Keys of organizations; `receiver` None: the whole club, or nobody that
    can be told. `minutes` and `cents` where they are known."""

    giver: int
    receiver: int | None
    day: date
    minutes: int = 0
    cents: int = 0


@dataclass(frozen=True)
class HelpKind:
    """A way to help.

    `label` names it (« Réponses »). `gave(count)` and `got(count)`: what comes after « vous avez » (« répondu à
    3 questions », « reçu 3 réponses »). `read(club, since)`: every help since that day, in a fixed number of queries.
    """

    label: object
    gave: Callable[[int], str]
    got: Callable[[int], str]
    read: Callable[[Club, date], Iterable[Help]]


help_kinds: Registry[HelpKind] = Registry()


def register_help(name: str, kind: HelpKind, *, order: int = 100) -> None:
    """Add a kind of help, and show it among what members bring to the club (`clubs.involvement`)."""
    help_kinds.add(name, kind, order=order)
    contributions.add(
        name,
        Contribution(kind.gave, lambda club, since: ((one.giver, one.day) for one in kind.read(club, since))),
        order=order,
    )
