"""Corrections, claims, pictures."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import CorrectionField


class CorrectionForm(forms.Form):
    field = forms.ChoiceField(
        label=_("Ce qui est à corriger"), choices=[("", _("Choisissez")), *CorrectionField.choices]
    )
    text = forms.CharField(label=_("Ce qu'il faudrait lire"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))
    name = forms.CharField(label=_("Votre nom"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Votre adresse e-mail"), required=False, help_text=_("Pour vous dire ce que votre correction devient.")
    )
    # A trap: people do not see this field, robots fill it. Hidden by its own class, not by its type.
    website = forms.CharField(
        label=_("Laissez ce champ vide"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(self, *args, signed_in: bool, **options) -> None:
        super().__init__(*args, **options)
        if signed_in:
            for name in ("name", "email", "website"):
                del self.fields[name]

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))


class ClaimForm(forms.Form):
    role = forms.CharField(
        label=_("Votre fonction"), max_length=120, help_text=_("Par exemple : directrice, trésorier, salariée.")
    )
    message = forms.CharField(
        label=_("Un mot pour la personne qui lira"), max_length=400, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Le code à six chiffres"), max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "input-s"}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    answer = forms.CharField(max_length=400, required=False)


class PictureForm(forms.Form):
    # A FileField: the action reads the image itself, with its own limits and sentences.
    image = forms.FileField(
        label=_("Image"), help_text=_("JPEG, PNG ou WebP, 10 Mo au plus."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/gif"}),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Description de l'image"), max_length=240,
        help_text=_("Lue à voix haute aux personnes qui ne voient pas l'image."),
    )  # fmt: skip
    is_logo = forms.BooleanField(label=_("C'est notre logo"), required=False)


class PictureWordsForm(forms.Form):
    description = forms.CharField(label=_("Description de l'image"), max_length=240)
    is_logo = forms.BooleanField(label=_("C'est notre logo"), required=False)
