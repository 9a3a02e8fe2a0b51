"""A meeting as one types it: a day, two hours, a place."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.forms.fields import DayField

from ..enums import ThemeState
from ..models import Meeting, Theme
from .fields import CommuneField, HourField, instant


class MeetingForm(forms.Form):
    title = forms.CharField(
        label=_("Titre"), max_length=120, help_text=_("Ce qu'on y fait, en quelques mots : « Recruter sans CDI ».")
    )
    day = DayField(label=_("Date"), required=False, help_text=_("Vide tant qu'elle n'est pas choisie."))
    starts = HourField(label=_("De"), required=False)
    ends = HourField(label=_("À"), required=False)
    host: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Structure qui accueille"), queryset=None, required=False, empty_label=_("Pas une structure du club")
    )
    room = forms.CharField(label=_("Salle"), max_length=120, required=False)
    address = forms.CharField(
        label=_("Adresse"), max_length=200, required=False, help_text=_("Le numéro et la rue : « 12 rue de la Gare ».")
    )
    municipality = CommuneField(
        label=_("Commune"), max_length=100, required=False,
        widget=forms.TextInput(attrs={"list": "communes", "autocomplete": "off"}),
    )  # fmt: skip
    access_notes = forms.CharField(
        label=_("Accès"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Parking, bus, plain-pied, boucle magnétique…"),
    )  # fmt: skip
    presentation = forms.CharField(
        label=_("Présentation"), required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Elle part avec l'invitation."),
    )  # fmt: skip
    theme: forms.ModelChoiceField = forms.ModelChoiceField(
        label=_("Thème"), queryset=None, required=False, empty_label=_("Aucun")
    )
    capacity = forms.IntegerField(
        label=_("Nombre de places"), required=False, min_value=1, max_value=2000,
        widget=forms.NumberInput(attrs={"class": "input-s"}),
        help_text=_("Vide si vous ne les comptez pas. Au-delà, une liste d'attente se remplit et se vide toute seule."),
    )  # fmt: skip
    public = forms.BooleanField(label=_("Montrer cette rencontre à tout le monde (jamais qui vient)"), required=False)

    def __init__(self, *args, club: Club, meeting: Meeting | None = None, **kwargs) -> None:
        initial: dict[str, Any] = {}
        if meeting:
            initial = {name: getattr(meeting, name) for name in self.base_fields if hasattr(meeting, name)}
            initial |= {
                "day": timezone.localdate(meeting.starts_at) if meeting.starts_at else None,
                "starts": meeting.starts_at, "ends": meeting.ends_at,
            }  # fmt: skip
        super().__init__(*args, **kwargs | {"initial": initial | kwargs.get("initial", {})})
        self.fields["host"].queryset = members_of(club)  # type: ignore[attr-defined]
        themes = Theme.objects.filter(club=club).exclude(state=ThemeState.SET_ASIDE).order_by("title")
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]
        self.fields["municipality"].departments = frozenset(  # type: ignore[attr-defined]
            filter(None, [club.municipalities.values_list("department_id", flat=True).first()])
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        day, starts, ends = data.get("day"), data.get("starts"), data.get("ends")
        data["starts_at"] = data["ends_at"] = None
        if {"day", "starts", "ends"} & set(self.errors):
            return data
        if day is None:
            if starts or ends:
                self.add_error("day", _("Donnez aussi le jour."))
            return data
        for name, hour in (("starts", starts), ("ends", ends)):
            if hour is None:
                self.add_error(name, _("Donnez l'heure du début et celle de la fin."))
                continue
            try:
                data[f"{name}_at"] = instant(day, hour)
            except ValidationError as error:
                self.add_error(name, error)
        return data

    def changes(self) -> dict[str, Any]:
        """Keyword arguments for `actions.create_meeting` and `update_meeting`."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("day", "starts", "ends")}

    def take(self, refusal) -> None:
        """Show a refusal beside the field it speaks of; nothing typed is lost."""
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
