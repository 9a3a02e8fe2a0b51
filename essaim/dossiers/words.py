"""Shares and amounts as people read them."""

from django.utils.translation import get_language

from essaim.kernel.text import NARROW, NO_BREAK


def euros(cents: int | None) -> str:
    """`1 234,50 €`; `€1,234.50` in English; nothing for None."""
    if cents is None:
        return ""
    whole = f"{cents // 100:,}"
    if get_language() == "fr":
        return f"{whole.replace(',', NARROW)},{cents % 100:02}{NO_BREAK}€"
    return f"€{whole}.{cents % 100:02}"


def shown_cents(cents: int | None) -> str:
    """Cents as a field shows them: `12,50`."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"


def shown_share(share: int | None) -> str:
    """A share as a field shows it: `33,33`."""
    return "" if share is None else f"{share // 100},{share % 100:02}"
