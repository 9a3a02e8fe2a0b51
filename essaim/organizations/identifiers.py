"""SIREN, SIRET, RNA and French VAT numbers: cleaned, checked, shown.

Each `parse_*` takes what a person typed or what a spreadsheet left (text, int or float) and returns the clean
number as text, or raises `NotAnIdentifier`, whose sentence says what is wrong with what was typed and whose `code`
is stable:

    empty · placeholder · scientific · letters · too_short · too_long · is_siren · is_siret · key · shape

Rules: SIREN, 9 digits with a Luhn key; SIRET, SIREN + 5 digits, a Luhn key on the 14 (the establishments of La Poste
aside, python-stdnum `fr/siret.py`); RNA, `W` + 9 letters or digits (demarches-simplifiees `rna_champ.rb`); VAT, `FR` +
key of 2 + SIREN (python-stdnum `fr/tva.py`).
"""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from stdnum.exceptions import InvalidChecksum, ValidationError
from stdnum.fr import tva

from essaim.kernel.errors import Refusal
from essaim.kernel.text import NARROW

LA_POSTE = "356000000"
LA_POSTE_HEAD_OFFICE = "35600000000048"
# The oldest SIREN begin with two zeros, which spreadsheets take away.
MOST_ZEROS_LOST = 2
# A number that a spreadsheet abbreviated is taken back only when no digit but final zeros can be missing.
LEAST_DIGITS_KEPT = 12

_SEPARATORS = re.compile(r"[\s.\-_/'’·]+")
_SCIENTIFIC = re.compile(r"^(\d)(?:[.,](\d+))?[eE]\+?(\d{1,2})$")
_DECIMALS = re.compile(r"^(\d[\d\s]{6,})[.,]0+$")
_NAME = re.compile(r"^\s*(?:n\s*[°o]\s*)?(siret|siren|rna|tva(?: intra\w*)?)\s*[:n°\s]*", re.IGNORECASE)
_RNA = re.compile(r"W[0-9A-Z]{9}")


class NotAnIdentifier(Refusal):
    """What was typed is no such number; the sentence says why."""


def parse_siren(value: object, *, lost_zeros: bool = True) -> str:
    """Return the 9 digits of a SIREN. `lost_zeros`: give back the leading zeros that a spreadsheet took away."""
    digits = _digits(value, "SIREN", 9, field="siren", lost_zeros=lost_zeros)
    if not _luhn_holds(digits):
        raise _wrong_key("SIREN", "siren")
    return digits


def parse_siret(value: object, *, lost_zeros: bool = True) -> str:
    """Return the 14 digits of a SIRET. `lost_zeros`: give back the leading zeros that a spreadsheet took away."""
    digits = _digits(value, "SIRET", 14, field="siret", lost_zeros=lost_zeros)
    if not _siret_holds(digits):
        raise _wrong_key("SIRET", "siret")
    return digits


def parse_company_number(value: object, *, lost_zeros: bool = True) -> tuple[str, str | None]:
    """Return (SIREN, SIRET or None) from a column or a field that holds one or the other."""
    try:
        siret = parse_siret(value, lost_zeros=lost_zeros)
    except NotAnIdentifier as reason:
        if reason.code not in {"is_siren", "too_short"}:
            raise
        try:
            return parse_siren(value, lost_zeros=lost_zeros), None
        except NotAnIdentifier as other:
            raise other if reason.code == "is_siren" else reason from None
    return siret[:9], siret


def parse_rna(value: object) -> str:
    """Return an RNA number: `W` and 9 letters or digits, in capitals."""
    text = _SEPARATORS.sub("", _NAME.sub("", _plain(value))).upper()
    if not text:
        raise NotAnIdentifier(_("Indiquez un numéro RNA."), code="empty", field="rna")
    if text.isdigit() and len(text) in {9, 14}:
        name = "SIREN" if len(text) == 9 else "SIRET"
        raise NotAnIdentifier(
            _("C'est un %(name)s. Le numéro RNA commence par la lettre W.") % {"name": name},
            code=f"is_{name.lower()}",
            field="rna",
        )
    if not text.startswith("W"):
        raise NotAnIdentifier(
            _("Un numéro RNA commence par la lettre W, suivie de 9 caractères : W622001234."), code="shape", field="rna"
        )
    if len(text) != 10:
        raise _wrong_length(len(text), 10, "rna", characters=True)
    if not _RNA.fullmatch(text):
        raise NotAnIdentifier(
            _("Un numéro RNA ne contient que des chiffres et des lettres sans accent."), code="shape", field="rna"
        )
    return text


