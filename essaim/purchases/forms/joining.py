"""« Si nous sommes huit, j'en suis »."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..enums import Basis
from ..models import Commitment
from .fields import count_field


class CommitForm(forms.Form):
    quantity = count_field(label=_("Combien il vous en faut"), min_value=1)
    less = count_field(label=_("Vous acceptez d'en avoir moins, jusqu'à"), min_value=0, required=False)
    more = count_field(
        label=_("… ou plus, jusqu'à"), min_value=0, required=False,
        help_text=_("On achète par cartons entiers : un petit écart accepté par chacun évite d'en laisser."),
    )  # fmt: skip
    if_least = count_field(
        label=_("Seulement si nous sommes au moins"), min_value=2, required=False,
        help_text=_("Laissez vide si vous en êtes de toute façon."),
    )  # fmt: skip
    if_basis = forms.ChoiceField(
        label=_("Ce nombre compte"), choices=Basis, initial=Basis.PARTICIPANTS, widget=forms.RadioSelect
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, by_case: bool, **options) -> None:
        super().__init__(*args, **options)
        if not by_case:
            for name in ("less", "more"):
                del self.fields[name]

    def facts(self) -> dict:
        data = dict(self.cleaned_data)
        return data | {"less": data.get("less") or 0, "more": data.get("more") or 0}


def initial_commitment(row: Commitment | None, *, alive: bool) -> dict:
    if row is None:
        return {"seen": 0}
    return {
        "quantity": row.quantity, "less": row.quantity - row.least, "more": row.most - row.quantity,
        "if_least": row.if_least, "if_basis": row.if_basis, "seen": row.quantity if alive else 0,
    }  # fmt: skip
