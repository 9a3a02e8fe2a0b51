"""What a workbook that comes back would change. Nothing is written here."""

import io
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

from .. import queries
from ..actions import Change, Facts
from ..actions.lines import facts_of
from ..engine import ACCOUNTS, Plan, Row, Side, amount
from ..enums import Funding
from ..labels import account_label
from ..models import Budget, BudgetParty, Line
from ..words import euros
from ..words import quantity as shown_quantity
from .columns import ALL, LINES, MARK
from .guessing import account_of, cents_of, decimal_of, funding_of, heads_of

MOST_ROWS = 2000
MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 100 * 1024 * 1024
_YES = ("oui", "yes", "x", "1", "vrai", "true", "1 0")


@dataclass(frozen=True)
class Preview:
    change: Change
    label: str
    cents: int
    words: list[str]


@dataclass
class Reading:
    """`missing`: lines that left with the workbook and are in it no more."""

    previews: list[Preview] = field(default_factory=list)
    refusals: list[tuple[int, str]] = field(default_factory=list)
    unchanged: int = 0
    missing: list[Line] = field(default_factory=list)


def read(budget: Budget, content: bytes, may: Callable[[BudgetParty | None], bool]) -> Reading:
    """What the workbook says, compared with the budget (read by `queries.with_lines`). `may`: whether the person writes
    the lines of a party.

    Refuses (field `upload`) what is no workbook (`kind`), too large (`big`), or has no heads that can be understood
    (`heads`).
    """
    import python_calamine

    if len(content) > MOST_BYTES:
        raise Refusal(_("Ce classeur pèse plus de 5 Mo : gardez seulement le tableau."), code="big", field="upload")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > MOST_UNPACKED:
                raise ValueError("unpacks to too much")
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = next((one for one in book.sheet_names if fold(one) in (fold(str(LINES)), "lignes", "lines")), None)
        rows = book.get_sheet_by_name(name or book.sheet_names[0]).to_python(skip_empty_area=False)
        marks = book.get_sheet_by_name(MARK).to_python() if MARK in book.sheet_names else []
    except Exception as error:
        # The library raises its own kinds, and panics on some damaged files.
        raise Refusal(
            _("Ce fichier ne s'ouvre pas comme un classeur. Enregistrez-le en XLSX ou en ODS, sans mot de passe."),
            code="kind", field="upload",
        ) from error  # fmt: skip
    found = heads_of(rows)
    if found is None:
        raise Refusal(
            _("Aucun en-tête n'est reconnu. Il faut au moins un intitulé ou un poste, et un montant."), code="heads",
            field="upload",
        )  # fmt: skip
    first, columns = found
    if len(rows) - first > MOST_ROWS:
        raise Refusal(_("Plus de 2 000 rangées : gardez seulement le tableau."), code="big", field="upload")
    keys = [int(row[0]) for row in marks if row and isinstance(row[0], int | float)]
    own = bool(keys) and keys[0] == budget.pk
    return _Reader(budget, columns, own, may).all(rows, first + 1, keys[1:] if own else [])


