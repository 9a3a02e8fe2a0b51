"""Somebody at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import Refusal


class WalkInForm(forms.Form):
    name = forms.CharField(
        label=_("Prénom et nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    organization = forms.CharField(
        label=_("Structure"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"list": "structures", "autocomplete": "off"}),
    )  # fmt: skip
    email = forms.EmailField(
        label=_("Adresse e-mail"), required=False, widget=forms.EmailInput(attrs={"autocomplete": "off"})
    )

    def take(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class ArrivalForm(forms.Form):
    email = forms.EmailField(
        label=_("Votre adresse e-mail"), help_text=_("Celle où vous avez reçu l'invitation."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )  # fmt: skip
