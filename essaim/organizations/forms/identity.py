"""Who the organization is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import CooperativeKind, Headcount
from ..legal import ASSOCIATIONS, COOPERATIVES, FOUNDATIONS, MUTUALS, legal_categories
from .fields import CompanyNumberField, DayField, LinesField, PhoneField, RnaField, VatField

_COMPANIES = ("5499", "5498", "5710", "5720", "5599")


def legal_category_choices() -> list:
    """Legal categories, those of the social economy first; the French labels are INSEE's own."""
    labels = legal_categories()

    def group(codes) -> list[tuple[str, str]]:
        return [(code, labels[code]) for code in sorted(codes, key=lambda code: (code != "9220", code))]

    known = ASSOCIATIONS | FOUNDATIONS | MUTUALS | COOPERATIVES | set(_COMPANIES)
    return [
        ("", _("Je ne sais pas")),
        (_("Associations"), group(ASSOCIATIONS)),
        (_("Coopératives"), group(COOPERATIVES)),
        (_("Mutuelles et fondations"), group(MUTUALS | FOUNDATIONS)),
        (_("Sociétés"), group(_COMPANIES)),
        (_("Autres formes"), group(set(labels) - known)),
    ]


class IdentityForm(forms.Form):
    name = forms.CharField(label=_("Nom"), max_length=200)
    acronym = forms.CharField(
        label=_("Sigle"), max_length=40, required=False, widget=forms.TextInput(attrs={"class": "input-s"})
    )
    other_names = LinesField(
        label=_("Autres noms"), required=False, help_text=_("Un par ligne : ancien nom, nom d'usage, enseigne.")
    )
    number = CompanyNumberField(
        label=_("SIRET du siège"),
        required=False,
        help_text=_("14 chiffres, espaces permis. À défaut, le SIREN (9 chiffres)."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-s"}),
    )
    rna = RnaField(
        label=_("Numéro RNA"),
        required=False,
        help_text=_("Pour les associations : la lettre W, puis 9 caractères."),
        widget=forms.TextInput(attrs={"class": "input-s"}),
    )
    vat_number = VatField(label=_("Numéro de TVA"), required=False, widget=forms.TextInput(attrs={"class": "input-s"}))
    legal_category = forms.ChoiceField(label=_("Forme juridique"), choices=legal_category_choices, required=False)
    cooperative_kind = forms.ChoiceField(
        label=_("Type de coopérative"),
        choices=[("", _("Ce n'est pas une coopérative")), *CooperativeKind.choices],
        required=False,
        help_text=_("Une SCIC ou une SCOP peut être une SA, une SARL ou une SAS : dites-le ici."),
    )
    naf_code = forms.CharField(
        label=_("Code NAF (APE)"), max_length=6, required=False, help_text=_("Par exemple 88.99B."),
        widget=forms.TextInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    headcount = forms.ChoiceField(label=_("Effectif"), choices=[("", _("Non dit")), *Headcount.choices], required=False)
    founded_on = DayField(label=_("Date de création"), required=False)
    closed_on = DayField(label=_("Date de fermeture"), required=False, help_text=_("Si la structure a fermé."))
    email = forms.EmailField(
        label=_("Adresse e-mail"), required=False, help_text=_("Celle que tout le monde peut voir.")
    )
    phone = PhoneField(label=_("Téléphone"), required=False)

    def clean(self) -> dict:
        values = super().clean() or {}
        founded, closed = values.get("founded_on"), values.get("closed_on")
        if founded and closed and closed < founded:
            self.add_error("closed_on", _("La date de fermeture vient avant la date de création."))
        return values


class NewOrganizationForm(forms.Form):
    """The few things that make a page; the rest is added card by card."""

    name = forms.CharField(label=_("Nom de la structure"), max_length=200)
    number = CompanyNumberField(
        label=_("SIRET"),
        required=False,
        help_text=_("14 chiffres, espaces permis. Il évite de créer deux fois la même fiche."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-s"}),
    )
    rna = RnaField(
        label=_("Numéro RNA"), required=False, help_text=_("Pour une association sans SIRET."),
        widget=forms.TextInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    summary = forms.CharField(
        label=_("En une phrase"), max_length=240, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    role = forms.CharField(
        label=_("Votre fonction dans cette structure"), max_length=120, required=False,
        help_text=_("Laissez vide si vous la signalez sans en faire partie."),
    )  # fmt: skip
