"""What follows a question: me too, not for me, closed, hidden, turned into something else, what came of it."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.actions.themes import propose_theme
from essaim.meetings.models import Theme
from essaim.organizations.models import Organization
from essaim.practices.actions import start_practice
from essaim.practices.models import Practice

from .. import mails
from ..enums import QUESTION_VERBS, AnswerState, AskedState, Outcome, QuestionState
from ..models import Answer, Asked, MeToo, Question, Thanks
from .asking import widen
from .common import index, lock, one_line

OUTCOME_AFTER = timedelta(days=14)
OUTCOME_UNTIL = timedelta(days=60)  # older ones are left in peace


@transaction.atomic
def me_too(*, question: Question, user: User, organization: Organization | None, also: bool) -> None:
    """« Moi aussi », or no longer. Refuses the author of the question."""
    row = lock(question)
    if row.author_id == user.pk:
        raise Refusal(_("C'est votre question."), code="own")
    if not also:
        MeToo.objects.filter(question=row, user=user).delete()
        return
    _row, made = MeToo.objects.get_or_create(
        club=row.club, question=row, user=user, defaults={"organization": organization}
    )
    if made:
        journaled.tell(actor=user, verb="questions.me_too", subject=row, club=row.club, details={})


@transaction.atomic
def not_for_me(*, question: Question, user: User) -> None:
    """« Pas pour moi »: nothing more is sent. When nobody is left who may answer, the next ones are asked."""
    row = lock(question)
    count = Asked.objects.filter(question=row, user=user, state=AskedState.WAITING).update(
        state=AskedState.PASSED, updated_at=timezone.now()
    )
    if not count:
        return
    journaled.tell(actor=user, verb="questions.not_for_me", subject=row, club=row.club, details={})
    if row.widens_at and not Asked.objects.filter(question=row, state=AskedState.WAITING).exists():
        widen(question=row)


@transaction.atomic
def turn(*, question: Question, verb: str, actor: User, reason: str = "") -> Question:
    """Carry a verb of QUESTION_VERBS out (« solve » aside, which accepting an answer does). Hidden by an organiser, it
    says why (field `reason`). Refuses to withdraw what others have answered."""
    starts, state = QUESTION_VERBS[verb]
    row = lock(question)
    reason = one_line(reason, 300)
    if row.state not in starts:
        raise Refusal(
            _("Cette question est notée « %(state)s ».") % {"state": row.get_state_display().lower()}, code="state"
        )
    if verb == "hide" and not reason:
        raise Refusal(_("Dites en une phrase pourquoi : la personne la lira."), code="reason", field="reason")
    if verb == "withdraw" and row.answers.filter(state=AnswerState.SHOWN, from_asker=False).exists():
        raise Refusal(_("On vous a répondu, et d'autres peuvent en profiter : refermez-la plutôt."), code="answered")
    row.state, row.hidden_reason, row.widens_at = state, reason, None
    row.settled_at = timezone.now() if state == QuestionState.CLOSED else row.settled_at if verb == "hide" else None
    if verb == "reopen":
        Answer.objects.filter(question=row, accepted_at__isnull=False).update(accepted_at=None)
    if verb == "show" and row.answers.filter(accepted_at__isnull=False).exists():
        row.state = QuestionState.SOLVED
    row.save(update_fields=["state", "hidden_reason", "widens_at", "settled_at", "updated_at"])
    mine = row.anonymous and actor.pk == row.author_id
    journaled.tell(
        actor=None if mine else actor, verb=f"questions.{verb}", subject=row, club=row.club,
        details={"before": question.state} | ({"reason": reason} if reason else {}),
    )  # fmt: skip
    if verb == "hide":
        mails.hidden(row)
    index(row)
    return row


@transaction.atomic
def propose_as_theme(*, question: Question, actor: User, organization: Organization | None) -> Theme:
    """Put it on the club's list of themes, for a meeting. Refuses one that is about a theme already, and one asked
    without a name: a theme is proposed in somebody's."""
    row = lock(question)
    if row.theme:
        raise Refusal(_("Cette question est déjà liée à un thème du club."), code="theme")
    if row.anonymous:
        raise Refusal(_("Un thème se propose à visage découvert : proposez-le depuis les thèmes."), code="anonymous")
    theme = propose_theme(
        club=row.club, actor=actor, organization=organization, title=row.title[:120], text=row.tried
    )  # fmt: skip
    row.theme = theme
    row.save(update_fields=["theme", "updated_at"])
    index(row)
    return theme


