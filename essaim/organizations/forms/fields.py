"""Fields that read what people type: numbers of companies, amounts, dates, lists in a text."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.territory.models import Municipality

from .. import identifiers
from ..contact import clean_phone, clean_url
from ..where import municipalities_named

# A point between the two numbers and decimal commas, or a comma between and decimal points.
_POINT = re.compile(
    r"^\s*(-?\d{1,3}(?:[.,]\d+)?)(?:\s*[;/]\s*|,\s+|\s+|(?<=\.\d),|(?<=\d),(?=-?\d+\.))(-?\d{1,3}(?:[.,]\d+)?)\s*$"
)

_WITH_DEPARTMENT = re.compile(r"(.*?)\s*\((\d{2,3}|2[AB])\)", re.IGNORECASE)


class _Parsed(forms.CharField):
    """A text read by a function that refuses with a sentence."""

    def parse(self, value: str) -> Any:
        raise NotImplementedError

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return text
        try:
            return self.parse(text)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence, code=refusal.code) from None


class CompanyNumberField(_Parsed):
    """A SIRET, or a SIREN when the SIRET is not known. Cleans to (siren, siret or None), or an empty text."""

    def parse(self, value: str) -> tuple[str, str | None]:
        return identifiers.parse_company_number(value, lost_zeros=False)

    def prepare_value(self, value: Any) -> Any:
        return (value[1] or value[0]) if isinstance(value, tuple) else value


class SiretField(_Parsed):
    def parse(self, value: str) -> str:
        return identifiers.parse_siret(value, lost_zeros=False)


class RnaField(_Parsed):
    def parse(self, value: str) -> str:
        return identifiers.parse_rna(value)


class VatField(_Parsed):
    def parse(self, value: str) -> str:
        return identifiers.parse_vat(value)


class PhoneField(forms.CharField):
    def __init__(self, **options) -> None:
        super().__init__(max_length=20, widget=forms.TextInput(attrs={"type": "tel", "class": "input-s"}), **options)

    def to_python(self, value: Any) -> str:
        return clean_phone(super().to_python(value) or "")


class WebField(forms.URLField):
    """A web address; `www.exemple.org` will do. Only http and https."""

    def __init__(self, **options) -> None:
        # A plain text field: browsers refuse an address without its beginning in a field of type url.
        super().__init__(
            max_length=300, assume_scheme="https", widget=forms.TextInput(attrs={"inputmode": "url"}), **options
        )

    def to_python(self, value: Any) -> str:
        return super().to_python(clean_url(str(value))) or "" if value else ""

    def clean(self, value: Any) -> str:
        url = super().clean(value)
        if url and not url.lower().startswith(("http://", "https://")):
            raise ValidationError(_("Une adresse de site commence par https://."), code="scheme")
        return url


class AmountField(forms.CharField):
    """Euros as people write them: `86 000 €`, `1 234,50`, `12.5`. Cleans to a Decimal, or None."""

    def clean(self, value: Any) -> Decimal | None:
        text = super().clean(value)
        digits = re.sub(r"[\s€]", "", text).replace(",", ".")
        if not digits:
            return None
        try:
            amount = Decimal(digits).quantize(Decimal("0.01"))
        except InvalidOperation:
            amount = Decimal(-1)
        if not 0 <= amount < 10**10:
            raise ValidationError(_("Écrivez un montant en euros, par exemple 12 500."), code="amount")
        return amount

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            return f"{value:.2f}".removesuffix(".00").replace(".", ",")
        return value


class PointField(forms.CharField):
    """A point as maps write it: `50.5303, 2.6405`, or `50,5303 ; 2,6405`. Cleans to (latitude, longitude) or None."""

    def clean(self, value: Any) -> tuple[float, float] | None:
        text = super().clean(value)
        if not text:
            return None
        if not (found := _POINT.match(text)):
            raise ValidationError(
                _("Écrivez la latitude puis la longitude, par exemple 50,5303 ; 2,6405."), code="point"
            )
        latitude, longitude = (round(float(number.replace(",", ".")), 6) for number in found.groups())
        if abs(latitude) > 90 or abs(longitude) > 180:
            raise ValidationError(_("Ce point n'est pas sur la Terre : vérifiez les deux nombres."), code="point")
        return latitude, longitude

    def prepare_value(self, value: Any) -> Any:
        return f"{value[0]:.6f}, {value[1]:.6f}" if isinstance(value, tuple) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class DayField(forms.DateField):
    """A day, by the browser's own picker; written days are read too."""

    def __init__(self, **options) -> None:
        super().__init__(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input-s"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"],
            **options,
        )


class LinesField(forms.CharField):
    """A list, one entry a line. Cleans to a list of texts."""

    def __init__(self, **options) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 6}), **options)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip(" \t-•*") for line in text.splitlines() if line.strip(" \t-•*")]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class CommuneField(forms.CharField):
    """A commune by its name; « Saint-Venant (62) » tells two of a name apart. Cleans to a Municipality or None.

    `departments`: those preferred when several communes have the name.
    """

    departments: frozenset[str] = frozenset()

    def clean(self, value: Any) -> Municipality | None:
        text = super().clean(value)
        if not text:
            return None
        name, department = text, ""
        if found := _WITH_DEPARTMENT.fullmatch(text.strip()):
            name, department = found[1], found[2].upper()
        rows = municipalities_named(name)
        if wanted := {department} - {""} or self.departments:
            rows = [row for row in rows if row.department_id in wanted] or rows
        if len(rows) == 1:
            return rows[0]
        if not rows:
            raise ValidationError(_("Nous ne trouvons pas la commune « %(name)s ».") % {"name": text}, code="commune")
        names = ", ".join(f"{row.name} ({row.department_id})" for row in rows[:5])
        raise ValidationError(
            _("Plusieurs communes répondent à « %(name)s » : %(names)s.") % {"name": text, "names": names},
            code="communes",
        )

    def prepare_value(self, value: Any) -> Any:
        return f"{value.name} ({value.department_id})" if isinstance(value, Municipality) else value
