"""The trail: one page for the candidate, with a signed link or an account, and for the club."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from essaim.clubs.access import get_club_as_member
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..enums import APPLICATION_VERBS, CLOSED
from ..forms import AskSponsorForm, SentenceForm
from ..models import Application
from ..queries import story
from ..queries import trail as queries
from ..queries.trail import Reader, Trail

# Words of the addresses → verbs.
WORDS = {
    "confirmer": "confirm", "accepter": "accept", "demander": "ask_sponsor", "parrainer": "vouch",
    "decliner": "decline", "se-porter-garant": "stand_in", "voter": "vote", "s-opposer": "object",
    "admettre": "admit", "refuser": "refuse", "retirer": "withdraw",
}  # fmt: skip


@login_not_required
@never_cache
@require_safe
def follow(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """The candidate's page, without account. Opening it writes nothing."""
    application = access.get_application_by_link(request, club_slug, token)
    return _page(request, application, access.candidate_of(request, application), token)


def trail(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    application, reader = access.get_application(request, club_slug, pk)
    return _page(request, application, reader)


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Candidates of the moment, for the members; those that came and went, for whoever runs the club."""
    club = get_club_as_member(request, club_slug)
    closed = []
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        closed = list(queries.applications_of(club, states=tuple(CLOSED)).order_by("-decided_at", "-pk")[:30])
    return render(request, "joining/applications.html", {"rows": list(queries.applications_of(club)), "closed": closed})


def _page(request: HttpRequest, application: Application, reader: Reader, token: str = "") -> HttpResponse:
    trail = queries.trail_of(application)
    steps, step = story.steps_of(trail)
    verbs = queries.verbs_for(trail, reader)
    context = {
        "application": application,
        "trail": trail,
        "reader": reader,
        "token": token,
        "verbs": verbs,
        "acts": {verb: access.act_address(application, word, token) for word, verb in WORDS.items() if verb in verbs},
        "steps": steps,
        "step": step,
        "waiting": story.waiting(trail),
        "moments": story.moments_of(application),
        "closed": application.state in CLOSED,
        "objections": list(application.objections.select_related("organization"))
        if reader.standing.is_organiser
        else [],
        "charter_url": access.charter_url(application) if trail.waits_for_charter else "",
        "forms": _forms(application, reader, verbs, token),
    }
    return render(request, "joining/trail.html", context)


def _address(application: Application, word: str, token: str) -> str:
    return access.act_address(application, word, token)


def _forms(application: Application, reader: Reader, verbs: set[str], token: str) -> dict[str, Any]:
    """The sentence or the choice that each act asks for."""
    forms: dict[str, Any] = {}
    sentence = _("D'où vous vous connaissez, en une phrase")
    labels = {
        "vouch": (sentence, _("La structure et le club la liront.")),
        "decline": (_("Un mot, si vous voulez"), _("La structure le lira.")),
        "stand_in": (_("Pourquoi vous vous portez garant, en une phrase"), _("La structure et le club la liront.")),
        "object": (_("Ce qui vous retient"), _("Seules les personnes qui animent le club le liront.")),
        "refuse": (_("Pourquoi"), _("Seules les personnes qui animent le club le liront.")),
        "withdraw": (_("Un mot, si vous voulez"), ""),
        "accept": (_("Ce que vous faites, ce que vous cherchez, en deux lignes"), _("Les membres le liront.")),
    }
    for verb in verbs & labels.keys():
        label, hint = labels[verb]
        needed = verb in ("vouch", "stand_in", "object", "refuse")
        forms[verb] = SentenceForm(label=label, hint=hint, required=needed, auto_id=f"id_{verb}_%s")
    if "ask_sponsor" in verbs and access.may_choose_sponsor(application, reader):
        forms["ask_sponsor"] = AskSponsorForm(club=application.club)
    return forms


@login_not_required
@require_POST
def act_by_link(request: HttpRequest, club_slug: str, token: str, word: str) -> HttpResponse:
    application = access.get_application_by_link(request, club_slug, token)
    _act(request, application, access.candidate_of(request, application), word)
    return redirect("joining:follow", club_slug, token)


@require_POST
def act(request: HttpRequest, club_slug: str, pk: int, word: str) -> HttpResponse:
    application, reader = access.get_application(request, club_slug, pk)
    _act(request, application, reader, word)
    return redirect("joining:trail", club_slug, pk)


def _act(request: HttpRequest, application: Application, reader: Reader, word: str) -> None:
    """Do what the address says. 404 for who has no part in it; a sentence when the moment has passed."""
    verb = WORDS.get(word, "")
    trail = queries.trail_of(application)
    if not verb or not reader.parts(application, trail.sponsoring, trail.young) & APPLICATION_VERBS[verb].by:
        raise Http404
    if verb not in queries.verbs_for(trail, reader):
        messages.error(request, story.waiting(trail))
        return
    words = request.POST.get("words", "")
    try:
        sentence = _DO[verb](application, reader, trail, request.POST, words)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, sentence % {"name": application.organization.name})


def _confirm(application, reader, trail, data, words) -> str:
    actions.confirm(application=application, actor=reader.user)
    return _("C'est confirmé : le club a votre demande.")


def _accept(application, reader, trail, data, words) -> str:
    actions.accept(application=application, why=words, actor=reader.user)
    return _("Merci. Le club sait que vous voulez le rejoindre.")


def _ask_sponsor(application, reader, trail, data, words) -> str:
    form = AskSponsorForm(data, club=application.club)
    if not access.may_choose_sponsor(application, reader) or not form.is_valid():
        raise Refusal(_("Choisissez un membre dans la liste."), code="no_sponsor", field="sponsor")
    sponsor = form.cleaned_data["sponsor"]
    actions.ask_sponsor(application=application, sponsor=sponsor, actor=reader.user)
    return _("La demande est partie.")


def _vouch(application, reader, trail, data, words) -> str:
    asked = trail.sponsoring.sponsor if trail.sponsoring else None
    sponsor = asked if asked and asked in reader.member_of else reader.member_of[0]
    actions.vouch(application=application, sponsor=sponsor, words=words, actor=reader.user)
    return _("Merci : vous parrainez %(name)s.")


def _decline(application, reader, trail, data, words) -> str:
    actions.decline(application=application, sponsor=trail.sponsoring.sponsor, words=words, actor=reader.user)
    return _("C'est noté. %(name)s demandera à quelqu'un d'autre.")


def _stand_in(application, reader, trail, data, words) -> str:
    actions.stand_in(application=application, words=words, actor=reader.user)
    return _("Vous vous portez garant de %(name)s.")


def _vote(application, reader, trail, data, words) -> str:
    actions.vote(application=application, user=reader.user, yes=data.get("voix") == "oui")
    return _("Votre voix est comptée.")


def _object(application, reader, trail, data, words) -> str:
    mine = next(one for one in reader.member_of if one.pk not in trail.objected)
    actions.object_to(application=application, organization=mine, reason=words, user=reader.user)
    return _("Votre opposition est arrivée à l'animation, qui vous répondra.")


def _admit(application, reader, trail, data, words) -> str:
    actions.admit(application=application, actor=reader.user)
    return _("%(name)s est membre du club.")


def _refuse(application, reader, trail, data, words) -> str:
    actions.refuse(application=application, reason=words, actor=reader.user)
    return _("La candidature de %(name)s est close, et la structure prévenue.")


def _withdraw(application, reader, trail, data, words) -> str:
    actions.withdraw(application=application, words=words, actor=reader.user)
    return _("La demande est retirée.")


_DO: dict[str, Callable[[Application, Reader, Trail, Any, str], str]] = {
    "confirm": _confirm, "accept": _accept, "ask_sponsor": _ask_sponsor, "vouch": _vouch, "decline": _decline,
    "stand_in": _stand_in, "vote": _vote, "object": _object, "admit": _admit, "refuse": _refuse,
    "withdraw": _withdraw,
}  # fmt: skip
