"""Fields of recruitment: hours a week, an occupation, euros as cents."""

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.organizations.forms.fields import AmountField

from ..occupations import MOST_LETTERS, find

_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2})|\s*(?:h|:)\s*(\d{2})?)?\s*(?:h|heures?)?(?:\s*/?\s*semaine)?", re.I)


class WeeklyHoursField(forms.CharField):
    """Hours a week as people write them: `35`, `17,5`, `17 h 30`. Cleans to minutes, or None."""

    def __init__(self, **options) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "decimal"}), **options
        )

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        found = _HOURS.fullmatch(text.strip())
        if not found or int(found[3] or 0) > 59:
            raise ValidationError(_("Écrivez des heures, par exemple 17,5 ou 17 h 30."), code="hours")
        part = round(Decimal(f"0.{found[2]}") * 60) if found[2] else int(found[3] or 0)
        return int(found[1]) * 60 + part

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{value // 60} h {value % 60:02}" if value % 60 else str(value // 60)
        return value


class CentsField(AmountField):
    """Euros as people write them. Cleans to cents, or None."""

    def __init__(self, **options) -> None:
        super().__init__(
            max_length=20, widget=forms.TextInput(attrs={"class": "input-s", "inputmode": "decimal"}), **options
        )

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        if amount is not None and amount >= 10**7:
            raise ValidationError(_("Ce montant est trop grand. Écrivez-le en euros."), code="amount")
        return None if amount is None else int(amount * 100)

    def prepare_value(self, value: Any) -> Any:
        return super().prepare_value(Decimal(value) / 100) if isinstance(value, int) else value


class OccupationField(forms.CharField):
    """An occupation in people's words, or a code of the ROME. Cleans to the text; a code that does not exist is
    refused."""

    def __init__(self, **options) -> None:
        super().__init__(
            max_length=MOST_LETTERS, widget=forms.TextInput(attrs={"list": "metiers", "autocomplete": "off"}), **options
        )

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return find(text).name if text else ""
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from None


class PlainForm(forms.Form):
    """A form that shows a refusal beside the field it speaks of."""

    def take(self, refusal: Refusal) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, refusal.sentence)
