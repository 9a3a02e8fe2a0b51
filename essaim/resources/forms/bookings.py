"""What is typed to book, to change, to answer, to hand over."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from ..actions import Asked, Borrower, Recurrence
from ..enums import Audience, Shape, Step
from ..models import Booking, Resource
from ..moments import at, local
from .fields import ClockField, DayField, HalfField

_REPEATS = [
    ("", _("Une seule fois")),
    ("FREQ=WEEKLY", _("Chaque semaine")),
    ("FREQ=WEEKLY;INTERVAL=2", _("Une semaine sur deux")),
    ("FREQ=MONTHLY", _("Chaque mois, le même jour")),
    ("FREQ=DAILY", _("Chaque jour")),
]


class _SlotForm(forms.Form):
    """From when to when, as the means is booked: hours, half days or days."""

    day = DayField(label=_("Le"))
    starts = ClockField(label=_("De"))
    first_half = HalfField(label=_("À partir de"))
    last = DayField(label=_("Jusqu'au"), required=False)
    ends = ClockField(label=_("À"))
    last_half = HalfField(label=_("Jusqu'à la fin de"), initial="pm")
    quantity = forms.IntegerField(label=_("Combien"), widget=forms.NumberInput(attrs={"class": "input-s"}))

    def __init__(self, *arguments: Any, resource: Resource, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.resource = resource
        unused = {
            Step.HOUR: {"first_half", "last_half"}, Step.HALF_DAY: {"starts", "ends"},
            Step.DAY: {"starts", "ends", "first_half", "last_half"},
        }[Step(resource.step)]  # fmt: skip
        if resource.quantity == 1:
            unused = unused | {"quantity"}
        for name in unused:
            del self.fields[name]
        if resource.step == Step.HOUR:
            self.fields["last"].label = _("Jusqu'à un autre jour")
        if resource.step == Step.DAY:
            self.fields["day"].label = _("Du")
            self.fields["last"].label = _("Au")
        if resource.unit and "quantity" in self.fields:
            self.fields["quantity"].help_text = _("Il y en a %(count)s.") % {"count": resource.quantity}

    def clocks(self) -> tuple[time, time]:
        data, resource = self.cleaned_data, self.resource
        if resource.step == Step.HOUR:
            return data["starts"], data["ends"]
        first = resource.day_from if data.get("first_half") != "pm" else resource.noon
        last = resource.day_to if data.get("last_half") != "am" else resource.noon
        return first, last

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.errors:
            return data
        starts, ends = self.clocks()
        last = data["last"] or data["day"]
        try:
            data["starts_at"], data["ends_at"] = at(data["day"], starts, field="starts"), at(last, ends, field="ends")
        except Refusal as refusal:
            self.refuse(refusal)
        return data

    def asked(self) -> Asked:
        data = self.cleaned_data
        return Asked(data["starts_at"], data["ends_at"], data.get("quantity", 1), data.get("purpose", ""))

    def refuse(self, refusal: Refusal) -> None:
        """Say it beside the field, or where that field is not asked, at the top."""
        field = refusal.field or ""
        self.add_error(field if field in self.fields else {"starts": "day", "ends": "last"}.get(field), str(refusal))


class BookingForm(_SlotForm):
    borrower = forms.ChoiceField(label=_("Au nom de"))
    outside = forms.CharField(
        label=_("Nom de la personne ou de la structure extérieure"), max_length=120, required=False
    )
    purpose = forms.CharField(
        label=_("Pour quoi faire"), max_length=300, required=False,
        help_text=_("Une ligne : elle aide la structure qui prête à dire oui."),
    )  # fmt: skip
    repeat = forms.ChoiceField(label=_("Se répète"), choices=_REPEATS, required=False)
    until = DayField(label=_("Jusqu'au (répétition)"), required=False)
    exceptions = forms.CharField(
        label=_("Sauf ces jours"), required=False,
        help_text=_("Des dates, séparées par des virgules : 24/12/2026, 31/12/2026."),
    )  # fmt: skip
    skip_taken = forms.BooleanField(label=_("Réserver sans les dates déjà prises"), required=False)

    def __init__(self, *arguments: Any, organizations: Iterable[Organization], keeps: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.organizations = {str(one.pk): one for one in organizations}
        choices = [(key, one.name) for key, one in self.organizations.items()]
        if keeps:
            lent = set(self.resource.conditions.values_list("audience", flat=True))
            choices += [
                (audience, _("Quelqu'un d'extérieur (%(who)s)") % {"who": Audience(audience).label.lower()})
                for audience in (Audience.PARTNERS, Audience.PUBLIC)
                if audience in lent
            ]
        self.choices = choices
        self.fields["borrower"].choices = choices  # type: ignore[attr-defined]
        if not any(key in Audience.values for key, _name in choices):
            del self.fields["outside"]
        if len(choices) == 1:
            self.fields["borrower"].widget = forms.HiddenInput()
            self.fields["borrower"].initial = choices[0][0]
        if "quantity" in self.fields:
            self.fields["quantity"].initial = 1

    @property
    def first_fields(self) -> list[Any]:
        later = {"repeat", "until", "exceptions", "skip_taken"}
        order = ["borrower", "outside"]
        rest = [name for name in self.fields if name not in later and name not in order]
        return [self[name] for name in [*(one for one in order if one in self.fields), *rest]]

    @property
    def more_fields(self) -> list[Any]:
        return [self[name] for name in ("repeat", "until", "exceptions", "skip_taken")]

    @property
    def repeats(self) -> bool:
        """Whether the repetition is what is being typed, or what must be put right."""
        return bool(self.is_bound and (self.data.get("repeat") or {"until", "exceptions"} & set(self.errors)))

    def clean_exceptions(self) -> list[date]:
        days = []
        for word in self.cleaned_data["exceptions"].replace(";", ",").split(","):
            if word := word.strip():
                for form in ("%d/%m/%Y", "%Y-%m-%d"):
                    try:
                        days.append(datetime.strptime(word, form).date())  # noqa: DTZ007  (a day, no moment)
                        break
                    except ValueError:
                        continue
                else:
                    raise forms.ValidationError(
                        _("« %(word)s » n'est pas une date comme 24/12/2026."), params={"word": word}
                    )
        return days

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("borrower") in Audience.values and not data.get("outside"):
            self.add_error("outside", _("Pour qui ? Écrivez un nom."))
        if data.get("repeat") and not data.get("until") and "until" not in self.errors:
            self.add_error("until", _("Jusqu'à quand ? Une répétition a une fin."))
        return data

    def for_whom(self) -> Borrower:
        key = self.cleaned_data["borrower"]
        if key in self.organizations:
            return Borrower(self.organizations[key])
        return Borrower(None, self.cleaned_data["outside"], key)

    def recurrence(self) -> Recurrence | None:
        data = self.cleaned_data
        if not data.get("repeat"):
            return None
        starts, ends = self.clocks()
        until = datetime.combine(data["until"], time.max).strftime("%Y%m%dT%H%M%S")
        nights = ((data["last"] or data["day"]) - data["day"]).days
        return Recurrence(f"{data['repeat']};UNTIL={until}", data["day"], starts, ends, nights, data["exceptions"])


class ChangeForm(_SlotForm):
    purpose = BookingForm.base_fields["purpose"]

    @staticmethod
    def initial_of(booking: Booking) -> dict[str, Any]:
        first, last = local(booking.starts_at), local(booking.ends_at - timedelta(microseconds=1))
        ends, resource = local(booking.ends_at), booking.resource
        return {
            "day": first.date(), "last": last.date() if last.date() != first.date() else None, "starts": first.time(),
            "ends": ends.time(), "quantity": booking.quantity, "purpose": booking.purpose,
            "first_half": "pm" if first.time() >= resource.noon else "am",
            "last_half": "am" if ends.time() <= resource.noon else "pm",
        }  # fmt: skip


class WordForm(forms.Form):
    word = forms.CharField(label=_("Un mot"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class _Photos(forms.ClearableFileInput):
    allow_multiple_selected = True


class _PhotosField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(_PhotosField, self).clean(one, initial) for one in files if one]


class ReportForm(forms.Form):
    """The condition at the hand-over or the return. Kilometres for what moves, consumption where it is paid."""

    shape = forms.ChoiceField(label=_("État"), choices=Shape, widget=forms.RadioSelect, initial=Shape.GOOD)
    note = forms.CharField(
        label=_("Ce qu'il faut savoir"), max_length=1500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    kilometres = forms.IntegerField(
        label=_("Kilomètres au compteur"), min_value=0, max_value=9_999_999, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
    )  # fmt: skip
    measured = forms.DecimalField(
        label=_("Consommé"), min_value=0, max_value=1_000_000, decimal_places=3, required=False,
        widget=forms.NumberInput(attrs={"class": "input-s", "step": "any"}),
    )  # fmt: skip
    photos = _PhotosField(
        label=_("Photos"), required=False, help_text=_("Six au plus. L'endroit où elles sont prises est effacé."),
        widget=_Photos(attrs={"accept": "image/*"}),
    )  # fmt: skip

    def __init__(self, *arguments: Any, booking: Booking, back: bool, **options: Any) -> None:
        super().__init__(*arguments, **options)
        if not booking.per_km and booking.resource.kind != "vehicle":
            del self.fields["kilometres"]
        if not (back and booking.per_measure):
            del self.fields["measured"]
        else:
            self.fields["measured"].help_text = booking.measure
