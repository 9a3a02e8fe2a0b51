"""What is typed in accounts, statements, agreements and prices."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind
from essaim.resources.models import Resource

from .enums import AgreementKind, Payment
from .fields import CentsField, DayField, MinutesField
from .words import euros


class StructureField(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return obj.name


class GivenForm(forms.Form):
    way = forms.ChoiceField(
        label=_("Qui a aidé qui ?"),
        choices=[("got", _("Nous avons reçu")), ("gave", _("Nous avons donné"))],
        widget=forms.RadioSelect,
        initial="got",
    )
    other = StructureField(label=_("Avec quelle structure ?"), queryset=Organization.objects.none(), empty_label="")
    what = forms.CharField(
        label=_("Qu'est-ce que c'était ?"), max_length=200, help_text=_("« Deux personnes pour déménager la réserve »")
    )
    kind = forms.ChoiceField(label=_("De quelle sorte ?"), choices=ResourceKind, initial=ResourceKind.SKILL)
    day = DayField(label=_("Quand ?"))
    minutes = MinutesField(
        label=_("Combien de temps ?"),
        required=False,
        help_text=_("En heures, pour tout le monde ensemble : 3, 1,5 ou 2 h 30."),
    )
    cents = CentsField(
        label=_("Une participation aux frais, en euros"), required=False, help_text=_("Ce que doit qui a reçu.")
    )
    owed = forms.BooleanField(
        label=_("C'est du donnant-donnant : ces heures se rendent, ou en rendent d'autres"), required=False
    )

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Pourquoi ?"), max_length=300, help_text=_("En une phrase : l'autre structure la lira.")
    )


class StatementForm(forms.Form):
    until = DayField(label=_("Jusqu'au"))


class DisputeForm(forms.Form):
    word = forms.CharField(
        label=_("Qu'est-ce qui ne va pas ?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("L'autre structure le lira. Corrigez la ligne dans vos comptes, puis proposez de nouveau."),
    )


class SettleForm(forms.Form):
    payment = forms.ChoiceField(
        label=_("Comment ?"), choices=[one for one in Payment.choices if one[0] != Payment.NOTHING]
    )
    settled_on = DayField(label=_("Quand ?"))


def _long(label: Any, rows: int = 3, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


class BeginForm(forms.Form):
    kind = forms.ChoiceField(label=_("Quel prêt ?"), choices=AgreementKind, widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label=_("Qui prête ?"),
        choices=[("lend", _("Nous prêtons")), ("borrow", _("Nous empruntons"))],
        widget=forms.RadioSelect,
        initial="lend",
    )
    other = StructureField(label=_("Avec quelle structure ?"), queryset=Organization.objects.none(), empty_label="")
    thing = forms.CharField(
        label=_("Ce qui est prêté"), max_length=200, help_text=_("Pour une personne : le poste, pas encore son nom.")
    )
    starts_on = DayField(label=_("Du"))
    ends_on = DayField(label=_("Au"))

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = others  # type: ignore[attr-defined]


class AgreementForm(forms.Form):
    """What every agreement says; `StaffForm` adds what the law asks of lent staff."""

    thing = forms.CharField(label=_("Ce qui est prêté"), max_length=200)
    starts_on = DayField(label=_("Du"))
    ends_on = DayField(label=_("Au"))
    place = forms.CharField(label=_("Où"), max_length=200, required=False)
    purpose = forms.CharField(label=_("Pour quoi faire"), max_length=300, required=False)
    condition = _long(_("À quel prix, ou gratuitement"), max_length=1000)
    deposit = CentsField(label=_("Caution, en euros"), required=False)
    shape = _long(_("En quel état"), max_length=1000)
    insurance = _long(
        _("Qui assure quoi"), max_length=1000, help_text=_("Le nom de l'assureur et ce qu'il couvre, de chaque côté.")
    )
    rules = _long(_("À respecter"), max_length=2000)
    back = _long(_("Comment on rend"), max_length=1000)

    def clean_deposit(self) -> int:
        return self.cleaned_data["deposit"] or 0


class StaffForm(AgreementForm):
    condition = None  # type: ignore[assignment]
    deposit = None  # type: ignore[assignment]
    shape = None  # type: ignore[assignment]
    back = None  # type: ignore[assignment]
    employee = forms.CharField(label=_("Prénom et nom de la personne"), max_length=120, required=False)
    qualification = forms.CharField(label=_("Sa qualification"), max_length=120, required=False)
    work = _long(_("Le travail confié"), max_length=1500)
    hours = forms.CharField(label=_("Les horaires"), max_length=300, required=False)
    features = _long(
        _("Ce que le poste a de particulier"),
        max_length=1000,
        help_text=_("Port de charges, produits, conduite, travail isolé… ou « rien de particulier »."),
    )
    wages = _long(_("Comment le salaire facturé est calculé"), rows=2, max_length=600)
    charges = _long(_("Comment les charges sociales facturées sont calculées"), rows=2, max_length=600)
    expenses = _long(_("Quels frais professionnels sont facturés"), rows=2, max_length=600)
    trial = forms.CharField(label=_("Période probatoire"), max_length=200, required=False)
    lender_council = forms.CharField(
        label=_("Le CSE de la structure qui prête"),
        max_length=200,
        required=False,
        help_text=_("« Consulté le 3 mars », ou « pas de CSE »."),
    )
    borrower_council = forms.CharField(label=_("Le CSE de la structure qui accueille"), max_length=200, required=False)
    employee_agreed_on = DayField(label=_("La personne a dit oui le"), required=False)


class SignForm(forms.Form):
    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    name = forms.CharField(label=_("Prénom et nom"), max_length=120)
    role = forms.CharField(label=_("Fonction"), max_length=120)


class PaperForm(forms.Form):
    day = DayField(label=_("Signée sur papier le"))


class RiderForm(forms.Form):
    day = DayField(label=_("L'avenant a été signé le"))


def _unit(kind: str) -> Any:
    return _("pour une heure") if kind == ResourceKind.SKILL else _("pour une journée")


class KindPricesForm(forms.Form):
    """A field for each kind, under its code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in ResourceKind:
            self.fields[kind.value] = CentsField(label=kind.label, required=False, help_text=_unit(kind))
        self.fields["public"] = forms.BooleanField(
            label=_("Tout le monde peut lire ce que le club a évité de dépenser"), required=False
        )


class ReferencesForm(forms.Form):
    """A field for each means, `means_<key>`; empty: the kind's price."""

    def __init__(self, *args: Any, means: list[tuple[Resource, int | None]], prices: dict[str, int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        for resource, cents in means:
            self.fields[f"means_{resource.pk}"] = CentsField(
                label=resource.name, required=False, initial=cents,
                help_text=_("%(unit)s ; vide : %(price)s, le prix du club")
                % {"unit": _unit(resource.kind), "price": euros(prices[resource.kind])},
            )  # fmt: skip
