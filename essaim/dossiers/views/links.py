"""The door of who has no account, and the links that the lead gives."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from essaim.kernel.errors import Refusal

from .. import access, actions, screen
from ..forms import ReaderForm
from ..gate import open_to_links
from ..links import link_url
from .common import add_refusal, attempt, to


@login_not_required
@never_cache
def link(request: HttpRequest, club_slug: str, token: str) -> HttpResponse:
    """What the link opens, and for whom; the button enters. A GET changes nothing: a program that looks at the links of
    a message does not enter."""
    try:
        dossier = access.get_dossier_by_link(request, club_slug, token)
    except Refusal as refusal:
        context = {"club": getattr(request, "club", None), "refusal": str(refusal)}
        return render(request, "dossiers/link_gone.html", context, status=410)
    seat: access.Seat = request.seat  # type: ignore[attr-defined]
    if request.method == "POST":
        access.enter(request, dossier, token)
        actions.enter(link=seat.link)  # type: ignore[arg-type]
        return redirect("dossiers:detail", request.club.slug, dossier.pk)  # type: ignore[attr-defined]
    context = {"club": request.club, "dossier": dossier, "seat": seat, "link": seat.link}  # type: ignore[attr-defined]
    return render(request, "dossiers/link.html", context)


@require_POST
@open_to_links
def leave(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Close the door behind oneself, on a shared computer."""
    dossier = access.get_dossier(request, club_slug, pk)
    access.close_door(request, dossier)
    messages.success(request, _("Vous êtes sortis du dossier. Votre lien reste dans le message reçu."))
    return redirect("clubs:detail", request.club.slug)  # type: ignore[attr-defined]


def readers(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The read-only links, and a form to make one."""
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    form = ReaderForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actor = access.acts(request)["actor"]
        try:
            made = actions.make_reader_link(dossier=dossier, actor=actor, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            sent = _("Le lien est parti à %(address)s.") % {"address": made.email}
            messages.success(request, sent if made.email else _("Le lien est prêt : copiez-le ci-dessous."))
            return to(request, "readers", dossier)
    rows = [(one, link_url(one)) for one in access.links_of(dossier)]
    return render(request, "dossiers/readers.html", screen.frame(request, dossier, form=form, links=rows))


@require_POST
def withdraw(request: HttpRequest, club_slug: str, pk: int, link_pk: int) -> HttpResponse:
    dossier = access.get_dossier_to_lead(request, club_slug, pk)
    row = access.get_link(dossier, link_pk)
    actor = access.acts(request)["actor"]
    return attempt(
        request, dossier, lambda: actions.withdraw_link(link=row, actor=actor), _("Ce lien ne sert plus."), "readers"
    )
