"""What we look for, what was kept of our answers, how often we are written to."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.calls.tabs import work_tabs_for
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import access, actions, queries, sentences
from ..forms import InterestForm, RhythmForm, initial_of


def interests(request: HttpRequest, club_slug: str) -> HttpResponse:
    """The form of one of the person's structures; without any, only how often one is written to."""
    wanted = request.POST.get("structure") or request.GET.get("structure")
    club, organization = access.get_watcher(request, club_slug, wanted)
    return _form(request, club, organization, reverse("watch:interests", args=[club_slug]))


def club_interests(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What holds for the members that said nothing of their own, for whoever runs the club."""
    club = access.get_club_to_run(request, club_slug)
    return _form(request, club, None, reverse("watch:club_interests", args=[club_slug]), of_club=True)


def _form(
    request: HttpRequest, club: Club, organization: Organization | None, address: str, *, of_club: bool = False
) -> HttpResponse:
    interest = queries.interest_of(club, organization)
    shows = of_club or organization is not None
    form = InterestForm(request.POST if request.method == "POST" else None, initial=initial_of(interest))
    if request.method == "POST" and shows and form.is_valid():
        try:
            actions.save_interest(club=club, organization=organization, actor=person(request), **form.facts())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("C'est noté. Les notes des appels changent dans la minute."))
            return redirect(f"{address}?structure={organization.pk}" if organization else address)
    context = {
        "club": club,
        "mine": organization,
        "own": access.own_organizations(request, club),
        "of_club": of_club,
        "shows": shows,
        "form": form,
        "runs": request.standing.is_organiser,  # type: ignore[attr-defined]
        "tabs": work_tabs_for(request, "for_us"),
    }
    if organization:
        taught = queries.taught_to(club, organization, interest)
        context["deduced"] = queries.deduced_of(organization)
        context["kept"] = sentences.what_was_kept(taught, sentences.sector_names())
    if not of_club:
        context["rhythm"] = RhythmForm(initial={"rhythm": queries.rhythm_of(club, person(request))})
    return render(request, "watch/interests.html", context)


@require_POST
def forget(request: HttpRequest, club_slug: str) -> HttpResponse:
    """« Oublier ce qui a été retenu », for one's own structure."""
    club, organization = access.get_own_watcher(request, club_slug, request.POST.get("structure"))
    actions.forget_lessons(club=club, organization=organization, actor=person(request))
    messages.success(request, _("C'est oublié : vos réponses restent, elles ne changent plus les notes."))
    return redirect(f"{reverse('watch:interests', args=[club_slug])}?structure={organization.pk}")


@require_POST
def rhythm(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_as_member(request, club_slug)
    try:
        actions.choose_rhythm(club=club, user=person(request), rhythm=request.POST.get("rhythm", ""))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C'est noté."))
    return redirect("watch:interests", club.slug)
