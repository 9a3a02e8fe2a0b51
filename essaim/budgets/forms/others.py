"""The rules of the call, « et si… », the workbook that comes back, the lines of who left."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..engine import Scenario
from ..enums import Indirect
from ..models import Budget, BudgetParty
from .fields import EurosField, percent_field, shown, shown_number

RULES = ("title", "first_year", "last_year", "requested_cents", "max_rate", "indirect", "indirect_rate",
         "with_in_kind", "in_kind_counts")  # fmt: skip


def _year(**options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"})
    return forms.IntegerField(min_value=2000, max_value=2100, widget=widget, **options)


class RulesForm(forms.Form):
    title = forms.CharField(label=_("Titre"), max_length=200)
    first_year = _year(label=_("Première année"))
    last_year = _year(label=_("Dernière année"))
    requested_cents = EurosField(
        label=_("Montant demandé, en euros"), required=False,
        help_text=_("Celui du formulaire. Vide, il suit les lignes marquées « c'est ce que ce dossier demande »."),
    )  # fmt: skip
    max_rate = percent_field(
        label=_("L'appel finance au plus, en %"), required=False, help_text=_("Vide si l'appel ne fixe pas de taux.")
    )
    indirect = forms.ChoiceField(
        label=_("Coûts indirects"), choices=Indirect, widget=forms.RadioSelect, initial=Indirect.NONE
    )
    indirect_rate = percent_field(label=_("Pourcentage du forfait"), required=False)
    with_in_kind = forms.BooleanField(
        label=_("Valoriser le bénévolat et les dons en nature (86 et 87)"), required=False
    )
    in_kind_counts = forms.BooleanField(
        label=_("Le taux de l'appel se calcule sur un total qui les comprend"), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def facts(self) -> dict[str, Any]:
        data = {name: self.cleaned_data[name] for name in RULES}
        return data | {"indirect_rate": data["indirect_rate"] or 0}


def initial_rules(budget: Budget) -> dict[str, Any]:
    return {name: getattr(budget, name) for name in RULES} | {
        "requested_cents": shown(budget.requested_cents), "max_rate": shown_number(budget.max_rate),
        "indirect_rate": shown_number(budget.indirect_rate) if budget.indirect_rate else "",
        "seen": budget.rules_number,
    }  # fmt: skip


class WhatIfForm(forms.Form):
    """Asked by GET: nothing is written."""

    accorde = percent_field(
        label=_("Le financeur donne, en % de ce qui est demandé"), required=False, help_text=_("Par exemple 80.")
    )
    sans = forms.MultipleChoiceField(
        label=_("Sans ces partenaires"), required=False, widget=forms.CheckboxSelectMultiple
    )
    forfait = percent_field(label=_("Forfait de coûts indirects, en %"), required=False)
    taux = percent_field(label=_("Taux maximal de l'appel, en %"), required=False)

    def __init__(self, *args, budget: Budget, **options) -> None:
        super().__init__(*args, **options)
        parties = [(str(one.pk), one.name) for one in budget.parties.all()]
        self.fields["sans"].choices = parties  # type: ignore[attr-defined]
        if len(parties) < 2:
            del self.fields["sans"]
        if budget.indirect in (Indirect.NONE, Indirect.REAL):
            del self.fields["forfait"]

    def scenario(self) -> Scenario:
        data = self.cleaned_data
        return Scenario(
            data["accorde"], frozenset(int(one) for one in data.get("sans") or ()), data.get("forfait"), data["taux"]
        )


class ImportForm(forms.Form):
    upload = forms.FileField(
        label=_("Le classeur"), help_text=_("XLSX ou ODS : le nôtre, changé, ou un simple tableau avec des en-têtes.")
    )


class GiveForm(forms.Form):
    to = forms.ChoiceField(label=_("Confier ses lignes à"))

    def __init__(self, *args, parties: Sequence[BudgetParty], **options) -> None:
        super().__init__(*args, **options)
        self.parties = {str(one.pk): one for one in parties}
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.parties.items()
        ]

    def receiver(self) -> BudgetParty:
        return self.parties[self.cleaned_data["to"]]
