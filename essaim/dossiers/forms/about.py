"""What a dossier is about, what it needs, who reads it, how it ends."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.organizations.models import Organization

from .. import outlines
from ..enums import NeedKind, OpenTo
from ..models import Dossier
from .fields import day_field, moment_field


class DossierForm(forms.Form):
    title = forms.CharField(label=_("Nom du projet"), max_length=160)
    summary = forms.CharField(
        label=_("En quelques lignes"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Pour qui, quoi, où. C'est ce que liront les structures que vous inviterez."),
    )  # fmt: skip
    deadline = moment_field(
        label=_("À envoyer avant le"), required=False,
        help_text=_("Vide si vous cherchez encore l'appel auquel répondre."),
    )  # fmt: skip
    open_to = forms.ChoiceField(
        label=_("Qui peut se proposer"), choices=OpenTo, initial=OpenTo.CLUB, widget=forms.RadioSelect
    )


class InNameOf(forms.Form):
    """Which of the person's structures acts, asked only when there are several."""

    def __init__(self, *args, organizations: Sequence[Organization] = (), **options) -> None:
        super().__init__(*args, **options)
        self.organizations = {str(one.pk): one for one in organizations}
        if len(organizations) > 1:
            self.fields["organization"] = forms.ChoiceField(
                label=_("Au nom de"), choices=[(key, one.name) for key, one in self.organizations.items()]
            )

    def in_name_of(self) -> Organization:
        if "organization" in self.fields:
            return self.organizations[self.cleaned_data["organization"]]
        return next(iter(self.organizations.values()))

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "organization"}


class StartForm(InNameOf, DossierForm):
    template = forms.ChoiceField(
        label=_("Ce que l'on vous demande d'écrire"), required=False, widget=forms.RadioSelect,
        choices=[("", _("Je verrai plus tard")), *outlines.NAMES.items()],
    )  # fmt: skip


class DuplicateForm(InNameOf):
    title = forms.CharField(label=_("Nom du projet"), max_length=160)
    deadline = moment_field(label=_("À envoyer avant le"), required=False)
    with_team = forms.BooleanField(
        label=_("Inviter de nouveau les mêmes structures"), required=False, initial=True
    )  # fmt: skip


def initial_dossier(dossier: Dossier) -> dict[str, Any]:
    return {name: getattr(dossier, name) for name in ("title", "summary", "deadline", "open_to")}


class NeedForm(forms.Form):
    kind = forms.ChoiceField(label=_("De quoi s'agit-il"), choices=NeedKind, initial=NeedKind.SKILL)
    label = forms.CharField(
        label=_("En quelques mots"), max_length=120,
        help_text=_("Par exemple « Cuisine collective », « Béthune », « Agrément ESUS »."),
    )  # fmt: skip
    quantity = forms.IntegerField(
        label=_("Combien"), required=False, min_value=1, max_value=100_000_000,
        widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"}),
    )  # fmt: skip
    unit = forms.CharField(
        label=_("Unité"), max_length=30, required=False, widget=forms.TextInput(attrs={"class": "input-s"}),
        help_text=_("personnes, repas par jour, euros…"),
    )  # fmt: skip
    required = forms.BooleanField(label=_("Indispensable"), required=False, initial=True)


class ReaderForm(forms.Form):
    name = forms.CharField(
        label=_("Pour qui"), max_length=120, help_text=_("Par exemple « Région, direction de l'ESS ».")
    )
    email = forms.EmailField(
        label=_("Son adresse e-mail"), required=False, help_text=_("Vide : vous donnerez le lien vous-même.")
    )
    until = day_field(label=_("Lisible jusqu'au"))


class SettleForm(forms.Form):
    said = forms.CharField(
        label=_("Un mot pour l'équipe"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
