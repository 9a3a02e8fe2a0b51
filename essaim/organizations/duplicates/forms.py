"""Choosing which page stays and, field by field, which value."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import DuplicatePair
from . import fields, queries


class MergeForm(forms.Form):
    """`kept` is « a » or « b »; each field that differs has its own « a » or « b »."""

    kept = forms.ChoiceField(label=_("La fiche qui reste"), widget=forms.RadioSelect)

    def __init__(self, *args, pair: DuplicatePair, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        # The fuller page first; at equal fullness, the older address.
        fuller = "b" if pair.b.completeness > pair.a.completeness else "a"
        self.pair = pair
        kept = self.fields["kept"]
        assert isinstance(kept, forms.ChoiceField)
        kept.choices = [(side, page.name) for side, page in (("a", pair.a), ("b", pair.b))]
        kept.initial = fuller
        kept.help_text = _("Son adresse ne change pas. L'adresse de l'autre y mène.")
        for choice in fields.to_decide(pair.a, pair.b):
            self.fields[choice.key] = forms.ChoiceField(
                label=str(choice.label),
                choices=[(side, queries.shown(choice, page)) for side, page in (("a", pair.a), ("b", pair.b))],
                widget=forms.RadioSelect,
                initial=fuller,
            )

    def decision(self) -> dict:
        """The arguments of `actions.merge`: kept, removed, choices."""
        side = self.cleaned_data["kept"]
        kept, removed = (self.pair.a, self.pair.b) if side == "a" else (self.pair.b, self.pair.a)
        choices = {
            key: fields.KEPT if value == side else fields.REMOVED
            for key, value in self.cleaned_data.items()
            if key != "kept"
        }
        return {"kept": kept, "removed": removed, "choices": choices}
