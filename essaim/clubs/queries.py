"""Reading clubs, members and charges."""

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.organizations.models import Organization

from .enums import ClubRole, MembershipState, Visibility
from .models import Club, Membership


def listed_clubs() -> QuerySet[Club]:
    """Clubs shown to everybody, by name."""
    return Club.objects.filter(listed=True).order_by("name")


def clubs_of(user: User) -> QuerySet[Club]:
    """Clubs where the person holds a charge or represents a member organization, by name."""
    return (
        Club.objects.filter(
            Q(charges__user=user)
            | Q(
                memberships__state=MembershipState.MEMBER,
                memberships__organization__representations__user=user,
            )
        )
        .distinct()
        .order_by("name")
    )


def members_of(club: Club) -> QuerySet[Organization]:
    """Member organizations, by name."""
    return Organization.objects.filter(memberships__club=club, memberships__state=MembershipState.MEMBER).order_by(
        "folded_name"
    )


def organised_by(user: User) -> QuerySet[Club]:
    """Clubs that the person organises."""
    return Club.objects.filter(charges__user=user, charges__role=ClubRole.ORGANISER)


def clubs_with(organization: Organization) -> QuerySet[Club]:
    """Clubs of which the organization is a member."""
    return Club.objects.filter(memberships__organization=organization, memberships__state=MembershipState.MEMBER)


def organisers_around(organization: Organization) -> QuerySet[User]:
    """The organisers of the clubs of which it is a member."""
    return User.objects.filter(charges__role=ClubRole.ORGANISER, charges__club__in=clubs_with(organization)).distinct()


def memberships_shown(organization: Organization, user) -> list[Membership]:
    """Its memberships, in the clubs that show their members to this reader; one query, two for a person."""
    rows = Membership.objects.filter(organization=organization, state=MembershipState.MEMBER).select_related("club")
    shown = Q(club__directory_visibility=Visibility.PUBLIC)
    if user.is_authenticated:
        shown |= ~Q(pk=None) if user.is_operator else Q(club__in=clubs_of(user))
    return list(rows.filter(shown).order_by("club__name"))
