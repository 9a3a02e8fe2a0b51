"""A dossier, its partners, whom to write to."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.clubs.enums import IN_REGISTER, MembershipState
from essaim.clubs.models import Club, Membership
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from ..enums import ACTIVE, IN_TEAM, PartnerRole
from ..models import AccessLink, Composition, Dossier, Partner

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def dossier_by_pk(pk: int) -> Dossier | None:
    return Dossier.objects.select_related("club").filter(pk=pk).first()


def partner_by_pk(dossier: Dossier, pk: int) -> Partner | None:
    row = Partner.objects.filter(dossier=dossier, pk=pk).select_related("organization", "user", "through").first()
    if row:
        row.dossier = dossier
    return row


def partners_of(dossier: Dossier) -> list[Partner]:
    """All of them, whatever their state, with structure, contact and club. One query."""
    rows = list(
        Partner.objects.filter(dossier=dossier).select_related("organization", "user", "through").order_by("pk")
    )
    for row in rows:
        row.dossier = dossier
    return rows


def lead_of(dossier: Dossier) -> Partner | None:
    rows = Partner.objects.filter(dossier=dossier, role=PartnerRole.LEAD, state__in=IN_TEAM)
    found = rows.select_related("organization", "user", "through").first()
    if found:
        found.dossier = dossier
    return found


def writes_to(organization: Organization) -> list[User]:
    """Who represents it, else who stands in, else who keeps its page. One query."""
    rows = list(Representation.objects.filter(organization=organization, user__isnull=False).select_related("user"))
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return list(dict.fromkeys(row.user for row in rows if row.user and _RANK[RepresentativeKind(row.kind)] == best))


def people_of(partner: Partner) -> list[User]:
    """The person it named, else the structure's people; nobody when only an address is known."""
    return [partner.user] if partner.user else writes_to(partner.organization)


def people_of_lead(dossier: Dossier) -> list[User]:
    lead = lead_of(dossier)
    return people_of(lead) if lead else []


def link_by_pk(pk: int) -> AccessLink | None:
    rows = AccessLink.objects.select_related("dossier__club", "partner__organization", "partner__through")
    return rows.filter(pk=pk).first()


def gone_from_club(partners: Iterable[Partner]) -> list[Partner]:
    """Those of the team whose structure has left the club by which it takes part. One query."""
    team = [one for one in partners if one.state in IN_TEAM and one.through_id]
    rows = Membership.objects.filter(
        organization__in=[one.organization_id for one in team], state__in=IN_REGISTER
    ).values_list("organization_id", "club_id")  # fmt: skip
    known = set(rows)
    return [one for one in team if (one.organization_id, one.through_id) not in known]


def link_of(partner: Partner) -> AccessLink | None:
    """The link that a partner's contact has now, if it still serves."""
    rows = AccessLink.objects.filter(partner=partner, withdrawn_at=None, until__gte=localdate())
    link = rows.select_related("dossier__club").first()
    if link is not None:
        link.partner = partner
    return link


def people_of_members(club: Club) -> list[User]:
    """Whoever acts for a member of the club and has an account. One query."""
    rows = User.objects.filter(
        representations__organization__memberships__club=club,
        representations__organization__memberships__state=MembershipState.MEMBER, is_active=True,
    )  # fmt: skip
    return list(rows.distinct().order_by("pk"))


def compositions_of(dossier: Dossier) -> QuerySet[Composition]:
    """Every version, the last first, each with who confirmed it."""
    rows = Composition.objects.filter(dossier=dossier).select_related("actor")
    return rows.prefetch_related("confirmations__partner__organization", "confirmations__user").order_by("-number")


def latest_asked(dossier: Dossier) -> Composition | None:
    """The last version: the one that partners are asked to confirm."""
    return Composition.objects.filter(dossier=dossier, number=dossier.composition_number).first()


def active_partner(dossier: Dossier, organization: Organization) -> Partner | None:
    """The row of a structure that is asked, or in."""
    return Partner.objects.filter(dossier=dossier, organization=organization, state__in=ACTIVE).first()
