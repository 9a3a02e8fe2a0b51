"""The people of the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import RepresentativeKind, Visibility
from .activity import Row
from .fields import PhoneField


class PersonRow(Row):
    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    role = forms.CharField(label=_("Fonction"), max_length=120, required=False)
    kind = forms.ChoiceField(
        label=_("Sa part"), choices=RepresentativeKind.choices, initial=RepresentativeKind.CONTRIBUTOR
    )
    email = forms.EmailField(
        label=_("Adresse e-mail"), required=False,
        help_text=_("Avec un compte à cette adresse, cette personne pourra modifier la fiche."),
    )  # fmt: skip
    phone = PhoneField(label=_("Téléphone"), required=False)
    visibility = forms.ChoiceField(label=_("Qui la voit"), choices=Visibility.choices, initial=Visibility.MEMBERS)
