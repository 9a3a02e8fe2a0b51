"""The next dates of the club, and its rhythm."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run
from essaim.kernel.errors import Refusal

from .. import access_themes
from ..actions import rhythm as actions
from ..forms.rhythm import RhythmForm
from ..queries import rhythm as queries
from ..rhythm_words import in_words


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The next dates, each one click away from a meeting in preparation; `?theme=` says on what."""
    club = get_club_to_run(request, club_slug)
    number = request.GET.get("theme", "")
    theme = access_themes.get_theme_to_run(request, club_slug, int(number)) if number.isdecimal() else None
    return render(
        request,
        "meetings/next_dates.html",
        {
            "theme": theme,
            "proposals": queries.proposals(club, today=localdate()),
            "rhythm": in_words(queries.rhythm_of(club)),
        },
    )


@require_POST
def prepare(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    number = request.POST.get("theme", "")
    theme = access_themes.get_theme_to_run(request, club_slug, int(number)) if number.isdecimal() else None
    host = queries.member_named(club, request.POST.get("host", ""))
    try:
        meeting = actions.prepare_meeting(
            club=club, actor=person(request), day=_day(request.POST.get("day", "")), poll="poll" in request.POST,
            theme=theme, host=host,
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("preparing:index", club_slug)
    if "poll" in request.POST:
        messages.success(request, _("Le sondage est parti. La date sera choisie d'elle-même."))
        return redirect("preparing:poll", club_slug, meeting.pk)
    messages.success(request, _("La rencontre est en préparation. Seule l'animation la voit jusqu'à l'annonce."))
    return redirect("meetings:detail", club_slug, meeting.pk)


def rhythm(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    kept = queries.rhythm_of(club)
    names = ("months", "weekdays", "at", "minutes", "avoided_months")
    form = RhythmForm(request.POST or None, initial={name: getattr(kept, name) for name in names})
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rhythm(club=club, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Le rythme est gardé. Voici les dates qu'il donne."))
            return redirect("preparing:index", club_slug)
    return render(request, "meetings/rhythm.html", {"form": form})


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
