"""Who, in the clubs, makes one page of two, and what becomes then of two memberships of one club."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from essaim.organizations.duplicates.relations import Settled
from essaim.organizations.models import Organization, Place, Representation

from . import queries
from .enums import MembershipState
from .models import Membership

_STRENGTH = {
    MembershipState.MEMBER: 4, MembershipState.SUSPENDED: 3, MembershipState.CANDIDATE: 2, MembershipState.INVITED: 1,
    MembershipState.LEFT: 0,
}  # fmt: skip


def one_membership(moving: Membership, present: Membership) -> Settled:
    """A member stays a member, since the first of the two days."""
    states = [MembershipState(moving.state), MembershipState(present.state)]
    strongest = max(states, key=_STRENGTH.__getitem__)
    since = [row.since for row in (moving, present) if row.since and row.state == strongest]
    wanted = {"state": strongest, "since": min(since, default=None)}
    return Settled(present={name: value for name, value in wanted.items() if value != getattr(present, name)})


def in_care_of(user) -> QuerySet[Organization]:
    """What organisers look after: the same as `pages.organiser_may_edit` and `pages.reviews_unkept` say of one page,
    for a list. Two queries, besides the one that it is."""
    run = queries.organised_by(user)
    clubs = list(run.prefetch_related("municipalities"))
    member = Membership.objects.filter(organization=OuterRef("pk"), state=MembershipState.MEMBER)
    here = Place.objects.filter(organization=OuterRef("pk")).filter(
        Q(municipality__in=[one.pk for club in clubs for one in club.municipalities.all()])
        | Q(municipality__intermunicipality__in=[siren for club in clubs for siren in club.intermunicipalities])
    )
    kept = Representation.objects.filter(organization=OuterRef("pk"), user__isnull=False)
    unkept = Exists(run) & ~Exists(member) & (Q(listed=False) | ~Exists(kept))
    return Organization.objects.filter(Exists(member.filter(club__in=run)) | Exists(here) | unkept)
