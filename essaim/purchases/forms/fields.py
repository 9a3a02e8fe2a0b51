"""An amount and a day, as forms take them."""

from decimal import Decimal
from typing import Any

from django import forms


class EurosField(forms.DecimalField):
    """Typed `12,50`; its clean value is in cents, None when empty."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"})
        super().__init__(min_value=0, max_digits=9, decimal_places=2, widget=widget, **options)

    def to_python(self, value):
        """A comma or a point, spaces between thousands, maybe the sign of the euro."""
        if isinstance(value, str):
            value = "".join(value.replace("€", "").replace(",", ".").split())
        return super().to_python(value)

    def clean(self, value) -> int | None:
        amount: Decimal | None = super().clean(value)
        return None if amount is None else int(amount * 100)


def shown(cents: int | None) -> str:
    """Cents as the field shows them: `12,50`."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"), **options
    )


def count_field(**options: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input-s", "inputmode": "numeric"})
    return forms.IntegerField(max_value=1_000_000, widget=widget, **options)
