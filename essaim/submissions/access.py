"""Who gives and reads the papers of a dossier. Getters give the object, or 404; `dossiers.access` has set the seat."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.dossiers import access as dossiers
from essaim.dossiers.enums import IN_TEAM
from essaim.dossiers.models import Dossier, Partner
from essaim.vault import queries as vaults
from essaim.vault.types import DocumentType, document_types, is_sensitive

from .models import AskedPaper, DirectPaper, GivenPaper


def own_vaults(request: HttpRequest, partners: Iterable[Partner]) -> set[int]:
    """Keys of the team's organizations whose vault the person opens. One query."""
    user = request.user if isinstance(request.user, User) else None
    team = [one.organization_id for one in partners if one.state in IN_TEAM]
    return {key for key, people in vaults.people_of(team).items() if user in people} if user else set()


def reads(seat: dossiers.Seat, kind: str, partner_pk: int | None) -> bool:
    """Who leads reads all; each its own; the team, signed in, what is neither bank nor identity."""
    if seat.is_lead or any(part.pk == partner_pk for part in seat.parts):
        return True
    return seat.in_team and seat.link is None and not is_sensitive(kind)


def hands_in(seat: dossiers.Seat, partner: Partner, *, has_vault: bool) -> bool:
    """Whether files are handed in directly from this seat: by the partner's own person without account, and by who
    leads for a partner whose vault nobody opens."""
    if not seat.dossier.may_change or partner.state not in IN_TEAM:
        return False
    own = any(part.pk == partner.pk for part in seat.parts)
    return (own and (seat.link is not None or not has_vault)) or (seat.is_lead and not has_vault)


def get_part(request: HttpRequest, dossier: Dossier, pk: int) -> Partner:
    """One's own row, to give its papers."""
    partner = dossiers.get_own_part(request, dossier, pk)
    if partner.organization_id not in own_vaults(request, [partner]):
        raise Http404
    return partner


def get_partner_to_hand_in(request: HttpRequest, dossier: Dossier, pk: int) -> Partner:
    partner = dossiers.get_partner(request, dossier, pk)
    has_vault = bool(vaults.people_of([partner.organization_id]))
    seat: dossiers.Seat = request.seat  # type: ignore[attr-defined]
    if not hands_in(seat, partner, has_vault=has_vault):
        raise Http404
    return partner


def get_kind(code: str) -> DocumentType:
    known = document_types().get(code)
    if known is None:
        raise Http404
    return known


def get_asked(dossier: Dossier, pk: int) -> AskedPaper:
    return get_object_or_404(AskedPaper.objects.select_related("dossier"), dossier=dossier, pk=pk)


def get_direct(request: HttpRequest, dossier: Dossier, pk: int) -> DirectPaper:
    """One that the person reads."""
    row = get_object_or_404(DirectPaper.objects.select_related("dossier__club"), dossier=dossier, pk=pk)
    if not reads(request.seat, row.kind, row.partner_id):  # type: ignore[attr-defined]
        raise Http404
    return row


def get_direct_to_remove(request: HttpRequest, dossier: Dossier, pk: int) -> DirectPaper:
    row = get_direct(request, dossier, pk)
    seat: dossiers.Seat = request.seat  # type: ignore[attr-defined]
    if not (seat.is_lead or any(part.pk == row.partner_id for part in seat.parts)):
        raise Http404
    return row


def get_given(request: HttpRequest, dossier: Dossier, pk: int) -> GivenPaper:
    row = get_object_or_404(
        GivenPaper.objects.select_related("dossier__club", "organization"), dossier=dossier, pk=pk
    )  # fmt: skip
    if not reads(request.seat, row.kind, row.partner_id):  # type: ignore[attr-defined]
        raise Http404
    return row
