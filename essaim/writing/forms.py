"""What is typed about a text; the text itself is read by the views as it came."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RemarkForm(forms.Form):
    quote = forms.CharField(
        label=_("Le passage"), max_length=500, required=False,
        help_text=_("Quelques mots du texte, copiés tels quels. Vide : la remarque porte sur l'ensemble."),
    )  # fmt: skip
    words = forms.CharField(label=_("Votre remarque"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ProposalForm(forms.Form):
    content = forms.CharField(
        label=_("Le texte comme vous le voudriez"), strip=False, widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Modifiez-le directement : seules les différences seront montrées."),
    )  # fmt: skip
    why = forms.CharField(
        label=_("Pourquoi"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
