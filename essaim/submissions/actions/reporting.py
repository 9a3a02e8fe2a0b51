"""Reports that are due, and what is counted."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.dossiers.models import Dossier
from essaim.kernel.errors import Refusal

from ..enums import ReportKind
from ..models import Indicator, IndicatorValue, ReportDue
from .common import lock_sent, one_line, told


@transaction.atomic
def add_report(*, dossier: Dossier, actor: User | None, kind: str, due_on: date, title: str = "") -> ReportDue:
    """Refuses the same kind on the same day (`twice`)."""
    dossier = lock_sent(dossier)
    try:
        with transaction.atomic():
            row = ReportDue.objects.create(
                club=dossier.club, dossier=dossier, kind=ReportKind(kind), due_on=due_on, title=one_line(title)[:120]
            )
    except IntegrityError:
        raise Refusal(_("Ce compte rendu est déjà noté pour ce jour."), code="twice", field="due_on") from None
    told(dossier, "add_report", actor, report=row.pk)
    return row


@transaction.atomic
def mark_report(*, report: ReportDue, actor: User | None, on: date | None = None) -> ReportDue:
    """It is sent. Refuses a day to come."""
    dossier = lock_sent(report.dossier)
    on = on or localdate()
    if on > localdate():
        raise Refusal(_("Ce jour est à venir."), code="future")
    report.sent_on = on
    report.save(update_fields=["sent_on", "updated_at"])
    told(dossier, "mark_report", actor, report=report.pk)
    return report


@transaction.atomic
def remove_report(*, report: ReportDue, actor: User | None) -> None:
    """Refuses one that was sent (`done`)."""
    dossier = lock_sent(report.dossier)
    if report.sent_on:
        raise Refusal(_("Ce compte rendu est envoyé : il reste."), code="done")
    report.delete()
    told(dossier, "remove_report", actor)


@transaction.atomic
def add_indicator(
    *, dossier: Dossier, actor: User | None, title: str, unit: str = "", target: Decimal | None = None
) -> Indicator:
    """Refuses without a name (field `title`), or twice the same (`twice`)."""
    dossier = lock_sent(dossier)
    values: dict[str, Any] = {"title": one_line(title)[:120], "unit": one_line(unit)[:30], "target": target}
    if not values["title"]:
        raise Refusal(_("Dites ce que l'on compte."), code="title", field="title")
    try:
        with transaction.atomic():
            row = Indicator.objects.create(club=dossier.club, dossier=dossier, **values)
    except IntegrityError:
        raise Refusal(_("On le compte déjà."), code="twice", field="title") from None
    told(dossier, "add_indicator", actor, title=row.title)
    return row


@transaction.atomic
def note_value(*, indicator: Indicator, actor: User | None, value: Decimal, on: date | None = None) -> IndicatorValue:
    """What was counted that day; said again for the same day, it replaces. Refuses a day to come."""
    dossier = lock_sent(indicator.dossier)
    on = on or localdate()
    if on > localdate():
        raise Refusal(_("Ce jour est à venir."), code="future", field="on")
    row, _made = IndicatorValue.objects.update_or_create(
        club=dossier.club, indicator=indicator, on=on, defaults={"value": value}
    )
    told(dossier, "note_value", actor, title=indicator.title)
    return row


@transaction.atomic
def remove_indicator(*, indicator: Indicator, actor: User | None) -> None:
    """With its values."""
    dossier = lock_sent(indicator.dossier)
    indicator.delete()
    told(dossier, "remove_indicator", actor, title=indicator.title)
