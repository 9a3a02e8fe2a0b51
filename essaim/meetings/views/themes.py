"""Themes: what the club could work on, and what it made of it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_as_member
from essaim.clubs.queries import own_members
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import access_themes as access
from ..actions import themes as actions
from ..forms.themes import ReplyForm, ThemeForm
from ..queries import themes as queries
from ..story import story_of

DEFAULT_PART = "a-traiter"


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_as_member(request, club_slug)
    part = request.GET.get("liste", DEFAULT_PART)
    part = part if part in queries.PARTS else DEFAULT_PART
    typed = request.GET.get("q", "").strip()
    found = queries.theme_list(club, part=part, words=typed)
    own = list(own_members(request.user, club))
    return render(
        request,
        "meetings/themes.html",
        {
            "themes": found.themes,
            "any_theme": any(found.counts.values()),
            "part": part,
            "typed": typed,
            "tabs": _tabs(club.slug, part, found.counts),
            "own": own,
            "supported": queries.supported(club, own),
        },
    )


def new(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Propose a theme: two fields. What looks like it is shown once before it goes, and can be supported instead."""
    club = get_club_as_member(request, club_slug)
    own = list(own_members(request.user, club))
    form = ThemeForm(request.POST or None, organizations=own, initial={"title": request.GET.get("titre", "")[:120]})
    near: list = []
    if request.method == "POST" and form.is_valid():
        title, text = form.cleaned_data["title"], form.cleaned_data["text"]
        near = [] if "quand-meme" in request.POST else queries.alike(club, title=title, text=text)
        if not near:
            theme = actions.propose_theme(
                club=club, actor=person(request), organization=form.in_name_of(), title=title, text=text
            )
            messages.success(request, _("Votre thème est sur la liste du club."))
            return redirect("themes:detail", club.slug, theme.pk)
    return render(
        request,
        "meetings/theme_new.html",
        {"form": form, "near": near, "own": own, "supported": queries.supported(club, own) if near else set()},
    )


def detail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    theme = access.get_theme(request, club_slug, pk)
    standing = request.standing  # type: ignore[attr-defined]
    return _page(request, theme, ReplyForm(initial=_reply_of(theme)) if standing.is_organiser else None)


def edit(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    theme = access.get_theme(request, club_slug, pk)
    own = list(own_members(request.user, theme.club))
    access.require_may_edit_theme(theme, request.user, request.standing, own)  # type: ignore[attr-defined]
    form = ThemeForm(request.POST or None, organizations=[], initial={"title": theme.title, "text": theme.text})
    if request.method == "POST" and form.is_valid():
        actions.update_theme(theme=theme, actor=person(request), **form.cleaned_data)
        messages.success(request, _("C'est noté."))
        return redirect("themes:detail", club_slug, pk)
    return render(request, "meetings/theme_edit.html", {"theme": theme, "form": form})


@require_POST
def support(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """« Pour nous aussi », then what one brings: `brings` is sent by the form of the theme's page only."""
    theme = access.get_theme(request, club_slug, pk)
    brings = request.POST.get("brings")
    try:
        actions.support_theme(
            theme=theme, actor=person(request), organization=_own_one(request, theme),
            brings=None if brings is None else brings[:300],
        )  # fmt: skip
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        said = _("C'est noté, merci.") if brings else _("C'est noté. Pouvez-vous apporter quelque chose ?")
        messages.success(request, said)
    return redirect(reverse("themes:detail", args=[club_slug, pk]) + ("" if brings else "#apporter"))


@require_POST
def withdraw_support(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    theme = access.get_theme(request, club_slug, pk)
    try:
        actions.withdraw_support(theme=theme, actor=person(request), organization=_own_one(request, theme))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C'est noté : ce thème n'est plus le vôtre."))
    return redirect("themes:detail", club_slug, pk)


@require_POST
def turn(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The state of the theme and the sentence that goes with it."""
    theme = access.get_theme_to_run(request, club_slug, pk)
    form = ReplyForm(request.POST)
    if form.is_valid():
        try:
            actions.turn_theme(theme=theme, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("Les membres le voient sur la page du thème."))
            return redirect("themes:detail", club_slug, pk)
    return _page(request, theme, form)


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    theme = access.get_theme(request, club_slug, pk)
    own = list(own_members(request.user, theme.club))
    access.require_may_edit_theme(theme, request.user, request.standing, own)  # type: ignore[attr-defined]
    try:
        actions.withdraw_theme(theme=theme, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("themes:detail", club_slug, pk)
    messages.success(request, _("Le thème est retiré de la liste."))
    return redirect("themes:index", club_slug)


def _page(request: HttpRequest, theme, reply_form: ReplyForm | None) -> HttpResponse:
    own = list(own_members(request.user, theme.club))
    supports = queries.supports_of(theme)
    said = {one.organization_id: one for one in supports}
    return render(
        request,
        "meetings/theme.html",
        {
            "theme": theme,
            "supports": supports,
            "own": [{"organization": one, "support": said.get(one.pk)} for one in own],
            "meetings": queries.meetings_on(theme),
            "story": story_of(request, theme),
            "may_edit": access.can_edit_theme(theme, request.user, request.standing, own),  # type: ignore[attr-defined]
            "reply_form": reply_form,
        },
    )


def _own_one(request: HttpRequest, theme) -> Organization:
    """The organization in whose name one speaks: the one that the form names, else the first that one represents."""
    own = list(own_members(request.user, theme.club))
    named = request.POST.get("organization")
    for one in own:
        if named in (None, str(one.pk)):
            return one
    raise Refusal(_("Un thème se soutient au nom d'une structure membre, par quelqu'un qui la représente."))


def _reply_of(theme) -> dict:
    verbs = {"proposed": "reopen", "chosen": "choose", "treated": "treat", "set_aside": "set_aside"}
    return {"verb": verbs[theme.state], "reply": theme.reply}


def _tabs(slug: str, part: str, counts: dict[str, int]) -> list[dict]:
    labels = {"a-traiter": _("À traiter"), "traites": _("Traités"), "mis-de-cote": _("Mis de côté")}
    address = reverse("themes:index", args=[slug])
    return [
        {
            "label": labels[name],
            "url": address if name == DEFAULT_PART else f"{address}?liste={name}",
            "current": name == part,
            "count": counts[name],
        }
        for name in queries.PARTS
    ]
