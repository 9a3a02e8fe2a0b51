"""Asking, saying it better, and reaching those who may know, in turn."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of, organisers_of
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.models import Theme
from essaim.organizations.models import Organization, Sector

from .. import mails
from ..engine import MOST_ASKED
from ..enums import DELAYS, AnswerState, QuestionState, Urgency
from ..models import MOST_TITLE, MOST_TRIED, MOST_WORDS, Asked, Question
from ..queries.routing import route
from .common import index, lock, one_line, tidy

SHORTEST = 12  # signs of a question
MOST_OPEN = 8  # of one person
WAVES = 2  # times that people are asked, before the organisers are told


def ask(
    *, club: Club, author: User, organization: Organization | None, title: str, tried: str = "", words: str = "",
    sector: Sector | None = None, theme: Theme | None = None, urgency: str = Urgency.MONTH, anonymous: bool = False,
) -> Question:  # fmt: skip
    """Ask the club. It reaches at once those who are likely to know.

    Refuses (field `title`) a few letters, or the same words by the same person while the first are open (`twice`);
    an organization that is no member; a theme of another club; more than MOST_OPEN open at once (`too_many`).
    """
    title = _titled(title)
    with transaction.atomic():
        club = Club.objects.select_for_update().get(pk=club.pk)  # so that nobody is asked too often by two at once
        if organization and not members_of(club).filter(pk=organization.pk).exists():
            raise Refusal(_("On demande au nom d'une structure membre du club."), code="not_member")
        if theme and theme.club_id != club.pk:
            raise Refusal(_("Ce thème n'est pas du club."), code="theme", field="topic")
        mine = Question.objects.filter(club=club, author=author, state=QuestionState.OPEN)
        if mine.filter(title=title).exists():
            raise Refusal(_("Vous avez déjà posé cette question : elle attend ses réponses."), code="twice")
        if mine.count() >= MOST_OPEN:
            raise Refusal(
                _("Huit de vos questions attendent déjà. Refermez celles qui n'ont plus lieu d'être."), code="too_many"
            )
        question = Question.objects.create(
            club=club, author=author, organization=organization, title=title, tried=tidy(tried, MOST_TRIED),
            words=one_line(words, MOST_WORDS), sector=sector, theme=theme, urgency=Urgency(urgency),
            anonymous=anonymous,
        )  # fmt: skip
        journaled.tell(
            actor=None if anonymous else author, verb="questions.ask", subject=question, club=club,
            details={"urgency": question.urgency},
        )  # fmt: skip
        index(question)
        widen(question=question)
    question.refresh_from_db()
    return question


def _titled(title: str) -> str:
    title = one_line(title, MOST_TITLE)
    if len(title) < SHORTEST:
        raise Refusal(_("Dites votre question en une phrase."), code="short", field="title")
    return title


@transaction.atomic
def edit(
    *, question: Question, actor: User, title: str, tried: str, words: str = "", sector: Sector | None = None,
    theme: Theme | None = None, urgency: str = Urgency.MONTH,
) -> Question:  # fmt: skip
    """Say it better. Those whom it reached already stay; the next ones are chosen on the new words."""
    row = lock(question)
    if row.state != QuestionState.OPEN:
        raise Refusal(_("Rouvrez la question pour la modifier."), code="closed")
    if theme and theme.club_id != row.club_id:
        raise Refusal(_("Ce thème n'est pas du club."), code="theme", field="topic")
    row.title, row.tried, row.words = _titled(title), tidy(tried, MOST_TRIED), one_line(words, MOST_WORDS)
    row.sector, row.theme, row.urgency = sector, theme, Urgency(urgency)
    row.save(update_fields=["title", "tried", "words", "sector", "theme", "urgency", "updated_at"])
    journaled.tell(
        actor=None if row.anonymous else actor, verb="questions.edit", subject=row, club=row.club, details={}
    )
    index(row)
    return row


@transaction.atomic
def widen(*, question: Question) -> list[Asked]:
    """Ask the next ones who may know; when WAVES were asked or nobody else may know, tell the organisers.

    Those who were asked and said nothing are reminded once. Does nothing for a question that has an answer.
    """
    row = lock(question)
    if row.state != QuestionState.OPEN or has_answer(row):
        Question.objects.filter(pk=row.pk).update(widens_at=None)
        return []
    now = timezone.now()
    likely = route(row, stream=mails.stream_of(row)) if row.wave < WAVES else []
    for late in Asked.objects.filter(question=row, state="waiting", reminded_at=None).select_related("user"):
        late.question = row
        late.reminded_at = now
        late.save(update_fields=["reminded_at", "updated_at"])
        mails.reminder(late)
    rows = Asked.objects.bulk_create(
        Asked(
            club=row.club, question=row, user_id=one.user, organization_id=one.organization, reason=one.reason[:400],
            wave=row.wave + 1,
        )
        for one in likely[:MOST_ASKED]
    )  # fmt: skip
    for asked in Asked.objects.filter(pk__in=[one.pk for one in rows]).select_related("user").order_by("pk"):
        asked.question = row
        mails.asked(asked)
    row.wave += 1
    row.widens_at = now + DELAYS[Urgency(row.urgency)] if rows else None
    row.save(update_fields=["wave", "widens_at", "updated_at"])
    if not rows:
        asked_count = Asked.objects.filter(question=row, wave__gt=0).count()
        for organiser in organisers_of(row.club):
            if organiser.pk != row.author_id:
                mails.unanswered(row, organiser, asked_count=asked_count)
    return rows


def has_answer(question: Question) -> bool:
    return question.answers.filter(state=AnswerState.SHOWN, from_asker=False).exists()
