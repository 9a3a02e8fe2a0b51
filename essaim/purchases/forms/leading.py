"""The purchase, its offers, what becomes of it after the last day."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization

from ..actions.preparing import MOST_TIERS
from ..enums import Basis, PurchaseKind
from ..models import Offer, Purchase
from .fields import EurosField, count_field, day_field, shown


class PurchaseForm(forms.Form):
    title = forms.CharField(
        label=_("Ce que nous achetons ensemble"), max_length=120,
        help_text=_("Par exemple « Papier recyclé A4 » ou « Formation aux premiers secours »."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("De quoi s'agit-il"), choices=PurchaseKind, initial=PurchaseKind.GOODS, widget=forms.RadioSelect
    )
    unit = forms.CharField(
        label=_("L'unité que l'on compte"), max_length=40, widget=forms.TextInput(attrs={"class": "input-s"}),
        help_text=_("ramette, sac de 25 kg, place, heure…"),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Pour quoi, pour qui"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    single_cents = EurosField(
        label=_("Le prix d'une unité, acheté seul"), required=False,
        help_text=_("En euros. Il sert à dire ce que l'on gagne à acheter ensemble."),
    )  # fmt: skip
    single_source = forms.CharField(
        label=_("D'où vient ce prix"), max_length=160, required=False,
        help_text=_("Catalogue, dernier devis, facture de l'an passé…"),
    )  # fmt: skip
    deadline = day_field(label=_("On s'engage jusqu'au"))
    payee = forms.CharField(
        label=_("À qui payer, et comment"), max_length=300, required=False,
        help_text=_("Au fournisseur ou à votre structure. La plateforme ne touche pas à l'argent."),
    )  # fmt: skip

    def __init__(self, *args, organizations: Sequence[Organization] = (), **options) -> None:
        super().__init__(*args, **options)
        self.organizations = {str(one.pk): one for one in organizations}
        if len(organizations) > 1:
            self.fields["organization"] = forms.ChoiceField(
                label=_("Menée par"), choices=[(key, one.name) for key, one in self.organizations.items()]
            )

    def in_name_of(self) -> Organization:
        if "organization" in self.fields:
            return self.organizations[self.cleaned_data["organization"]]
        return next(iter(self.organizations.values()))

    def facts(self) -> dict:
        """The clean values but who leads."""
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}


def initial_purchase(purchase: Purchase) -> dict:
    names = ("title", "kind", "unit", "about", "single_source", "deadline", "payee")
    return {name: getattr(purchase, name) for name in names} | {"single_cents": shown(purchase.single_cents)}


class OfferForm(forms.Form):
    supplier = forms.CharField(label=_("Fournisseur"), max_length=120)
    unit_cents = EurosField(label=_("Prix d'une unité, en euros"))
    basis = forms.ChoiceField(
        label=_("Le prix baisse avec"), choices=Basis, initial=Basis.UNITS, widget=forms.RadioSelect
    )
    case_size = count_field(
        label=_("Vendu par cartons de"), min_value=1, initial=1, help_text=_("1 si l'on achète à l'unité.")
    )
    delivery_cents = EurosField(label=_("Livraison pour toute la commande, en euros"), required=False)
    delivery = forms.CharField(label=_("Délai et lieu de livraison"), max_length=160, required=False)
    least_units = count_field(label=_("Quantité minimale de la commande"), min_value=0, required=False)
    least_participants = count_field(label=_("Nombre minimal de structures"), min_value=0, required=False)
    notes = forms.CharField(
        label=_("Remarques"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Qualité, provenance, service : ce que le prix ne dit pas."),
    )  # fmt: skip
    upload = forms.FileField(label=_("Devis ou page de catalogue"), required=False)

    def facts(self) -> dict:
        data = {name: value for name, value in self.cleaned_data.items() if name != "upload"}
        for name in ("delivery_cents", "least_units", "least_participants"):
            data[name] = data[name] or 0
        return data


def initial_offer(offer: Offer) -> dict:
    names = ("supplier", "basis", "case_size", "delivery", "least_units", "least_participants", "notes")
    return {name: getattr(offer, name) for name in names} | {
        "unit_cents": shown(offer.unit_cents), "delivery_cents": shown(offer.delivery_cents)
    }  # fmt: skip


class TierForm(forms.Form):
    least = count_field(label=_("À partir de"), min_value=2, required=False)
    unit_cents = EurosField(label=_("Prix d'une unité, en euros"), required=False)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        for one, other in (("least", "unit_cents"), ("unit_cents", "least")):
            if data.get(one) is not None and data.get(other) is None and not self.errors.get(other):
                self.add_error(other, _("Un palier se lit avec son début et son prix."))
        return data


TierFormSet = forms.formset_factory(TierForm, extra=1, max_num=MOST_TIERS, absolute_max=20)


class ExtendForm(forms.Form):
    deadline = day_field(label=_("Jusqu'au"))
    word = forms.CharField(label=_("Un mot pour les structures engagées"), max_length=300, required=False)


class FallBackForm(ExtendForm):
    offer = forms.ChoiceField(label=_("L'autre offre"))
    field_order = ("offer", "deadline", "word")

    def __init__(self, *args, offers: Sequence[Offer], **options) -> None:
        super().__init__(*args, **options)
        self.offers = {str(one.pk): one for one in offers}
        self.fields["offer"].choices = [  # type: ignore[attr-defined]
            (key, one.supplier) for key, one in self.offers.items()
        ]  # fmt: skip

    def clean_offer(self) -> Offer:
        return self.offers[self.cleaned_data["offer"]]


class CancelForm(forms.Form):
    word = forms.CharField(label=_("Un mot pour les structures engagées"), max_length=300, required=False)
