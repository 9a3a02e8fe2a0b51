"""Means and bookings in words: on what terms, from when to when, how much."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from babel.numbers import format_currency
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from .enums import Audience, Step, Terms
from .models import Booking, Resource
from .moments import last_day, local
from .rules import duration

_FOR: dict[str, Any] = {
    Audience.MEMBERS: gettext_lazy("les membres"),
    Audience.PARTNERS: gettext_lazy("les partenaires"),
    Audience.PUBLIC: gettext_lazy("les autres"),
}


def euros(cents: int) -> str:
    """« 12,50 € », « 30 € »."""
    digits = "#,##0 ¤" if cents % 100 == 0 else "#,##0.00 ¤"
    language = get_language() or "fr"
    if language.startswith("en"):
        digits = "¤" + digits.removesuffix(" ¤")
    return format_currency(cents / 100, "EUR", digits, locale=language[:2], currency_digits=False)


def rates(one: Any) -> str:
    """« gratuit », « 5 € l'heure, 30 € la journée », « 2 heures de coup de main par jour ». `one`: a condition, or a
    booking that keeps them."""
    if one.terms == Terms.FREE:
        return _("gratuit")
    if one.terms == Terms.HOURS:
        return _("%(time)s de coup de main par jour") % {"time": duration(one.minutes_per_day)}
    parts = []
    if one.per_hour:
        parts.append(_("%(price)s l'heure") % {"price": euros(one.per_hour)})
    if one.per_day:
        parts.append(_("%(price)s la journée") % {"price": euros(one.per_day)})
    if one.per_km:
        parts.append(_("%(price)s du kilomètre") % {"price": euros(one.per_km)})
    if one.per_measure:
        parts.append(_("%(price)s par %(unit)s") % {"price": euros(one.per_measure), "unit": one.measure or _("unité")})
    return ", ".join(parts)


def conditions(resource: Resource) -> list[str]:
    """« Gratuit pour les membres », one sentence for each class of borrowers it is lent to."""
    said = []
    order = list(Audience.values)
    for one in sorted(resource.conditions.all(), key=lambda row: order.index(row.audience)):
        what = rates(one)
        said.append(
            _("%(what)s pour %(whom)s") % {"what": what[:1].upper() + what[1:], "whom": _FOR[Audience(one.audience)]}
        )
    return said


def price(booking: Booking) -> str:
    """What is due as far as known: « Gratuit », « 30 € », « 30 € et 0,30 € du kilomètre », « 4 heures de coup de
    main »."""
    if booking.terms == Terms.HOURS:
        return _("%(time)s de coup de main") % {"time": duration(booking.counterpart)}
    if booking.terms != Terms.SHARE:
        return _("Gratuit")
    later = [euros(booking.per_km) + _(" du kilomètre")] if booking.per_km else []
    if booking.per_measure:
        later.append(_("%(price)s par %(unit)s") % {
            "price": euros(booking.per_measure), "unit": booking.measure or _("unité")
        })  # fmt: skip
    now = [euros(booking.cents)] if booking.cents or not later else []
    return _(" et ").join([*now, *later])


def when(starts_at: datetime, ends_at: datetime, step: str = Step.HOUR) -> str:
    """« jeudi 3 décembre, 9 h–11 h », « du jeudi 3 au samedi 5 décembre », « jeudi 3 décembre, matin »."""
    first, last = local(starts_at), local(ends_at)
    on = last_day(starts_at, ends_at)
    start_day, end_day = date_format(first, "l j F"), date_format(on, "l j F")
    if first.date() == on:
        hours = _("%(from)s à %(until)s") % {"from": clock(first), "until": clock(last)}
        return start_day if step == Step.DAY else f"{start_day}, {hours}"
    if step == Step.DAY:
        return _("du %(first)s au %(last)s") % {"first": start_day, "last": end_day}
    return _("du %(first)s, %(from)s, au %(last)s, %(until)s") % {
        "first": start_day, "from": clock(first), "last": end_day, "until": clock(last)
    }  # fmt: skip


def days(first: date, last: date) -> str:
    """« Du 23 au 29 novembre », « Du 30 novembre au 6 décembre »: a week for a title."""
    start = _day(first) if (first.month, first.year) != (last.month, last.year) else _number(first)
    return _("Du %(first)s au %(last)s") % {"first": start, "last": _day(last)}


def _number(day: date) -> str:
    return "1er" if day.day == 1 and get_language() == "fr" else str(day.day)


def _day(day: date) -> str:
    return f"{_number(day)} {date_format(day, 'F')}"


def clock(moment: datetime) -> str:
    """« 9 h », « 14 h 30 »; midnight at the end of a day is « 24 h »."""
    return f"{moment.hour} h {moment.minute:02}" if moment.minute else f"{moment.hour} h"


def hours(resource: Resource) -> list[str]:
    """« lundi : 9 h à 12 h, 14 h à 18 h », a line for each day it is open; none when always."""
    monday = datetime(2024, 1, 1)  # noqa: DTZ001  (a Monday, for the names of the days)
    days: dict[int, list[str]] = {}
    for row in resource.opening_hours.all():
        days.setdefault(row.weekday, []).append(
            _("%(from)s à %(until)s")
            % {"from": clock(datetime.combine(monday, row.opens)), "until": clock(datetime.combine(monday, row.closes))}
        )
    return [
        f"{date_format(monday + timedelta(days=weekday), 'l')} : {', '.join(spans)}"
        for weekday, spans in sorted(days.items())
    ]


def joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)
