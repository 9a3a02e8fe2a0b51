"""Hours, pay and distances, said as people say them."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from .enums import PayPeriod
from .models import Offer


def hours(minutes: int | None) -> str:
    """`1050` → « 17 h 30 »; '' for None."""
    if minutes is None:
        return ""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


def euros(cents: int) -> str:
    """`185050` → « 1 850,50 € », without the cents when there are none."""
    places = 2 if cents % 100 else 0
    return f"{number_format(cents / 100, places, use_l10n=True, force_grouping=True)} €"


def pay(offer: Offer) -> str:
    """« 1 850 € à 2 100 € par mois, brut », or ''."""
    least, most = offer.pay_least, offer.pay_most
    period = PayPeriod(offer.pay_period).label
    if least is not None and most is not None and least != most:
        return _("%(least)s à %(most)s %(period)s") % {"least": euros(least), "most": euros(most), "period": period}
    if least is not None:
        amount = euros(least)
        return f"{amount} {period}"
    return _("jusqu'à %(most)s %(period)s") % {"most": euros(most), "period": period} if most is not None else ""


def kilometres(distance: float | None) -> str:
    """« 9 km »; « sur place » under one; '' for None."""
    if distance is None:
        return ""
    return _("%(count)s km") % {"count": round(distance)} if distance >= 1 else _("sur place")
