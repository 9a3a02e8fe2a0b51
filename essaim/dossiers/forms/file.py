"""A part of the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Partner, Section
from .fields import PartnerField


class SectionForm(forms.Form):
    title = forms.CharField(label=_("Titre"), max_length=160)
    guidance = forms.CharField(
        label=_("Ce qui est attendu"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    most_characters = forms.IntegerField(
        label=_("Caractères au plus"), required=False, min_value=1, max_value=100_000,
        widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"}),
    )  # fmt: skip
    most_pages = forms.IntegerField(
        label=_("Pages au plus"), required=False, min_value=1, max_value=100,
        widget=forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"}),
        help_text=_("On compte 2 800 caractères pour une page."),
    )  # fmt: skip
    owner = PartnerField(label=_("Structure qui en répond"))

    def __init__(self, *args, team: list[Partner], **options) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].offer(team)  # type: ignore[attr-defined]


def initial_section(section: Section) -> dict[str, Any]:
    names = ("title", "guidance", "most_characters", "most_pages")
    return {name: getattr(section, name) for name in names} | {"owner": section.owner_id or ""}