def parse_vat(value: object, *, siren: str | None = None) -> str:
    """Return a French VAT number, `FR` + 11 characters. With `siren`, it must be that company's."""
    text = _SEPARATORS.sub("", _NAME.sub("", _plain(value))).upper()
    if not text:
        raise NotAnIdentifier(_("Indiquez un numéro de TVA."), code="empty", field="vat_number")
    if text[:2].isalpha() and not text.startswith("FR"):
        raise NotAnIdentifier(
            _("Un numéro de TVA français commence par FR ; celui-ci commence par %(start)s.") % {"start": text[:2]},
            code="shape",
            field="vat_number",
        )
    rest = text.removeprefix("FR")
    if len(rest) != 11:
        raise _wrong_length(len(rest) + 2, 13, "vat_number", characters=True)
    try:
        number = "FR" + tva.validate(rest)
    except InvalidChecksum:
        raise _wrong_key(_("numéro de TVA"), "vat_number") from None
    except ValidationError:
        raise NotAnIdentifier(
            _("Un numéro de TVA français est fait de FR, de 2 caractères et des 9 chiffres du SIREN."),
            code="shape",
            field="vat_number",
        ) from None
    if siren and number[4:] != siren:
        raise NotAnIdentifier(
            _("Ce numéro de TVA est celui d'une autre entreprise : il contient le SIREN %(siren)s.")
            % {"siren": display_siren(number[4:])},
            code="other_siren",
            field="vat_number",
        )
    return number


def display_siren(siren: str | None) -> str:
    """`732 829 320`, with narrow no-break spaces. For screens only."""
    return NARROW.join((siren[:3], siren[3:6], siren[6:])) if siren else ""


def display_siret(siret: str | None) -> str:
    """`732 829 320 00074`, with narrow no-break spaces. For screens only."""
    return NARROW.join((display_siren(siret[:9]), siret[9:])) if siret else ""


_DOUBLED = {digit: sum(divmod(2 * int(digit), 10)) for digit in "0123456789"}


def _luhn_holds(digits: str) -> bool:
    # python-stdnum's own takes six times longer, which an import of 100,000 rows feels; a test compares the two.
    return (sum(map(int, digits[::-2])) + sum(_DOUBLED[digit] for digit in digits[-2::-2])) % 10 == 0


def _siret_holds(digits: str) -> bool:
    if not _luhn_holds(digits[:9]):
        return False
    if digits.startswith(LA_POSTE) and digits != LA_POSTE_HEAD_OFFICE:
        return sum(map(int, digits)) % 5 == 0
    return _luhn_holds(digits)


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        # A spreadsheet keeps whole numbers exactly up to 15 digits.
        return str(int(value)) if value.is_integer() else repr(value)
    # NFKC: full-width digits and odd spaces become plain ones.
    return unicodedata.normalize("NFKC", str(value)).strip()


