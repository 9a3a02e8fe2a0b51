"""Asking a question in three lines, seeing first whether it was asked, and saying it better."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.clubs.queries import own_members
from essaim.kernel.errors import Refusal

from .. import access, actions, queries
from ..enums import QuestionState
from ..forms import AskForm, QuestionForm
from ..queries.choices import club_skills, first_sectors, live_themes
from .alike import what_exists


def ask(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What looks like it is shown while one types; without script, once, before it goes."""
    club = get_club_as_member(request, club_slug)
    user = person(request)
    own = list(own_members(user, club))
    form = AskForm(
        request.POST or None, organizations=own, sectors=first_sectors(), themes=live_themes(club),
        initial={"title": request.GET.get("question", "")[:200]},
    )  # fmt: skip
    near = None
    if request.method == "POST" and form.is_valid():
        asked = form.asked()
        if "quand-meme" not in request.POST:
            near = what_exists(club, title=asked["title"], tried=asked["tried"])
        if not near:
            try:
                question = actions.ask(
                    club=club, author=user, organization=form.in_name_of(), anonymous=form.cleaned_data["anonymous"],
                    **asked,
                )  # fmt: skip
            except Refusal as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                messages.success(request, _told(queries.reached_count(question)))
                return redirect("questions:detail", club.slug, question.pk)
    return render(request, "questions/ask.html", {"form": form, "near": near, "own": own, "skills": club_skills(club)})


def _told(count: int) -> str:
    if not count:
        return _("Votre question est posée. Personne ne s'impose encore : l'animation du club est prévenue.")
    return ngettext(
        "Votre question est posée. Elle est allée à %(count)s personne qui peut savoir.",
        "Votre question est posée. Elle est allée à %(count)s personnes qui peuvent savoir.",
        count,
    ) % {"count": count}


def similar(request: HttpRequest, club_slug: str) -> HttpResponse:
    """A part of the page of asking: what the words typed so far look like."""
    club = get_club_as_member(request, club_slug)
    title = request.GET.get("title", "")[:200]
    near = what_exists(club, title=title, tried="") if len(title.split()) > 1 else None
    return render(request, "questions/_alike.html", {"near": near})


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    question = access.get_own_question(request, club_slug, pk)
    if question.state != QuestionState.OPEN:
        raise Http404
    topic = f"t:{question.theme_id}" if question.theme_id else f"s:{question.sector_id}" if question.sector_id else ""
    form = QuestionForm(
        request.POST or None, sectors=first_sectors(), themes=live_themes(question.club, also=question.theme),
        initial={"title": question.title, "tried": question.tried, "words": question.words, "topic": topic,
                 "urgency": question.urgency},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(question=question, actor=person(request), **form.asked())
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est noté."))
            return redirect("questions:detail", club_slug, pk)
    return render(
        request, "questions/edit.html",
        {"form": form, "question": question, "skills": club_skills(question.club)},
    )  # fmt: skip
