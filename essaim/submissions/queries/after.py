"""What follows a dossier: the page, the reminders, the day."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q

from essaim.clubs.models import Club
from essaim.dossiers.enums import IN_TEAM, DossierState, PartnerRole
from essaim.dossiers.models import Dossier, Partner
from essaim.organizations.models import Organization

from ..enums import Due
from ..models import Indicator, IndicatorValue, Outcome, Payment, Question, ReportDue

ALERTS = (60, 30, 7, 0)  # days before a report
QUESTION_DAYS = 3
SENT = (DossierState.SUBMITTED, DossierState.WON, DossierState.LOST)


@dataclass(frozen=True)
class After:
    outcome: Outcome | None
    questions: list[Question]
    payments: list[Payment]
    reports: list[ReportDue]
    indicators: list[Indicator]


def after_of(dossier: Dossier) -> After:
    """Six queries."""
    values = Prefetch("values", IndicatorValue.objects.order_by("on", "pk"))
    return After(
        Outcome.objects.filter(dossier=dossier).first(),
        list(Question.objects.filter(dossier=dossier)),
        list(Payment.objects.filter(dossier=dossier).select_related("partner__organization")),
        list(ReportDue.objects.filter(dossier=dossier)),
        list(Indicator.objects.filter(dossier=dossier).prefetch_related(values)),
    )


def due(day: date | None, done: date | None, today: date) -> Due:
    if done:
        return Due.DONE
    if day is None:
        return Due.AHEAD
    return Due.LATE if day < today else Due.SOON if day <= today + timedelta(days=30) else Due.AHEAD


def to_remind(today: date) -> list[ReportDue]:
    """Reports that are not sent and for which a reminder is to be told: 60, 30, 7 days before, and the day itself."""
    rows = ReportDue.objects.filter(
        sent_on=None, due_on__lte=today + timedelta(days=ALERTS[0]), dossier__state__in=SENT
    )  # fmt: skip
    return [row for row in rows.select_related("dossier__club").order_by("pk") if alert_of(row, today) is not None]


def alert_of(report: ReportDue, today: date) -> int | None:
    """The alert that is to be told, in days; None when it was, or is far. Past its day, the last one stands."""
    left = max(0, (report.due_on - today).days)
    alert = min((days for days in ALERTS if days >= left), default=None)
    if alert is None or (report.told_days is not None and report.told_days <= alert):
        return None
    return alert


def questions_waiting(today: date) -> list[Question]:
    """Those whose answer is wanted within three days, and of which nobody was told."""
    rows = Question.objects.filter(answered_on=None, reminded_on=None, answer_by__lte=today + timedelta(QUESTION_DAYS))
    return list(rows.select_related("dossier__club").order_by("pk"))


def _led(club: Club, own: list[Organization]) -> Q:
    led = Partner.objects.filter(
        Q(club=club) | Q(through=club), organization__in=own, role=PartnerRole.LEAD, state__in=IN_TEAM
    )
    return Q(dossier__in=led.values("dossier_id"), dossier__state__in=SENT)


def reports_due(club: Club, own: list[Organization], today: date) -> list[ReportDue]:
    """Of the dossiers that these structures lead, within a month or late."""
    rows = ReportDue.objects.filter(_led(club, own), sent_on=None, due_on__lte=today + timedelta(days=30))
    return list(rows.select_related("dossier__club").order_by("due_on", "pk"))


def late_for(club: Club, own: list[Organization]) -> list[Question]:
    """Questions of funders that wait, in the dossiers that these structures lead."""
    rows = Question.objects.filter(_led(club, own), answered_on=None)
    return list(rows.select_related("dossier__club").order_by("answer_by", "pk"))
