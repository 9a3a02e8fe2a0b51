"""Needs, combinations, what each structure answers, the forms compared."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from .. import access
from ..actions import needs as need_actions
from ..actions import posts as actions
from ..actions import searches
from ..comparison import SHEETS
from ..costs import Hypotheses, costs
from ..enums import Form, PostState
from ..forms.shared import HireForm, HypothesesForm, NeedForm, SayForm
from ..models import PostSearch
from ..queries import shared as queries
from ..words import outcome, sentences
from .common import departments_of, lists, tried


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """What is proposed, then the needs."""
    club, own = access.get_club_of_mine(request, club_slug)
    search = queries.search_of(club)
    if request.htmx:  # type: ignore[attr-defined]
        return _search(request, club, search)
    mine = {one.pk for one in own}
    context = {
        "own": own,
        "posts": [_said(post) for post in queries.live_posts(club)],
        "others": [_said(post) for post in queries.other_posts(club)],
        "needs": list(queries.free_needs(club, timezone.localdate()).order_by("-pk")),
        "mine": mine,
        "runs": request.standing.is_organiser,  # type: ignore[attr-defined]
        **_searched(search),
    }
    response = render(request, "recruitment/shared.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _search(request: HttpRequest, club: Club, search: PostSearch | None) -> HttpResponse:
    """The part of the page that is asked for every other second while a search goes on."""
    if search is None or not search.waits:
        return HttpResponse(headers={"HX-Refresh": "true", "Vary": "HX-Request"})  # done: the page is another one
    response = render(request, "recruitment/_search.html", _searched(search))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _searched(search: PostSearch | None) -> dict:
    waits = search is not None and search.waits
    return {
        "search": search,
        "waits": waits,
        "nobody_comes": search is not None and queries.nobody_comes(search, timezone.now()),
        "outcome": outcome(search) if search is not None and not waits else "",
    }


def _said(post) -> dict:
    parts = list(post.parts.all())
    return {"post": post, "sentences": sentences(post, parts), "names": [part.need.organization.name for part in parts]}


def state_need(request: HttpRequest, club_slug: str) -> HttpResponse:
    club, own = access.get_club_of_mine(request, club_slug)
    if not own:
        messages.error(request, _("On dit un besoin au nom d'une structure membre, et vous n'en représentez pas ici."))
        return redirect("recruitment:shared", club.slug)
    proposed = lists(club)
    form = NeedForm(request.POST or None, organizations=own, departments=departments_of(proposed["communes"]))
    if request.method == "POST" and form.is_valid():
        organization = access.pick(own, form.cleaned_data.get("organization")) or own[0]
        try:
            need_actions.state_need(club=club, organization=organization, author=person(request), **form.values())
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(
                request,
                _("C'est noté. Cherchez maintenant des combinaisons, ou laissez faire : c'est fait chaque nuit."),
            )
            return redirect("recruitment:shared", club.slug)
    return render(request, "recruitment/need.html", {**proposed, "form": form})


@require_POST
def withdraw_need(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    need = access.get_need_of_mine(request, club_slug, pk)
    tried(request, lambda: need_actions.withdraw_need(need=need, user=person(request)), _("Votre besoin est retiré."))
    return redirect("recruitment:shared", club_slug)


@require_POST
def look(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Ask for a search. When nobody comes for it, `sans_attendre` does it here: some seconds at most."""
    club, _own = access.get_club_of_mine(request, club_slug)
    search = searches.ask(club=club, user=person(request))
    if "sans_attendre" in request.POST and queries.nobody_comes(search, timezone.now()):
        searches.work(club)
    return redirect("recruitment:shared", club_slug)


