"""Who reads, writes and answers for a practice. Getters give the object, or 404."""

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs import queries as clubs
from essaim.clubs.access import get_club, get_club_as_member, pick
from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.writing.kinds import Rights
from essaim.writing.models import Text

from . import queries
from .enums import Audience, PracticeState
from .models import Part, Practice, PracticeDocument, Review, Visit


def writes(request: HttpRequest, practice: Practice) -> bool:
    """Its own people, and whoever runs the club; nobody once it is archived."""
    return practice.state != PracticeState.ARCHIVED and keeps(request, practice)


def keeps(request: HttpRequest, practice: Practice) -> bool:
    """Its own people, members of the club today, and whoever runs the club."""
    standing = request.standing  # type: ignore[attr-defined]
    if standing.is_organiser:
        return True
    return standing.is_member and practice.organization in own_members(request, practice.club)


def own_members(request: HttpRequest, club: Club) -> list[Organization]:
    """The person's own member organizations, read once for each page."""
    known = getattr(request, "own_members_of_practices", None)
    if known is None or known[0] != club.pk:
        known = (club.pk, list(clubs.own_members(request.user, club)))
        request.own_members_of_practices = known  # type: ignore[attr-defined]
    return known[1]


def sees(request: HttpRequest, practice: Practice) -> bool:
    """Members read what is published or being read again; everybody, what is public; its people, all."""
    standing = request.standing  # type: ignore[attr-defined]
    if practice.stands and practice.audience == Audience.PUBLIC:
        return True
    if standing.is_member and (practice.stands or practice.state == PracticeState.REVIEW):
        return True
    return keeps(request, practice)


def decides_audience(request: HttpRequest, practice: Practice) -> bool:
    """Whether the person may open it to everybody: whoever runs the club, its own people where the club lets them."""
    standing = request.standing  # type: ignore[attr-defined]
    return standing.is_organiser or (keeps(request, practice) and queries.authors_open(practice.club))


def rights_on_part(request: HttpRequest, text: Text) -> Rights:
    """For `writing`: members comment and propose, the structure's people write."""
    standing = request.standing  # type: ignore[attr-defined]
    if not standing.is_member:
        return Rights()
    part = Part.objects.filter(text=text).select_related("practice__organization", "practice__club").first()
    if part is None or not sees(request, part.practice):
        return Rights()
    mine = writes(request, part.practice)
    return Rights(read=True, write=mine, comment=True, propose=not mine, settle=mine)


def get_practice(request: HttpRequest, club_slug: str, pk: int) -> Practice:
    club = get_club(request, club_slug)
    practice = get_object_or_404(queries.with_all(club), pk=pk)
    practice.club = club
    if not sees(request, practice):
        raise Http404
    return practice


def get_practice_to_keep(request: HttpRequest, club_slug: str, pk: int) -> Practice:
    practice = get_practice(request, club_slug, pk)
    if not keeps(request, practice):
        raise Http404
    return practice


def get_practice_to_write(request: HttpRequest, club_slug: str, pk: int) -> Practice:
    practice = get_practice(request, club_slug, pk)
    if not writes(request, practice):
        raise Http404
    return practice


def get_practice_as_member(request: HttpRequest, club_slug: str, pk: int) -> Practice:
    """One that members read, for a member: to read again, take up, come and see."""
    get_club_as_member(request, club_slug)
    return get_practice(request, club_slug, pk)


def get_others(request: HttpRequest, practice: Practice) -> list[Organization]:
    """The person's own structures, that of the practice aside."""
    return [one for one in own_members(request, practice.club) if one.pk != practice.organization_id]


def pick_other(request: HttpRequest, practice: Practice, wanted: str | None) -> Organization:
    """The person's own structure that is asked for by its key, else the first; 404 without any."""
    found = pick(get_others(request, practice), wanted)
    if found is None:
        raise Http404
    return found


def get_review(request: HttpRequest, club_slug: str, pk: int, review_pk: int) -> Review:
    """The reading that the person's own structure has to do."""
    practice = get_practice_as_member(request, club_slug, pk)
    own = [one.pk for one in get_others(request, practice)]
    review = get_object_or_404(Review, practice=practice, pk=review_pk, organization__in=own)
    review.practice = practice
    return review


def get_visit_to_settle(request: HttpRequest, club_slug: str, pk: int, visit_pk: int) -> Visit:
    """A request that the person's own structure answers; it stays to be answered once the practice is archived."""
    practice = get_practice_to_keep(request, club_slug, pk)
    visit = get_object_or_404(Visit.objects.select_related("organization", "author"), practice=practice, pk=visit_pk)
    visit.practice = practice
    return visit


def get_document(request: HttpRequest, club_slug: str, pk: int, document_pk: int) -> PracticeDocument:
    """A file of a practice that the person may read."""
    practice = get_practice(request, club_slug, pk)
    document = get_object_or_404(PracticeDocument, practice=practice, pk=document_pk)
    document.practice = practice
    return document
