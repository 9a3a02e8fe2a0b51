"""The messages of submissions, one function each. They follow from what one leads, and carry no stream."""

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.dossiers import queries as dossiers

from .models import Question, ReportDue


def report_due(report: ReportDue, today: date) -> None:
    """To who leads: this report is due, or late."""
    for user in dossiers.people_of_lead(report.dossier):
        tell_report(report, user, today)


def tell_report(report: ReportDue, user: User, today: date) -> None:
    """The same, to one of them."""
    _send("report_due", report.dossier, user, key=f"{report.pk}:{report.told_days}", report=report,
          late=report.due_on < today)  # fmt: skip


def question_waits(question: Question) -> None:
    """To who leads: the funder waits for an answer."""
    for user in dossiers.people_of_lead(question.dossier):
        tell_question(question, user)


def tell_question(question: Question, user: User) -> None:
    """The same, to one of them."""
    _send("question_waits", question.dossier, user, key=str(question.pk), question=question)


def _send(name: str, dossier: Any, user: User, *, key: str, **context: Any) -> None:
    url = settings.ESSAIM_URL + reverse("submissions:after", args=[dossier.club.slug, dossier.pk])
    mails.send(
        template_prefix=f"submissions/email/{name}", address=user.email,
        context={"user": user, "club": dossier.club, "dossier": dossier, "url": url, **context},
        key=f"submissions.{name}:{key}:{user.pk}", club=dossier.club,
    )  # fmt: skip
