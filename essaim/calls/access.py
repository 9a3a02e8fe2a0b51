"""Who sees and edits a call, who runs the sources. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_as_member, get_club_to_run
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.organizations.models import Organization

from .models import Call, CallRecord, Draft, Source


def own_organizations(request: HttpRequest, club: Club) -> list[Organization]:
    """The person's own member organizations, read once for each page."""
    known = getattr(request, "own_members_of_calls", None)
    if known is None or known[0] != club.pk:
        known = (club.pk, list(own_members(request.user, club)))
        request.own_members_of_calls = known  # type: ignore[attr-defined]
    return known[1]


def edits(request: HttpRequest, call: Call) -> bool:
    """The people of the structure that entered it, whoever entered it, the organisers; shared ones typed in by the
    operator, the operator."""
    standing = request.standing  # type: ignore[attr-defined]
    if call.club_id is None:
        return call.by_hand and standing.is_operator
    if standing.is_organiser or (call.added_by_id and call.added_by_id == request.user.pk):
        return True
    return call.organization_id in {one.pk for one in own_organizations(request, request.club)}  # type: ignore[attr-defined]


def get_call(request: HttpRequest, club_slug: str, pk: int) -> Call:
    """A call that this club sees, for its members; one that was merged leads to the one it is in."""
    club = get_club_as_member(request, club_slug)
    rows = Call.objects.select_related("organization", "merged_into")
    call = get_object_or_404(rows, pk=pk)
    if call.merged_into:
        call = call.merged_into
    if call.club_id not in (None, club.pk):
        raise Http404
    return call


def get_call_to_edit(request: HttpRequest, club_slug: str, pk: int) -> Call:
    call = get_call(request, club_slug, pk)
    if not edits(request, call):
        raise Http404
    return call


def tells_apart(request: HttpRequest, call: Call) -> bool:
    """Who says that two records are one call or two: the operator, the organisers for calls of their club."""
    standing = request.standing  # type: ignore[attr-defined]
    return standing.is_operator if call.club_id is None else standing.is_organiser


def get_call_to_tell_apart(request: HttpRequest, club_slug: str, pk: int) -> Call:
    call = get_call(request, club_slug, pk)
    if not tells_apart(request, call):
        raise Http404
    return call


def get_record(call: Call, pk: int) -> CallRecord:
    return get_object_or_404(CallRecord.objects.select_related("source"), call=call, pk=pk)


def get_draft(request: HttpRequest, club_slug: str, pk: int) -> Draft:
    """A list, for who brought it."""
    club = get_club_as_member(request, club_slug)
    return get_object_or_404(Draft.objects.select_related("club"), club=club, pk=pk, added_by=request.user)


def get_source_to_run(request: HttpRequest, club_slug: str, pk: int) -> Source:
    """A source of the club, for its organisers; a shared one, for the operator."""
    club = get_club_to_run(request, club_slug)
    source = get_object_or_404(Source.objects.select_related("club"), pk=pk)
    mine = request.standing.is_operator if source.club_id is None else source.club_id == club.pk  # type: ignore[attr-defined]
    if not mine:
        raise Http404
    return source
