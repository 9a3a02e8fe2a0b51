"""Answers: given on the page or by mail, corrected, accepted, thanked."""

from collections.abc import Sequence

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.files.actions import remove, storing
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails, queries
from ..enums import ANSWER_VERBS, ANSWERABLE, QUESTION_VERBS, AnswerState, AskedState, QuestionState
from ..models import MOST_ANSWER, Answer, AnswerFile, Asked, Question, Thanks
from .common import index, lock, no_longer, one_line, tidy

MOST_FILES = 6  # with one answer


def answer(
    *, question: Question, author: User, organization: Organization | None, text: str,
    uploads: Sequence[UploadedFile] = (), by_mail: bool = False,
) -> tuple[Answer, list[str]]:  # fmt: skip
    """Answer, or go on when one is who asked. Returns the answer, and a sentence for each file that was not kept.

    Refuses (field `text`) no word and no file that can be kept; a question that waits for no answer (`closed`). The
    same words by the same person give back their answer.
    """
    text = tidy(text, MOST_ANSWER)
    facts, sentences = _readable(uploads)
    if not text and not facts:
        why = sentences[0] if sentences else _("Une phrase suffit, mais il en faut une.")
        raise Refusal(why, code="empty", field="text")
    with transaction.atomic():
        row = lock(question)
        if row.state not in ANSWERABLE:
            raise no_longer(row)
        said = Answer.objects.filter(question=row, author=author, text=text, state=AnswerState.SHOWN).first()
        if said and not facts:
            return said, sentences
        from_asker = author.pk == row.author_id
        given = Answer.objects.create(
            club=row.club, question=row, author=author, organization=row.organization if from_asker else organization,
            text=text, by_mail=by_mail, from_asker=from_asker,
        )  # fmt: skip
        for upload, known in facts:
            kept = AnswerFile(club=row.club, answer=given, added_by=author, **known)
            with storing(kept, upload):
                kept.save()
        journaled.tell(
            actor=None if from_asker and row.anonymous else author, verb="questions.answer", subject=given,
            club=row.club, details={"by_mail": by_mail, "files": len(facts)},
        )  # fmt: skip
        _tell(row, given)
        index(row)
    return given, sentences


def _tell(question: Question, given: Answer) -> None:
    """The author, and those who follow. Who answers is asked no more."""
    given.question = question
    me_toos, answerers = queries.readers_to_tell(question, but=given.author)
    if given.from_asker:
        mails.followed(given, me_toos=[], answerers=answerers)
        return
    Asked.objects.update_or_create(
        club=question.club, question=question, user=given.author,
        defaults={"state": AskedState.ANSWERED},
        create_defaults={"state": AskedState.ANSWERED, "wave": 0, "organization": given.organization},
    )  # fmt: skip
    Question.objects.filter(pk=question.pk).update(widens_at=None)
    mails.answered(given)
    mails.followed(given, me_toos=me_toos, answerers=[])


def _readable(uploads: Sequence[UploadedFile]) -> tuple[list[tuple[UploadedFile, dict]], list[str]]:
    """The files that can be kept, with their facts, and why the others cannot."""
    facts: dict[str, tuple[UploadedFile, dict]] = {}
    sentences = []
    for number, upload in enumerate(uploads):
        try:
            if number >= MOST_FILES:
                raise Refusal(_("Six pièces jointes au plus."), code="many")
            known = read_upload(upload)
        except Refusal as refusal:
            sentences.append(
                _("%(file)s : %(why)s") % {"file": one_line(upload.name or "", 80), "why": refusal.sentence}
            )
        else:
            facts.setdefault(known["sha256"], (upload, known))
    return list(facts.values()), sentences


@transaction.atomic
def edit_answer(*, answer: Answer, actor: User, text: str) -> Answer:
    """Say it better. Refuses no word at all (field `text`), and what is no longer shown."""
    row = Answer.objects.select_for_update(of=("self",)).select_related("question__club").get(pk=answer.pk)
    text = tidy(text, MOST_ANSWER)
    if not text and not row.files.exists():
        raise Refusal(_("Une phrase suffit, mais il en faut une."), code="empty", field="text")
    if row.state != AnswerState.SHOWN:
        raise Refusal(_("Cette réponse n'est plus affichée."), code="state")
    if text != row.text:
        row.text, row.edited_at = text, timezone.now()
        row.save(update_fields=["text", "edited_at", "updated_at"])
        journaled.tell(
            actor=None if row.from_asker and row.question.anonymous else actor, verb="questions.edit_answer",
            subject=row, club=row.question.club, details={},
        )  # fmt: skip
        index(row.question)
    return row


