"""What a person wants to receive."""

import re
from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _

from .enums import Rhythm


class ChoicesForm(forms.Form):
    rhythm = forms.ChoiceField(
        label=_("Quand"),
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=_("Les invitations, et ce qui attend une réponse, arrivent toujours tout de suite."),
    )

    def kept(self, values: Iterable[str]) -> set[tuple[int, str]]:
        """Pairs of a club's key and a stream, from the boxes checked (`12:news`)."""
        found = (re.fullmatch(r"(\d{1,18}):(\w{1,30})", value) for value in values)
        return {(int(one[1]), one[2]) for one in found if one}
