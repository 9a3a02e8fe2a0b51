"""Fields that several forms share."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class DayField(forms.DateField):
    """A date by the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"), **options
        )


class ClockField(forms.TimeField):
    """An hour on the wall, to the quarter."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TimeInput(attrs={"type": "time", "step": 900, "class": "input-s"}, format="%H:%M")
        super().__init__(
            widget=widget, input_formats=["%H:%M", "%H:%M:%S", "%Hh%M", "%Hh", "%H h", "%H h %M"], **options
        )


class EurosField(forms.DecimalField):
    """Typed in euros, cleaned to cents; nothing is 0."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False, min_value=0, max_value=100000, decimal_places=2, localize=True,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"}), **options,
        )  # fmt: skip

    def clean(self, value: Any) -> int:
        typed = value.replace("€", "").replace(".", ",").strip() if isinstance(value, str) else value
        if isinstance(typed, str):
            typed = typed.replace(",", ".")
            self.localize = False
        amount = super().clean(typed)
        return int(amount * 100) if amount else 0

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return str(Decimal(value) / 100).replace(".", ",") if value else ""
        return value


class HalfField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(choices=[("am", _("Matin")), ("pm", _("Après-midi"))], **options)
