"""Whom to meet, writing to them, answering, saying what came of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_of_mine, get_club_to_run, pick
from essaim.kernel.errors import Refusal

from . import access, actions, inviting, queries
from .enums import IntroductionState
from .forms import AnswerForm, AskForm, MetForm
from .models import Introduction


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Proposals for one of the person's organizations (`?structure=`), and what they asked or were asked."""
    club, own = get_club_of_mine(request, club_slug)
    mine = pick(own, request.GET.get("structure"))
    discreet = mine is not None and queries.is_discreet(club, mine)
    rows = queries.introductions_of(club, mine) if mine else []
    return render(
        request,
        "introductions/index.html",
        {
            "mine": mine,
            "choices": [
                {"label": one.name, "url": f"?structure={one.pk}", "current": one == mine} for one in own
            ] if len(own) > 1 else [],
            "discreet": discreet,
            "suggestions": queries.suggestions_for(club, mine) if mine and not discreet else [],
            "received": [row for row in rows if row.state == IntroductionState.OPEN and row.asked == mine],
            "sent": [row for row in rows if row.state == IntroductionState.OPEN and row.asker == mine],
            "agreed": [row for row in rows if row.state == IntroductionState.ACCEPTED],
            "met": [row for row in rows if row.state == IntroductionState.MET],
        },
    )  # fmt: skip


def outside(request: HttpRequest, club_slug: str) -> HttpResponse:
    """For those who run the club: structures of the territory that members would gain by knowing."""
    club = get_club_to_run(request, club_slug)
    return render(request, "introductions/outside.html", {"rows": inviting.to_invite(club)})


def ask(request: HttpRequest, club_slug: str, organization_pk: int) -> HttpResponse:
    """Write to a member; a beginning is proposed, from the best reason."""
    club, own = get_club_of_mine(request, club_slug)
    mine = pick([one for one in own if one.pk != organization_pk], request.GET.get("structure"))
    if mine is None:
        messages.error(request, _("On écrit au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("introductions:index", club.slug)
    other = access.get_other(club, mine, organization_pk)
    suggestion = queries.suggestion_of(club, mine, other)
    reason = suggestion.why if suggestion else ""
    form = AskForm(request.POST or None, initial={"message": _beginning(person(request), mine)})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            row = actions.ask(
                club=club, asker=mine, asked=other, author=person(request), message=data["message"], reason=reason,
                shares_address=data["shares_address"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est parti. %(name)s répond ici, d'un clic.") % {"name": other.name})
            return redirect("introductions:detail", club.slug, row.pk)
    return render(
        request, "introductions/ask.html", {"form": form, "mine": mine, "other": other, "suggestion": suggestion}
    )


def _beginning(user, mine) -> str:
    """A few words to change: who writes, for whom, and a way to see each other."""
    return _(
        "Bonjour,\n\nJe suis %(name)s, de %(organization)s. Nous sommes du même club et nous ne nous sommes pas encore "
        "parlé.\n\nAuriez-vous une demi-heure dans les deux semaines, chez vous, chez nous ou au téléphone ?"
    ) % {"name": user, "organization": mine.name}


@require_POST
def set_aside(request: HttpRequest, club_slug: str, organization_pk: int) -> HttpResponse:
    club, own = get_club_of_mine(request, club_slug)
    mine = pick([one for one in own if one.pk != organization_pk], request.POST.get("structure"))
    if mine is not None:
        other = access.get_other(club, mine, organization_pk)
        actions.set_aside(club=club, organization=mine, other=other, user=person(request))
        messages.success(request, _("%(name)s ne vous est plus proposée.") % {"name": other.name})
    return redirect(_home(club, mine))


@require_POST
def discretion(request: HttpRequest, club_slug: str) -> HttpResponse:
    """`discret` is 1 or 0."""
    club, own = get_club_of_mine(request, club_slug)
    mine = pick(own, request.POST.get("structure"))
    if mine is not None:
        discreet = request.POST.get("discret") == "1"
        actions.be_discreet(club=club, organization=mine, discreet=discreet, user=person(request))
        messages.success(
            request,
            _("C'est noté : vous n'êtes plus proposée à personne, et personne ne vous écrit par ici.")
            if discreet
            else _("Vous voilà de nouveau parmi les rencontres possibles."),
        )
    return redirect(_home(club, mine))


def _home(club, mine) -> str:
    url = reverse("introductions:index", args=[club.slug])
    return f"{url}?structure={mine.pk}" if mine else url


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_introduction(request, club_slug, pk)
    return _detail(request, row, mine)


def _detail(request: HttpRequest, row: Introduction, mine, **forms) -> HttpResponse:
    agreed = row.state in (IntroductionState.ACCEPTED, IntroductionState.MET)
    asked = mine.pk == row.asked_id
    met = {"outcome": row.outcome, "met_on": row.met_on or localdate(), "note": row.outcome_note}
    return render(
        request,
        "introductions/detail.html",
        {
            "row": row,
            "mine": mine,
            "other": row.asker if asked else row.asked,
            "to_answer": asked and row.state == IntroductionState.OPEN,
            "to_withdraw": not asked and row.state == IntroductionState.OPEN,
            "agreed": agreed,
            "contact": (row.author if asked else row.answered_by) if agreed else None,
            "answer_form": forms.get("answer_form") or AnswerForm(),
            "met_form": forms.get("met_form") or MetForm(initial=met),
            "open_met": "met_form" in forms,
        },
    )


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """`verb` is « accept » or « decline »; only those who were asked answer."""
    row, mine = access.get_introduction(request, club_slug, pk)
    form = AnswerForm(request.POST)
    verb = {"accept": actions.accept, "decline": actions.decline}.get(request.POST.get("verb", ""))
    if mine.pk != row.asked_id or verb is None:
        return redirect("introductions:detail", club_slug, pk)
    if not form.is_valid():
        return _detail(request, row, mine, answer_form=form)
    try:
        verb(introduction=row, user=person(request), answer=form.cleaned_data["answer"])
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = (
            _("Vos adresses sont échangées. Bonne rencontre.") if verb is actions.accept else _("C'est dit, avec tact.")
        )
        messages.success(request, said)
    return redirect("introductions:detail", club_slug, pk)


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_introduction(request, club_slug, pk)
    if mine.pk == row.asker_id:
        try:
            actions.withdraw(introduction=row, user=person(request))
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Votre message est retiré."))
    return redirect("introductions:index", club_slug)


@require_POST
def met(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    row, mine = access.get_introduction(request, club_slug, pk)
    form = MetForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.say_met(
                introduction=row, user=person(request), outcome=data["outcome"], met_on=data["met_on"],
                note=data["note"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Merci : le club sait un peu mieux ce qui marche."))
            return redirect("introductions:detail", club_slug, pk)
    return _detail(request, row, mine, met_form=form)
