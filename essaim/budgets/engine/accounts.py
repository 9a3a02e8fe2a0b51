"""The accounts of the budget grid of the grant form (Cerfa 12156*06), by what they are, not by their number.

For contributions in kind the form and the chart of accounts give the same numbers to different natures (form: 870
volunteering, 875 gifts; chart of accounts, ANC 2018-06: 870 gifts, 875 volunteering). A line therefore keeps its nature
(`87-volunteers`); the numbers are only shown.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    EXPENSE = "expense"
    INCOME = "income"


@dataclass(frozen=True)
class Account:
    """`group`: the class of two digits, or `indirect`, `own`. `form` and `chart`: its numbers, where they have one."""

    code: str
    group: str
    side: Side
    form: str = ""
    chart: str = ""

    @property
    def in_kind(self) -> bool:
        return self.group in ("86", "87")

    @property
    def is_head(self) -> bool:
        """A class taken whole, without detail."""
        return self.code == self.group


def _of(side: Side, group: str, *details: str) -> list[Account]:
    return [Account(f"{group}-{one}" if one else group, group, side, *([group, group] if group.isdigit() else []))
            for one in ("", *details)]  # fmt: skip


_E, _I = Side.EXPENSE, Side.INCOME
_ALL = [
    *_of(_E, "60", "supplies", "other"),
    *_of(_E, "61", "rental", "upkeep", "insurance", "documentation"),
    *_of(_E, "62", "fees", "publicity", "travel", "bank"),
    *_of(_E, "63", "payroll", "other"),
    *_of(_E, "64", "pay", "social", "other"),
    *(one for group in ("65", "66", "67", "68", "69") for one in _of(_E, group)),
    *_of(_E, "indirect"),
    Account("86-relief", "86", _E, "860", "860"),
    Account("86-provision", "86", _E, "861", "861"),
    Account("86-services", "86", _E, "862", "862"),
    Account("86-volunteers", "86", _E, "864", "864"),
    *(one for group in ("70", "73") for one in _of(_I, group)),
    *_of(
        _I, "74", "state", "region", "department", "epci", "commune", "social", "europe", "asp", "public", "private"
    ),
    *_of(_I, "75", "dues", "gifts", "other"),
    *(one for group in ("76", "77", "78", "79") for one in _of(_I, group)),
    *_of(_I, "own"),
    Account("87-volunteers", "87", _I, "870", "875"),
    Account("87-services", "87", _I, "871", "871"),
    Account("87-gifts", "87", _I, "875", "870"),
]  # fmt: skip
ACCOUNTS: dict[str, Account] = {one.code: one for one in _ALL}
CODES = tuple(ACCOUNTS)
# What stands across from a charge in kind.
COUNTERPART = {
    "86-relief": "87-gifts", "86-provision": "87-gifts", "86-services": "87-services",
    "86-volunteers": "87-volunteers",
}  # fmt: skip
GROUPS: dict[Side, tuple[str, ...]] = {
    side: tuple(dict.fromkeys(one.group for one in _ALL if one.side == side)) for side in Side
}
