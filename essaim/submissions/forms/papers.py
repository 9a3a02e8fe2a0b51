"""The checklist as whoever leads edits it; a file handed in for this dossier alone."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.dossiers.models import Partner
from essaim.vault.forms import AddForm
from essaim.vault.types import DocumentType

from ..enums import Asked


class AskForm(forms.Form):
    """`whom`: a value of `Asked`, or `one:<key>` for one partner."""

    kind = forms.ChoiceField(label=_("Pièce"))
    whom = forms.ChoiceField(label=_("Demandée à"), initial=Asked.TEAM)
    required = forms.BooleanField(label=_("Sans elle, le dossier ne part pas"), required=False, initial=True)
    note = forms.CharField(label=_("Précision"), max_length=200, required=False)

    def __init__(self, *args, kinds: Sequence[DocumentType], partners: Sequence[Partner], **options) -> None:
        super().__init__(*args, **options)
        self.partners = {f"one:{one.pk}": one for one in partners}
        self.fields["kind"].choices = [(one.code, str(one)) for one in kinds]  # type: ignore[attr-defined]
        self.fields["whom"].choices = [  # type: ignore[attr-defined]
            *((value, label) for value, label in Asked.choices if value != Asked.ONE),
            *((key, one.organization.name) for key, one in self.partners.items()),
        ]

    def facts(self) -> dict[str, Any]:
        said = self.cleaned_data
        partner = self.partners.get(said["whom"])
        return {
            "kind": said["kind"], "who": Asked.ONE if partner else said["whom"], "partner": partner,
            "required": said["required"], "note": said["note"],
        }  # fmt: skip


class DirectForm(AddForm):
    """As for a vault, without consents to follow."""

    def facts(self) -> dict[str, Any]:
        found = super().facts()
        del found["also_for"]
        return found
