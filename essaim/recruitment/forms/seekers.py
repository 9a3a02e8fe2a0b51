"""What a candidate types; to whom one recommends them."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.forms.fields import CommuneField, PhoneField
from essaim.organizations.models import Organization

from .fields import OccupationField, PlainForm, WeeklyHoursField

CONSENT = _(
    "J'accepte que les structures membres du club lisent ces informations et mon CV pendant six mois au plus, pour un "
    "emploi. Je peux les effacer à tout moment par le lien que je recevrai."
)


class SeekerForm(PlainForm):
    name = forms.CharField(
        label=_("Votre prénom et votre nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Votre adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Vous y recevrez un lien pour confirmer. Rien n'est montré avant."),
    )  # fmt: skip
    phone = PhoneField(label=_("Téléphone"), required=False)
    occupation = OccupationField(label=_("Le métier que vous cherchez"))
    municipality = CommuneField(
        label=_("Votre commune"), max_length=100,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )  # fmt: skip
    weekly_minutes = WeeklyHoursField(label=_("Heures par semaine"), required=False, help_text=_("Vide : peu importe."))
    words = forms.CharField(
        label=_("Quelques mots"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Ce que vous savez faire, ce que vous aimeriez apprendre, quand vous êtes libre."),
    )  # fmt: skip
    cv = forms.FileField(
        label=_("Votre CV"), required=False, help_text=_("En PDF, 20 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": ".pdf,application/pdf"}),
    )  # fmt: skip
    consents = forms.BooleanField(label=CONSENT, required=False)
    # A trap: people do not see this field, robots fill it.
    website = forms.CharField(
        label=_("Laissez ce champ vide"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    def __init__(self, *args, departments=(), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["municipality"].departments = frozenset(departments)  # type: ignore[attr-defined]

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def values(self) -> dict:
        """Keyword arguments for `actions.present`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("website", "consents")}


class RecommendForm(PlainForm):
    receiver: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("À quelle structure ?"), queryset=None, empty_label=_("Choisissez")
    )
    words = forms.CharField(
        label=_("Pourquoi eux"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, colleagues, own: Sequence[Organization] = (), **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["receiver"].queryset = colleagues  # type: ignore[attr-defined]
        self.fields["receiver"].label_from_instance = lambda one: one.name  # type: ignore[attr-defined]
        if len(own) > 1:
            choices = [(one.pk, one.name) for one in own]
            self.fields["structure"] = forms.ChoiceField(label=_("Au nom de"), choices=choices)
