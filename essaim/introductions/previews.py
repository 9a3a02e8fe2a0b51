"""The messages of introductions, on examples."""

from django.utils import timezone

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other, representation

from . import mails
from .engine import Reason
from .enums import IntroductionState
from .models import Introduction
from .queries import Suggestion

_MESSAGE = "Vous réparez, nous récupérons : il y a sûrement de quoi s’entendre. Un café, un jeudi ?"


def _asked(**fields) -> Introduction:
    """Somebody asks the reader."""
    return Introduction(
        pk=PK, club=club(), asker=other(), asked=organization(), author=somebody(), message=_MESSAGE, **fields
    )


def _answered(state: str, answer: str) -> None:
    """The reader had asked."""
    mails.answered(Introduction(
        pk=PK, club=club(), asker=organization(), asked=other(), author=person(), answered_by=somebody(),
        message=_MESSAGE, state=state, answer=answer, answered_at=timezone.now(),
    ))  # fmt: skip


def _asked_both_ways() -> None:
    for shares in (True, False):
        mails.ask(_asked(shares_address=shares), person())


def _monthly() -> None:
    reason = Reason("answer", 1.0, "Vous cherchez un local pour stocker ; cette structure en prête un.")
    mails.suggest(club(), representation(), Suggestion(other(), [reason], crossed=False), month="")


PREVIEWS = {
    "introductions.asked": _asked_both_ways,
    "introductions.reminder": lambda: mails.ask_again(_asked(), person()),
    "introductions.accepted": lambda: _answered(IntroductionState.ACCEPTED, "Avec plaisir, plutôt le matin."),
    "introductions.declined": lambda: _answered(IntroductionState.DECLINED, "Reparlons-en après l’inventaire."),
    "introductions.follow_up": lambda: mails.follow_up(_asked(answered_by=person(), state=IntroductionState.ACCEPTED)),
    "introductions.monthly": _monthly,
}
