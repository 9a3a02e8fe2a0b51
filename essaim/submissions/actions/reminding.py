"""What the worker does once a day: each reminder is told once."""

from datetime import date

from django.db import transaction

from .. import mails, queries
from ..models import Question, ReportDue


def every_day(today: date) -> None:
    for report in queries.to_remind(today):
        remind_report(report, today)
    for question in queries.questions_waiting(today):
        remind_question(question, today)


@transaction.atomic
def remind_report(report: ReportDue, today: date) -> None:
    row = ReportDue.objects.select_for_update(of=("self",)).select_related("dossier__club").get(pk=report.pk)
    alert = queries.alert_of(row, today)
    if alert is None or row.sent_on:
        return
    row.told_days = alert
    row.save(update_fields=["told_days", "updated_at"])
    mails.report_due(row, today)


@transaction.atomic
def remind_question(question: Question, today: date) -> None:
    row = Question.objects.select_for_update(of=("self",)).select_related("dossier__club").get(pk=question.pk)
    if row.reminded_on or row.answered_on:
        return
    row.reminded_on = today
    row.save(update_fields=["reminded_on", "updated_at"])
    mails.question_waits(row)
