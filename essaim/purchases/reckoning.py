"""A purchase as it stands: who is in, at which price, in how many cases, what each pays and saves."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from .engine import Promise, Rounding, Wish, holding, price_at, round_to_cases, split
from .enums import ALIVE, Basis, CommitmentState
from .models import Commitment, Offer, Purchase


@dataclass(frozen=True)
class Step:
    """A price of an offer: from `least` on, and whether it is reached; `lacking`: how many are still needed."""

    least: int
    unit_cents: int
    reached: bool
    lacking: int


@dataclass(frozen=True)
class Count:
    """What is committed now.

    `people` and `units`: everybody who said something; `held`: keys of the commitments whose condition is met, with
    `held_people` and `held_units`. With an offer: `unit_cents` now, its `steps`, `enough` when its minimum is met,
    `rounding` into whole cases of what is held.
    """

    people: int
    units: int
    held: set[int]
    held_people: int
    held_units: int
    unit_cents: int | None = None
    steps: list[Step] = field(default_factory=list)
    enough: bool = False
    rounding: Rounding | None = None

    @property
    def waiting_people(self) -> int:
        """Those who are in only if others come."""
        return self.people - self.held_people


def alive(commitments: Iterable[Commitment], *, confirmed: bool = False) -> list[Commitment]:
    states = (CommitmentState.CONFIRMED,) if confirmed else ALIVE
    return [one for one in commitments if one.state in states]


def count(offer: Offer | None, commitments: Iterable[Commitment], *, confirmed: bool = False) -> Count:
    """What these commitments make with an offer; `confirmed`: those alone that are. No query of its own."""
    rows = alive(commitments, confirmed=confirmed)
    held = holding(Promise(one.pk, one.quantity, one.if_least, one.if_basis) for one in rows)  # type: ignore[arg-type]
    inside = [one for one in rows if one.pk in held]
    people, units = len(inside), sum(one.quantity for one in inside)
    known = Count(len(rows), sum(one.quantity for one in rows), held, people, units)
    if offer is None:
        return known
    rounding = round_to_cases(
        [Wish(one.pk, one.quantity, one.least, one.most) for one in inside], offer.case_size
    )  # fmt: skip
    bought = sum(rounding.allotted.values()) if rounding.possible else units
    reached = people if offer.basis == Basis.PARTICIPANTS else bought
    tiers = [(one.least, one.unit_cents) for one in offer.tiers.all()]
    return Count(
        known.people, known.units, held, people, units,
        unit_cents=price_at(offer.unit_cents, tiers, reached),
        steps=[
            Step(least, cents, least <= reached, max(0, least - reached))
            for least, cents in [(1, offer.unit_cents), *tiers]
        ],
        enough=people > 0 and bought >= offer.least_units and people >= offer.least_participants,
        rounding=rounding,
    )  # fmt: skip


@dataclass(frozen=True)
class Share:
    """What one structure gets and pays."""

    commitment: Commitment
    allotted: int
    goods_cents: int
    delivery_cents: int


def shares(offer: Offer, commitments: Iterable[Commitment]) -> list[Share]:
    """The bill of the confirmed commitments, split to the cent; empty when cases cannot be whole. Delivery is shared in
    proportion to the units."""
    rows = list(commitments)
    found = count(offer, rows, confirmed=True)
    if found.rounding is None or not found.rounding.possible or found.unit_cents is None:
        return []
    allotted = found.rounding.allotted
    inside = [one for one in rows if one.pk in allotted]
    delivery = split(offer.delivery_cents, [allotted[one.pk] for one in inside])
    return [
        Share(one, allotted[one.pk], allotted[one.pk] * found.unit_cents, cents)
        for one, cents in zip(inside, delivery, strict=True)
    ]


@dataclass(frozen=True)
class Saving:
    """Against the single price: `units` at it would have cost `alone_cents`; together they cost `paid_cents`."""

    units: int
    alone_cents: int
    paid_cents: int

    @property
    def cents(self) -> int:
        return self.alone_cents - self.paid_cents


def saving(purchase: Purchase, commitments: Iterable[Commitment]) -> Saving | None:
    """What was saved, once ordered and when the single price is known."""
    rows = [one for one in commitments if one.allotted is not None]
    if purchase.single_cents is None or not rows:
        return None
    units = sum(one.allotted or 0 for one in rows)
    return Saving(units, units * purchase.single_cents, sum(one.due_cents or 0 for one in rows))
