"""Reading clubs, members and charges."""

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.organizations.models import Organization

from .enums import MembershipState
from .models import Club


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
