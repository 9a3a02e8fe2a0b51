"""Telephone numbers and web addresses, written the way the page shows them."""

import re

_NOT_DIGIT = re.compile(r"[^\d+]")


def clean_phone(text: str) -> str:
    """Write a French number by pairs: `+33 3.21-00-00-00` gives `03 21 00 00 00`. Others are kept as typed."""
    typed = " ".join(str(text).split())
    digits = _NOT_DIGIT.sub("", typed.replace("(0)", ""))
    for prefix in ("+33", "0033"):
        if digits.startswith(prefix):
            digits = "0" + digits.removeprefix(prefix).removeprefix("0")
    if re.fullmatch(r"[1-9]\d{8}", digits):
        digits = "0" + digits  # a spreadsheet took the first zero away
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return " ".join(re.findall("..", digits))
    return typed


def phone_link(text: str) -> str:
    """Return the number for a `tel:` link: `03 21 00 00 00` gives `+33321000000`."""
    digits = _NOT_DIGIT.sub("", clean_phone(text))
    return f"+33{digits[1:]}" if re.fullmatch(r"0[1-9]\d{8}", digits) else digits


def clean_url(text: str) -> str:
    """Complete a web address: `www.exemple.org` gives `https://www.exemple.org`."""
    typed = str(text).strip()
    if not typed or re.match(r"(?i)[a-z][a-z0-9+.-]*:", typed):
        return typed
    return f"https://{typed.lstrip('/')}"
