"""A question, its answers as a conversation, what its reader may do."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from essaim.accounts.access import person

from .. import access, queries
from ..enums import ANSWERABLE, AskedState, QuestionState
from ..forms import AnswerForm, ReasonForm, ThanksForm
from ..models import Question
from ..names import knows_asker, name_of_asker


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return page(request, access.get_question(request, club_slug, pk))


def page(
    request: HttpRequest, question: Question, *, answer_form: AnswerForm | None = None,
    reason_form: ReasonForm | None = None, refused_answer: int | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """`refused_answer`: the answer that could not be hidden without a reason."""
    user, organiser = person(request), access.is_organiser(request)
    entries = queries.conversation(question, user, is_organiser=organiser)
    mine = question.author_id == user.pk
    asked = queries.asked_of(user, question)
    accepted = next((one for one in entries if one.answer.accepted_at), None)
    return render(
        request,
        "questions/detail.html",
        {
            "question": question,
            "asker": name_of_asker(question, user, is_organiser=organiser),
            "shows_asker": knows_asker(question, user, is_organiser=organiser),
            "entries": entries,
            "accepted": accepted,
            "mine": mine,
            "asked": asked,
            "waited_for": asked is not None and asked.state == AskedState.WAITING and question.state in ANSWERABLE,
            "reached": queries.reached_count(question) if mine or organiser else None,
            "me_too": queries.says_me_too(user, question),
            "me_too_count": queries.me_too_count(question),
            "may_answer": question.state in ANSWERABLE,
            "may_accept": mine and question.state in ANSWERABLE,
            "may_edit": mine and question.state == QuestionState.OPEN,
            "is_organiser": organiser,
            "answered": any(not one.answer.from_asker for one in entries),
            "answer_form": answer_form or AnswerForm(),
            "thanks_form": ThanksForm(auto_id=False),
            "reason_form": reason_form,
            "refused_answer": refused_answer,
        },
        status=status,
    )
