"""Me too, not for me, the state of a question, what it becomes, what came of it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.queries import own_members
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..enums import AUTHOR_VERBS, ORGANISER_VERBS, Outcome
from ..forms import OutcomeForm, ReasonForm
from .detail import page


@require_POST
def me_too(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`aussi` is 1 or 0."""
    question = access.get_question(request, club_slug, pk)
    user, also = person(request), request.POST.get("aussi", "1") == "1"
    organization = own_members(user, question.club).first()
    try:
        actions.me_too(question=question, user=user, organization=organization, also=also)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, _("C'est noté : les réponses vous arriveront aussi.") if also else _("Vous ne la suivez plus.")
        )
    return redirect("questions:detail", club_slug, pk)


@require_POST
def not_for_me(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    question = access.get_question(request, club_slug, pk)
    actions.not_for_me(question=question, user=person(request))
    messages.success(request, _("Merci de l'avoir dit : elle ira à quelqu'un d'autre."))
    return redirect("questions:index", club_slug)


@require_POST
def turn(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`verb`: what authors, or organisers, may do of a question."""
    question = access.get_question(request, club_slug, pk)
    verb, user = request.POST.get("verb", ""), person(request)
    allowed = set(AUTHOR_VERBS) if question.author_id == user.pk else set()
    allowed |= ORGANISER_VERBS if access.is_organiser(request) else set()
    if verb not in allowed:
        raise Http404
    form = ReasonForm(request.POST)
    form.is_valid()
    try:
        actions.turn(question=question, verb=verb, actor=user, reason=form.cleaned_data.get("reason", ""))
    except Refusal as refusal:
        if refusal.field == "reason":
            form.add_error("reason", str(refusal))
            return page(request, question, reason_form=form, status=422)
        messages.error(request, str(refusal))
        return redirect("questions:detail", club_slug, pk)
    messages.success(request, _("C'est fait."))
    return redirect("questions:index", club_slug) if verb == "withdraw" else redirect(
        "questions:detail", club_slug, pk
    )  # fmt: skip


@require_POST
def as_theme(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """By who asked, or by an organiser."""
    question = access.get_question(request, club_slug, pk)
    user = person(request)
    if question.author_id != user.pk and not access.is_organiser(request):
        raise Http404
    try:
        theme = actions.propose_as_theme(question=question, actor=user, organization=question.organization)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("questions:detail", club_slug, pk)
    messages.success(
        request, _("Votre question est sur la liste des thèmes : d'autres peuvent dire « pour nous aussi ».")
    )
    return redirect("themes:detail", club_slug, theme.pk)


@require_POST
def as_practice(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """By whoever gave the answer that was accepted, or by an organiser."""
    question = access.get_question(request, club_slug, pk)
    user = person(request)
    if not (access.is_organiser(request) or queries.gave_accepted(user, question)):
        raise Http404
    try:
        practice = actions.start_as_practice(question=question, actor=user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("questions:detail", club_slug, pk)
    messages.success(request, _("La fiche est commencée avec votre réponse : il reste à la compléter."))
    return redirect("practices:detail", club_slug, practice.pk)


def outcome(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """What came of it: one button and maybe a sentence. Opening the page answers nothing."""
    question = access.get_own_question(request, club_slug, pk)
    form = OutcomeForm(request.POST or None, initial={"note": question.outcome_note, "outcome": question.outcome})
    if request.method == "POST" and form.is_valid():
        try:
            actions.say_outcome(question=question, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Merci : ceux qui vous ont répondu savent à quoi cela a servi."))
            return redirect("questions:detail", club_slug, pk)
    return render(request, "questions/outcome.html", {"question": question, "form": form, "outcomes": Outcome.choices})
