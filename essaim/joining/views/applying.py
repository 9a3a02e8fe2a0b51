"""Asking to join, from the page of the club or from an invitation; proposing a structure, as a member."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from essaim.accounts.access import person
from essaim.accounts.models import User
from essaim.clubs.access import get_club, get_club_as_member, sees_members
from essaim.clubs.queries import could_join, own_members, representations_of
from essaim.kernel.errors import Refusal
from essaim.organizations.access import get_organization
from essaim.organizations.models import Organization
from essaim.territory.queries import suggest_municipalities

from .. import access, actions, links
from ..forms import ApplyForm, ProposeForm
from ..queries import trail as queries


@login_not_required
@never_cache
def apply(request: HttpRequest, club_slug: str) -> HttpResponse:
    """First the structure, then who and why. `invitation`: the link of a campaign, which knows both."""
    club = get_club(request, club_slug)
    recipient = access.invitation_or_none(request, club, request.GET.get("invitation", ""))
    organization = recipient.organization if recipient else _chosen(request)
    is_new = organization is None and "nouvelle" in request.GET
    if organization is None and not is_new:
        return _choose(request, club)
    user = request.user if isinstance(request.user, User) else None
    initial = {
        "name": (recipient.name if recipient else "") or (user.name if user else ""),
        "email": (recipient.email if recipient else "") or (user.email if user else ""),
        "new_name": request.GET.get("structure_cherchee", "")[:200],
    }
    form = ApplyForm(
        request.POST or None, initial=initial, club=club, is_new=is_new,
        sees_members=sees_members(club, request.standing),  # type: ignore[attr-defined]
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        communes = suggest_municipalities(data["commune"], limit=1) if data.get("commune") else []
        try:
            application = None if form.is_robot else actions.apply(
                club=club, organization=organization, name=data["name"], role=data["role"], email=data["email"],
                why=data["why"], user=user, recipient=recipient, sponsor=data.get("sponsor"),
                new_name=data.get("new_name", ""), municipality=communes[0] if communes else None,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            return _thanks(request, club_slug, application, data["email"])
    context = {"form": form, "organization": organization, "is_new": is_new}
    return render(request, "joining/apply.html", context)


def _thanks(request: HttpRequest, club_slug: str, application, email: str) -> HttpResponse:
    """Whoever is known goes on to the trail; the others read their mail first."""
    if application and application.confirmed_at:
        messages.success(request, _("Votre demande est arrivée. Voici où elle en est."))
        return redirect("joining:follow", club_slug, links.trail_token(application.pk))
    messages.success(
        request,
        _("Une dernière chose : ouvrez le message que nous envoyons à %(email)s, et confirmez.") % {"email": email},
    )
    return redirect("clubs:detail", club_slug)


def _chosen(request: HttpRequest) -> Organization | None:
    pk = request.GET.get("structure", "")
    return get_organization(request, int(pk)) if pk.isascii() and pk.isdigit() and len(pk) < 12 else None


def _choose(request: HttpRequest, club) -> HttpResponse:
    typed = request.GET.get("q", "")[:120]
    user = request.user if isinstance(request.user, User) else None
    mine = [row.organization for row in representations_of(user)] if user else []
    inside = queries.inside(club, [one.pk for one in mine])
    context = {
        "typed": typed,
        "found": could_join(club, typed),
        "mine": [one for one in mine if one.pk not in inside],
    }
    return render(request, "joining/choose.html", context)


def propose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """A member brings a structure of the directory."""
    club = get_club_as_member(request, club_slug)
    organization = get_organization(request, pk)
    me = person(request)
    sponsors = list(own_members(me, club))
    if not sponsors or organization.merged_into_id:
        raise Http404
    if current := queries.open_application(club, organization):
        return redirect("joining:trail", club.slug, current.pk)
    form = ProposeForm(request.POST or None, sponsors=sponsors)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = {one.pk: one for one in sponsors}.get(int(data.get("sponsor") or sponsors[0].pk), sponsors[0])
        try:
            application = actions.propose(
                club=club, organization=organization, sponsor=chosen, words=data["words"], name=data["name"],
                email=data["email"], actor=me,
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(
                request, _("Votre proposition part à %(name)s. À elle de dire oui.") % {"name": organization.name}
            )
            return redirect("joining:trail", club.slug, application.pk)
    return render(request, "joining/propose.html", {"form": form, "organization": organization})
