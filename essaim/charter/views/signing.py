"""Signing in the name of an organization; the register of signatures."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run, get_club_with_register
from essaim.kernel.errors import Refusal
from essaim.ui.sheets import Sheet
from essaim.writing.markup import render as as_html

from .. import access, actions, queries
from ..forms import SignForm


def choose(request: HttpRequest, club_slug: str) -> HttpResponse:
    """In whose name? The only organization that has not signed, or a choice."""
    club, seats = access.get_club_to_sign(request, club_slug)
    left = [seat for seat in seats if not seat.signed]
    if len(left) != 1 or queries.current_version(club) is None:
        return redirect("charter:index", club.slug)
    return redirect("charter:sign_for", club.slug, left[0].organization.pk)


def sign(request: HttpRequest, club_slug: str, organization_pk: int) -> HttpResponse:
    club, seats = access.get_club_to_sign(request, club_slug)
    seat = next((one for one in seats if one.organization.pk == organization_pk), None)
    version = queries.current_version(club)
    if seat is None or version is None:
        raise Http404
    name = person(request).name or seat.representation.name
    initial = {"sha256": version.sha256, "name": name, "role": seat.representation.role}
    form = SignForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.sign(
                club=club, organization=seat.organization, user=person(request), name=data["name"],
                role=data["role"], sha256=data["sha256"],
            )  # fmt: skip
        except Refusal as refusal:
            # The text shown below is the present one: what is signed next is that one.
            form.data = request.POST.copy()
            form.data["sha256"] = version.sha256
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est signé, au nom de %(name)s. Merci.") % {"name": seat.organization.name})
            return redirect("charter:index", club.slug)
    return render(
        request,
        "charter/sign.html",
        {"form": form, "seat": seat, "version": version, "html": as_html(version.content)},
    )


def signatures(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Who has not signed yet, whom to ask, and every signature since the first."""
    club = get_club_with_register(request, club_slug)
    return render(
        request,
        "charter/signatures.html",
        {
            "version": queries.to_sign(club),
            "waiting": queries.waiting_in(club),
            "signatures": list(queries.signatures_of(club)),
        },
    )


def export(request: HttpRequest, club_slug: str, form: str) -> HttpResponse:
    """The register of signatures in a file (`ui.sheets.FORMS`)."""
    club = get_club_with_register(request, club_slug)
    rows = list(queries.signatures_of(club))
    sheet = Sheet(
        title=_("Registre des signatures de la charte"),
        subtitle=club.name,
        about=[
            _("Les heures sont en temps universel."),
            _("L'empreinte est le SHA-256 du texte signé, en UTF-8 : elle se vérifie avec n'importe quel outil."),
        ],
        heads=[_("Structure"), _("Version"), _("Signée par"), _("Fonction"), _("Adresse du compte"), _("Le"),
               _("Empreinte")],
        rows=[
            [row.organization.name, row.version.number, row.name, row.role, row.email, row.signed_at, row.sha256]
            for row in rows
        ],
        widths=[5, 2, 4, 4, 5, 4, 7],
    )  # fmt: skip
    return sheet.response(form)


@require_POST
def remind(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = get_club_to_run(request, club_slug)
    try:
        count = actions.remind(club=club, actor=person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request,
            ngettext(
                "Un message part vers %(count)s personne, un par jour au plus.",
                "Un message part vers %(count)s personnes, un par jour au plus.",
                count,
            )
            % {"count": count},
        )
    return redirect("charter:signatures", club.slug)
