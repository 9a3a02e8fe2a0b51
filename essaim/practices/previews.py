"""The messages of practices, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other
from essaim.organizations.models import Organization

from . import mails
from .enums import PracticeState, ReviewState, VisitKind
from .models import Adoption, Check, Practice, Review, Visit


def _practice(owner: Organization) -> Practice:
    return Practice(
        pk=PK, club=club(), organization=owner, title="Livrer les paniers à vélo, le samedi matin",
        state=PracticeState.PUBLISHED, published_at=timezone.now(),
        checked_on=timezone.localdate() - timedelta(days=370),
    )  # fmt: skip


def _review(state: str = ReviewState.ASKED, words: str = "", *, mine: bool = False) -> Review:
    """The reader is asked; or, with `mine`, a peer read the reader's practice."""
    owner, peer = (organization(), other()) if mine else (other(), organization())
    return Review(
        pk=PK, practice=_practice(owner), organization=peer, state=state, words=words, answered_at=timezone.now(),
        reviewer=somebody() if mine else person(),
    )  # fmt: skip


def _visit(kind: str) -> Visit:
    return Visit(
        pk=PK, practice=_practice(organization()), organization=other(), author=somebody(), kind=kind,
        message="Nous hésitons sur la remorque. Pourrions-nous passer voir la vôtre un samedi de mars ?",
    )  # fmt: skip


def _reviewed() -> None:
    for state, words in (
        (ReviewState.CLEAR, "Tout est clair, on pourrait s’y mettre demain."),
        (ReviewState.QUESTIONS, "Qui répond au téléphone le samedi ?"),
        (ReviewState.DECLINED, ""),
    ):
        mails.tell_reviewed(_review(state, words, mine=True), person())


def _visit_asked() -> None:
    for kind in VisitKind:
        mails.ask_visit(_visit(kind), person())


def _visit_refused() -> None:
    visit = _visit(VisitKind.VISIT)
    visit.practice, visit.author = _practice(other()), person()
    mails.visit_refused(visit)


def _adopted() -> None:
    row = Adoption(
        pk=PK, practice=_practice(organization()), organization=other(), since=timezone.localdate(),
        gave="Quarante livraisons en deux mois, sans camionnette.", changed="Nous partons le vendredi soir.",
    )  # fmt: skip
    mails.tell_adopted(row, person())


def _still_true() -> None:
    check = Check(pk=PK, practice=_practice(organization()), asked_on=timezone.localdate())
    for again in (False, True):
        mails.ask_still_true(check, person(), again=again)


PREVIEWS = {
    "practices.review_asked": lambda: mails.ask_review(_review(), person()),
    "practices.reviewed": _reviewed,
    "practices.published": lambda: mails.published(_review(ReviewState.CLEAR)),
    "practices.visit_asked": _visit_asked,
    "practices.visit_refused": _visit_refused,
    "practices.adopted": _adopted,
    "practices.still_true": _still_true,
}
