"""Answers: given, corrected, accepted, thanked, withdrawn or hidden; their files."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.queries import own_members
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..enums import AnswerState
from ..forms import AnswerForm, EditAnswerForm, ReasonForm, ThanksForm
from .detail import page


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    question = access.get_question(request, club_slug, pk)
    user = person(request)
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, question, answer_form=form, status=422)
    organization = own_members(user, question.club).first()
    try:
        given, sentences = actions.answer(
            question=question, author=user, organization=organization, text=form.cleaned_data["text"],
            uploads=form.cleaned_data["uploads"],
        )  # fmt: skip
    except Refusal as refusal:
        form.add_error(refusal.field, str(refusal))
        return page(request, question, answer_form=form, status=422)
    for sentence in sentences:
        messages.error(request, sentence)
    messages.success(request, _("C'est dit, merci.") if not given.from_asker else _("C'est dit."))
    return redirect(_at(club_slug, pk, given.pk))


def edit(request: HttpRequest, club_slug: str, pk: int, answer_pk: int) -> HttpResponse:
    row = access.get_own_answer(request, club_slug, pk, answer_pk)
    if row.state != AnswerState.SHOWN:
        raise Http404
    form = EditAnswerForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_answer(answer=row, actor=person(request), text=form.cleaned_data["text"])
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            return redirect(_at(club_slug, pk, answer_pk))
    return render(request, "questions/edit_answer.html", {"form": form, "question": row.question, "answer": row})


@require_POST
def accept(request: HttpRequest, club_slug: str, pk: int, answer_pk: int) -> HttpResponse:
    """« C'est ce qu'il me fallait », by who asked."""
    access.get_own_question(request, club_slug, pk)
    row = access.get_answer(request, club_slug, pk, answer_pk)
    try:
        actions.accept(answer=row, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Tant mieux. La personne le sait, et la réponse reste en tête pour les suivants."))
    return redirect("questions:detail", club_slug, pk)


@require_POST
def thank(request: HttpRequest, club_slug: str, pk: int, answer_pk: int) -> HttpResponse:
    row = access.get_answer(request, club_slug, pk, answer_pk)
    form = ThanksForm(request.POST)
    user = person(request)
    organization = own_members(user, row.question.club).first()
    try:
        actions.thank(
            answer=row, actor=user, organization=organization,
            word=form.cleaned_data["word"] if form.is_valid() else "",
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Votre merci est parti."))
    return redirect(_at(club_slug, pk, answer_pk))


@require_POST
def turn(request: HttpRequest, club_slug: str, pk: int, answer_pk: int) -> HttpResponse:
    """`verb`: « withdraw » by its author, « hide » and « show » by organisers."""
    row = access.get_answer(request, club_slug, pk, answer_pk)
    verb, user = request.POST.get("verb", ""), person(request)
    allowed = {"withdraw"} if row.author_id == user.pk else set()
    allowed |= {"hide", "show"} if access.is_organiser(request) else set()
    if verb not in allowed:
        raise Http404
    form = ReasonForm(request.POST)
    form.is_valid()
    try:
        actions.turn_answer(answer=row, verb=verb, actor=user, reason=form.cleaned_data.get("reason", ""))
    except Refusal as refusal:
        if refusal.field == "reason":
            form.add_error("reason", str(refusal))
            return page(request, row.question, reason_form=form, refused_answer=row.pk, status=422)
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C'est fait."))
    return redirect("questions:detail", club_slug, pk)


def kept_file(request: HttpRequest, club_slug: str, pk: int, file_pk: int) -> FileResponse:
    return as_attachment(access.get_file(request, club_slug, pk, file_pk))


def _at(club_slug: str, pk: int, answer_pk: int) -> str:
    return reverse("questions:detail", args=[club_slug, pk]) + f"#reponse-{answer_pk}"
