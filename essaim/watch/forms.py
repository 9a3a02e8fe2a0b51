"""What is typed: what one looks for, how often one is written to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.calls.enums import CallKind
from essaim.calls.forms import EurosField, shown
from essaim.organizations.forms.activity import sector_choices

from .enums import Rhythm
from .models import Interest


class InterestForm(forms.Form):
    """What is left empty is deduced from the page of the structure."""

    sectors = forms.MultipleChoiceField(
        label=_("Secteurs"), choices=sector_choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    kinds = forms.MultipleChoiceField(
        label=_("Ce que l'on cherche"), choices=CallKind, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Rien de coché : tout."),
    )  # fmt: skip
    amount_min = EurosField(label=_("À partir de, en euros"))
    amount_max = EurosField(label=_("Jusqu'à, en euros"))
    wanted = forms.CharField(
        label=_("Mots qui nous intéressent"), max_length=400, required=False,
        help_text=_("Séparés par des virgules : tiers-lieu, vélo, cuisine…"),
    )  # fmt: skip
    unwanted = forms.CharField(
        label=_("Mots qui ne nous concernent pas"), max_length=400, required=False,
        help_text=_("Un appel qui les contient descend dans la liste."),
    )  # fmt: skip

    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "sectors": data["sectors"], "kinds": data["kinds"], "amount_min_cents": data["amount_min"],
            "amount_max_cents": data["amount_max"], "wanted": data["wanted"], "unwanted": data["unwanted"],
        }  # fmt: skip


def initial_of(interest: Interest) -> dict[str, Any]:
    return {
        "sectors": interest.sectors, "kinds": interest.kinds, "amount_min": shown(interest.amount_min_cents),
        "amount_max": shown(interest.amount_max_cents), "wanted": interest.wanted, "unwanted": interest.unwanted,
    }  # fmt: skip


class RhythmForm(forms.Form):
    rhythm = forms.ChoiceField(label=_("Recevoir les nouveaux appels"), choices=Rhythm, widget=forms.RadioSelect)
