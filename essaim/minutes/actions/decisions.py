"""Decisions: numbered within the year of their meeting."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.kernel.text import fold

from ..enums import Method
from ..models import Decision, Minutes, Section
from .minutes import lock


@transaction.atomic
def add_decision(
    *, minutes: Minutes, sentence: str, actor: User, method: str = Method.CONSENSUS, precision: str = "",
    section: Section | None = None,
) -> Decision:  # fmt: skip
    """Write a decision down; it takes the next number of its year in the club. Refuses (field `sentence`) no words."""
    sentence = _said(sentence)
    minutes = lock(minutes)
    # Numbers follow each other in the club: whoever takes one holds its row.
    Club.objects.select_for_update().get(pk=minutes.club_id)
    year = _year(minutes)
    last = Decision.objects.filter(club=minutes.club, year=year).aggregate(last=Max("number"))["last"] or 0
    decision = Decision.objects.create(
        club=minutes.club, minutes=minutes, section=section, year=year, number=last + 1, sentence=sentence,
        folded=fold(f"{sentence} {precision}"), method=Method(method), precision=precision.strip()[:200],
    )  # fmt: skip
    _tell(decision, "minutes.decide", actor, {"sentence": sentence})
    return decision


@transaction.atomic
def change_decision(*, decision: Decision, sentence: str, method: str, precision: str, actor: User) -> Decision:
    """Correct a decision; the journal keeps what it said. Refuses (field `sentence`) no words."""
    sentence = _said(sentence)
    lock(decision.minutes)
    decision = Decision.objects.select_related("club", "minutes").get(pk=decision.pk)
    before = {"sentence": decision.sentence, "method": decision.method, "precision": decision.precision}
    after = {"sentence": sentence, "method": Method(method).value, "precision": precision.strip()[:200]}
    if before != after:
        for field, value in after.items():
            setattr(decision, field, value)
        decision.folded = fold(f"{sentence} {precision}")
        decision.save(update_fields=[*after, "folded", "updated_at"])
        _tell(decision, "minutes.change_decision", actor, {"before": before, "after": after})
    return decision


@transaction.atomic
def remove_decision(*, decision: Decision, actor: User) -> None:
    """Take a decision out of the register; its number is not given again while later ones stand."""
    lock(decision.minutes)
    _tell(decision, "minutes.remove_decision", actor, {"sentence": decision.sentence})
    decision.delete()


def _said(sentence: str) -> str:
    if not (sentence := " ".join(sentence.split())[:500]):
        raise Refusal(_("Dites la décision en une phrase."), code="empty", field="sentence")
    return sentence


def _year(minutes: Minutes) -> int:
    at = minutes.meeting.starts_at
    return (timezone.localtime(at) if at else timezone.localtime()).year


def _tell(decision: Decision, verb: str, actor: User, details: dict) -> None:
    journaled.tell(actor=actor, verb=verb, subject=decision, club=decision.club, details=details)
