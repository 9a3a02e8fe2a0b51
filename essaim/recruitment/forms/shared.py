"""A need, an answer, the hypotheses of a comparison."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from essaim.organizations.forms.fields import CommuneField, DayField
from essaim.organizations.models import Organization

from ..costs import Hypotheses
from ..engine.problem import SLOTS
from ..enums import Form, Say
from ..words import DAY_NAMES
from .fields import CentsField, OccupationField, PlainForm, WeeklyHoursField


def _slot_name(slot: int) -> str:
    half = now("%(day)s après-midi") if slot % 2 else now("%(day)s matin")
    return half % {"day": DAY_NAMES[slot // 2]}


_said = lazy(_slot_name, str)


class SlotsField(forms.TypedMultipleChoiceField):
    """Half-days to tick. Cleans to their bits."""

    def __init__(self, **options) -> None:
        super().__init__(
            choices=[(slot, _said(slot)) for slot in range(SLOTS)], coerce=int, widget=forms.CheckboxSelectMultiple,
            **options,
        )  # fmt: skip

    def clean(self, value: Any) -> int:
        return sum(1 << slot for slot in set(super().clean(value)))

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return [slot for slot in range(SLOTS) if value >> slot & 1]
        return value


class NeedForm(PlainForm):
    occupation = OccupationField(
        label=_("Métier"), help_text=_("Avec les mots de tous les jours : « aide-comptable ».")
    )
    least = WeeklyHoursField(label=_("Heures par semaine, au moins"))
    most = WeeklyHoursField(label=_("Au plus"), required=False, help_text=_("Un peu de jeu aide beaucoup à combiner."))
    slots = SlotsField(
        label=_("Demi-journées possibles"), initial=(1 << 10) - 1,
        help_text=_("Cochez tout ce qui irait : plus il y en a, plus les chances sont grandes."),
    )  # fmt: skip
    municipality = CommuneField(
        label=_("Commune"), max_length=100, widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"})
    )
    remote = forms.BooleanField(label=_("Peut se faire à distance"), required=False)
    starts_on = DayField(label=_("À partir du"), required=False, help_text=_("Vide : dès que possible."))
    starts_by = DayField(label=_("Au plus tard le"), required=False, help_text=_("Vide : dans les deux mois."))
    hourly_budget = CentsField(
        label=_("Budget par heure, tout compris"), required=False,
        help_text=_("En euros. Seules les structures d'un même poste le liront."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("En quelques mots"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    field_order = ("organization",)

    def __init__(self, *args, organizations: Sequence[Organization] = (), departments=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].departments = frozenset(departments)  # type: ignore[attr-defined]
        if len(organizations) > 1:
            choices = [(one.pk, one.name) for one in organizations]
            self.fields["organization"] = forms.ChoiceField(label=_("Au nom de"), choices=choices)
            self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `actions.state_need`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}


class SayForm(PlainForm):
    say = forms.ChoiceField(label=_("Ce poste vous irait-il ?"), choices=Say, widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Un mot"), required=False, max_length=300,
        help_text=_("Ce qu'il faudrait changer, ou une question. Les autres structures le liront."),
    )  # fmt: skip


class HireForm(PlainForm):
    form = forms.ChoiceField(label=_("Sous quelle forme"), choices=Form, widget=forms.RadioSelect)
    hired_on = DayField(label=_("Le jour de l'embauche"))
    outcome = forms.CharField(label=_("En quelques mots"), required=False, max_length=300)


class HypothesesForm(forms.Form):
    """What the comparison of costs supposes; all may be left as they are."""

    wage = CentsField(label=_("Salaire brut de l'heure, en euros"), required=False)
    charges = forms.DecimalField(
        label=_("Cotisations de l'employeur, en % du brut"), required=False, min_value=0, max_value=100,
        decimal_places=2, widget=forms.NumberInput(attrs={"class": "input-s", "step": "0.01"}),
    )  # fmt: skip
    fees = forms.DecimalField(
        label=_("Frais du groupement, en % du coût"), required=False, min_value=0, max_value=100, decimal_places=2,
        widget=forms.NumberInput(attrs={"class": "input-s", "step": "0.01"}),
    )  # fmt: skip
    payslip = CentsField(label=_("Un bulletin de paie par mois, en euros"), required=False)

    @staticmethod
    def shown(rules: Hypotheses) -> dict[str, Any]:
        return {"wage": rules.wage, "charges": rules.charges / 100, "fees": rules.fees / 100, "payslip": rules.payslip}

    def hypotheses(self, usual: Hypotheses) -> Hypotheses:
        """What was typed, and what is usual where nothing was."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Hypotheses(
            wage=data.get("wage") or usual.wage,
            charges=_points(data.get("charges"), usual.charges),
            fees=_points(data.get("fees"), usual.fees),
            payslip=usual.payslip if data.get("payslip") is None else data["payslip"],
        )


def _points(value, usual: int) -> int:
    return usual if value is None else int(value * 100)
