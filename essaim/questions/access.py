"""Who may read a question, manage it, answer it. Getters give the thing, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_as_member
from essaim.clubs.models import Club

from .enums import SHOWN_STATES, AnswerState, QuestionState
from .models import Answer, AnswerFile, Question


def get_question(request: HttpRequest, slug: str, pk: int) -> Question:
    """A question of a club that the person belongs to; a hidden one for its author and the organisers, a withdrawn one
    for nobody."""
    return _question_of(request, get_club_as_member(request, slug), pk)


def get_own_question(request: HttpRequest, slug: str, pk: int) -> Question:
    """One that the person asked."""
    question = get_question(request, slug, pk)
    if question.author_id != request.user.pk:
        raise Http404
    return question


def get_answer(request: HttpRequest, slug: str, pk: int, answer_pk: int) -> Answer:
    """An answer that the person may read."""
    question = get_question(request, slug, pk)
    answer = get_object_or_404(Answer.objects.select_related("author"), question=question, pk=answer_pk)
    answer.question = question
    if answer.state == AnswerState.WITHDRAWN:
        raise Http404
    if answer.state == AnswerState.HIDDEN and not (is_organiser(request) or answer.author_id == request.user.pk):
        raise Http404
    return answer


def get_own_answer(request: HttpRequest, slug: str, pk: int, answer_pk: int) -> Answer:
    answer = get_answer(request, slug, pk, answer_pk)
    if answer.author_id != request.user.pk:
        raise Http404
    return answer


def get_file(request: HttpRequest, slug: str, pk: int, file_pk: int) -> AnswerFile:
    """A file of an answer that the person may read."""
    question = get_question(request, slug, pk)
    kept = get_object_or_404(AnswerFile.objects.select_related("answer"), answer__question=question, pk=file_pk)
    get_answer(request, slug, pk, kept.answer_id)
    return kept


def is_organiser(request: HttpRequest) -> bool:
    return request.standing.is_organiser  # type: ignore[attr-defined]


def _question_of(request: HttpRequest, club: Club, pk: int) -> Question:
    question = get_object_or_404(
        Question.objects.select_related("author", "organization", "sector", "theme", "practice"), club=club, pk=pk
    )
    question.club = club
    own = question.author_id == request.user.pk
    if question.state in SHOWN_STATES or (question.state == QuestionState.HIDDEN and (own or is_organiser(request))):
        return question
    raise Http404