@transaction.atomic
def turn_answer(*, answer: Answer, verb: str, actor: User, reason: str = "") -> Answer:
    """Carry one verb of ANSWER_VERBS out. Withdrawn, its words and its files are gone; hidden by an organiser, it says
    why (field `reason`). An accepted answer that leaves opens the question again."""
    starts, state = ANSWER_VERBS[verb]
    question = lock(answer.question)
    row = Answer.objects.select_for_update().get(pk=answer.pk)
    reason = one_line(reason, 300)
    if row.state not in starts:
        raise Refusal(_("Cette réponse n'est plus affichée."), code="state")
    if verb == "hide" and not reason:
        raise Refusal(_("Dites en une phrase pourquoi : la personne la lira."), code="reason", field="reason")
    row.state, row.hidden_reason = state, reason
    if verb == "withdraw":
        row.text = ""
        for kept in row.files.all():
            remove(kept)
    if row.accepted_at and state != AnswerState.SHOWN:
        row.accepted_at = None
        question.state, question.settled_at = QuestionState.OPEN, None
        question.save(update_fields=["state", "settled_at", "updated_at"])
    row.save(update_fields=["state", "hidden_reason", "text", "accepted_at", "updated_at"])
    journaled.tell(
        actor=None if row.from_asker and question.anonymous else actor, verb=f"questions.{verb}_answer", subject=row,
        club=question.club, details={"reason": reason} if reason else {},
    )  # fmt: skip
    index(question)
    return row


@transaction.atomic
def accept(*, answer: Answer, actor: User) -> Answer:
    """« C'est ce qu'il me fallait. » Another answer accepted before gives its place. Refuses one's own words, and what
    is no longer shown."""
    question = lock(answer.question)
    starts, state = QUESTION_VERBS["solve"]
    row = Answer.objects.select_for_update(of=("self",)).select_related("author").get(pk=answer.pk)
    if row.from_asker or row.state != AnswerState.SHOWN:
        raise Refusal(_("C'est la réponse de quelqu'un d'autre qui s'accepte."), code="answer")
    if question.state not in starts:
        raise no_longer(question)
    row.question = question
    if row.accepted_at:
        return row
    now = timezone.now()
    Answer.objects.filter(question=question, accepted_at__isnull=False).update(accepted_at=None)
    row.accepted_at = now
    row.save(update_fields=["accepted_at", "updated_at"])
    question.state, question.settled_at, question.widens_at = state, question.settled_at or now, None
    question.save(update_fields=["state", "settled_at", "widens_at", "updated_at"])
    journaled.tell(
        actor=None if question.anonymous else actor, verb="questions.accept", subject=row, club=question.club,
        details={},
    )  # fmt: skip
    mails.accepted(row)
    for one in queries.readers_to_tell(question, but=row.author)[0]:
        mails.solved(row, one.user)
    index(question)
    return row


@transaction.atomic
def thank(*, answer: Answer, actor: User, organization: Organization | None, word: str = "") -> Thanks:
    """Thank for an answer, once; said again, the word changes. Refuses to thank oneself."""
    row = Answer.objects.select_for_update(of=("self",)).select_related("question__club", "author").get(pk=answer.pk)
    question = row.question
    if row.author_id == actor.pk or row.state != AnswerState.SHOWN:
        raise Refusal(_("On remercie quelqu'un d'autre."), code="answer")
    word = one_line(word, 300)
    thanks, made = Thanks.objects.get_or_create(
        club=question.club, answer=row, user=actor, defaults={"word": word, "organization": organization}
    )
    thanks.answer = row
    if made:
        by_asker = question.anonymous and actor.pk == question.author_id
        journaled.tell(
            actor=None if by_asker else actor, verb="questions.thank", subject=row, club=question.club, details={}
        )
        mails.thanked(thanks)
    elif word and word != thanks.word:
        thanks.word = word
        thanks.save(update_fields=["word", "updated_at"])
    return thanks