@transaction.atomic
def start_as_practice(*, question: Question, actor: User) -> Practice:
    """Begin a practice of the answer that was accepted, as a draft of the organization that gave it. Refuses when no
    answer was accepted, or given in nobody's name; and the second time. Who asked is not named."""
    row = lock(question)
    if row.practice:
        raise Refusal(_("Cette question a déjà donné une pratique."), code="practice")
    kept = (
        Answer.objects.filter(question=row, accepted_at__isnull=False).select_related("organization", "author").first()
    )
    if kept is None or kept.organization is None:
        raise Refusal(_("Une pratique commence par une réponse qui a servi."), code="answer")
    practice = start_practice(
        club=row.club, organization=kept.organization, actor=actor, title=row.title[:120],
        situation="\n\n".join(filter(None, [row.title, row.tried])), done=kept.text, contact=kept.author,
    )  # fmt: skip
    row.practice = practice
    row.save(update_fields=["practice", "updated_at"])
    return practice


@transaction.atomic
def say_outcome(*, question: Question, actor: User, outcome: str, note: str = "") -> Question:
    """What came of it. Said again, it is put right. Those whose answer helped are told once."""
    row = lock(question)
    if row.state not in (QuestionState.OPEN, QuestionState.SOLVED, QuestionState.CLOSED):
        raise Refusal(_("Cette question n'est plus affichée."), code="state")
    first = not row.outcome
    row.outcome, row.outcome_note = Outcome(outcome), one_line(note, 300) or row.outcome_note
    row.outcome_at = row.outcome_at or timezone.now()
    row.save(update_fields=["outcome", "outcome_note", "outcome_at", "updated_at"])
    journaled.tell(
        actor=None if row.anonymous else actor, verb="questions.say_outcome", subject=row, club=row.club,
        details={"outcome": row.outcome},
    )  # fmt: skip
    if first and row.outcome != Outcome.NOTHING:
        helpers = Answer.objects.filter(question=row, state=AnswerState.SHOWN, from_asker=False, author__isnull=False)
        useful = helpers.filter(Q(accepted_at__isnull=False) | Q(Exists(Thanks.objects.filter(answer=OuterRef("pk")))))
        for user in User.objects.filter(pk__in=useful.values("author")).exclude(pk=actor.pk).order_by("pk"):
            mails.came_of_it(row, user)
    return row


def carry_on(_today: date) -> None:
    """Each day: the next ones are asked where nobody answered; two weeks later, what came of it is asked, once."""
    now = timezone.now()
    for question in Question.objects.filter(state=QuestionState.OPEN, widens_at__lte=now).order_by("pk"):
        widen(question=question)
    for question in _to_follow(now):
        with transaction.atomic():
            row = lock(question)
            if row.outcome_asked_at is None and not row.outcome:
                row.outcome_asked_at = now
                row.save(update_fields=["outcome_asked_at", "updated_at"])
                mails.what_came(row)


def _to_follow(now) -> list[Question]:
    """Settled or first answered two weeks ago, and nobody was asked what came of it."""
    ripe, old = now - OUTCOME_AFTER, now - OUTCOME_UNTIL
    answers = Answer.objects.filter(
        question=OuterRef("pk"), state=AnswerState.SHOWN, from_asker=False, created_at__lte=ripe, created_at__gte=old
    )
    return list(
        Question.objects.filter(outcome="", outcome_asked_at=None, author__isnull=False)
        .filter(
            Q(state__in=[QuestionState.SOLVED, QuestionState.CLOSED], settled_at__lte=ripe, settled_at__gte=old)
            | Q(Exists(answers), state=QuestionState.OPEN)
        )
        .order_by("pk")
    )
