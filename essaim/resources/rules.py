"""What may be booked, by the owner's rules. Whether it is free is another matter (actions/holding.py)."""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.errors import Refusal

from .enums import Step
from .models import Closure, ExternalBusy, OpeningHours, Resource
from .moments import QUARTER, last_day, local

FURTHEST = timedelta(days=550)  # nobody means a year and a half ahead


def check(
    resource: Resource, starts_at: datetime, ends_at: datetime, quantity: int, now: datetime, *, as_owner: bool = False
) -> None:
    """Refuse what the rules do not allow, with the field that must change. The owner is held by neither notice nor
    opening hours. Two queries for others, one for the owner."""
    if not resource.is_published:
        raise Refusal(_("Ce moyen n'est plus au catalogue."), code="not_published")
    if quantity < 1:
        raise Refusal(_("Combien en faut-il ? Au moins un."), code="quantity_zero", field="quantity")
    if quantity > resource.quantity:
        raise Refusal(
            ngettext("Il n'y en a qu'un.", "Il n'y en a que %(count)s.", resource.quantity)
            % {"count": resource.quantity},
            code="too_many", field="quantity",
        )  # fmt: skip
    if ends_at <= starts_at:
        raise Refusal(_("La fin vient avant le début."), code="end_before_start", field="ends")
    if starts_at < now:
        raise Refusal(_("Ce moment est passé."), code="past", field="starts")
    if starts_at > now + FURTHEST:
        raise Refusal(_("C'est dans plus d'un an et demi : revenez plus tard."), code="too_far", field="starts")
    _check_step(resource, starts_at, ends_at)
    if not as_owner:
        _check_delays(resource, starts_at, ends_at, now)
        _check_hours(resource, starts_at, ends_at)
    check_closures(resource, starts_at, ends_at)


def _check_step(resource: Resource, starts_at: datetime, ends_at: datetime) -> None:
    first, last = local(starts_at).time(), local(ends_at).time()
    if resource.step == Step.HOUR:
        for clock, field in ((first, "starts"), (last, "ends")):
            if clock.minute % QUARTER or clock.second or clock.microsecond:
                raise Refusal(_("Les heures se disent au quart d'heure."), code="step", field=field)
        return
    begins, stops = {resource.day_from}, {resource.day_to}
    if resource.step == Step.HALF_DAY:
        begins, stops = begins | {resource.noon}, stops | {resource.noon}
    if first not in begins or last not in stops:
        raise Refusal(_("Ce moyen se réserve %(step)s.") % {"step": Step(resource.step).label.lower()}, code="step")


def _check_delays(resource: Resource, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    if starts_at < now + timedelta(minutes=resource.notice):
        raise Refusal(
            _("Il faut prévenir %(delay)s avant.") % {"delay": duration(resource.notice)}, code="notice", field="starts"
        )
    if resource.longest and ends_at - starts_at > timedelta(minutes=resource.longest):
        raise Refusal(
            _("Ce moyen se prête %(delay)s au plus d'affilée.") % {"delay": duration(resource.longest)},
            code="too_long", field="ends",
        )  # fmt: skip


def _check_hours(resource: Resource, starts_at: datetime, ends_at: datetime) -> None:
    """On one day, all of it within the opening hours; over several, its two ends."""
    rows = list(OpeningHours.objects.filter(resource=resource))
    if not rows:
        return
    first, last, on = local(starts_at), local(ends_at), last_day(starts_at, ends_at)
    until = last.time() if last.date() == on else time.max
    if on == first.date():
        if not _open(rows, on, first.time(), until):
            raise _closed_hours(rows, on, "starts")
        return
    if not _open(rows, first.date(), first.time(), first.time()):
        raise _closed_hours(rows, first.date(), "starts")
    if not _open(rows, on, until, until):
        raise _closed_hours(rows, on, "ends")


def _open(rows: list[OpeningHours], day: date, opens: time, closes: time) -> bool:
    return any(row.weekday == day.weekday() and row.opens <= opens and closes <= row.closes for row in rows)


def _closed_hours(rows: list[OpeningHours], day: date, field: str) -> Refusal:
    hours = _(" et de ").join(
        _("%(opens)s à %(closes)s") % {"opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}
        for row in rows
        if row.weekday == day.weekday()
    )
    words = {"day": date_format(day, "l"), "hours": hours}
    return Refusal(
        _("Le %(day)s, c'est ouvert de %(hours)s.") % words if hours else _("C'est fermé le %(day)s.") % words,
        code="opening_hours", field=field,
    )  # fmt: skip


def check_closures(resource: Resource, starts_at: datetime, ends_at: datetime) -> None:
    """Refuse (codes `closed`, `owner_busy`) what falls in a closed period, or when the owner's calendar is taken."""
    meets = {"resource": resource, "starts_at__lt": ends_at, "ends_at__gt": starts_at}
    if closure := Closure.objects.filter(**meets).first():
        raise Refusal(
            _("C'est fermé du %(start)s au %(end)s%(reason)s.")
            % {
                "start": date_format(local(closure.starts_at), "j F"),
                "end": date_format(last_day(closure.starts_at, closure.ends_at), "j F"),
                "reason": f" ({closure.reason})" if closure.reason else "",
            },
            code="closed", field="starts",
        )  # fmt: skip
    if ExternalBusy.objects.filter(**meets).exists():
        raise Refusal(
            _("L'agenda de la structure qui prête est pris à ce moment-là."), code="owner_busy", field="starts"
        )


def duration(minutes: int) -> str:
    """« 2 jours », « 3 heures », « 45 minutes »."""
    for size, words in (
        (24 * 60, lambda count: ngettext("%(count)s jour", "%(count)s jours", count)),
        (60, lambda count: ngettext("%(count)s heure", "%(count)s heures", count)),
    ):
        if minutes and minutes % size == 0:
            return words(minutes // size) % {"count": minutes // size}
    return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
