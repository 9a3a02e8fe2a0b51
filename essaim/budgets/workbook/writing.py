"""The workbook: the two columns of the form, one sheet by partner, by package and by year, and the lines themselves.

Sums are formulas over the lines, with their values, so that a change in a spreadsheet recalculates. Shares of flat
indirect costs are values: their split to the cent (largest remainder) is no formula.
"""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from essaim.ui.sheets import harmless

from .. import queries, words
from ..engine import ACCOUNTS, Plan, Row, Side, balance, totals, whole
from ..engine.accounts import GROUPS
from ..enums import Funding, Indirect
from ..labels import account_label, group_label, in_kind_numbers
from ..models import Budget, Line
from .columns import ALL, COLUMNS, LETTERS, LINES, MARK

KIND = ("86", "87")
INCOME = 3  # the column where the second half of the grid begins


def write(budget: Budget) -> bytes:
    """XLSX of a budget read by `queries.with_lines`, in the language under way."""
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": budget.title, "author": "Essaim"})
    lines = queries.lines_of(budget)
    _Writer(book, budget, lines, queries.plan_of(budget, lines)).write()
    book.close()
    return out.getvalue()


class _Writer:
    """One workbook under way."""

    def __init__(self, book: Any, budget: Budget, lines: Sequence[Line], plan: Plan) -> None:
        self.book, self.budget, self.lines, self.plan = book, budget, lines, plan
        self.rows = whole(plan)
        self.last = max(len(lines), 1) + 200  # rows typed under ours count too
        money = {"num_format": "#,##0.00"}
        self.formats: dict[str, Any] = {
            "money": book.add_format(money), "head": book.add_format({"bold": True, "bg_color": "#F3EEE2", **money}),
            "total": book.add_format({"bold": True, "top": 1, "bg_color": "#F3EEE2", **money}),
            "title": book.add_format({"bold": True, "font_size": 14}), "wrap": book.add_format({"text_wrap": True}),
            "detail": book.add_format({"indent": 1}), "note": book.add_format({"italic": True, "text_wrap": True}),
            "text": book.add_format({"num_format": "@"}), "key": book.add_format({"font_color": "#7D7768"}),
        }  # fmt: skip

    def write(self) -> None:
        # In the order of the tabs; the lines are read by the others' formulas.
        self._grid(self.book.add_worksheet(_("Budget")))
        if self.budget.parties.all():
            heads = [(one.name, one.pk) for one in self.budget.parties.all()]
            self._cut(_("Par partenaire"), "party", heads)
        if self.budget.packages.all():
            self._cut(_("Par lot"), "package", [(one.name, one.pk) for one in self.budget.packages.all()])
        if len(self.budget.years) > 1:
            self._cut(_("Par année"), "year", [(str(year), year) for year in self.budget.years])
        self._lines(self.book.add_worksheet(str(LINES)))
        mark = self.book.add_worksheet(MARK)
        mark.hide()
        for row, key in enumerate([self.budget.pk, *(one.pk for one in self.lines)]):
            mark.write_number(row, 0, key)

    # What a formula reads

    def _range(self, name: str) -> str:
        letter = LETTERS[name]
        return f"'{LINES}'!${letter}$2:${letter}${self.last + 1}"

    def _sum(self, pattern: str, *more: str) -> str:
        """Cents of the lines whose code fits, those refused aside."""
        refused = f'"<>{Funding.REFUSED.label}"'
        parts = [self._range("cents"), self._range("code"), f'"{pattern}"', self._range("funding"), refused, *more]
        return f"SUMIFS({','.join(parts)})"

    # Sheets

    def _grid(self, sheet: Any) -> None:
        for column, width in enumerate((46, 16, 2, 46, 16)):  # charges, a gap, income
            sheet.set_column(column, column, width)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        sheet.write_string(0, 0, harmless(self.budget.title)[:200], self.formats["title"])
        sheet.write_string(1, 0, words.balance_sentence(self.plan), self.formats["wrap"])
        for column, head in zip(
            (0, 1, INCOME, INCOME + 1), (_("Charges"), _("Montant"), _("Produits"), _("Montant")), strict=True
        ):
            sheet.write_string(3, column, head, self.formats["head"])
        sums = balance(self.plan)
        ends, heads = [], {}
        for column, side in ((0, Side.EXPENSE), (INCOME, Side.INCOME)):
            row = 4
            for group in GROUPS[side]:
                if group not in KIND:
                    heads[group] = row
                    row = self._group(sheet, row, column, group)
            ends.append(row)
        row = max(ends)
        totals_ = []
        for column, side, value in ((0, Side.EXPENSE, sums.charges), (INCOME, Side.INCOME, sums.income)):
            cells = "+".join(
                f"{self._letter(column + 1)}{heads[group] + 1}" for group in GROUPS[side] if group not in KIND
            )  # fmt: skip
            label = _("Total des charges") if side == Side.EXPENSE else _("Total des produits")
            sheet.write_string(row, column, label, self.formats["total"])
            sheet.write_formula(row, column + 1, f"={cells}", self.formats["total"], value / 100)
            totals_.append(row)
        if self.budget.with_in_kind:
            row = self._in_kind(sheet, row + 2, totals_[0])
        row += 2
        sheet.write_string(row, 0, _("Demandé au financeur"), self.formats["total"])
        asked = self._sum("*", self._range("requested"), f'"{_("oui")}"')
        sheet.write_formula(row, 1, f"={asked}", self.formats["total"], sums.requested / 100)
        sheet.write_string(row, INCOME, _("en % du total"), self.formats["total"])
        base = f"B{totals_[0] + 1}" if not self.plan.rules.in_kind_counts else f"B{row - 1}"
        part = sums.requested / sums.base if sums.base else 0.0
        share = self.book.add_format({"num_format": "0.00%", "bold": True, "top": 1, "bg_color": "#F3EEE2"})
        sheet.write_formula(row, INCOME + 1, f"=IF({base}=0,0,B{row + 1}/{base})", share, part)
        if self.budget.with_in_kind:
            sheet.write_string(row + 2, 0, _(
                "Bénévolat : %(numbers)s. Les lignes gardent la nature, pas le numéro."
            ) % {"numbers": in_kind_numbers("87-volunteers")}, self.formats["note"])  # fmt: skip

    def _group(self, sheet: Any, row: int, column: int, group: str) -> int:
        """The class and its details; the next row."""
        value = totals(self.rows, "group").get(group, 0) / 100
        sheet.write_string(row, column, group_label(group), self.formats["head"])
        if group == "indirect" and self.budget.indirect in (Indirect.DIRECT, Indirect.PERSONNEL):
            classes = ["64"] if self.budget.indirect == Indirect.PERSONNEL else [str(one) for one in range(60, 70)]
            base = "+".join(self._sum(f"{one}*") for one in classes)
            # In whole cents and ten-thousandths, so that half a cent is exact and goes up as ours does.
            rate = int(self.budget.indirect_rate * 100)
            formula = f"=ROUND(ROUND(({base})*100,0)*{rate}/10000,0)/100"
        else:
            formula = f"={self._sum(f'{group}*')}"
        sheet.write_formula(row, column + 1, formula, self.formats["head"], value)
        for code, account in ACCOUNTS.items():
            if account.group == group and not account.is_head:
                row += 1
                self._detail(sheet, row, column, code)
        return row + 1

    def _detail(self, sheet: Any, row: int, column: int, code: str) -> None:
        label = account_label(code)
        if ACCOUNTS[code].in_kind:
            label = f"{label} ({in_kind_numbers(code)})"
        value = totals(self.rows, "account").get(code, 0) / 100
        sheet.write_string(row, column, label, self.formats["detail"])
        sheet.write_formula(row, column + 1, f"={self._sum(code)}", self.formats["money"], value)

    def _in_kind(self, sheet: Any, row: int, total: int) -> int:
        """86 and 87, then the totals with them; the row of these."""
        first = row
        ends = []
        for column, group in ((0, "86"), (INCOME, "87")):
            ends.append(self._group(sheet, first, column, group))
        last = max(ends)
        sums = balance(self.plan)
        values = (sums.charges + sums.kind_charges, sums.income + sums.kind_income)
        for column, value in zip((0, INCOME), values, strict=True):
            letter = self._letter(column + 1)
            label = _("Total avec ce qui est en nature")
            sheet.write_string(last, column, label, self.formats["total"])
            sheet.write_formula(
                last, column + 1, f"={letter}{total + 1}+{letter}{first + 1}", self.formats["total"], value / 100
            )
        return last

    def _cut(self, title: str, name: str, heads: Sequence[tuple[str, int]]) -> None:
        """Classes down, parties (or packages, years) across, what is of all together and the total at the end."""
        sheet = self.book.add_worksheet(title)
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, len(heads) + 2, 18)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        columns: list[tuple[str, int | None]] = [*heads] if name == "year" else [*heads, (str(ALL), None)]
        sheet.write_string(0, 0, _("Classe"), self.formats["head"])
        for place, (head, _key) in enumerate(columns, 1):
            if name == "year":
                sheet.write_number(0, place, int(head), self.book.add_format({"bold": True, "bg_color": "#F3EEE2"}))
            else:
                sheet.write_string(0, place, head, self.formats["head"])
        end = len(columns) + 1
        sheet.write_string(0, end, _("Total"), self.formats["head"])
        row, marks = 1, {}
        for side in Side:
            first = row
            for group in GROUPS[side]:
                if group in KIND:
                    continue
                self._cut_row(sheet, row, group, name, columns, self.formats["money"])
                row += 1
            label = _("Total des charges") if side == Side.EXPENSE else _("Total des produits")
            sheet.write_string(row, 0, label, self.formats["total"])
            for place in range(1, end + 1):
                letter = self._letter(place)
                value = self._value(columns, place, name, side=side, in_kind=False)
                formula = f"=SUM({letter}{first + 1}:{letter}{row})"
                sheet.write_formula(row, place, formula, self.formats["total"], value)
            marks[side] = row
            row += 2
        if self.budget.with_in_kind:
            for group in KIND:
                self._cut_row(sheet, row, group, name, columns, self.formats["money"])
                row += 1

    def _cut_row(
        self, sheet: Any, row: int, group: str, name: str, columns: Sequence[tuple[str, int | None]], form: Any
    ) -> None:
        sheet.write_string(row, 0, group_label(group))
        flat = group == "indirect" and self.budget.indirect in (Indirect.DIRECT, Indirect.PERSONNEL)
        for place, (_head, key) in enumerate(columns, 1):
            rows = [one for one in self.rows if one.group == group and getattr(one, name) == key]
            value = sum(one.cents for one in rows) / 100
            if flat:
                sheet.write_number(row, place, value, form)
                continue
            reference = f"{self._letter(place)}$1"
            criterion = reference if name == "year" else f'"="&{reference}'
            formula = f"={self._sum(f'{group}*', self._range(name), criterion)}"
            sheet.write_formula(row, place, formula, form, value)
        last = len(columns)
        value = totals(self.rows, "group").get(group, 0) / 100
        formula = f"=SUM(B{row + 1}:{self._letter(last)}{row + 1})"
        sheet.write_formula(row, last + 1, formula, form, value)

    def _value(self, columns: Sequence[tuple[str, int | None]], place: int, name: str, **which: Any) -> float:
        rows: Sequence[Row] = self.rows
        if place <= len(columns):
            key = columns[place - 1][1]
            rows = [one for one in rows if getattr(one, name) == key]
        return sum(totals(rows, "group", **which).values()) / 100

    @staticmethod
    def _letter(column: int) -> str:
        from xlsxwriter.utility import xl_col_to_name

        return xl_col_to_name(column)

    def _lines(self, sheet: Any) -> None:
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        widths = {"account": 34, "label": 40, "party": 26, "package": 20, "method": 34, "code": 16, "cents": 14}
        for place, (name, head) in enumerate(COLUMNS.items()):
            sheet.set_column(place, place, widths.get(name, 11))
            sheet.write_string(0, place, str(head), self.formats["head"])
        for row, line in enumerate(self.lines, 1):
            self._line(sheet, row, line)
        codes = ", ".join(ACCOUNTS)
        sheet.write_comment(
            0, list(COLUMNS).index("code"), f"{_('Les codes possibles :')} {codes}", {"x_scale": 3, "y_scale": 4}
        )
        sheet.autofilter(0, 0, max(len(self.lines), 1), len(COLUMNS) - 1)

    def _line(self, sheet: Any, row: int, line: Line) -> None:
        group = ACCOUNTS[line.account].group
        texts = {
            "account": f"{group_label(group)} : {account_label(line.account)}", "code": line.account,
            "label": line.label, "party": line.party.name if line.party else str(ALL),
            "package": line.package.name if line.package else str(ALL), "unit": line.unit,
            "funding": line.get_funding_display() if line.funding else "",
            "requested": _("oui") if line.requested else "", "method": line.method,
        }  # fmt: skip
        places = {name: place for place, name in enumerate(COLUMNS)}
        sheet.write_number(row, places["line"], line.pk, self.formats["key"])
        sheet.write_number(row, places["number"], line.number, self.formats["key"])
        for name, text in texts.items():
            sheet.write_string(row, places[name], text, self.formats["text"])
        sheet.write_number(row, places["year"], line.year)
        if line.quantity is None or line.unit_cents is None:
            sheet.write_number(row, places["cents"], line.cents / 100, self.formats["money"])
            return
        sheet.write_number(row, places["quantity"], float(line.quantity))
        sheet.write_number(row, places["unit_cents"], line.unit_cents / 100, self.formats["money"])
        quantity, price = f"{LETTERS['quantity']}{row + 1}", f"{LETTERS['unit_cents']}{row + 1}"
        formula = f"=ROUND(ROUND({quantity}*100,0)*ROUND({price}*100,0)/100,0)/100"
        sheet.write_formula(row, places["cents"], formula, self.formats["money"], line.cents / 100)
