"""The dossiers of a club, one of them, and how it begins and turns."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member, get_club_of_mine, pick
from essaim.kernel.errors import Refusal

from .. import access, actions, queries, screen
from ..forms import DossierForm, DuplicateForm, HandForm, SettleForm, StartForm
from ..forms.about import initial_dossier
from ..gate import open_to_links
from .common import add_refusal, attempt, to


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    own = access.own_in(request, club)
    rows = queries.listed(club, own)
    context = screen.index(request, rows, list(queries.open_ones(club)))
    return render(request, "dossiers/index.html", context | {"own": own})


def start(request: HttpRequest, club_slug: str) -> HttpResponse:
    """A dossier for a call (`?appel=`), or an idea that looks for one."""
    club, own = get_club_of_mine(request, club_slug)
    call = access.get_call(request, club, request.GET.get("appel") or request.POST.get("appel"))
    first = {"title": call.title[:160], "deadline": call.deadline if call.stands else None} if call else {}
    form = StartForm(request.POST or None, organizations=own, initial=first)
    if own and request.method == "POST" and form.is_valid():
        try:
            dossier = actions.start_dossier(
                club=club, organization=form.in_name_of(), actor=person(request), call=call, **form.facts()
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Le dossier est ouvert. Dites ce qu'il faut, puis réunissez l'équipe."))
            return to(request, "detail", dossier)
    context = {"club": club, "form": form, "own": own, "call": call,
               "hands": queries.hands_for(call, club) if call else []}  # fmt: skip
    return render(request, "dossiers/start.html", context)


@open_to_links
def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_see(request, club_slug, pk)
    return _detail(request, dossier)


def _detail(request: HttpRequest, dossier, hand_form: HandForm | None = None, status: int = 200) -> HttpResponse:
    context = screen.detail(request, dossier)
    context["hand_form"] = hand_form or HandForm(organizations=context["may_offer"], auto_id="main-%s")
    context["settle_form"] = SettleForm(auto_id="arret-%s")
    return render(request, "dossiers/detail.html", context, status=status)


@open_to_links
def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    form = DossierForm(request.POST or None, initial=initial_dossier(dossier))
    if request.method == "POST" and form.is_valid():
        try:
            actions.update_dossier(dossier=dossier, **access.acts(request), **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("C'est noté."))
            return to(request, "detail", dossier)
    return render(request, "dossiers/edit.html", screen.frame(request, dossier, form=form))


_TURNS = {
    "open": (actions.open_dossier, gettext_lazy("C'est ouvert : les structures peuvent se proposer.")),
    "recruit": (actions.recruit_again, gettext_lazy("L'équipe est rouverte.")),
    "write": (actions.begin_writing, gettext_lazy("À vos plumes.")),
    "check": (actions.mark_checked, gettext_lazy("Tout est prêt à partir.")),
    "archive": (actions.archive, gettext_lazy("Le dossier est rangé ; on le retrouve ici.")),
}


@require_POST
@open_to_links
def turn(request: HttpRequest, club_slug: str, pk: int, verb: str) -> HttpResponse:
    """The verbs of who leads: open, recruit, write, check, archive, withdraw. Sending and its outcome are elsewhere."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    actor = access.acts(request)["actor"]
    if verb == "withdraw":
        form = SettleForm(request.POST)
        said = form.cleaned_data["said"] if form.is_valid() else ""
        return attempt(
            request, dossier, lambda: actions.withdraw(dossier=dossier, actor=actor, said=said),
            _("Le dossier s'arrête là. L'équipe est prévenue."),
        )  # fmt: skip
    if verb not in _TURNS:
        raise Http404
    act, said = _TURNS[verb]
    return attempt(request, dossier, lambda: act(dossier=dossier, actor=actor), str(said))


@require_POST
def raise_hand(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Je suis partant », from the page of the dossier."""
    dossier = access.get_dossier_to_see(request, club_slug, pk)
    own = access.own_in(request, request.club)  # type: ignore[attr-defined]
    if not own or not access.is_open_to(request, dossier):
        raise Http404
    form = HandForm(request.POST, organizations=own, auto_id="main-%s")
    if form.is_valid():
        try:
            actions.raise_hand(
                dossier=dossier, organization=form.in_name_of(), actor=person(request), **form.facts()
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("C'est dit. La structure qui mène le dossier vous répondra."))
        return to(request, "detail", dossier)
    return _detail(request, dossier, form, status=409)


@require_POST
def partant(request: HttpRequest, club_slug: str, call_pk: int) -> HttpResponse:
    """« Je suis partant pour… », from the page of a call; `retirer`, with a structure's key, takes it back."""
    club, own = get_club_of_mine(request, club_slug)
    call = access.get_call(request, club, str(call_pk))
    if call is None or not own:
        raise Http404
    if "retirer" in request.POST:
        mine = pick(own, request.POST["retirer"])
        actions.take_back(call=call, club=club, organization=mine, actor=person(request))  # type: ignore[arg-type]
        messages.success(request, _("C'est retiré."))
        return redirect(call.address_in(club))
    form = HandForm(request.POST, organizations=own)
    if form.is_valid():
        try:
            actions.say_partant(
                call=call, club=club, organization=form.in_name_of(), actor=person(request),
                word=form.cleaned_data["word"], would_lead="mener" in request.POST,
            )  # fmt: skip
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("C'est dit : les autres membres le voient sur la page de l'appel."))
    return redirect(call.address_in(club))


@require_POST
@open_to_links
def link_call(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """An initiative has found its call (`appel`); without one, it looks again."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    call = access.get_call(request, dossier.club, request.POST.get("appel"))
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.link_call(dossier=dossier, call=call, actor=actor),
        _("Le dossier répond à cet appel.") if call else _("Le dossier cherche de nouveau son appel."),
    )  # fmt: skip


def duplicate(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Serve again, for another call: for a member of the team who has an account and a structure in the club."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    club = request.club  # type: ignore[attr-defined]
    own = access.own_in(request, club)
    form = DuplicateForm(request.POST or None, organizations=own, initial={"title": dossier.title})
    if own and request.method == "POST" and form.is_valid():
        try:
            made = actions.duplicate(
                dossier=dossier, club=club, organization=form.in_name_of(), actor=person(request), **form.facts()
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Le nouveau dossier est prêt, avec vos textes et vos besoins."))
            return to(request, "detail", made)
    return render(request, "dossiers/duplicate.html", screen.frame(request, dossier, form=form, own=own))
