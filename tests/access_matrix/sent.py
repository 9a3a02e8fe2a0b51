"""What leaves with a dossier and what follows it: the member's structure leads; nobody else of the cast has a seat."""

from django.utils.timezone import localdate

from essaim.clubs.models import Club
from essaim.dossiers.models import Dossier
from essaim.dossiers.tests.factories import again, part_of
from essaim.organizations.models import Organization
from essaim.submissions import actions
from essaim.submissions.models import Payment, Proof, Question
from essaim.submissions.tests.sending_factories import a_file, leave, ready, win

from .rows import CLUB, Row

READY = {**CLUB, "pk": "ready_pk"}
SENT = {**CLUB, "pk": "sent_pk"}
WON = {**CLUB, "pk": "won_pk"}
THEIRS = (302, 404, 200, 404, 404, 404)
THEY_ACT = (302, 404, 302, 404, 404, 404)
THEY_POST = (302, 404, 200, 404, 404, 404)  # refused for what lacks: the page again


class SentCast:
    club: Club
    organization: Organization

    paper_name, paper_form, payment_step = "letter", "pdf", "recu"
    ready_pk = property(lambda self: _dossier(self, "Prêt").pk)
    sent_pk = property(lambda self: _sent(self).pk)
    won_pk = property(lambda self: _won(self).pk)
    attachment_pk = property(lambda self: _attachment(self))
    proof_pk = property(lambda self: Proof.objects.get(sending__dossier=_sent(self)).pk)
    funder_question_pk = property(lambda self: _question(self).pk)
    payment_pk = property(lambda self: _payment(self).pk)
    report_pk = property(
        lambda self: actions.add_report(dossier=_won(self), actor=None, kind="step", due_on=localdate()).pk
    )
    indicator_pk = property(lambda self: actions.add_indicator(dossier=_won(self), actor=None, title="Repas").pk)


def _dossier(cast: SentCast, title: str) -> Dossier:
    known = Dossier.objects.filter(club=cast.club, title=title).first()
    return known or ready(cast.club, cast.organization, title=title)


def _sent(cast: SentCast, title: str = "Parti") -> Dossier:
    dossier = again(_dossier(cast, title))
    if not dossier.is_frozen:
        leave(dossier, cast.organization, proof=a_file())
    return again(dossier)


def _won(cast: SentCast) -> Dossier:
    dossier = _sent(cast, "Retenu")
    return dossier if dossier.state == "won" else win(dossier, cast.organization)


def _attachment(cast: SentCast) -> int:
    dossier = _dossier(cast, "Prêt")
    known = dossier.attachments.first()
    return (known or actions.add_attachment(dossier=dossier, actor=None, title="Plan", upload=a_file())).pk


def _question(cast: SentCast) -> Question:
    return actions.add_question(dossier=_won(cast), actor=None, words="Combien ?", asked_on=localdate())


def _payment(cast: SentCast) -> Payment:
    dossier = _won(cast)
    return actions.add_payment(
        dossier=dossier, actor=None, partner=part_of(dossier, cast.organization), label="Avance", cents=100,
        planned_on=localdate(),
    )  # fmt: skip


SENDING = {
    "submissions:budget": Row(THEY_ACT, READY),  # leads to the page of the budget
    "submissions:prepare_budget": Row(THEY_ACT, READY, "post"),
    "submissions:sending": Row(THEIRS, READY),
    "submissions:plan": Row(THEY_POST, READY, "post"),
    "submissions:archive": Row(THEY_POST, READY, "post"),
    "submissions:document": Row(THEIRS, {**READY, "name": "paper_name", "form": "paper_form"}),
    "submissions:attach": Row(THEY_POST, READY, "post"),
    "submissions:attachment": Row(THEIRS, {**READY, "attachment_pk": "attachment_pk"}),
    "submissions:detach": Row(THEY_ACT, {**READY, "attachment_pk": "attachment_pk"}, "post"),
    "submissions:record": Row(THEY_POST, READY, "post"),
    "submissions:sent": Row(THEIRS, SENT),
    "submissions:add_proof": Row(THEY_POST, SENT, "post"),
    "submissions:proof": Row(THEIRS, {**SENT, "proof_pk": "proof_pk"}),
    "submissions:after": Row(THEIRS, WON),
    "submissions:outcome": Row(THEY_ACT, WON, "post"),
    "submissions:ask": Row(THEY_POST, WON, "post"),
    "submissions:answer": Row(THEY_POST, {**WON, "question_pk": "funder_question_pk"}, "post"),
    "submissions:pay": Row(THEY_POST, WON, "post"),
    "submissions:remove_payment": Row(THEY_ACT, {**WON, "payment_pk": "payment_pk"}, "post"),
    "submissions:mark_payment": Row(
        THEY_ACT, {**WON, "payment_pk": "payment_pk", "step": "payment_step"}, "post"
    ),
    "submissions:report": Row(THEY_POST, WON, "post"),
    "submissions:mark_report": Row(THEY_ACT, {**WON, "report_pk": "report_pk"}, "post"),
    "submissions:remove_report": Row(THEY_ACT, {**WON, "report_pk": "report_pk"}, "post"),
    "submissions:indicator": Row(THEY_POST, WON, "post"),
    "submissions:count": Row(THEY_POST, {**WON, "indicator_pk": "indicator_pk"}, "post"),
    "submissions:remove_indicator": Row(THEY_ACT, {**WON, "indicator_pk": "indicator_pk"}, "post"),
    "submissions:practice": Row(THEY_ACT, WON, "post"),
}  # fmt: skip
