"""Where each party stands: what it spends, what it brings, its part of what is common, what it has still to find."""

from dataclasses import dataclass

from .accounts import Side
from .money import split
from .plan import Plan, whole


@dataclass(frozen=True)
class Position:
    """In cents, without what is in kind. `common`: its part of the income of all together, in proportion to charges;
    `missing` = charges − own − common: to find when positive, too much when negative. `requested`: its part of what the
    funder is asked, inside `own` or `common`."""

    party: int | None
    charges: int
    own: int
    common: int
    requested: int
    in_kind: int

    @property
    def missing(self) -> int:
        return self.charges - self.own - self.common


def positions(plan: Plan) -> list[Position]:
    """One for each party; their sums are those of the budget, to the cent. Charges of nobody's are shared alike among
    all, as income is; without any party, one position of None."""
    keys: list[int | None] = [*plan.parties, *sorted(plan.gone)]
    rows = whole(plan)
    if not keys:
        keys = [None]
    charges, own, asked, kind = (dict.fromkeys(keys, 0) for _ in range(4))
    common = common_asked = common_kind = common_charges = 0
    for row in rows:
        party = row.party if row.party in charges else None
        alone = party in charges
        if row.in_kind:
            if row.side == Side.EXPENSE:
                if alone:
                    kind[party] += row.cents
                else:
                    common_kind += row.cents
        elif row.side == Side.EXPENSE:
            if alone:
                charges[party] += row.cents
            else:
                common_charges += row.cents
        elif alone:
            own[party] += row.cents
            asked[party] += row.cents if row.requested else 0
        else:
            common += row.cents
            common_asked += row.cents if row.requested else 0
    weights = [charges[key] for key in keys]
    for key, cents in zip(keys, split(common_charges, weights), strict=True):
        charges[key] += cents
    weights = [charges[key] for key in keys]
    shares, asked_shares = split(common, weights), split(common_asked, weights)
    kind_shares = split(common_kind, weights)
    return [
        Position(key, charges[key], own[key], share, asked[key] + asked_share, kind[key] + kind_share)
        for key, share, asked_share, kind_share in zip(keys, shares, asked_shares, kind_shares, strict=True)
    ]