class _Reader:
    def __init__(
        self, budget: Budget, columns: dict[str, int], own: bool, may: Callable[[BudgetParty | None], bool]
    ) -> None:
        self.budget, self.columns, self.own, self.may = budget, columns, own, may
        self.lines = {one.pk: one for one in queries.lines_of(budget)}
        self.parties = {fold(one.name): one for one in budget.parties.all()}
        self.packages = {fold(one.name): one for one in budget.packages.all()}
        self.reading = Reading()
        self.seen: set[int] = set()

    def all(self, rows: Sequence[Sequence[Any]], first: int, left: Sequence[int]) -> Reading:
        for place, row in enumerate(rows[first:], first + 1):
            if not any(str(cell or "").strip() for cell in row) or self._is_total(row):
                continue
            try:
                self._row(place, row)
            except Refusal as refusal:
                self.reading.refusals.append((place, str(refusal)))
        self.reading.missing = [
            line for key in left if key not in self.seen and (line := self.lines.get(key)) and self.may(line.party)
        ]
        return self.reading

    def _cell(self, row: Sequence[Any], name: str) -> Any:
        place = self.columns.get(name)
        return row[place] if place is not None and place < len(row) else None

    def _text(self, row: Sequence[Any], name: str) -> str:
        return " ".join(str(self._cell(row, name) or "").split())

    def _is_total(self, row: Sequence[Any]) -> bool:
        """A sum under the table is no line."""
        said = fold(self._text(row, "label") or self._text(row, "account"))
        return said.startswith(("total", "sous total", "subtotal"))

    def _row(self, place: int, row: Sequence[Any]) -> None:
        line = self._line(row)
        facts = self._facts(row, line)
        cents = facts.cents
        if facts.quantity is not None and facts.unit_cents is not None:
            cents = amount(facts.quantity, facts.unit_cents)
        if line is None:
            self._gate(facts.party)
            words = [" · ".join(self._said(facts))]
            change = Change("add", facts, row=place)
        else:
            words = self._differences(facts_of(line), facts)
            if not words:
                self.reading.unchanged += 1
                return
            self._gate(facts.party)
            self._gate(line.party)
            number = decimal_of(self._cell(row, "number"))
            if number is not None and int(number) != line.number:
                raise Refusal(
                    _("%(who)s a changé cette ligne depuis : « %(label)s », %(amount)s.") % {
                        "who": line.author or _("Quelqu'un"), "label": line.label, "amount": euros(line.cents)
                    }, code="changed",
                )  # fmt: skip
            change = Change("update", facts, line.pk, line.number, place)
        self.reading.previews.append(Preview(change, facts.label, cents or 0, words))

    def _gate(self, party: BudgetParty | None) -> None:
        if not self.may(party):
            raise Refusal(_("vous n'écrivez pas les lignes de cette structure."), code="party")

    def _line(self, row: Sequence[Any]) -> Line | None:
        """The line of ours that the row was; a number of another workbook means nothing here."""
        number = decimal_of(self._cell(row, "line")) if self.own else None
        if number is None:
            return None
        if int(number) in self.seen:
            raise Refusal(_("cette ligne est deux fois dans le classeur : effacez son numéro pour en faire une autre."),
                          code="twice")  # fmt: skip
        self.seen.add(int(number))
        line = self.lines.get(int(number))
        if line is None:
            raise Refusal(_("cette ligne n'est plus dans le budget."), code="gone")
        return line

    def _facts(self, row: Sequence[Any], line: Line | None) -> Facts:
        code = self._text(row, "code")
        # In our own sheet the code tells; words beside it are for the eye.
        account = code if code in ACCOUNTS else account_of(code or self._cell(row, "account"))
        income = ACCOUNTS[account].side == Side.INCOME and not ACCOUNTS[account].in_kind
        label = self._text(row, "label") or account_label(account)
        year = decimal_of(self._cell(row, "year"))
        quantity, unit_cents = decimal_of(self._cell(row, "quantity")), cents_of(self._cell(row, "unit_cents"))
        if (quantity is None) != (unit_cents is None):
            quantity = unit_cents = None
        cents = cents_of(self._cell(row, "cents"))
        if cents is None and quantity is None:
            raise Refusal(_("« %(label)s » n'a pas de montant.") % {"label": label}, code="cents")
        if cents is not None and cents < 0:
            raise Refusal(_("un budget s'écrit avec des montants positifs."), code="cents")
        product = None if quantity is None or unit_cents is None else amount(quantity, unit_cents)
        if quantity is not None and product is not None and cents is not None and product != cents:
            raise Refusal(
                _("%(quantity)s × %(price)s font %(product)s, pas %(amount)s.") % {
                    "quantity": shown_quantity(quantity), "price": euros(unit_cents),
                    "product": euros(product), "amount": euros(cents),
                }, code="product",
            )  # fmt: skip
        requested = income and fold(self._text(row, "requested")) in _YES
        funding = funding_of(self._cell(row, "funding")) if income else ""
        at = int(year) if year is not None else self.budget.first_year
        if at not in self.budget.years:
            raise Refusal(_("le budget ne va pas jusqu'en %(year)s.") % {"year": at}, code="year")
        method = self._text(row, "method")
        if ACCOUNTS[account].in_kind and not method:
            raise Refusal(_("dites comment c'est valorisé (colonne « Comment c'est valorisé »)."), code="method")
        return Facts(
            account=account, label=label[:160], year=at, party=self._party(row, line, income),
            package=self._package(row), cents=cents if product is None else None, quantity=quantity,
            unit=self._text(row, "unit")[:30], unit_cents=unit_cents, method=method[:200],
            funding=(funding or (Funding.ASKED if requested else Funding.OWN)) if income else "", requested=requested,
        )  # fmt: skip

    def _party(self, row: Sequence[Any], line: Line | None, income: bool) -> BudgetParty | None:
        said = fold(self._text(row, "party"))
        if said in (fold(str(ALL)), "l ensemble", "ensemble", "all together"):
            return None
        if not said:
            here = [one for one in self.parties.values() if not one.gone]
            return None if income else here[0] if len(here) == 1 else line.party if line else None
        if said not in self.parties:
            raise Refusal(
                _("« %(name)s » n'est pas un partenaire de ce budget.") % {"name": self._text(row, "party")},
                code="party",
            )
        return self.parties[said]

    def _package(self, row: Sequence[Any]) -> Any:
        said = fold(self._text(row, "package"))
        if not said or said in (fold(str(ALL)), "l ensemble", "all together"):
            return None
        if said not in self.packages:
            raise Refusal(
                _("« %(name)s » n'est pas un lot de ce budget.") % {"name": self._text(row, "package")}, code="package"
            )
        return self.packages[said]

    def _said(self, facts: Facts) -> list[str]:
        party = facts.party.name if facts.party else str(ALL)
        return [account_label(facts.account), party, *([facts.package.name] if facts.package else []), str(facts.year)]

    def _differences(self, before: Facts, after: Facts) -> list[str]:
        """One sentence for each thing that changes."""
        found = []
        product = before.quantity is not None
        old = before.cents or 0
        new = amount(after.quantity, after.unit_cents) if after.quantity is not None and after.unit_cents is not None \
            else after.cents or 0  # fmt: skip
        if old != new:
            found.append(_("%(before)s → %(after)s") % {"before": euros(old), "after": euros(new)})
        elif product != (after.quantity is not None) or (product and (before.quantity, before.unit_cents) != (
            after.quantity, after.unit_cents
        )):  # fmt: skip
            found.append(_("quantité ou prix d'une unité"))
        pairs = (
            (before.label, after.label), (account_label(before.account), account_label(after.account)),
            (str(before.party or ALL), str(after.party or ALL)),
            (str(before.package or "—"), str(after.package or "—")),
            (str(before.year), str(after.year)), (before.method or "—", after.method or "—"),
            (before.unit or "—", after.unit or "—"), (_state(before), _state(after)),
        )  # fmt: skip
        found += [_("%(before)s → %(after)s") % {"before": old_, "after": new_} for old_, new_ in pairs if old_ != new_]
        return found


def _state(facts: Facts) -> str:
    state = str(Funding(facts.funding).label) if facts.funding else "—"
    return _("%(state)s, c'est ce que l'on demande") % {"state": state} if facts.requested else state


def planned(plan: Plan, reading: Reading) -> Plan:
    """The budget as the changes would make it, the removals aside."""
    rows = {row.key: row for row in plan.rows}
    added = []
    for one in reading.previews:
        facts = one.change.facts
        assert facts is not None
        row = Row(
            facts.account, one.cents, facts.party.pk if facts.party else None,
            facts.package.pk if facts.package else None, facts.year, facts.requested,
            facts.funding != Funding.REFUSED, one.change.line,
        )  # fmt: skip
        if row.key is None:
            added.append(row)
        else:
            rows[row.key] = row
    return replace(plan, rows=(*rows.values(), *added))
