"""Accounts are read by the two structures and by the organisers who keep them; agreements by the same."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club, get_club_of_mine, pick
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization
from essaim.resources.models import Booking

from .models import Agreement, AgreementDocument, Entry, Statement
from .queries.value import is_public


def get_club_and_structure(request: HttpRequest, slug: str) -> tuple[Club, list[Organization], Organization | None]:
    """The club, the structures whose accounts the person may open by `?structure=`, and the one that is open. An
    organiser may open those of any member; without the parameter, their own."""
    club, own = get_club_of_mine(request, slug)
    wanted = request.GET.get("structure") or request.POST.get("structure")
    if wanted and request.standing.is_organiser:  # type: ignore[attr-defined]
        if not wanted.isdecimal():
            raise Http404
        return club, own, get_object_or_404(members_of(club), pk=wanted)
    return club, own, pick(own, wanted)


def get_other(club: Club, mine: Organization, pk: int) -> Organization:
    """Another structure, member or once member, with which there may be accounts."""
    return get_object_or_404(Organization.objects.filter(memberships__club=club).exclude(pk=mine.pk).distinct(), pk=pk)


def get_club_with_value(request: HttpRequest, slug: str) -> Club:
    """The club whose yearly value the person may read: everybody when the club says so, else its organisers."""
    club = get_club(request, slug)
    if not request.standing.is_organiser and not is_public(club):  # type: ignore[attr-defined]
        raise Http404
    return club


def get_entry(request: HttpRequest, slug: str, pk: int) -> tuple[Entry, Organization]:
    """A line of the accounts of the person's structure, and which structure; that of the giver for an organiser."""
    club, own = get_club_of_mine(request, slug)
    entry = get_object_or_404(Entry.objects.select_related("giver", "receiver", "undoes"), club=club, pk=pk)
    entry.club = club
    return entry, side_of(request, own, entry.giver, entry.receiver)


def get_statement(request: HttpRequest, slug: str, pk: int) -> tuple[Statement, Organization | None]:
    """A statement of the person's structure, and which; None for an organiser who is of neither."""
    club, own = get_club_of_mine(request, slug)
    rows = Statement.objects.select_related("one", "other", "payer", "proposed_by", "disputed_by")
    statement = get_object_or_404(rows, club=club, pk=pk)
    statement.club = club
    if not any(one.pk in (statement.one_id, statement.other_id) for one in own):
        side_of(request, own, statement.one, statement.other)
        return statement, None
    # Of both, the one asked for; else whichever has something to say still.
    sides = [one for one in own if one.pk in (statement.one_id, statement.other_id)]
    wanted = request.GET.get("structure") or request.POST.get("structure")
    asked = [one for one in sides if str(one.pk) == wanted]
    waiting = [one for one in sides if statement.agreed_at(one) is None]
    return statement, (asked or waiting or sides)[0]


def side_of(request: HttpRequest, own: list[Organization], one: Organization, other: Organization) -> Organization:
    """Which of the two is the person's; `one` for an organiser who is of neither; else 404."""
    for organization in own:
        if organization.pk in (one.pk, other.pk):
            return organization
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        return one
    raise Http404


def get_agreement(request: HttpRequest, slug: str, pk: int) -> tuple[Agreement, Organization]:
    """An agreement of one of the person's structures, and which: only the two read it, it may name an employee. Of
    both, the one asked for by `?structure=`."""
    club, own = get_club_of_mine(request, slug)
    row = get_object_or_404(Agreement.objects.select_related("lender", "borrower", "staff"), club=club, pk=pk)
    row.club = club
    sides = [one for one in own if one.pk in (row.lender_id, row.borrower_id)]
    mine = pick(sides, request.GET.get("structure") or request.POST.get("structure"))
    if mine is None:
        raise Http404
    return row, mine


def get_document(agreement: Agreement, pk: int) -> AgreementDocument:
    return get_object_or_404(AgreementDocument, agreement=agreement, pk=pk)


def get_booking(request: HttpRequest, slug: str, pk: int) -> Booking:
    """A booking of or to one of the person's structures."""
    club, own = get_club_of_mine(request, slug)
    rows = Booking.objects.select_related("resource__owner", "resource__municipality", "borrower", "club")
    booking = get_object_or_404(rows, club=club, pk=pk)
    if not any(one.pk in (booking.borrower_id, booking.resource.owner_id) for one in own):
        raise Http404
    return booking
