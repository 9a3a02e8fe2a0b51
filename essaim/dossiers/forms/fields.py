"""An amount, a share, a day, a moment, as forms take them."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models import Partner


class _NumberField(forms.DecimalField):
    """A comma or a point, spaces between thousands, maybe a sign."""

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-s"})
        super().__init__(min_value=0, decimal_places=2, widget=widget, **options)

    def to_python(self, value):
        if isinstance(value, str):
            value = "".join(value.replace("€", "").replace("%", "").replace(",", ".").split())
        return super().to_python(value)

    def clean(self, value) -> int | None:
        amount: Decimal | None = super().clean(value)
        return None if amount is None else int(amount * 100)


class EurosField(_NumberField):
    """Typed `12,50`; its clean value is in cents, None when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=12, **options)


class ShareField(_NumberField):
    """Typed `33,33`; its clean value is in hundredths of a percent, None when empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_value=100, max_digits=5, **options)


def day_field(**options: Any) -> forms.DateField:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date", "class": "input-s"}, format="%Y-%m-%d"), **options
    )


def moment_field(**options: Any) -> forms.DateTimeField:
    """A day and an hour of the club's own clock."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local", "class": "input-s"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(
        widget=widget, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d/%m/%Y %H:%M"], **options
    )


class PartnerField(forms.ChoiceField):
    """One of the team; its clean value is the row, None when nobody is chosen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.rows: dict[str, Partner] = {}

    def offer(self, partners: list[Partner]) -> None:
        self.rows = {str(one.pk): one for one in partners}
        self.choices = [("", _("Personne encore")), *((key, one.organization.name) for key, one in self.rows.items())]

    def clean(self, value) -> Partner | None:
        return self.rows.get(super().clean(value) or "")
