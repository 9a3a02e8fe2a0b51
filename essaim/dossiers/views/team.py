"""The team: who is asked, who answers, for which share, who confirms, who leads."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, queries, rules, screen
from ..enums import PartnerRole
from ..forms import ContactForm, InviteForm, OutsideForm, ShareFormSet, WordForm
from ..forms.team import ConsortiumFormForm, initial_shares
from ..gate import open_to_links
from .common import add_refusal, attempt, to


@open_to_links
def team(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier(request, club_slug, pk)
    return render(request, "dossiers/team.html", screen.team(request, dossier))


@open_to_links
def versions(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Every version of the composition: who changed what, who confirmed it."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    rows = list(queries.compositions_of(dossier))
    return render(request, "dossiers/versions.html", screen.frame(request, dossier, versions=rows))


@open_to_links
def shares(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Roles, shares and amounts of the whole team, on one form, written as one version."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    rows = rules.team_of(request.partners)  # type: ignore[attr-defined]
    data = request.POST or None
    head = ConsortiumFormForm(data, initial={"form": dossier.form, "seen": dossier.composition_number})
    formset = ShareFormSet(data, initial=initial_shares(rows), prefix="parts")
    if request.method == "POST" and head.is_valid() and formset.is_valid():
        known = {one.pk: one for one in rows}
        places = {
            one["partner"]: actions.Place(
                PartnerRole.LEAD if known[one["partner"]].role == PartnerRole.LEAD
                else one["role"] or known[one["partner"]].role,
                one["share"], one["amount"], one["brings"],
            )
            for one in formset.cleaned_data if one.get("partner") in known
        }  # fmt: skip
        try:
            actions.set_shares(
                dossier=dossier, places=places, form=head.cleaned_data["form"] or None,
                seen=head.cleaned_data["seen"], **access.acts(request),
            )  # fmt: skip
        except Refusal as refusal:
            add_refusal(head, refusal)
        else:
            messages.success(request, _("La composition est enregistrée."))
            return to(request, "team", dossier)
    lines = list(zip(rows, formset.forms, strict=False)) if len(formset.forms) == len(rows) else []
    context = screen.frame(request, dossier, head=head, formset=formset, lines=lines, several=len(rows) > 1)
    return render(request, "dossiers/shares.html", context)


@require_POST
@open_to_links
def compose(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.compose(dossier=dossier, actor=actor),
        _("L'équipe est composée : chaque structure est invitée à confirmer."), "team",
    )  # fmt: skip


@open_to_links
def invite(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Look for a structure in the directory (`?q=`), or ask one that is not there by its address."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    typed = request.GET.get("q", "")[:120]
    form = OutsideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = access.acts(request)["actor"]
        try:
            actions.invite_outside(dossier=dossier, actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("L'invitation est partie."))
            return to(request, "team", dossier)
    there = {one.organization_id for one in request.partners if one.state in access.ACTIVE}  # type: ignore[attr-defined]
    found = [(one, one.pk in there) for one in queries.could_be_asked(typed)]
    hands = queries.hands_for(dossier.call, dossier.club) if dossier.call else []
    context = screen.frame(
        request, dossier, form=form, typed=typed, found=found,
        hands=[one for one in hands if one.organization_id not in there],
    )  # fmt: skip
    return render(request, "dossiers/invite.html", context)


@open_to_links
def invite_one(request: HttpRequest, club_slug: str, pk: int, organization_pk: int) -> HttpResponse:
    """Ask a structure of the directory."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    organization = access.get_organization(organization_pk)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = access.acts(request)["actor"]
        try:
            actions.invite(dossier=dossier, organization=organization, actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("L'invitation est partie."))
            return to(request, "team", dossier)
    return render(
        request, "dossiers/invite_one.html", screen.frame(request, dossier, form=form, organization=organization)
    )


@require_POST
@open_to_links
def answer(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """An invited structure says yes (`oui`) or no, in its own name."""
    dossier = access.get_dossier(request, club_slug, pk)
    partner = access.get_own_part(request, dossier, partner_pk)
    who = access.acts(request)
    if "oui" in request.POST:
        return attempt(
            request, dossier, lambda: actions.accept(partner=partner, **who), _("Bienvenue dans l'équipe."), "team"
        )
    form = WordForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    try:
        actions.decline(partner=partner, word=word, **who)
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "team", dossier)
    messages.success(request, _("C'est dit. Merci d'avoir répondu."))
    return _away(request)


def _away(request: HttpRequest) -> HttpResponse:
    """To the dossiers of the club, for its members; else to the club's page."""
    page = "dossiers:index" if request.standing.is_member else "clubs:detail"  # type: ignore[attr-defined]
    return redirect(page, request.club.slug)  # type: ignore[attr-defined]


