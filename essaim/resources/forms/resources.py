"""What is typed about a means: a short form, the rest folded below."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import Refusal
from essaim.organizations.forms.fields import CommuneField
from essaim.organizations.models import Organization

from ..actions import Opening
from ..enums import Audience, ResourceKind, Step, Terms
from ..models import MOST_UNITS, Resource
from ..moments import at
from ..queries import Wanted
from .fields import ClockField, DayField, EurosField

_DAYS = [_("Lundi"), _("Mardi"), _("Mercredi"), _("Jeudi"), _("Vendredi"), _("Samedi"), _("Dimanche")]
_DELAYS = [(0, _("Aucun")), (60, _("1 heure")), (240, _("4 heures")), (1440, _("1 jour")), (2880, _("2 jours")),
           (10080, _("1 semaine"))]  # fmt: skip
_GAPS = [(0, _("Aucun")), (15, _("15 minutes")), (30, _("30 minutes")), (60, _("1 heure")), (120, _("2 heures")),
         (1440, _("1 jour"))]  # fmt: skip
_STAYS = [(0, _("Pas de limite")), (240, _("4 heures")), (1440, _("1 jour")), (4320, _("3 jours")),
          (10080, _("1 semaine")), (43200, _("30 jours"))]  # fmt: skip
_COMMON = (
    "kind", "name", "description", "address", "access", "rules", "insurance", "quantity", "unit", "needs_approval",
    "step", "municipality", "deposit", "notice", "turnaround", "longest", "cancel_before",
)  # fmt: skip
_DURATIONS = {"notice", "turnaround", "longest", "cancel_before"}


def _minutes(label: Any, choices: list[tuple[int, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, required=False)


class ResourceForm(forms.Form):
    """`conditions()` and `hours()` give what actions take; `facts()` the fields of the means."""

    owner = forms.ChoiceField(label=_("Qui le prête"))
    kind = forms.ChoiceField(label=_("Quoi"), choices=ResourceKind)
    name = forms.CharField(
        label=_("Nom"), max_length=120, help_text=_("Par exemple : Salle du canal, Fourgon 9 places.")
    )
    description = forms.CharField(
        label=_("Description"), max_length=3000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    quantity = forms.IntegerField(
        label=_("Combien en avez-vous"), min_value=1, max_value=MOST_UNITS, initial=1,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Compté en"), max_length=20, required=False, help_text=_("chaises, barnums, heures…")
    )
    municipality = CommuneField(label=_("Commune"), required=False, max_length=100)
    address = forms.CharField(label=_("Adresse"), max_length=200, required=False)
    step = forms.ChoiceField(label=_("Se réserve"), choices=Step)
    needs_approval = forms.BooleanField(label=_("Chaque demande attend notre accord"), required=False, initial=True)
    terms = forms.ChoiceField(label=_("Pour les membres du club"), choices=Terms, initial=Terms.FREE)
    per_hour = EurosField(label=_("Par heure, en euros"))
    per_day = EurosField(label=_("Par jour, en euros"))
    per_km = EurosField(label=_("Par kilomètre, en euros"))
    per_measure = EurosField(label=_("Par unité consommée, en euros"))
    measure = forms.CharField(
        label=_("Unité consommée"), max_length=20, required=False, help_text=_("litre, copie, kWh…")
    )
    hours_per_day = forms.DecimalField(
        label=_("Heures en retour, par jour"), min_value=0, max_value=24, decimal_places=2, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s", "step": "any"}),
    )  # fmt: skip
    partners = forms.ChoiceField(
        label=_("Pour les partenaires, hors du club"), required=False,
        choices=[("", _("Pas prêté")), ("same", _("Aux mêmes conditions")), ("free", _("Gratuit"))],
    )  # fmt: skip
    public = forms.ChoiceField(
        label=_("Pour les autres"), required=False,
        choices=[("", _("Pas prêté")), ("same", _("Aux mêmes conditions")), ("free", _("Gratuit"))],
    )  # fmt: skip
    rules = forms.CharField(
        label=_("À savoir, à respecter"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    access = forms.CharField(
        label=_("Accès, clés, codes"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Montré seulement à qui a une réservation accordée."),
    )  # fmt: skip
    insurance = forms.CharField(
        label=_("Assurance"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    deposit = EurosField(label=_("Caution, en euros"))
    notice = _minutes(_("Prévenir au moins"), _DELAYS)
    turnaround = _minutes(_("Battement entre deux réservations"), _GAPS)
    longest = _minutes(_("Durée la plus longue"), _STAYS)
    cancel_before = _minutes(_("S'annule librement jusqu'à"), _DELAYS)
    open_days = forms.MultipleChoiceField(
        label=_("Ouvert ces jours"), choices=list(enumerate(_DAYS)), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Rien de coché : toujours."),
    )  # fmt: skip
    opens = ClockField(label=_("De"), required=False)
    closes = ClockField(label=_("À"), required=False)

    def __init__(self, *arguments: Any, owners: Iterable[Organization], departments: frozenset[str] = frozenset(),
                 **options: Any) -> None:  # fmt: skip
        super().__init__(*arguments, **options)
        self.owners = {str(one.pk): one for one in owners}
        self.fields["owner"].choices = [(key, one.name) for key, one in self.owners.items()]  # type: ignore[attr-defined]
        self.fields["municipality"].departments = departments  # type: ignore[attr-defined]
        if len(self.owners) == 1:
            self.fields["owner"].widget = forms.HiddenInput()
            self.fields["owner"].initial = next(iter(self.owners))

    @property
    def first_fields(self) -> list[Any]:
        return [self[name] for name in (
            "owner", "kind", "name", "description", "quantity", "unit", "municipality", "address", "step",
            "needs_approval", "terms", "per_hour", "per_day", "per_km", "hours_per_day",
        )]  # fmt: skip

    @property
    def more_fields(self) -> list[Any]:
        first = {field.name for field in self.first_fields}
        return [field for field in self if field.name not in first]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("terms") == Terms.SHARE and not any(
            data.get(name) for name in ("per_hour", "per_day", "per_km", "per_measure")
        ):
            self.add_error("per_hour", _("Une participation a un prix : à l'heure, au jour ou au kilomètre."))
        if data.get("terms") == Terms.HOURS and not data.get("hours_per_day"):
            self.add_error("hours_per_day", _("Combien d'heures en retour ?"))
        if data.get("open_days") and not (data.get("opens") and data.get("closes")):
            self.add_error("opens", _("De quelle heure à quelle heure ?"))
        return data

    def facts(self) -> dict[str, Any]:
        return {
            name: self.cleaned_data[name] or 0 if name in _DURATIONS else self.cleaned_data[name] for name in _COMMON
        }

    def conditions(self) -> list[dict[str, Any]]:
        data = self.cleaned_data
        paid = {"terms": data["terms"]}
        if data["terms"] == Terms.SHARE:
            paid |= {name: data[name] for name in ("per_hour", "per_day", "per_km", "per_measure", "measure")}
        if data["terms"] == Terms.HOURS:
            paid["minutes_per_day"] = int(data["hours_per_day"] * 60)
        found = [{"audience": Audience.MEMBERS, **paid}]
        choices = {audience: data[audience] for audience in (Audience.PARTNERS, Audience.PUBLIC) if data[audience]}
        found += [
            {"audience": audience, **(paid if choice == "same" else {"terms": Terms.FREE})}
            for audience, choice in choices.items()
        ]
        return found

    def hours(self) -> list[Opening]:
        data = self.cleaned_data
        return [Opening(int(day), data["opens"], data["closes"]) for day in data["open_days"]]

    @staticmethod
    def initial_of(resource: Resource) -> dict[str, Any]:
        """What the form shows of a means. Hours that differ from day to day are shown by their widest."""
        conditions = {row.audience: row for row in resource.conditions.all()}
        hours = list(resource.opening_hours.all())
        values: dict[str, Any] = {name: getattr(resource, name) for name in _COMMON}
        values["owner"] = str(resource.owner_id)
        if own := conditions.get(Audience.MEMBERS):
            values |= {name: getattr(own, name) for name in (
                "terms", "per_hour", "per_day", "per_km", "per_measure", "measure")}  # fmt: skip
            values["hours_per_day"] = own.minutes_per_day / 60 if own.minutes_per_day else None
        for audience in (Audience.PARTNERS, Audience.PUBLIC):
            if row := conditions.get(audience):
                values[audience] = "free" if row.terms == Terms.FREE and values.get("terms") != Terms.FREE else "same"
        values["open_days"] = sorted({str(row.weekday) for row in hours})
        values["opens"] = min((row.opens for row in hours), default=None)
        values["closes"] = max((row.closes for row in hours), default=None)
        return values


class PhotoForm(forms.Form):
    photo = forms.FileField(label=_("Photo"), widget=forms.FileInput(attrs={"accept": "image/*"}))
    alternative = forms.CharField(
        label=_("Ce qu'on y voit"), max_length=160, required=False, help_text=_("Pour qui ne voit pas l'image.")
    )


class ClosureForm(forms.Form):
    first = DayField(label=_("Du"))
    last = DayField(label=_("Au (compris)"))
    reason = forms.CharField(label=_("Pourquoi"), max_length=120, required=False)
    anyway = forms.BooleanField(label=_("Fermer quand même : ce qui est réservé tient"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                data["starts_at"] = at(data["first"], time.min)
                data["ends_at"] = at(date.fromordinal(data["last"].toordinal() + 1), time.min)
            except Refusal as refusal:
                self.add_error("first", str(refusal))
        return data


class CalendarForm(forms.Form):
    url = forms.CharField(
        label=_("Adresse de votre agenda (.ics)"), max_length=500,
        help_text=_("Google, Outlook, Nextcloud : « adresse secrète au format iCal ». Seuls les moments occupés sont "
                    "lus, jamais les titres."),
    )  # fmt: skip


class SearchForm(forms.Form):
    """The catalogue's, by GET."""

    q = forms.CharField(label=_("Que cherchez-vous ?"), max_length=100, required=False)
    sorte = forms.ChoiceField(label=_("Quoi"), required=False, choices=[("", _("Tout")), *ResourceKind.choices])
    lieu = CommuneField(label=_("Près de"), required=False, max_length=100)
    rayon = forms.TypedChoiceField(
        label=_("À moins de"), required=False, coerce=int, empty_value=None,
        choices=[("", _("Toutes distances")), (5, "5 km"), (10, "10 km"), (20, "20 km"), (40, "40 km")],
    )  # fmt: skip
    jour = DayField(label=_("Libre le"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("rayon") and not data.get("lieu") and "lieu" not in self.errors:
            self.add_error("lieu", _("Dites d'où se compte la distance : donnez une commune."))
        return data

    def wanted(self) -> Wanted:
        """What is asked, once the form is valid; everything otherwise."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return Wanted(
            data.get("q", ""), data.get("sorte", ""), data.get("lieu"), data.get("rayon"), data.get("jour")
        )  # fmt: skip
