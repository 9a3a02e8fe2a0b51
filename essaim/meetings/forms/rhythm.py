"""How often the club meets, on which days."""

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

EVERY = [(1, _("Tous les mois")), (2, _("Tous les deux mois")), (3, _("Tous les trois mois")),
         (4, _("Tous les quatre mois")), (6, _("Deux fois par an")), (12, _("Une fois par an"))]  # fmt: skip
LENGTHS = [(60, _("1 heure")), (90, _("1 heure et demie")), (120, _("2 heures")), (150, _("2 heures et demie")),
           (180, _("3 heures")), (240, _("Une demi-journée")), (420, _("Une journée"))]  # fmt: skip


class RhythmForm(forms.Form):
    months = forms.TypedChoiceField(label=_("Le club se réunit"), coerce=int, choices=EVERY)
    weekdays = forms.TypedMultipleChoiceField(
        label=_("Les jours possibles"), coerce=int, widget=forms.CheckboxSelectMultiple
    )
    at = forms.TimeField(label=_("À partir de"), widget=forms.TimeInput(attrs={"type": "time", "class": "input-s"}))
    minutes = forms.TypedChoiceField(label=_("Pendant"), coerce=int, choices=LENGTHS)
    avoided_months = forms.TypedMultipleChoiceField(
        label=_("Les mois à éviter"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Les jours fériés et les ponts sont évités de toute façon."),
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # Names of days and months follow the language of the page.
        self.fields["weekdays"].choices = [(n, capfirst(str(WEEKDAYS[n]))) for n in range(7)]  # type: ignore[attr-defined]
        self.fields["avoided_months"].choices = [  # type: ignore[attr-defined]
            (n, capfirst(str(MONTHS[n]))) for n in range(1, 13)
        ]
        kept = self.initial.get("minutes")
        if kept and kept not in dict(LENGTHS):
            self.fields["minutes"].choices = [*LENGTHS, (kept, _("%(count)s minutes") % {"count": kept})]  # type: ignore[attr-defined]
