"""What the organization does, offers, looks for; its statuses and links."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import queries
from ..enums import EssBasis, ExchangeKind, StatusKind
from .fields import AmountField, DayField, LinesField, WebField


def sector_choices() -> list:
    """The tree of sectors: each first level is a group, which begins with the whole of it."""
    return [
        (str(parent), [(parent.code, _("%(sector)s, en général") % {"sector": parent})]
         + [(child.code, str(child)) for child in children])
        for parent, children in queries.sector_tree()
    ]  # fmt: skip


class ActivityForm(forms.Form):
    summary = forms.CharField(
        label=_("En une phrase, ce que vous faites"), max_length=240, required=False,
        widget=forms.Textarea(attrs={"rows": 2}), help_text=_("Elle paraît dans l'annuaire, sous votre nom."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Présentation"), max_length=8000, required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Quelques paragraphes. Une ligne vide les sépare, un tiret fait une liste, **deux étoiles** un mot "
                    "en gras."),
    )  # fmt: skip
    skills = LinesField(
        label=_("Vos savoir-faire"), required=False,
        help_text=_("Un par ligne, le plus important d'abord : « Légumes de saison », « Livraison de cantines »."),
    )  # fmt: skip
    sectors = forms.MultipleChoiceField(
        label=_("Vos secteurs"), choices=sector_choices, required=False, widget=forms.CheckboxSelectMultiple
    )


class Row(forms.Form):
    """A row of a list; `pk` keeps an existing row."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def has_changed(self) -> bool:
        """Whether the row says something: it is one of those present, or something was typed or chosen in it."""
        for name, field in self.fields.items():
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            if name != "DELETE" and typed not in (None, "", field.initial):
                return True
        return False


class ReferenceRow(Row):
    client = forms.CharField(label=_("Pour qui"), max_length=160)
    what = forms.CharField(label=_("Quoi"), max_length=240)
    year = forms.IntegerField(
        label=_("Année"), min_value=1900, widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-s"})
    )
    amount = AmountField(
        label=_("Montant en euros"), required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"}),
    )  # fmt: skip
    skill = forms.CharField(
        label=_("Savoir-faire montré"), max_length=120, required=False, help_text=_("L'un de ceux écrits plus haut.")
    )

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if year > timezone.localdate().year + 1:
            raise forms.ValidationError(_("Cette année n'est pas encore venue."))
        return year


class ExchangeRow(Row):
    kind = forms.ChoiceField(label=_("Vous"), choices=ExchangeKind.choices, initial=ExchangeKind.NEED)
    title = forms.CharField(label=_("En quelques mots"), max_length=140)
    text = forms.CharField(
        label=_("Précisions"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Quand, combien, à quelles conditions."),
    )  # fmt: skip
    until = DayField(label=_("Jusqu'au"), required=False, help_text=_("Passé ce jour, l'annonce disparaît de la page."))


class StatusRow(Row):
    kind = forms.ChoiceField(label=_("Statut ou label"), choices=[("", _("Choisissez")), *StatusKind.choices])
    label = forms.CharField(
        label=_("Précision"), max_length=120, required=False, help_text=_("Pour un autre label : son nom.")
    )
    valid_from = DayField(label=_("Depuis"), required=False)
    valid_until = DayField(label=_("Jusqu'au"), required=False)
    proof = forms.CharField(
        label=_("Preuve"), max_length=300, required=False, help_text=_("Numéro de l'arrêté, ou adresse du document.")
    )


class EssForm(forms.Form):
    """Only for those who review the page: a commercial company is of the social economy by its statutes."""

    ess_basis = forms.ChoiceField(label=_("Appartenance à l'ESS"), choices=EssBasis.choices)
    ess_note = forms.CharField(
        label=_("Source de cette appartenance"), max_length=200, required=False,
        help_text=_("Par exemple : statuts du 3 mars 2024, article 4."),
    )  # fmt: skip


class WebsiteForm(forms.Form):
    website = WebField(label=_("Site internet"), required=False)


class LinkRow(Row):
    title = forms.CharField(label=_("Titre"), max_length=80)
    url = WebField(label=_("Adresse"))
