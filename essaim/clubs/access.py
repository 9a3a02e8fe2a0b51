"""Who may do what in a club. Getters give the club or 404; they also tell the request which club it is in."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.organizations.models import Organization

from .enums import ClubRole, MembershipState, Visibility
from .models import Charge, Club, Membership
from .queries import own_members


@dataclass(frozen=True)
class Standing:
    """What a person is in a club. An organiser or officer counts as a member; an operator may all."""

    is_member: bool = False
    is_organiser: bool = False
    is_officer: bool = False
    is_operator: bool = False


def standing_in(club: Club, user) -> Standing:
    """Return the person's standing (two queries; none for visitors and operators)."""
    if not isinstance(user, User) or not user.is_authenticated:
        return Standing()
    if user.is_operator:
        return Standing(True, True, True, True)
    roles = set(Charge.objects.filter(club=club, user=user).values_list("role", flat=True))
    member = (
        bool(roles)
        or Membership.objects.filter(
            club=club, state=MembershipState.MEMBER, organization__representations__user=user
        ).exists()
    )
    return Standing(member, ClubRole.ORGANISER in roles, ClubRole.OFFICER in roles)


def get_club(request: HttpRequest, slug: str) -> Club:
    """The club that everybody may see. Sets `request.club` and `request.standing`."""
    club = get_object_or_404(Club, slug=slug)
    request.club = club  # type: ignore[attr-defined]
    request.standing = standing_in(club, request.user)  # type: ignore[attr-defined]
    return club


def get_club_as_member(request: HttpRequest, slug: str) -> Club:
    club = get_club(request, slug)
    if not request.standing.is_member:  # type: ignore[attr-defined]
        raise Http404
    return club


def get_club_of_mine(request: HttpRequest, slug: str) -> tuple[Club, list[Organization]]:
    """The club, and the person's own member organizations there, by name. An organiser may have none."""
    club = get_club_as_member(request, slug)
    return club, list(own_members(request.user, club))


def pick(organizations: list[Organization], wanted: str | None) -> Organization | None:
    """The one asked for by its key, else the first; 404 for one that is not theirs."""
    if not wanted:
        return organizations[0] if organizations else None
    found = next((one for one in organizations if str(one.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


def get_club_to_run(request: HttpRequest, slug: str) -> Club:
    """The club, for its organisers (and the operator)."""
    club = get_club(request, slug)
    if not request.standing.is_organiser:  # type: ignore[attr-defined]
        raise Http404
    return club


def get_club_with_register(request: HttpRequest, slug: str) -> Club:
    """The club, for whom the register is: its organisers and officers (and the operator)."""
    club = get_club(request, slug)
    if not (request.standing.is_organiser or request.standing.is_officer):  # type: ignore[attr-defined]
        raise Http404
    return club


def get_membership(club: Club, organization_pk: int) -> Membership:
    """The membership of an organization in this club, whatever its state, or 404."""
    return get_object_or_404(
        Membership.objects.select_related("organization"), club=club, organization_id=organization_pk
    )


def get_club_with_members(request: HttpRequest, slug: str) -> Club:
    """The club whose list of members the person may see; 404 when it is kept for members."""
    club = get_club(request, slug)
    if not sees_members(club, request.standing):  # type: ignore[attr-defined]
        raise Http404
    return club


def sees_members(club: Club, standing: Standing) -> bool:
    return club.directory_visibility == Visibility.PUBLIC or standing.is_member


def sees_people(club: Club, standing: Standing) -> bool:
    return club.people_visibility == Visibility.PUBLIC or standing.is_member


def get_charge(club: Club, pk: int) -> Charge:
    """A charge of this club, or 404."""
    return get_object_or_404(Charge.objects.select_related("user"), club=club, pk=pk)


def require_operator(request: HttpRequest) -> None:
    """404 for everybody but the operator of the installation."""
    if not request.user.is_operator:  # type: ignore[union-attr]
        raise Http404