def _digits(value: object, name: str, length: int, *, field: str, lost_zeros: bool) -> str:
    if type(value) is str and len(value) == length and value.isascii() and value.isdecimal() and value.strip("0"):
        return value  # written as it should be: nothing to look for
    text = _NAME.sub("", _plain(value))
    if not text:
        raise NotAnIdentifier(_("Indiquez un %(name)s.") % {"name": name}, code="empty", field=field)
    if match := _SCIENTIFIC.match(_SEPARATORS.sub("", text) if "," in text else text.replace(" ", "")):
        return _from_scientific(match, name, length, field)
    if match := _DECIMALS.match(text):
        text = match[1]
    text = _SEPARATORS.sub("", text)
    if not text.isdecimal():
        raise _odd_characters(text, name, field)
    if not text.strip("0"):
        raise NotAnIdentifier(
            _("Ce numéro n'est fait que de zéros. Laissez le champ vide si vous ne le connaissez pas."),
            code="placeholder",
            field=field,
        )
    if lost_zeros and 0 < length - len(text) <= MOST_ZEROS_LOST:
        whole = text.zfill(length)
        if _siret_holds(whole) if length == 14 else _luhn_holds(whole):
            return whole
    if len(text) == length:
        return text
    if length == 14 and len(text) == 9:
        raise NotAnIdentifier(
            _("C'est un SIREN (9 chiffres). Le SIRET en a 14 : le SIREN, puis 5 chiffres propres à l'adresse."),
            code="is_siren",
            field=field,
        )
    if length == 9 and len(text) == 14:
        raise NotAnIdentifier(
            _("C'est un SIRET (14 chiffres). Le SIREN est fait de ses 9 premiers chiffres."),
            code="is_siret",
            field=field,
        )
    raise _wrong_length(len(text), length, field)


def _from_scientific(match: re.Match, name: str, length: int, field: str) -> str:
    """Take `7.3282932000074E13` back; refuse `7,32829E+13`, whose digits are lost."""
    head, tail, exponent = match[1], match[2] or "", int(match[3])
    number = Decimal(f"{head}.{tail or 0}").scaleb(exponent)
    if number == number.to_integral_value() and len(head + tail) >= min(LEAST_DIGITS_KEPT, length):
        digits = str(int(number)).zfill(length)
        if len(digits) == length and (_siret_holds(digits) if length == 14 else _luhn_holds(digits)):
            return digits
    raise NotAnIdentifier(
        _(
            "Le tableur a abrégé ce %(name)s : des chiffres sont perdus. Dans le fichier d'origine, mettez la colonne "
            "au format Texte, puis recopiez le numéro."
        )
        % {"name": name},
        code="scientific",
        field=field,
    )


def _odd_characters(text: str, name: str, field: str) -> NotAnIdentifier:
    odd = next(character for character in text if not character.isdecimal())
    if odd in "oO":
        sentence = _("Ce %(name)s contient la lettre %(odd)s. C'est sans doute un zéro.")
    elif odd in "lI":
        sentence = _("Ce %(name)s contient la lettre %(odd)s. C'est sans doute un 1.")
    else:
        sentence = _("Un %(name)s n'est fait que de chiffres. Celui-ci contient « %(odd)s ».")
    return NotAnIdentifier(sentence % {"name": name, "odd": odd}, code="letters", field=field)


def _wrong_length(given: int, expected: int, field: str, *, characters: bool = False) -> NotAnIdentifier:
    missing = expected - given
    if missing > 0:
        if characters:
            sentence = ngettext(
                "Il manque un caractère : vous en avez tapé %(given)s.",
                "Il manque %(missing)s caractères : vous en avez tapé %(given)s.",
                missing,
            )
        else:
            sentence = ngettext(
                "Il manque un chiffre : vous en avez tapé %(given)s.",
                "Il manque %(missing)s chiffres : vous en avez tapé %(given)s.",
                missing,
            )
        return NotAnIdentifier(sentence % {"missing": missing, "given": given}, code="too_short", field=field)
    if characters:
        sentence = ngettext(
            "Il y a un caractère de trop : vous en avez tapé %(given)s au lieu de %(expected)s.",
            "Il y a %(more)s caractères de trop : vous en avez tapé %(given)s au lieu de %(expected)s.",
            -missing,
        )
    else:
        sentence = ngettext(
            "Il y a un chiffre de trop : vous en avez tapé %(given)s au lieu de %(expected)s.",
            "Il y a %(more)s chiffres de trop : vous en avez tapé %(given)s au lieu de %(expected)s.",
            -missing,
        )
    return NotAnIdentifier(
        sentence % {"more": -missing, "given": given, "expected": expected}, code="too_long", field=field
    )


def _wrong_key(name: str, field: str) -> NotAnIdentifier:
    return NotAnIdentifier(
        _(
            "Ce %(name)s ne tombe pas juste : un chiffre a été mal recopié ou deux ont été inversés. "
            "Vérifiez-le sur votre avis de situation."
        )
        % {"name": name},
        code="key",
        field=field,
    )
