"""One line: a charge, an income, or what is in kind."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from ..actions import Facts
from ..engine import ACCOUNTS, Side
from ..enums import Funding
from ..labels import account_label, group_label, in_kind_numbers
from ..models import Budget, BudgetParty, Line
from .fields import EurosField, NumberField, shown, shown_number

SORTS = ("charge", "produit", "nature")
FACTS = ("account", "label", "cents", "quantity", "unit", "unit_cents", "method", "funding")


def sort_of(account: str) -> str:
    one = ACCOUNTS[account]
    return "nature" if one.in_kind else "charge" if one.side == Side.EXPENSE else "produit"


def account_choices(sort: str, budget: Budget) -> list[tuple[str, list[tuple[str, str]]]]:
    """By class of the grid; a class without detail stands alone."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code, account in ACCOUNTS.items():
        if sort_of(code) != sort or (account.group == "indirect" and budget.indirect != "real"):
            continue
        label = account_label(code)
        if account.in_kind:
            label = f"{label} ({in_kind_numbers(code)})"
        elif account.is_head:
            label = _t("%(label)s, sans détail") % {"label": label}
        groups.setdefault(group_label(account.group), []).append((code, label))
    for name, choices in groups.items():
        if len(choices) == 1 and ACCOUNTS[choices[0][0]].is_head:
            choices[0] = (choices[0][0], name)
    return list(groups.items())


class LineForm(forms.Form):
    """`sort`: one of SORTS. `parties`: those whose lines the person writes; `common`: also those of all together."""

    account = forms.ChoiceField(label=_("Poste"))
    label = forms.CharField(label=_("De quoi s'agit-il"), max_length=160)
    cents = EurosField(
        label=_("Montant, en euros"), required=False,
        help_text=_("Ou laissez vide, et donnez plus bas une quantité et le prix d'une unité."),
    )  # fmt: skip
    party = forms.ChoiceField(label=_("Pour qui"))
    year = forms.TypedChoiceField(label=_("Année"), coerce=int)
    funding = forms.ChoiceField(label=_("Où en est-on"), choices=Funding, initial=Funding.ASKED)
    requested = forms.BooleanField(label=_("C'est ce que ce dossier demande"), required=False)
    method = forms.CharField(
        label=_("Comment c'est valorisé"), max_length=200,
        help_text=_("Par exemple « 120 heures au SMIC horaire chargé » ou « loyer du marché, deux mois »."),
    )  # fmt: skip
    counterpart = forms.BooleanField(
        label=_("Écrire aussi la ressource qui lui répond (87)"), required=False, initial=True
    )
    quantity = NumberField(label=_("Quantité"), required=False)
    unit = forms.CharField(
        label=_("Unité"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"}),
        help_text=_("heure, jour, kg, repas…"),
    )  # fmt: skip
    unit_cents = EurosField(label=_("Prix d'une unité, en euros"), required=False)
    package = forms.ChoiceField(label=_("Lot de travail"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args, sort: str, budget: Budget, parties: Sequence[BudgetParty], common: bool, line: Line | None = None,
        **options,
    ) -> None:  # fmt: skip
        super().__init__(*args, **options)
        self.sort, self.budget, self.line = sort, budget, line
        fields: dict[str, Any] = self.fields
        fields["account"].choices = account_choices(sort, budget)
        self.parties = {str(one.pk): one for one in parties}
        if line is not None and line.party is not None:
            self.parties.setdefault(str(line.party.pk), line.party)
        fields["party"].choices = [(key, one.name) for key, one in self.parties.items()]
        if common:
            whole = ("", _("L'ensemble, partagé selon les charges"))
            fields["party"].choices = [whole, *fields["party"].choices] if sort == "produit" else [
                *fields["party"].choices, whole
            ]  # fmt: skip
            fields["party"].required = False
        fields["year"].choices = [(year, str(year)) for year in budget.years]
        self.packages = {str(one.pk): one for one in budget.packages.all()}
        fields["package"].choices = [("", _("Aucun")), *((key, one.name) for key, one in self.packages.items())]
        gone = {
            "charge": ("funding", "requested", "method", "counterpart"), "produit": ("method", "counterpart"),
            "nature": ("funding", "requested"),
        }[sort]  # fmt: skip
        for name in gone:
            del fields[name]
        if line is not None and "counterpart" in fields:
            del fields["counterpart"]
        if not self.packages:
            del fields["package"]
        if len(budget.years) == 1:
            del fields["year"]

    @property
    def more(self) -> list[forms.BoundField]:
        """What a line may do without."""
        return [self[name] for name in ("quantity", "unit", "unit_cents", "package") if name in self.fields]

    @property
    def main(self) -> list[forms.BoundField]:
        beside = {one.name for one in self.more}
        return [one for one in self.visible_fields() if one.name not in beside]

    @property
    def more_said(self) -> bool:
        """Whether the fold stands open: something in it is said, or wrong."""
        return any(one.errors or one.value() for one in self.more)

    def facts(self) -> Facts:
        data = self.cleaned_data
        values = {name: data[name] for name in FACTS if name in self.fields}
        return Facts(
            **values, year=data.get("year") or self.budget.first_year, requested=data.get("requested", False),
            party=self.parties.get(data.get("party") or ""), package=self.packages.get(data.get("package") or ""),
        )  # fmt: skip


def initial_line(line: Line) -> dict[str, Any]:
    product = line.quantity is not None
    return {
        "account": line.account, "label": line.label, "cents": "" if product else shown(line.cents),
        "party": str(line.party_id or ""), "year": line.year, "funding": line.funding, "requested": line.requested,
        "method": line.method, "quantity": shown_number(line.quantity), "unit": line.unit,
        "unit_cents": shown(line.unit_cents), "package": str(line.package_id or ""), "seen": line.number,
    }  # fmt: skip
