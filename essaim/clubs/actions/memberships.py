"""Which organizations are in a club."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed
from essaim.organizations.models import Organization

from ..enums import MEMBERSHIP_VERBS, MembershipState
from ..models import Club, Membership


def invite(*, club: Club, organization: Organization, actor: User | None) -> Membership:
    """Say that the organization is invited. Refuses when it is a member already."""
    return _turn("invite", club, organization, actor)


def admit(*, club: Club, organization: Organization, actor: User | None, since: date | None = None) -> Membership:
    """Make the organization a member, since today unless told."""
    return _turn("admit", club, organization, actor, since=since or timezone.localdate())


def leave(*, club: Club, organization: Organization, actor: User | None) -> Membership:
    """Note that the organization has left, or that its invitation is withdrawn."""
    return _turn("leave", club, organization, actor)


@transaction.atomic
def _turn(verb: str, club: Club, organization: Organization, actor, *, since: date | None = None) -> Membership:
    """Carry one verb of MEMBERSHIP_VERBS out. The same verb again changes nothing."""
    starts, state = MEMBERSHIP_VERBS[verb]
    Club.objects.select_for_update().get(pk=club.pk)
    membership = Membership.objects.filter(club=club, organization=organization).first()
    before = membership.state if membership else None
    if membership and before == state:
        return membership
    if before not in starts:
        raise _refusal(before, club, organization)
    if organization.merged_into_id and verb != "leave":
        raise Refusal(
            _("%(name)s a été réunie avec une autre fiche : prenez celle qui reste.") % {"name": organization.name},
            code="merged",
        )
    if membership is None:
        membership = Membership(club=club, organization=organization)
    membership.state = state
    if since:
        membership.since = since
    membership.save()
    journaled.tell(
        actor=actor,
        verb=f"clubs.{verb}",
        subject=membership,
        club=club,
        details={"organization": organization.pk, "before": before},
    )
    organizations_changed.tell(ids=[organization.pk])
    return membership


def _refusal(before: str | None, club: Club, organization: Organization) -> Refusal:
    words = {"name": organization.name, "club": club.name}
    if before == MembershipState.MEMBER:
        return Refusal(_("%(name)s est déjà membre de %(club)s.") % words, code="already_member")
    return Refusal(_("%(name)s n'est pas dans %(club)s.") % words, code="not_in_club")
