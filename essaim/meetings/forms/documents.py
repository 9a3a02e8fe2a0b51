"""A document of a meeting."""

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.files.formats import FORMATS

from ..enums import Audience


class DescribeForm(forms.Form):
    title = forms.CharField(label=_("Titre"), max_length=120)
    audience = forms.ChoiceField(label=_("Qui peut l'ouvrir"), choices=Audience.choices, widget=forms.RadioSelect)


class DocumentForm(DescribeForm):
    upload = forms.FileField(
        label=_("Fichier"),
        help_text=_("PDF, image, texte ou document bureautique, 20 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ",".join(f".{ending}" for ending in FORMATS.values())}),
    )
    field_order = ("upload", "title", "audience")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].required = False
        self.fields["title"].help_text = _("Sans titre, le nom du fichier.")
        self.fields["audience"].initial = Audience.MEMBERS
