"""A poll on dates: what is proposed, what is answered."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .rhythm import LENGTHS


class OptionForm(forms.Form):
    day = forms.DateField(label=_("Jour"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    at = forms.TimeField(label=_("Heure"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.TypedChoiceField(label=_("Durée"), coerce=int, choices=LENGTHS, initial=120)

    def times(self) -> tuple[datetime, datetime]:
        start = timezone.make_aware(datetime.combine(self.cleaned_data["day"], self.cleaned_data["at"]))
        return start, start + timedelta(minutes=self.cleaned_data["minutes"])


OptionFormSet = forms.formset_factory(OptionForm, extra=0, can_delete=True, max_num=10)


class LastDayForm(forms.Form):
    last_day = forms.DateField(
        label=_("Dernier jour pour répondre"),
        help_text=_("La date se choisit d'elle-même à la fin de ce jour."),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
    )


class PollForm(LastDayForm):
    message = forms.CharField(
        label=_("Un mot pour les personnes sondées"), max_length=300, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
