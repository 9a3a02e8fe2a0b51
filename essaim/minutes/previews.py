"""The messages that follow a meeting, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.meetings.enums import Answer
from essaim.meetings.examples import attendance, meeting, talk

from . import mails
from .models import ActionItem, Decision, Minutes, Review


def _minutes() -> Minutes:
    return Minutes(pk=PK, club=club(), meeting=meeting(-3))


def _item() -> ActionItem:
    return ActionItem(
        pk=PK, club=club(), minutes=_minutes(), what="Écrire une page sur le poste partagé et l’envoyer aux membres",
        owner=person(), owner_name=person().name, due_on=timezone.localdate() + timedelta(days=4),
    )  # fmt: skip


def _published() -> None:
    sentence = "Le club prépare un groupement d’employeurs, et en reparle au printemps."
    decision = Decision(pk=PK, club=club(), year=2026, number=4, sentence=sentence)
    mails.tell_minutes(_minutes(), address=person().email, person=person(), decisions=[decision], actions=[_item()])


def _please_review() -> None:
    there = attendance(meeting(-1), answer=Answer.YES)
    review = Review(pk=PK, club=club(), meeting=there.meeting, closes_on=timezone.localdate() + timedelta(days=13))
    mails.please_review(review, there)
    mails.please_review(review, there, again=True)


def _thanks() -> None:
    words = (
        "Bonjour Aminata,\n\nVous êtes venue de loin, et beaucoup nous en parlent encore. Deux structures se voient la "
        "semaine prochaine pour essayer ce que vous avez raconté.\n\nMerci."
    )
    mails.thanks(talk(meeting(-3)), words=words, actor=somebody())


PREVIEWS = {
    "minutes.minutes_published": _published,
    "minutes.action_is_near": lambda: mails.action_is_near(_item(), person()),
    "minutes.please_review": _please_review,
    "minutes.thanks": _thanks,
}
