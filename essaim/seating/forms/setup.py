"""Tables, rounds and wishes."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.kernel.errors import Refusal
from essaim.meetings.models import Attendance

from ..enums import MOST_ROUNDS, MOST_TABLES, WishKind

_SHORT = {"class": "input-s", "inputmode": "numeric"}


class SetupForm(forms.Form):
    table_count = forms.IntegerField(
        label=_("Nombre de tables"), min_value=1, max_value=MOST_TABLES, widget=forms.NumberInput(attrs=_SHORT)
    )
    rounds = forms.IntegerField(
        label=_("Nombre de tours"), min_value=1, max_value=MOST_ROUNDS, widget=forms.NumberInput(attrs=_SHORT),
        help_text=_("À chaque tour, on change de table."),
    )  # fmt: skip
    seats = forms.IntegerField(
        label=_("Chaises par table, au plus"), min_value=1, max_value=99, required=False,
        widget=forms.NumberInput(attrs=_SHORT), help_text=_("Vide : les personnes sont réparties également."),
    )  # fmt: skip
    accessible_tables = forms.CharField(
        label=_("Tables faciles d'accès"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"class": "input-s"}),
        help_text=_("Leurs numéros, séparés par des virgules : 1, 2."),
    )  # fmt: skip

    def clean_accessible_tables(self) -> list[int]:
        words = self.cleaned_data["accessible_tables"].replace(",", " ").replace(";", " ").split()
        if not all(word.isdecimal() for word in words):
            raise forms.ValidationError(_("Des numéros de table, séparés par des virgules."))
        return [int(word) for word in words]

    def take(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


class WishForm(forms.Form):
    kind = forms.ChoiceField(label=_("Demande"), choices=WishKind.choices)
    attendance = forms.ChoiceField(label=_("Pour"))
    other = forms.ChoiceField(
        label=_("Avec"),
        required=False,
        help_text=_("Pour deux personnes à la même table, ou à des tables différentes."),
    )
    table = forms.IntegerField(
        label=_("Numéro de la table"), min_value=1, max_value=MOST_TABLES, required=False,
        widget=forms.NumberInput(attrs=_SHORT), help_text=_("Pour qui reste à une table."),
    )  # fmt: skip
    rounds = forms.MultipleChoiceField(
        label=_("Tours"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Pour qui arrive tard ou part tôt."),
    )  # fmt: skip

    def __init__(self, *args, people: Sequence[Attendance], rounds: int, **kwargs) -> None:
        super().__init__(*args, **kwargs | {"prefix": "demande"})
        self.people = {str(row.pk): row for row in people}
        choices = [(pk, _label(row)) for pk, row in self.people.items()]
        self.fields["attendance"].choices = choices  # type: ignore[attr-defined]
        self.fields["other"].choices = [("", "–"), *choices]  # type: ignore[attr-defined]
        self.fields["rounds"].choices = [(n, n) for n in range(1, rounds + 1)]  # type: ignore[attr-defined]

    def values(self) -> dict:
        """Keyword arguments for `actions.add_wish`."""
        data = self.cleaned_data
        return {
            "kind": data["kind"],
            "attendance": self.people[data["attendance"]],
            "other": self.people.get(data["other"]),
            "table": data["table"],
            "rounds": [int(number) for number in data["rounds"]],
        }

    def take(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)


def _label(row: Attendance) -> str:
    return f"{row.name} ({row.organization.name})" if row.organization else row.name