def post(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    return _post(request, access.get_post(request, club_slug, pk))


def _post(request: HttpRequest, concern: access.Concern, **forms) -> HttpResponse:
    row = concern.post
    open_ = row.state in (PostState.PROPOSED, PostState.DISCUSSED)
    said = [part for part in concern.parts if part.need.organization in concern.mine and part.answer]
    initial = {"say": said[0].answer, "note": said[0].note} if said else {}
    context = {
        "post": row,
        "parts": concern.parts,
        "sentences": sentences(row, concern.parts),
        "inside": concern.inside,
        "mine": concern.mine,
        "say_form": (forms.get("say") or SayForm(initial=initial)) if open_ and concern.mine else None,
        "hire_form": (forms.get("hire") or HireForm(initial={"hired_on": timezone.localdate(), "form": row.form}))
        if row.state == PostState.AGREED and concern.inside
        else None,
        "may_choose": row.state == PostState.ANOTHER and concern.inside,
        "may_give_up": row.state in (PostState.DISCUSSED, PostState.AGREED) and concern.inside,
        "may_compare": concern.inside and row.state in (PostState.DISCUSSED, PostState.AGREED, PostState.HIRED),
    }
    return render(request, "recruitment/post.html", context)


@require_POST
def answer(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    concern = access.get_post_to_move(request, club_slug, pk)
    organization = access.pick(concern.mine, request.POST.get("structure"))
    form = SayForm(request.POST)
    if organization is None:
        messages.error(request, _("Seules les structures concernées répondent."))
        return redirect("recruitment:post", club_slug, pk)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.answer(
                post=concern.post, organization=organization, user=person(request), say=data["say"], note=data["note"]
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("C'est noté. Les autres structures le voient."))
        return redirect("recruitment:post", club_slug, pk)
    return _post(request, concern, say=form)


@require_POST
def choose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    concern = access.get_post_to_move(request, club_slug, pk)
    tried(
        request, lambda: actions.choose(post=concern.post, user=person(request)),
        _("C'est cette combinaison que l'on regarde maintenant. Les structures sont prévenues."),
    )  # fmt: skip
    return redirect("recruitment:post", club_slug, pk)


@require_POST
def choose_form(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    concern = access.get_post_to_move(request, club_slug, pk)
    form = request.POST.get("forme", "")
    tried(request, lambda: actions.choose_form(post=concern.post, user=person(request), form=form), _("Forme retenue."))
    return redirect("recruitment:compare", club_slug, pk)


@require_POST
def hire(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    concern = access.get_post_to_move(request, club_slug, pk)
    form = HireForm(request.POST)
    if form.is_valid():
        data = form.cleaned_data
        try:
            actions.hire(
                post=concern.post, user=person(request), hired_on=data["hired_on"], form=data["form"],
                outcome=data["outcome"],
            )  # fmt: skip
        except Refusal as refusal:
            form.take(refusal)
        else:
            messages.success(request, _("Bravo : un vrai poste, à plusieurs."))
            return redirect("recruitment:post", club_slug, pk)
    return _post(request, concern, hire=form)


@require_POST
def give_up(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    concern = access.get_post_to_move(request, club_slug, pk)
    why = request.POST.get("outcome", "")
    tried(
        request, lambda: actions.give_up(post=concern.post, user=person(request), outcome=why),
        _("C'est arrêté. Vos besoins cherchent de nouveau à se combiner."),
    )  # fmt: skip
    return redirect("recruitment:shared", club_slug)


def compare(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The three forms, with the cost of each for each structure; the hypotheses are in the address."""
    concern = access.get_post_to_move(request, club_slug, pk)
    budgets = [part.need.hourly_budget for part in concern.parts if part.need.hourly_budget]
    usual = Hypotheses()
    if budgets:  # what all could pay, contributions taken out
        usual = Hypotheses(wage=min(budgets) * 10_000 // (10_000 + usual.charges))
    form = HypothesesForm(request.GET or None)
    rules = form.hypotheses(usual)
    if not form.is_bound or form.is_valid():
        form = HypothesesForm(initial=HypothesesForm.shown(rules))
    minutes: dict[int, int] = {}
    names: dict[int, str] = {}
    for part in concern.parts:
        organization = part.need.organization
        minutes[organization.pk] = minutes.get(organization.pk, 0) + part.minutes
        names[organization.pk] = organization.name
    found = costs(list(minutes.values()), rules)
    context = {
        "post": concern.post,
        "form": form,
        "rules": rules,
        "sheets": [
            {"sheet": sheet, "label": Form(sheet.form).label, "cost": cost}
            for sheet, cost in zip(SHEETS, found, strict=True)
        ],
        "rows": [
            {
                "name": names[pk],
                "minutes": minutes[pk],
                "costs": [(Form(cost.form).label, cost.by_structure[i]) for cost in found],
            }
            for i, pk in enumerate(minutes)
        ],
        "totals": [(Form(cost.form).label, cost.total) for cost in found],
        "minutes": sum(minutes.values()),
        "may_pick": concern.post.state == PostState.AGREED,
    }
    return render(request, "recruitment/compare.html", context)
