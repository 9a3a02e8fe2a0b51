"""Someone from outside who asks for a place."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PlaceForm(forms.Form):
    name = forms.CharField(
        label=_("Prénom et nom"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Un message y part : un clic, et votre place est gardée. Seul le club voit cette adresse."),
    )  # fmt: skip
    comes_from = forms.CharField(
        label=_("Votre structure"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    # A trap: people do not see this field, robots fill it.
    website = forms.CharField(
        label=_("Laissez ce champ vide"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    @property
    def is_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def values(self) -> dict[str, str]:
        """Keyword arguments for `actions.places.ask_place`."""
        return {name: self.cleaned_data[name] for name in ("name", "email", "comes_from")}
