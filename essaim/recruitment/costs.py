"""What a shared post costs each structure under each form. Exact to the cent; every rate is a hypothesis to change.

A month is 52 / 12 weeks. Base of a structure: hours a week × 52 / 12 × gross wage × (1 + employer's contributions).
- Employers' group: the base, plus the group's own costs (a rate of the base).
- Lent staff: the base and nothing more, since a loan makes no profit (Labour code L8241-1): the lender bears the
  employment and invoices the others wage, contributions and expenses.
- Part-times: the base, plus the keeping of one payslip each month.
What several bear together is rounded once, then split so that the parts make the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from .enums import Form

WEEKS = Fraction(52, 12)


@dataclass(frozen=True)
class Hypotheses:
    """`wage`: gross, cents an hour; `charges` and `fees`: basis points (3,000 is 30 %); `payslip`: cents a month."""

    wage: int = 1300
    charges: int = 3000
    fees: int = 800
    payslip: int = 2500


@dataclass(frozen=True)
class Cost:
    """Of a form: cents a month by structure, in the order asked, and altogether."""

    form: str
    by_structure: list[int]
    total: int


def costs(minutes: Sequence[int], rules: Hypotheses) -> list[Cost]:
    """The cost of each form for structures that take so many minutes a week."""
    base = [base_of(one, rules) for one in minutes]
    grouped = [one * (1 + Fraction(rules.fees, 10_000)) for one in base]
    alone = [rounded(one) + rules.payslip for one in base]
    return [
        Cost(Form.GROUP, shared(grouped), rounded(sum(grouped, Fraction()))),
        Cost(Form.LOAN, shared(base), rounded(sum(base, Fraction()))),
        Cost(Form.PART_TIMES, alone, sum(alone)),
    ]


def base_of(minutes: int, rules: Hypotheses) -> Fraction:
    """Cents a month, exact: wage and contributions of so many minutes a week."""
    return Fraction(minutes, 60) * WEEKS * rules.wage * (1 + Fraction(rules.charges, 10_000))


def rounded(cents: Fraction) -> int:
    """To the nearest cent; a half goes up."""
    return int(cents + Fraction(1, 2))


def shared(parts: Sequence[Fraction]) -> list[int]:
    """Whole cents whose sum is that of the parts, rounded: the largest remainders get the cents left."""
    whole = [int(part) for part in parts]
    left = rounded(sum(parts, Fraction())) - sum(whole)
    for i in sorted(range(len(parts)), key=lambda i: (whole[i] - parts[i], i))[:left]:
        whole[i] += 1
    return whole
