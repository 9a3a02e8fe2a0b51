"""Kept fresh: once a year « toujours vrai ? », who may read it, the end of its life."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails, queries
from ..enums import Audience, CheckAnswer
from ..models import Check, Practice, PracticeSettings
from .common import lock, one_line, told, turn

CHECK_AFTER = timedelta(days=365)
REMIND_AFTER = timedelta(days=21)


def ask_due_checks(today: date) -> int:
    """Each day: ask about what nobody has confirmed for a year, and again once, three weeks later. Returns how many
    were asked."""
    count = 0
    for pk in queries.due_for_check(today - CHECK_AFTER):
        with transaction.atomic():
            practice = lock(Practice(pk=pk))
            if practice.checked_on is None or practice.checked_on > today - CHECK_AFTER:
                continue
            turn(practice, "ask_again", None)
            check = Check.objects.create(club=practice.club, practice=practice, asked_on=today)
            mails.still_true(check)
            count += 1
    for check in queries.checks_without_answer(today - REMIND_AFTER):
        with transaction.atomic():
            mails.still_true(check, again=True)  # its key sends it once
    return count


@transaction.atomic
def answer_check(*, practice: Practice, answer: str, actor: User | None, words: str = "") -> Practice:
    """« Toujours vrai ? » Yes and yes with changes keep it; no puts it away. Answered before it is asked, it counts.

    Refuses (field `words`) a change that is not said, a practice that is not in the list (code `state`).
    """
    answer, words, today = CheckAnswer(answer), one_line(words)[:500], timezone.localdate()
    practice = lock(practice)
    if answer == CheckAnswer.CHANGED and not words:
        raise Refusal(_("Dites en une phrase ce qui a changé."), code="short", field="words")
    if not practice.stands:
        raise Refusal(_("Cette pratique n'est pas dans la liste."), code="state")
    check = Check.objects.filter(practice=practice, answer="").first()
    check = check or Check(club=practice.club, practice=practice, asked_on=today)
    check.answer, check.words, check.answered_on = answer, words, today
    check.answered_by_id = actor.pk if actor else None
    check.save()
    if answer == CheckAnswer.NO:
        return turn(practice, "archive", actor)
    return turn(practice, "confirm", actor, checked_on=today)


@transaction.atomic
def archive(*, practice: Practice, actor: User | None) -> Practice:
    """Put it away: the list shows it no more; its page stays for its own people and for those who took it up."""
    practice = lock(practice)
    Check.objects.filter(practice=practice, answer="").delete()
    return turn(practice, "archive", actor)


@transaction.atomic
def reopen(*, practice: Practice, actor: User | None) -> Practice:
    """Take it up again, as a draft that will be read and published anew."""
    return turn(lock(practice), "reopen", actor)


@transaction.atomic
def set_audience(*, practice: Practice, audience: str, actor: User | None, decides: bool) -> Practice:
    """Who may read it once it is published. Who does not decide asks for it to be opened; anybody who writes it may
    close it."""
    practice, audience = lock(practice), Audience(audience)
    opened = audience == Audience.PUBLIC and decides
    practice.asks_public = audience == Audience.PUBLIC and not decides
    practice.audience = Audience.PUBLIC if opened else Audience.MEMBERS
    practice.save(update_fields=["audience", "asks_public", "updated_at"])
    told(practice, "set_audience", actor, audience=practice.audience, asks=practice.asks_public)
    return practice


@transaction.atomic
def let_authors_open(*, club: Club, allowed: bool, actor: User | None) -> None:
    """Whether each structure chooses alone to open its practices to everybody."""
    row, _made = PracticeSettings.objects.select_for_update().get_or_create(club=club)
    if row.authors_open == allowed:
        return
    row.authors_open = allowed
    row.save(update_fields=["authors_open", "updated_at"])
    journaled.tell(actor=actor, verb="practices.settings", subject=row, club=club, details={"authors_open": allowed})
