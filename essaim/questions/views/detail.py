"""A question, its answers as a conversation, what its reader may do."""

from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from essaim.accounts.access import person
from essaim.clubs.queries import own_members
from essaim.organizations.models import Organization
from essaim.practices.enums import STANDING

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
    own = own_members(user, question.club)
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
            "may_theme": (mine or organiser)
            and not question.theme_id
            and not question.anonymous
            and question.state != QuestionState.HIDDEN,
            "may_practice": accepted is not None and not question.practice_id and (accepted.mine or organiser),
            "practice_url": _practice_url(question, own),
            "means_url": _means_url(question) if mine else "",
            "answered": any(not one.answer.from_asker for one in entries),
            "answer_form": answer_form or AnswerForm(),
            "thanks_form": ThanksForm(auto_id=False),
            "reason_form": reason_form,
            "refused_answer": refused_answer,
        },
        status=status,
    )


def _practice_url(question: Question, own: QuerySet[Organization]) -> str:
    """The sheet that came of it, for whoever may read it: its own people while it is a draft, then members."""
    practice = question.practice
    if practice is None or not (practice.state in STANDING or own.filter(pk=practice.organization_id).exists()):
        return ""
    return reverse("practices:detail", args=[question.club.slug, practice.pk])


def _means_url(question: Question) -> str:
    """The catalogue of shared means, searched with the question's words; nothing where it is not installed."""
    try:
        address = reverse("resources:index", args=[question.club.slug])
    except NoReverseMatch:
        return ""
    return f"{address}?{urlencode({'q': question.words or question.title})}"
