"""Calls in words: amounts, deadlines, how long is left."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.kernel.text import NO_BREAK, fold
from essaim.ui.templatetags.ui import number

from .models import Call

STEPS = (
    ("small", 1_000_000, gettext_lazy("jusqu'à 10 000 €")),
    ("middle", 5_000_000, gettext_lazy("de 10 000 à 50 000 €")),
    ("large", 20_000_000, gettext_lazy("de 50 000 à 200 000 €")),
    ("great", None, gettext_lazy("plus de 200 000 €")),
)
UNTOLD = "untold"


def euros(cents: int | None) -> str:
    """`18 000 €`, with its cents only when there are some."""
    if cents is None:
        return ""
    whole, rest = divmod(cents, 100)
    return f"{number(whole)}{f',{rest:02d}' if rest else ''}{NO_BREAK}€"


def percent(rate: Decimal | None) -> str:
    if rate is None:
        return ""
    return f"{number(float(rate)) if rate % 1 else number(int(rate))}{NO_BREAK}%"


def amount(call: Call) -> str:
    """How much, in a few words; empty when it is not told."""
    low, high = call.amount_min_cents, call.amount_max_cents
    if low is not None and high is not None and low != high:
        said = _("de %(low)s à %(high)s") % {"low": euros(low), "high": euros(high)}
    elif high is not None:
        said = _("jusqu'à %(high)s") % {"high": euros(high)}
    elif low is not None:
        said = _("à partir de %(low)s") % {"low": euros(low)}
    else:
        said = ""
    if call.rate_max is None:
        return said
    rate = _("%(rate)s des dépenses au plus") % {"rate": percent(call.rate_max)}
    return f"{said}, {rate}" if said else rate


def amount_step(call: Call) -> str:
    """The step of the facet: by what one may get at most."""
    cents = call.amount_max_cents if call.amount_max_cents is not None else call.amount_min_cents
    if cents is None:
        return UNTOLD
    return next(name for name, limit, _label in STEPS if limit is None or cents <= limit)


def left(call: Call) -> str:
    """`dans 12 jours`, `aujourd'hui`; empty without deadline or when it is past."""
    days = call.days_left
    if days is None or days < 0:
        return ""
    if days == 0:
        return _("aujourd'hui")
    return ngettext("demain", "dans %(count)s jours", days) % {"count": days}


def theme_key(theme: str) -> str:
    """A theme as a value of the facet: folded, without spaces."""
    return fold(theme).replace(" ", "_")[:60]
