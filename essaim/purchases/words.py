"""Amounts as people read them."""

from django.utils.translation import get_language

from essaim.kernel.text import NARROW, NO_BREAK


def euros(cents: int | None) -> str:
    """`1 234,50 €`; `€1,234.50` in English; nothing for None."""
    if cents is None:
        return ""
    sign, cents = ("−" if cents < 0 else ""), abs(cents)
    whole = f"{cents // 100:,}"
    if get_language() == "fr":
        return f"{sign}{whole.replace(',', NARROW)},{cents % 100:02}{NO_BREAK}€"
    return f"{sign}€{whole}.{cents % 100:02}"
