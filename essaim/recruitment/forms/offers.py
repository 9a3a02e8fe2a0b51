"""An offer, as one types it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.organizations.forms.fields import CommuneField, DayField, PhoneField, WebField
from essaim.organizations.models import Organization

from ..enums import Contract, FilledThrough, PayPeriod, Remote
from ..models import Offer
from .fields import CentsField, OccupationField, PlainForm, WeeklyHoursField

USUAL = timedelta(days=45)
_MORE = ("organization",)


class OfferForm(PlainForm):
    title = forms.CharField(
        label=_("Titre de l'offre"), max_length=120, help_text=_("Par exemple : « Aide-maraîcher ou aide-maraîchère ».")
    )
    occupation = OccupationField(
        label=_("Métier"), required=False,
        help_text=_("Si le titre ne suffit pas à le reconnaître. Les mots de tous les jours conviennent."),
    )  # fmt: skip
    contract = forms.ChoiceField(label=_("Contrat"), choices=[("", _("Choisissez")), *Contract.choices])
    weekly_minutes = WeeklyHoursField(label=_("Heures par semaine"), required=False)
    pay_least = CentsField(
        label=_("Salaire brut, au moins"),
        required=False,
        help_text=_("En euros. Demandé pour les contrats de travail."),
    )
    pay_most = CentsField(label=_("Au plus"), required=False)
    pay_period = forms.ChoiceField(label=_("Ce montant est"), choices=PayPeriod, initial=PayPeriod.MONTH)
    municipality = CommuneField(
        label=_("Commune"), max_length=100, widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"})
    )
    remote = forms.ChoiceField(label=_("Sur place ou à distance"), choices=Remote, initial=Remote.NO)
    starts_on = DayField(label=_("Début"), required=False, help_text=_("Vide : dès que possible."))
    description = forms.CharField(
        label=_("Le poste"), max_length=6000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Ce qu'on y fait, avec qui, ce qu'il faut savoir faire et ce qui s'apprend sur place."),
    )  # fmt: skip
    apply_email = forms.EmailField(label=_("Répondre par mail"), required=False)
    apply_phone = PhoneField(label=_("Par téléphone"), required=False)
    apply_url = WebField(label=_("Par un site"), required=False)
    until = DayField(label=_("On peut répondre jusqu'au"), help_text=_("L'offre se ferme seule le lendemain."))

    field_order = ("organization",)

    def __init__(
        self, *args, organizations: Sequence[Organization] = (), offer: Offer | None = None, departments=(), **kwargs
    ) -> None:
        initial: dict[str, Any] = {"until": timezone.localdate() + USUAL}
        if offer:
            initial = {name: getattr(offer, name) for name in self.base_fields if hasattr(offer, name)}
        super().__init__(*args, **kwargs | {"initial": initial | kwargs.get("initial", {})})
        self.fields["municipality"].departments = frozenset(departments)  # type: ignore[attr-defined]
        if len(organizations) > 1:
            choices = [(one.pk, one.name) for one in organizations]
            self.fields["organization"] = forms.ChoiceField(label=_("Au nom de"), choices=choices)
            self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """Keyword arguments for `actions.publish` and `update`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in _MORE}


class FillForm(PlainForm):
    through = forms.ChoiceField(label=_("Comment avez-vous trouvé ?"), choices=FilledThrough, widget=forms.RadioSelect)


class ReopenForm(PlainForm):
    until = DayField(label=_("On peut répondre jusqu'au"))


class WhereForm(forms.Form):
    """Where the reader is: what distance is counted from."""

    q = forms.CharField(label=_("Métier, mot"), required=False, max_length=120)
    commune = CommuneField(
        label=_("Près de"), required=False, max_length=100,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )  # fmt: skip
    rayon = forms.TypedChoiceField(
        label=_("À moins de"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Toutes distances")), (5, "5 km"), (10, "10 km"), (20, "20 km"), (40, "40 km")],
    )  # fmt: skip
    contrat = forms.ChoiceField(
        label=_("Contrat"), required=False, choices=[("", _("Tous les contrats")), *Contract.choices]
    )
