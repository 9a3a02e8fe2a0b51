"""A candidate presents themselves, keeps their page; members read, recommend."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from essaim.accounts.access import person
from essaim.clubs.access import get_club
from essaim.files.serving import as_attachment
from essaim.kernel.errors import Refusal

from .. import access, links
from ..actions import seekers as actions
from ..forms.seekers import CONSENT, RecommendForm, SeekerForm
from ..queries import seekers as queries
from .common import departments_of, lists, tried


@login_not_required
@never_cache
def present(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Somebody offers themselves to the members of the club."""
    club = get_club(request, club_slug)
    proposed = lists(club)
    form = SeekerForm(request.POST or None, request.FILES or None, departments=departments_of(proposed["communes"]))
    if request.method == "POST" and form.is_valid():
        try:
            if not form.is_robot:
                actions.present(
                    club=club, consents=form.cleaned_data["consents"], consent_text=str(CONSENT), **form.values()
                )
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(
                request,
                _("Une dernière chose : ouvrez le message que nous envoyons à %(email)s, et confirmez.")
                % {"email": form.cleaned_data["email"]},
            )
            return redirect("recruitment:index", club.slug)
    return render(request, "recruitment/present.html", {**proposed, "form": form})


@login_not_required
@never_cache
@require_safe
def confirming(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """What the first message opens. Nothing is done before the button is pressed."""
    club = get_club(request, club_slug)
    seeker = links.seeker_to_confirm(club, token)
    return render(request, "recruitment/confirm.html", {"seeker": seeker, "token": token})


@login_not_required
@never_cache
@require_POST
def confirm(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    club = get_club(request, club_slug)
    seeker = actions.confirm(seeker=links.seeker_to_confirm(club, token))
    messages.success(request, _("C'est confirmé : les membres du club vous lisent. Voici votre page."))
    return redirect("recruitment:own", club.slug, links.own_token(seeker))


@login_not_required
@never_cache
@require_safe
def own(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The candidate's page: what is shown, until when, who downloaded the CV."""
    club = get_club(request, club_slug)
    seeker = links.seeker_of_link(club, token)
    context = {
        "seeker": seeker,
        "token": token,
        "has_cv": access.has_cv(seeker),
        "readings": list(queries.readings_of(seeker)),
        "recommendations": list(queries.recommendations_of(seeker)),
    }
    return render(request, "recruitment/own.html", context)


@login_not_required
@require_POST
def renew(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    club = get_club(request, club_slug)
    actions.renew(seeker=links.seeker_of_link(club, token))
    messages.success(request, _("C'est reparti pour six mois."))
    return redirect("recruitment:own", club.slug, token)


@login_not_required
@require_POST
def withdraw(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    club = get_club(request, club_slug)
    actions.withdraw(seeker=links.seeker_of_link(club, token))
    messages.success(request, _("Tout est effacé. Merci d'être passé par ici."))
    return redirect("recruitment:index", club.slug)


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Candidates of the club, for its members; `?q=`, `?page=`."""
    club, _own = access.get_club_of_mine(request, club_slug)
    typed = request.GET.get("q", "")[:120]
    context = {
        "page": queries.page_of_seekers(club, typed, request.GET.get("page", "")),
        "typed": typed,
        "received": list(queries.received(request.user, club)),
    }
    return render(request, "recruitment/seekers.html", context)


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    seeker, own = access.get_seeker(request, club_slug, pk)
    return _detail(request, seeker, own)


def _detail(request: HttpRequest, seeker, own, form: RecommendForm | None = None) -> HttpResponse:
    others = queries.colleagues(seeker.club, own)
    context = {
        "seeker": seeker,
        "has_cv": access.has_cv(seeker),
        "form": (form or RecommendForm(colleagues=others, own=own)) if own else None,
        "opened": form is not None,
        "recommendations": list(queries.recommendations_of(seeker)),
        "received": list(queries.received(request.user, seeker.club).filter(seeker=seeker)),
    }
    return render(request, "recruitment/seeker.html", context)


@require_POST
def cv(request: HttpRequest, club_slug: str, pk: int) -> HttpResponseBase:
    """The CV, by a button: a download is noted, and a GET never writes."""
    seeker, own = access.get_seeker(request, club_slug, pk)
    try:
        found = actions.read_cv(seeker=seeker, user=person(request), organization=own[0] if own else None)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("recruitment:seeker", club_slug, pk)
    return as_attachment(found)


@require_POST
def recommend(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    seeker, own = access.get_seeker(request, club_slug, pk)
    giver = access.pick(own, request.POST.get("structure"))
    if giver is None:
        messages.error(request, _("On recommande au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("recruitment:seeker", club_slug, pk)
    form = RecommendForm(request.POST, colleagues=queries.colleagues(seeker.club, own), own=own)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.recommend(
                seeker=seeker, giver=giver, receiver=data["receiver"], user=person(request), words=data["words"]
            )
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("C'est transmis à %(name)s.") % {"name": data["receiver"].name})
            return redirect("recruitment:seeker", club_slug, pk)
    return _detail(request, seeker, own, form)


@require_POST
def settle(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """What came of a recommendation; `verb` is « hire » or « pass_over »."""
    recommendation = access.get_recommendation(request, club_slug, pk)
    verb = "hire" if request.POST.get("verb") == "hire" else "pass_over"
    tried(
        request, lambda: actions.settle(recommendation=recommendation, user=person(request), verb=verb),
        _("Merci de l'avoir dit : votre confrère le saura."),
    )  # fmt: skip
    return redirect("recruitment:seekers", club_slug)