@require_POST
@open_to_links
def welcome(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """The lead takes in a structure that raised its hand (`oui`), or not."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    partner = access.get_partner(request, dossier, partner_pk)
    actor = access.acts(request)["actor"]
    if "oui" in request.POST:
        return attempt(
            request, dossier, lambda: actions.take_in(partner=partner, actor=actor),
            _("%(name)s est dans l'équipe. Dites sa part.") % {"name": partner.organization.name}, "team",
        )  # fmt: skip
    form = WordForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    return attempt(
        request, dossier, lambda: actions.decline(partner=partner, actor=actor, word=word), _("C'est dit."), "team"
    )


@require_POST
@open_to_links
def confirm(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """One's own structure says yes to the version that was before the person's eyes (`version`)."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    partner = access.get_own_part(request, dossier, partner_pk)
    said = request.POST.get("version", "")
    number = int(said) if said.isdecimal() and len(said) < 9 else 0
    return attempt(
        request, dossier, lambda: actions.confirm(partner=partner, number=number, **access.acts(request)),
        _("Confirmé au nom de %(name)s.") % {"name": partner.organization.name}, "team",
    )  # fmt: skip


@require_POST
@open_to_links
def leave(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """One's own structure leaves, or the lead takes one out."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    partner = access.get_partner(request, dossier, partner_pk)
    own = any(one.pk == partner.pk for one in request.seat.parts)  # type: ignore[attr-defined]
    if not own and not request.seat.is_lead:  # type: ignore[attr-defined]
        raise Http404
    form = WordForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    try:
        actions.leave(partner=partner, word=word, **access.acts(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return to(request, "team", dossier)
    messages.success(request, _("%(name)s n'est plus dans l'équipe.") % {"name": partner.organization.name})
    return _away(request) if own and not request.seat.is_lead else to(request, "team", dossier)  # type: ignore[attr-defined]


@open_to_links
def contact(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """Whom to write to, at one's own structure or, for who leads, at any."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    partner = access.get_partner(request, dossier, partner_pk)
    seat: access.Seat = request.seat  # type: ignore[attr-defined]
    # Who came by a link does not change whose link it is.
    own = seat.link is None and any(one.pk == partner.pk for one in seat.parts)
    if not own and not (seat.is_lead and seat.link is None):
        raise Http404
    form = ContactForm(
        request.POST or None, initial={"contact_name": partner.contact, "email": partner.address}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        actions.set_contact(partner=partner, **access.acts(request), **form.cleaned_data)
        messages.success(request, _("C'est noté."))
        return to(request, "team", dossier)
    return render(request, "dossiers/contact.html", screen.frame(request, dossier, form=form, partner=partner))


@require_POST
@open_to_links
def send_link(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """Send a partner without account a new link; the former serves no more."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    partner = access.get_partner(request, dossier, partner_pk)
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.send_link(partner=partner, actor=actor), _("Un nouveau lien est parti."),
        "team",
    )  # fmt: skip


@require_POST
@open_to_links
def hand_over(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Ask `partner` to lead; without one, keep leading."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    actor = access.acts(request)["actor"]
    wanted = request.POST.get("partner", "")
    if not wanted:
        return attempt(
            request, dossier, lambda: actions.keep_lead(dossier=dossier, actor=actor), _("Vous gardez la main."), "team"
        )
    if not wanted.isdecimal() or len(wanted) > 15:
        raise Http404
    partner = access.get_partner(request, dossier, int(wanted))
    return attempt(
        request, dossier, lambda: actions.hand_over(dossier=dossier, to=partner, actor=actor),
        _("%(name)s est invitée à prendre la main. Rien ne change avant sa réponse.")
        % {"name": partner.organization.name},
        "team",
    )  # fmt: skip


@require_POST
@open_to_links
def take_over(request: HttpRequest, club_slug: str, pk: int, partner_pk: int) -> HttpResponse:
    """The structure asked to lead says yes (`oui`), or no."""
    dossier = access.get_dossier_of_team(request, club_slug, pk)
    partner = access.get_own_part(request, dossier, partner_pk)
    who = access.acts(request)
    if partner.pk != dossier.handed_to_id:
        raise Http404
    if "oui" in request.POST:
        return attempt(
            request, dossier, lambda: actions.take_over(partner=partner, **who), _("Vous menez le dossier."), "team"
        )
    return attempt(request, dossier, lambda: actions.keep_lead(dossier=dossier, **who), _("C'est dit."), "team")
