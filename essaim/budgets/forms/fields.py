"""An amount, a number and a percentage, as forms take them."""

from decimal import Decimal
from typing import Any

from django import forms


def _number(value: Any) -> Any:
    """A comma or a point, spaces between thousands, maybe the sign of the euro or of the percentage."""
    if isinstance(value, str):
        return "".join(value.replace("€", "").replace("%", "").replace(",", ".").split())
    return value


class NumberField(forms.DecimalField):
    """Typed `2,5`."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"})
        values: dict[str, Any] = {"min_value": 0, "max_digits": 10, "decimal_places": 2, "widget": widget}
        super().__init__(**(values | options))

    def to_python(self, value):
        return super().to_python(_number(value))


class EurosField(NumberField):
    """Typed `12,50`; its clean value is in cents, None when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=12, **options)

    def clean(self, value) -> int | None:
        found: Decimal | None = super().clean(value)
        return None if found is None else int(found * 100)


def percent_field(**options: Any) -> NumberField:
    return NumberField(max_value=100, max_digits=5, **options)


def shown(cents: int | None) -> str:
    """Cents as the field shows them: `12,50`."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"


def shown_number(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}".replace(".", ",")
