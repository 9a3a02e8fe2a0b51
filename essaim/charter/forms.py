"""What is typed about the charter."""

from datetime import timedelta

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from .enums import ChangeKind


class ArticleForm(forms.Form):
    title = forms.CharField(label=_("Titre de l'article"), max_length=160)


class PublishForm(forms.Form):
    """`first`: the first version is major, and says what it is by itself."""

    kind = forms.ChoiceField(label=_("Qu'est-ce qui change ?"), choices=ChangeKind, widget=forms.RadioSelect)
    summary = forms.CharField(
        label=_("Ce qui change, en une phrase"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Elle part dans le message aux membres."),
    )
    sign_by = forms.DateField(
        label=_("À signer avant le"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
        help_text=_("Pour un vrai changement. Un mois laisse le temps d'une réunion chez chacun."),
    )

    def __init__(self, *args, first: bool, **kwargs) -> None:
        kwargs["initial"] = {"sign_by": localdate() + timedelta(days=30)} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        if first:
            del self.fields["kind"], self.fields["summary"]
            self.fields["sign_by"].help_text = _("Un mois laisse le temps d'une réunion chez chacun.")


class SignForm(forms.Form):
    """`sha256` is the fingerprint of the text that the page shows."""

    sha256 = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("Votre prénom et votre nom"), max_length=120)
    role = forms.CharField(
        label=_("Votre fonction dans la structure"), max_length=120, help_text=_("Par exemple « présidente ».")
    )
    agreed = forms.BooleanField(label=_("J'ai lu la charte, et ma structure s'y engage."))
