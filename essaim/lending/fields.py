"""Euros as cents, hours as minutes, a day."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.organizations.forms.fields import AmountField

_HOURS = re.compile(r"(\d{1,4})(?:[.,](\d{1,2})|\s*(?:h|:)\s*(\d{2})?)?\s*(?:h|heures?)?", re.I)


class CentsField(AmountField):
    """Euros as people write them. Cleans to cents, or None."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "decimal"}), **options
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount is not None and amount > 100_000:
            raise ValidationError(_("Ce montant est trop grand. Écrivez-le en euros."), code="amount")
        return None if amount is None else int(amount * 100)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(Decimal(value) / 100) if isinstance(value, int) else value


class MinutesField(forms.CharField):
    """Hours as people write them: `3`, `1,5`, `2 h 30`. Cleans to minutes, 0 when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "decimal"}), **options
        )

    def clean(self, value: Any) -> int:
        text = super().clean(value).strip()
        if not text:
            return 0
        found = _HOURS.fullmatch(text)
        if not found or int(found[3] or 0) > 59:
            raise ValidationError(_("Écrivez des heures, par exemple 3, 1,5 ou 2 h 30."), code="hours")
        part = round(Decimal(f"0.{found[2]}") * 60) if found[2] else int(found[3] or 0)
        return int(found[1]) * 60 + part


class DayField(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d")
        super().__init__(widget=widget, **options)
