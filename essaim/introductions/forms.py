"""What is typed about an introduction."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Outcome


class AskForm(forms.Form):
    message = forms.CharField(
        label=_("Votre message"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Un début est proposé : changez-le, dites-le avec vos mots."),
    )
    shares_address = forms.BooleanField(label=_("Donner mon adresse : la réponse m'arrive directement"), required=False)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Un mot en retour"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Si c'est oui, un jour ou un lieu. Si c'est non, rien n'oblige à dire pourquoi."),
    )


class MetForm(forms.Form):
    outcome = forms.ChoiceField(label=_("Ce qui en est sorti"), choices=Outcome, widget=forms.RadioSelect)
    met_on = forms.DateField(
        label=_("Quand"),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
    )
    note = forms.CharField(label=_("En quelques mots"), max_length=300, required=False)
