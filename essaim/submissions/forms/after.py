"""The answer, a question, a payment, a report, what is counted."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from essaim.budgets.forms.fields import EurosField, NumberField, shown
from essaim.dossiers.models import Partner

from ..enums import ReportKind
from ..models import Outcome


def day_field(**options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **options)


class OutcomeForm(forms.Form):
    """`settled`: the answer is known; only its facts may still be said."""

    won = forms.ChoiceField(
        label=_("La réponse"), choices=[("1", _("C'est oui")), ("0", _("C'est non"))], widget=forms.RadioSelect
    )
    on = day_field(label=_("Reçue le"), initial=localdate)
    granted_cents = EurosField(label=_("Montant accordé, en euros"), required=False)
    said = forms.CharField(
        label=_("Ce que l'on en retient"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Les raisons données, ce que vous feriez autrement : l'équipe le relira."),
    )  # fmt: skip
    reference = forms.CharField(label=_("Référence de la décision"), max_length=120, required=False)
    agreement_on = day_field(
        label=_("Convention signée le"), required=False,
        help_text=_("Une convention est obligatoire au-delà de 23 000 € d'argent public."),
    )  # fmt: skip
    year_end = day_field(
        label=_("Fin de l'exercice financé"), required=False,
        help_text=_("Le compte rendu financier (15059*02) est dû dans les six mois qui suivent."),
    )  # fmt: skip

    def __init__(self, *args, settled: bool, **options) -> None:
        super().__init__(*args, **options)
        if settled:
            for name in ("won", "on", "said"):
                del self.fields[name]

    def facts(self) -> dict[str, Any]:
        data = dict(self.cleaned_data)
        if "won" in data:
            data["won"] = data["won"] == "1"
        return data


def initial_outcome(outcome: Outcome | None) -> dict[str, Any]:
    if outcome is None:
        return {}
    return {
        "granted_cents": shown(outcome.granted_cents), "reference": outcome.reference,
        "agreement_on": outcome.agreement_on, "year_end": outcome.year_end,
    }  # fmt: skip


class QuestionForm(forms.Form):
    words = forms.CharField(label=_("La question"), max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    asked_on = day_field(label=_("Posée le"), initial=localdate)
    answer_by = day_field(label=_("Répondre avant le"), required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Ce que nous avons répondu"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    on = day_field(label=_("Répondu le"), initial=localdate)


class PaymentForm(forms.Form):
    partner = forms.ChoiceField(label=_("Pour qui"))
    label = forms.CharField(label=_("Pour quoi"), max_length=120, help_text=_("Avance, deuxième versement, solde…"))
    cents = EurosField(label=_("Montant, en euros"))
    planned_on = day_field(label=_("Prévu le"))

    def __init__(self, *args, partners: Sequence[Partner], **options) -> None:
        super().__init__(*args, **options)
        self.partners = {str(one.pk): one for one in partners}
        self.fields["partner"].choices = [  # type: ignore[attr-defined]
            (key, one.organization.name) for key, one in self.partners.items()
        ]

    def facts(self) -> dict[str, Any]:
        return self.cleaned_data | {"partner": self.partners[self.cleaned_data["partner"]]}


class ReportForm(forms.Form):
    kind = forms.ChoiceField(label=_("Quoi"), choices=ReportKind, initial=ReportKind.STEP)
    title = forms.CharField(label=_("Précision"), max_length=120, required=False)
    due_on = day_field(label=_("Avant le"))


class IndicatorForm(forms.Form):
    title = forms.CharField(
        label=_("Ce que l'on compte"), max_length=120, help_text=_("Repas servis, personnes formées, heures…")
    )
    unit = forms.CharField(
        label=_("Unité"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )
    target = NumberField(label=_("Objectif"), required=False, max_digits=12)


class CountForm(forms.Form):
    value = NumberField(label=_("Compté"), max_digits=12)
    on = day_field(label=_("Le"), initial=localdate)
