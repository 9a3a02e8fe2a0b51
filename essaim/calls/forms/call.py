"""A call that a person types in."""

from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .. import queries
from ..cleaning import as_typed
from ..enums import Audience, CallKind, ReservedFor, Scale
from ..models import Call
from ..territories import ground_of, names_of

END_OF_DAY = time(23, 59, 59)
WHOLE = {Scale.EUROPE.value, Scale.COUNTRY.value, Scale.UNKNOWN.value}


class EurosField(forms.DecimalField):
    """Typed `12 000,50`; its clean value is in cents, None when empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"})
        super().__init__(min_value=0, max_digits=13, decimal_places=2, required=False, widget=widget, **options)

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace("€", "").replace(",", ".").split())
        return super().to_python(value)

    def clean(self, value) -> int | None:
        amount: Decimal | None = super().clean(value)
        return None if amount is None else int(amount * 100)


def shown(cents: int | None) -> str:
    """Cents as the field shows them: `12000,50`."""
    if cents is None:
        return ""
    return f"{cents // 100},{cents % 100:02}" if cents % 100 else str(cents // 100)


class CallForm(forms.Form):
    title = forms.CharField(label=gettext_lazy("Titre de l'appel"), max_length=300)
    kind = forms.ChoiceField(label=gettext_lazy("De quoi s'agit-il"), choices=CallKind)
    funders = forms.CharField(
        label=gettext_lazy("Qui finance ou achète"), max_length=600, required=False,
        help_text=gettext_lazy("Plusieurs ? Séparez-les par un point-virgule."),
    )  # fmt: skip
    url = forms.CharField(label=gettext_lazy("Adresse de l'appel"), max_length=1000, required=False)
    application_url = forms.CharField(
        label=gettext_lazy("Où candidater"), max_length=1000, required=False,
        help_text=gettext_lazy("L'adresse du formulaire, si elle est différente."),
    )  # fmt: skip
    deadline_day = forms.DateField(
        label=gettext_lazy("Date limite"), required=False,
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Laissez vide si l'on peut répondre toute l'année."),
    )  # fmt: skip
    deadline_time = forms.TimeField(
        label=gettext_lazy("Heure limite"), required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "input-s"}, format="%H:%M"),
        help_text=gettext_lazy("Sans heure, c'est la fin de la journée."),
    )  # fmt: skip
    amount_min = EurosField(label=gettext_lazy("Montant le plus bas, en euros"))
    amount_max = EurosField(label=gettext_lazy("Montant le plus haut, en euros"))
    rate_max = forms.DecimalField(
        label=gettext_lazy("Part des dépenses prise en charge, en %"), min_value=0, max_value=100, decimal_places=2,
        required=False, widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "decimal", "step": "any"}),
    )  # fmt: skip
    where = forms.ChoiceField(label=gettext_lazy("Ouvert où"), required=False)
    audiences = forms.MultipleChoiceField(
        label=gettext_lazy("Pour qui"), choices=Audience, required=False, widget=forms.CheckboxSelectMultiple
    )
    reserved_for = forms.MultipleChoiceField(
        label=gettext_lazy("Réservé à"), choices=ReservedFor, required=False, widget=forms.CheckboxSelectMultiple
    )
    sectors = forms.MultipleChoiceField(
        label=gettext_lazy("Thèmes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    description = forms.CharField(
        label=gettext_lazy("De quoi il s'agit"), max_length=20_000, required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )  # fmt: skip
    eligibility = forms.CharField(
        label=gettext_lazy("Conditions pour y répondre"), max_length=10_000, required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    contact = forms.CharField(label=gettext_lazy("À qui demander"), max_length=300, required=False)

    def __init__(
        self, *args, club: Club, call: Call | None = None, organizations: list[Organization] | None = None, **options
    ) -> None:
        self.call = call
        if call is not None:
            options["initial"] = initial(call) | options.get("initial", {})
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["where"].choices = _places(club, call)
        fields["sectors"].choices = queries.sectors_to_choose(call.sectors if call else [])
        self.organizations = {str(one.pk): one for one in organizations or []}
        if len(self.organizations) > 1:
            self.fields["organization"] = forms.ChoiceField(
                label=_("Apporté par"), choices=[(key, one.name) for key, one in self.organizations.items()]
            )

    def in_name_of(self) -> Organization | None:
        if "organization" in self.fields:
            return self.organizations[self.cleaned_data["organization"]]
        return next(iter(self.organizations.values()), None)

    def clean(self) -> dict:
        data = super().clean() or self.cleaned_data
        if data.get("deadline_time") and not data.get("deadline_day") and not self.errors.get("deadline_day"):
            self.add_error("deadline_day", _("Une heure va avec un jour."))
        return data

    def facts(self) -> dict[str, Any]:
        """What `actions.create_call` and `update_call` take."""
        data = self.cleaned_data
        day, where = data["deadline_day"], data["where"]
        deadline = None
        if day:
            deadline = timezone.make_aware(datetime.combine(day, data["deadline_time"] or END_OF_DAY))
        return {
            "title": data["title"], "kind": data["kind"],
            "funders": [one.strip() for one in data["funders"].split(";") if one.strip()],
            "url": data["url"], "application_url": data["application_url"], "deadline": deadline,
            "permanent": deadline is None, "amount_min_cents": data["amount_min"],
            "amount_max_cents": data["amount_max"], "rate_max": data["rate_max"],
            "scale": where.partition(":")[0], "places": [] if where in WHOLE else [where],
            "audiences": data["audiences"], "reserved_for": data["reserved_for"], "sectors": data["sectors"],
            "description": data["description"], "eligibility": data["eligibility"], "contact": data["contact"],
        }  # fmt: skip


def initial(call: Call) -> dict[str, Any]:
    """A call as the form shows it."""
    names = ("title", "kind", "url", "application_url", "rate_max", "audiences", "reserved_for", "sectors", "contact")
    local = timezone.localtime(call.deadline) if call.deadline else None
    return {name: getattr(call, name) for name in names} | {
        "funders": " ; ".join(call.funders),
        "deadline_day": local.date() if local else None,
        "deadline_time": local.time() if local and local.time().replace(microsecond=0) != END_OF_DAY else None,
        "amount_min": shown(call.amount_min_cents),
        "amount_max": shown(call.amount_max_cents),
        "where": call.places[0] if call.places else call.scale,
        "description": as_typed(call.description),
        "eligibility": as_typed(call.eligibility),
    }


def names_for_form(field: str | None) -> str | None:
    """The field of the form for the field of a refusal."""
    return {"deadline": "deadline_day"}.get(field or "", field)


def _places(club: Club, call: Call | None) -> list[tuple[str, str]]:
    """The intermunicipalities, departments and regions of the club, then wider; what the call has already."""
    codes = [one for one in ground_of(club).codes if not one.startswith("commune:")]
    codes += [one for one in (call.places[:1] if call else []) if one not in codes]
    names = names_of(codes)
    order = {"epci": 0, "department": 1, "region": 2}
    known = sorted(names, key=lambda one: (order.get(one.partition(":")[0], 3), names[one]))
    wide = [(one.value, str(one.label)) for one in (Scale.COUNTRY, Scale.EUROPE, Scale.UNKNOWN)]
    return [*((one, names[one]) for one in known), *wide]
