"""A paper as people put it in, the dates that its rule asks; and a kind as the operator changes it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from essaim.accounts.models import User

from .enums import COUNTED, Rule, Visibility
from .models import Paper
from .reading import ACCEPT
from .types import DocumentType


def _day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"), **options
    )


class _Dated(forms.Form):
    """The fields that the rule of a kind asks for, and no other."""

    title = forms.CharField(
        label=_("Ce que c'est"), max_length=120, help_text=_("Par exemple « Qualiopi » ou « Lina Courtin, cheffe ».")
    )
    issued_on = _day_field(label=_("Émise le"))
    ends_on = _day_field(label=_("Valable jusqu'au"), help_text=_("La date est sur la pièce."))
    exercise = forms.IntegerField(
        label=_("Exercice"), widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"}),
        help_text=_("L'année de sa clôture."),
    )  # fmt: skip

    def __init__(self, *args, kind: DocumentType, **options) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        asked = {
            "title": kind.several,
            "issued_on": kind.rule in (Rule.MONTHS, Rule.CHANGED, Rule.END, Rule.OWN),
            "ends_on": kind.rule in (Rule.END, Rule.OWN),
            "exercise": kind.rule == Rule.EXERCISE,
        }
        for name, wanted in asked.items():
            if not wanted:
                del self.fields[name]
        if "issued_on" in self.fields:
            self.fields["issued_on"].required = kind.rule == Rule.MONTHS
        if "ends_on" in self.fields:
            self.fields["ends_on"].required = kind.rule == Rule.END

    def dates(self) -> dict[str, Any]:
        """`title`, `issued_on`, `ends_on` and `exercise`, as actions take them."""
        said = self.cleaned_data
        return {
            "title": said.get("title", ""), "issued_on": said.get("issued_on"), "ends_on": said.get("ends_on"),
            "exercise": said.get("exercise"),
        }  # fmt: skip


class AddForm(_Dated):
    """`consents`: (key, label) of what the replaced paper is given for."""

    upload = forms.FileField(
        label=_("Le fichier, ou une photo"), widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
        help_text=_("PDF, photo ou document bureautique, 20 Mo au plus. Une photo devient une page de PDF."),
    )  # fmt: skip
    also_for = forms.MultipleChoiceField(
        label=_("Confier aussi cette version à"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("upload", "title", "issued_on", "ends_on", "exercise", "also_for")

    def __init__(self, *args, kind: DocumentType, consents: Sequence[tuple[int, str]] = (), **options) -> None:
        today = localdate()
        initial = {"exercise": today.year - (kind.months > 0), "also_for": [str(key) for key, _label in consents]}
        if kind.rule == Rule.MONTHS:
            initial["issued_on"] = today
        super().__init__(*args, kind=kind, **({"initial": initial} | options))
        if consents:
            self.fields["also_for"].choices = [  # type: ignore[attr-defined]
                (str(key), label) for key, label in consents
            ]  # fmt: skip
        else:
            del self.fields["also_for"]

    def facts(self) -> dict[str, Any]:
        chosen = [int(key) for key in self.cleaned_data.get("also_for", [])]
        return {**self.dates(), "upload": self.cleaned_data["upload"], "also_for": chosen}


class EditForm(_Dated):
    """`valid_until` shows what the rule gives; another day typed there is kept as it is."""

    valid_until = _day_field(
        label=_("Valable jusqu'au"), required=False,
        help_text=_("Le calcul suit la règle de cette sorte de pièce. Changez la date si la pièce en dit une autre."),
    )  # fmt: skip
    readers = forms.MultipleChoiceField(
        label=_("Qui d'autre peut la lire"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Parmi les personnes qui tiennent la fiche de la structure."),
    )  # fmt: skip
    field_order = ("title", "issued_on", "ends_on", "exercise", "valid_until", "readers")

    def __init__(self, *args, kind: DocumentType, paper: Paper, keepers: Sequence[User] = (), **options) -> None:
        self.paper, self.keepers = paper, {str(one.pk): one for one in keepers}
        initial = {
            "title": paper.title, "issued_on": paper.issued_on, "ends_on": paper.valid_until,
            "exercise": paper.exercise, "valid_until": paper.valid_until,
            "readers": [str(one.pk) for one in paper.readers.all()],
        }  # fmt: skip
        super().__init__(*args, kind=kind, initial=initial, **options)
        if kind.rule in (Rule.END, Rule.OWN):
            del self.fields["valid_until"]
        if keepers and not kind.sensitive:
            self.fields["readers"].choices = [  # type: ignore[attr-defined]
                (key, str(one)) for key, one in self.keepers.items()
            ]  # fmt: skip
        else:
            del self.fields["readers"]

    def facts(self) -> dict[str, Any]:
        readers = [self.keepers[key] for key in self.cleaned_data.get("readers", [])]
        typed: date | None = self.cleaned_data.get("valid_until")
        by_hand = "valid_until" in self.fields and (typed != self.paper.valid_until or self.paper.dated_by_hand)
        return {
            **self.dates(), "valid_until": typed, "by_hand": by_hand, "readers": readers,
            "visibility": Visibility.NAMED if readers else Visibility.REPRESENTATIVES,
        }  # fmt: skip


class TypeForm(forms.Form):
    months = forms.IntegerField(
        label=_("Nombre de mois"), widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"})
    )
    alert_days = forms.CharField(
        label=_("Prévenir, en jours avant la fin"), max_length=40, required=False,
        help_text=_("Séparés par des espaces : 60 30 7. Rien pour ne pas prévenir avant la fin."),
    )  # fmt: skip

    def __init__(self, *args, kind: DocumentType, **options) -> None:
        initial = {"months": kind.months, "alert_days": " ".join(str(one) for one in kind.alert_days)}
        super().__init__(*args, **({"initial": initial} | options))
        if kind.rule not in COUNTED:
            del self.fields["months"]

    def clean_alert_days(self) -> list[int]:
        words = self.cleaned_data["alert_days"].replace(",", " ").replace(";", " ").split()
        if not all(word.isdecimal() and len(word) < 5 for word in words):
            raise forms.ValidationError(_("Des nombres de jours, séparés par des espaces : 60 30 7."))
        return [int(word) for word in words]

    def facts(self) -> dict[str, Any]:
        return {"months": self.cleaned_data.get("months"), "alert_days": self.cleaned_data["alert_days"]}
