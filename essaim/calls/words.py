"""Calls in words: amounts, deadlines, how long is left."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from essaim.kernel.text import NO_BREAK
from essaim.ui.templatetags.ui import clock, day, number

from .enums import Audience, ChangeKind, ReservedFor
from .models import Call, Change

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


def deadline(call: Call) -> str:
    """`15 mars 2026 à 12 h`; the day alone when it is the whole of it."""
    if call.deadline is None:
        return _("toute l'année") if call.permanent else ""
    moment = timezone.localtime(call.deadline)
    if (moment.hour, moment.minute) == (23, 59):
        return day(moment)
    return _("%(day)s à %(hour)s") % {"day": day(moment), "hour": clock(moment)}


def audiences(call: Call) -> str:
    """`associations, entreprises`; empty when it is not told."""
    named = dict(Audience.choices)
    said = [str(named[one]) for one in call.audiences if one in named]
    return ", ".join([*said[:1], *(one[:1].lower() + one[1:] for one in said[1:])])


def reserved(call: Call) -> str:
    named = dict(ReservedFor.choices)
    return ", ".join(str(named[one]) for one in call.reserved_for if one in named)


FIELDS = {
    "title": gettext_lazy("titre"), "kind": gettext_lazy("nature"), "funders": gettext_lazy("financeurs"),
    "description": gettext_lazy("texte"), "eligibility": gettext_lazy("conditions"),
    "scale": gettext_lazy("territoire"), "places": gettext_lazy("territoire"), "opens_on": gettext_lazy("ouverture"),
    "deadline": gettext_lazy("date limite"), "permanent": gettext_lazy("date limite"),
    "amount_min_cents": gettext_lazy("montant"), "amount_max_cents": gettext_lazy("montant"),
    "amount_words": gettext_lazy("montant"), "rate_min": gettext_lazy("taux"), "rate_max": gettext_lazy("taux"),
    "audiences": gettext_lazy("pour qui"), "reserved_for": gettext_lazy("pour qui"), "cpv": gettext_lazy("codes CPV"),
    "url": gettext_lazy("adresse"), "application_url": gettext_lazy("adresse où candidater"),
}  # fmt: skip


def change(one: Change) -> str:
    """What changed, in a few words: « 3 mars 2026, puis 17 mars 2026 »."""
    said = []
    if "deadline" in one.fields:
        before, after = (_moment(each) for each in one.fields["deadline"])
        if before == after:
            said.append(_("l'heure du %(day)s change") % {"day": after})
        elif one.kind == ChangeKind.DEADLINE:
            said.append(_("%(before)s, puis %(after)s") % {"before": before, "after": after})
        else:
            said.append(_("date limite : %(before)s, puis %(after)s") % {"before": before, "after": after})
    if "amount_max_cents" in one.fields:
        before, after = (euros(each) or _("non dit") for each in one.fields["amount_max_cents"])
        said.append(_("montant : %(before)s, puis %(after)s") % {"before": before, "after": after})
    others = dict.fromkeys(
        str(FIELDS[name]) for name in one.fields if name in FIELDS and name not in ("deadline", "amount_max_cents")
    )
    if others:
        said.append(", ".join(others))
    return " ; ".join(said)


def _moment(text: str | None) -> str:
    return day(timezone.localtime(datetime.fromisoformat(text))) if text else _("sans date")


def left(call: Call) -> str:
    """`dans 12 jours`, `aujourd'hui`; empty without deadline or when it is past."""
    days = call.days_left
    if days is None or days < 0:
        return ""
    if days == 0:
        return _("aujourd'hui")
    return ngettext("demain", "dans %(count)s jours", days) % {"count": days}
