"""What is wrong with a budget, as facts; `budgets.words` says them in sentences."""

from dataclasses import dataclass

from .accounts import ACCOUNTS, Side
from .money import part
from .plan import IndirectRule, Plan, Row, balance


@dataclass(frozen=True)
class Problem:
    """`code`: empty, over (charges exceed income), under, rate, in_kind, party (without a line), gone (left, with
    lines), request (the form's amount is not that of the lines), unasked (nothing is asked), indirect (lines that the
    rule does not take). `cents`: the difference; for `rate`, what is asked too much. `blocks`: the file cannot leave
    so."""

    code: str
    cents: int = 0
    party: int | None = None
    blocks: bool = True


def problems(plan: Plan) -> list[Problem]:
    """The most serious first. Nothing: it is balanced to the cent and within the rules of the call."""
    sums, rules = balance(plan), plan.rules
    found: list[Problem] = []
    if not plan.rows:
        return [Problem("empty")]
    if sums.gap > 0:
        found.append(Problem("over", sums.gap))
    elif sums.gap < 0:
        found.append(Problem("under", -sums.gap))
    if sums.kind_charges != sums.kind_income:
        found.append(Problem("in_kind", sums.kind_charges - sums.kind_income))
    if rules.requested_cents is not None and rules.requested_cents != sums.requested:
        found.append(Problem("request", rules.requested_cents - sums.requested))
    elif not sums.requested:
        found.append(Problem("unasked", blocks=False))
    if rules.max_rate is not None:
        most = part(sums.base, rules.max_rate)
        # Exactly: a rounded rate could hide a cent.
        if sums.requested * 100 > rules.max_rate * sums.base:
            found.append(Problem("rate", max(1, sums.requested - most)))
    flat = rules.indirect != IndirectRule.REAL
    if flat and (typed := sum(row.cents for row in plan.rows if row.group == "indirect")):
        found.append(Problem("indirect", typed))
    found += [Problem("gone", _charges(plan.rows, one), one) for one in sorted(plan.gone)]
    with_lines = {row.party for row in plan.rows}
    found += [Problem("party", party=one, blocks=False) for one in plan.parties if one not in with_lines]
    return found


def _charges(rows: tuple[Row, ...], party: int) -> int:
    return sum(row.cents for row in rows if row.party == party and ACCOUNTS[row.account].side == Side.EXPENSE)
