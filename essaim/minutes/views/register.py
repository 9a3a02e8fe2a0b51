"""What stays of the meetings of a club: minutes by year and theme, decisions, actions."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from .. import access, actions, document, queries, screen
from ..enums import ActionState
from .common import back
from .minutes import as_pdf

PAGE = 30
MOST_IN_ONE_DOCUMENT = 60


@require_GET
def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Minutes by year and by theme; `?format=pdf` gives them in one document."""
    club = get_club_as_member(request, club_slug)
    theme = access.get_theme(club, request.GET.get("theme"))
    years = queries.years_of(club)
    typed = request.GET.get("annee", "")
    year = int(typed) if typed.isdecimal() and int(typed) in years else None
    rows = queries.meetings_with_minutes(club, year=year, theme=theme)
    if request.GET.get("format") == "pdf":
        whole = queries.whole(rows, most=MOST_IN_ONE_DOCUMENT)
        if not whole:
            raise Http404
        title = _("Les comptes rendus de %(club)s") % {"club": club.name}
        subtitle = " · ".join(filter(None, [str(year or ""), str(theme or "")]))
        return as_pdf(document.minutes_pdf(whole, title=title, subtitle=subtitle), f"{club.slug} {subtitle}")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "years": years, "year": year, "themes": queries.themes_of(club), "theme": theme,
        "entries": entries(club, "index"), "most": MOST_IN_ONE_DOCUMENT,
    }  # fmt: skip
    return render(request, "minutes/index.html", context)


@require_GET
def decisions(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    typed = request.GET.get("q", "")[:100]
    page = Paginator(queries.decisions_of_club(club, words=typed), PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "typed": typed, "entries": entries(club, "decisions")}
    return render(request, "minutes/decisions.html", context)


@require_GET
def todo(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What is to be done, and what was."""
    club = get_club_as_member(request, club_slug)
    every = request.standing.is_organiser  # type: ignore[attr-defined]
    done = Paginator(queries.club_actions(club, state=ActionState.DONE), PAGE).get_page(request.GET.get("page"))
    context = {
        "actions": screen.marked(request, queries.club_actions(club)[:200], every=every),
        "done": done, "entries": entries(club, "actions"),
    }  # fmt: skip
    return render(request, "minutes/actions.html", context)


@require_POST
def settle(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Done, dropped, or to be done again."""
    item = access.get_action(request, club_slug, pk)
    verb, outcome = request.POST.get("verb", ""), request.POST.get("outcome", "")
    try:
        if verb == "finish":
            actions.finish(item=item, actor=person(request), outcome=outcome)
            messages.success(request, _("C'est noté, merci : « %(what)s » est fait.") % {"what": item.what})
        elif verb == "drop":
            actions.drop(item=item, actor=person(request), outcome=outcome)
            messages.success(request, _("« %(what)s » ne sera plus demandé.") % {"what": item.what})
        elif verb == "reopen":
            actions.reopen(item=item, actor=person(request))
            messages.success(request, _("« %(what)s » est de nouveau à faire.") % {"what": item.what})
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return back(request, "minutes:actions", club_slug)


def edit_action(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    item = access.get_action(request, club_slug, pk)
    initial = {"what": item.what, "who": item.owner_name, "due_on": item.due_on}
    form = screen.make_action_form(item.minutes, request.POST or None, initial=initial)
    del form.fields["section"]
    form.fields["due_on"].widget.format = "%Y-%m-%d"
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            actions.change_action(
                item=item, what=values["what"], due_on=values["due_on"], actor=person(request), **form.owner()
            )
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("L'action est corrigée."))
            return back(request, "minutes:actions", club_slug)
    return render(request, "minutes/edit_action.html", {"form": form, "item": item})


def entries(club: Club, current: str) -> list[dict]:
    """The three pages, as tabs."""
    labels = {"index": _("Comptes rendus"), "decisions": _("Décisions"), "actions": _("Actions")}
    return [
        {"label": label, "url": reverse(f"minutes:{name}", args=[club.slug]), "current": name == current}
        for name, label in labels.items()
    ]
