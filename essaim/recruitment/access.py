"""Who may publish, read and answer. Getters give the object, or 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club, get_club_as_member
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .enums import OfferState
from .models import JobNeed, JobSeeker, Offer, Recommendation, SharedPart, SharedPost
from .queries import offers as queries
from .queries import seekers as seeker_queries
from .queries import shared as shared_queries


def get_club_of_mine(request: HttpRequest, slug: str) -> tuple[Club, list[Organization]]:
    """The club, and the person's own member organizations there, by name. An organiser may have none."""
    club = get_club_as_member(request, slug)
    return club, list(queries.own_members(request.user, club))


def pick(organizations: list[Organization], wanted: str | None) -> Organization | None:
    """The one asked for by its key, else the first; 404 for one that is not theirs."""
    if not wanted:
        return organizations[0] if organizations else None
    found = next((one for one in organizations if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def get_offer(request: HttpRequest, slug: str, pk: int) -> tuple[Offer, bool]:
    """An offer that this reader may see, and whether they may change it. Closed ones keep a page for a month."""
    club = get_club(request, slug)
    offer = get_object_or_404(
        Offer.objects.select_related("organization", "municipality__department__region"), club=club, pk=pk
    )
    offer.club = club
    keeps = keeps_offer(request, offer)
    if not keeps and not queries.readable(club).filter(pk=offer.pk).exists():
        raise Http404
    return offer, keeps


def keeps_offer(request: HttpRequest, offer: Offer) -> bool:
    """Those of the organization, and whoever runs the club."""
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        return True
    return queries.own_members(request.user, offer.club).filter(pk=offer.organization_id).exists()


def get_offer_to_keep(request: HttpRequest, slug: str, pk: int) -> Offer:
    get_club_as_member(request, slug)
    offer, keeps = get_offer(request, slug, pk)
    if not keeps:
        raise Http404
    return offer


def is_shown(offer: Offer, today) -> bool:
    return offer.state == OfferState.OPEN and offer.until >= today


def get_need_of_mine(request: HttpRequest, slug: str, pk: int) -> JobNeed:
    """A need of one of the person's organizations, or any, for whoever runs the club."""
    club = get_club_as_member(request, slug)
    need = get_object_or_404(JobNeed.objects.select_related("organization"), club=club, pk=pk)
    need.club = club
    mine = queries.own_members(request.user, club).filter(pk=need.organization_id)
    if not request.standing.is_organiser and not mine.exists():  # type: ignore[attr-defined]
        raise Http404
    return need


@dataclass(frozen=True)
class Concern:
    """A post, its parts, those of the person's organizations that it concerns, and whether they may move it."""

    post: SharedPost
    parts: list[SharedPart]
    mine: list[Organization]
    runs: bool

    @property
    def inside(self) -> bool:
        """Budgets, notes and the comparison are for those concerned."""
        return self.runs or bool(self.mine)


def get_post(request: HttpRequest, slug: str, pk: int) -> Concern:
    """A post, for the members of its club."""
    club = get_club_as_member(request, slug)
    post = get_object_or_404(shared_queries.posts_of(club), pk=pk)
    post.club = club
    parts = list(post.parts.all())
    concerned = {part.need.organization_id for part in parts}
    mine = [one for one in queries.own_members(request.user, club) if one.pk in concerned]
    return Concern(post, parts, mine, request.standing.is_organiser)  # type: ignore[attr-defined]


def get_post_to_move(request: HttpRequest, slug: str, pk: int) -> Concern:
    """The same, for those concerned and whoever runs the club."""
    concern = get_post(request, slug, pk)
    if not concern.inside:
        raise Http404
    return concern


def get_seeker(request: HttpRequest, slug: str, pk: int) -> tuple[JobSeeker, list[Organization]]:
    """A candidate that members may read, and the person's own member organizations."""
    club, own = get_club_of_mine(request, slug)
    seeker = get_object_or_404(seeker_queries.shared_seekers(club), pk=pk)
    seeker.club = club
    return seeker, own


def has_cv(seeker: JobSeeker) -> bool:
    return hasattr(seeker, "cv")


def get_recommendation(request: HttpRequest, slug: str, pk: int) -> Recommendation:
    """What was recommended to one of the person's organizations."""
    club, own = get_club_of_mine(request, slug)
    rows = Recommendation.objects.select_related("club")
    return get_object_or_404(rows, club=club, pk=pk, receiver__in=own)
