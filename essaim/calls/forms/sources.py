"""A source, a list, another call."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..connectors import readers
from ..enums import Connector
from ..models import Source

_CHOICES = [(one.value, one.label) for one in Connector if one.value in readers]
# Fields of the form that go into the options of these connectors.
_OPTIONS: dict[str, tuple[str, ...]] = {
    Connector.BOAMP: ("departments",),
    Connector.FEED: ("funder", "places", "audiences"),
}


class SourceForm(forms.Form):
    kind = forms.ChoiceField(label=gettext_lazy("Comment elle se lit"), choices=_CHOICES)
    name = forms.CharField(label=gettext_lazy("Nom de la source"), max_length=120)
    address = forms.CharField(
        label=gettext_lazy("Adresse de la source"), max_length=1000, required=False,
        help_text=gettext_lazy("Laissez vide pour l'adresse habituelle d'Aides-territoires ou du BOAMP."),
    )  # fmt: skip
    departments = forms.CharField(
        label=gettext_lazy("Départements"), max_length=60, required=False,
        help_text=gettext_lazy("Pour le BOAMP : 62, 59…"),
    )  # fmt: skip
    funder = forms.CharField(
        label=gettext_lazy("Financeur"), max_length=160, required=False,
        help_text=gettext_lazy("Pour un fil : qui parle dans ses annonces."),
    )  # fmt: skip
    places = forms.CharField(
        label=gettext_lazy("Territoire"), max_length=160, required=False,
        help_text=gettext_lazy("Pour un fil : Pas-de-Calais, Hauts-de-France, France…"),
    )  # fmt: skip
    audiences = forms.CharField(
        label=gettext_lazy("Pour qui"), max_length=160, required=False,
        help_text=gettext_lazy("Pour un fil : associations, communes…"),
    )  # fmt: skip
    token_name = forms.CharField(
        label=gettext_lazy("Variable d'environnement du jeton"), max_length=80, required=False,
        help_text=gettext_lazy("Le jeton reste sur le serveur ; ici, seulement son nom : ESSAIM_CALLS_…"),
    )  # fmt: skip
    shared = forms.BooleanField(label=gettext_lazy("Pour tous les clubs de l'installation"), required=False)

    def __init__(self, *args, operator: bool, source: Source | None = None, **options: Any) -> None:
        if source is not None:
            held = source.options
            options["initial"] = {
                "kind": source.kind, "name": source.name, "address": source.address, "token_name": source.token_name,
                **{name: _typed(held.get(name)) for names in _OPTIONS.values() for name in names},
            }  # fmt: skip
        super().__init__(*args, **options)
        self.source = source
        if source is not None:
            del self.fields["kind"]
            del self.fields["shared"]
            for kind, names in _OPTIONS.items():
                if kind != source.kind:
                    for name in names:
                        del self.fields[name]
        if not operator:
            self.fields.pop("shared", None)
        if not operator or (source is not None and source.club_id):
            del self.fields["token_name"]

    def facts(self) -> dict[str, Any]:
        """What `actions.add_source` and `update_source` take, but whose it is."""
        data = self.cleaned_data
        kind = self.source.kind if self.source else data["kind"]
        held = dict(self.source.options) if self.source else {}
        for name in _OPTIONS.get(kind, ()):
            typed = [one.strip() for one in re.split(r"[,;]", data.get(name, "")) if one.strip()]
            if typed:
                held[name] = typed
            elif self.source:
                held.pop(name, None)
        facts = {"name": data["name"], "address": data["address"], "token_name": data.get("token_name", "")}
        return facts | {"options": held} | ({} if self.source else {"kind": kind})


def _typed(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value or "")


class ListForm(forms.Form):
    upload = forms.FileField(
        label=gettext_lazy("Votre liste, en CSV, XLSX ou ODS"),
        help_text=gettext_lazy(
            "Une colonne « Titre » suffit ; « Date limite », « Financeur », « Lien », « Montant » et « Pour qui » sont "
            "comprises."
        ),
    )  # fmt: skip


class MergeForm(forms.Form):
    other = forms.CharField(
        label=gettext_lazy("Le même appel, plus loin dans la liste"), max_length=300,
        help_text=gettext_lazy("Son adresse, ou son numéro."),
    )  # fmt: skip

    def clean_other(self) -> int:
        """The number at the end of what was typed."""
        found = re.search(r"(\d+)/?\s*$", self.cleaned_data["other"].partition("?")[0])
        if not found:
            raise forms.ValidationError(_("Collez l'adresse de la page de l'autre appel."))
        return int(found[1])
