"""The messages of submissions, on examples."""

from datetime import timedelta

from django.utils.timezone import localdate

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.dossiers.models import Dossier

from . import mails
from .enums import ReportKind
from .models import Question, ReportDue


def _dossier() -> Dossier:
    return Dossier(pk=PK, club=club(), title="Une cuisine partagée à Barlin")


def _report() -> None:
    today = localdate()
    for days in (30, -4):
        report = ReportDue(
            pk=PK, club=club(), dossier=_dossier(), kind=ReportKind.FINANCIAL, due_on=today + timedelta(days=days),
            told_days=max(days, 0),
        )  # fmt: skip
        mails.tell_report(report, person(), today)


def _question() -> None:
    today = localdate()
    question = Question(
        pk=PK, club=club(), dossier=_dossier(), asked_on=today - timedelta(days=5),
        answer_by=today + timedelta(days=2),
        words="Combien de repas serez-vous en mesure de produire la première année ?",
    )  # fmt: skip
    mails.tell_question(question, person())


PREVIEWS = {"submissions.report_due": _report, "submissions.question_waits": _question}
