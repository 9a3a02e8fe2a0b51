"""A moment of the agenda."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..actions.agenda import MOST_MINUTES
from ..models import AgendaItem


class MomentForm(forms.Form):
    title = forms.CharField(label=_("Quoi"), max_length=120)
    minutes = forms.IntegerField(
        label=_("Durée, en minutes"), min_value=1, max_value=MOST_MINUTES, initial=15,
        widget=forms.NumberInput(attrs={"class": "input-s", "step": 1, "min": 1}),
    )  # fmt: skip
    led_by = forms.CharField(label=_("Qui mène"), max_length=120, required=False)
    text = forms.CharField(
        label=_("Précisions"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    @classmethod
    def of(cls, item: AgendaItem) -> "MomentForm":
        """The form of a moment that stands; several on one page, so each with its prefix."""
        values = {name: getattr(item, name) for name in cls.base_fields}
        return cls(initial=values, prefix=f"m{item.pk}")

    def take(self, refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
