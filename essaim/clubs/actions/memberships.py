"""Which organizations are in a club. Every change is a line of the register (MembershipEvent)."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, organizations_changed
from essaim.organizations.models import Organization

from ..enums import MEMBERSHIP_VERBS, MembershipState
from ..models import Club, Membership, MembershipEvent

# They make a member, since the day they name.
_BEGIN = {"admit", "come_back"}


def invite(*, club: Club, organization: Organization, actor: User | None, reason: str = "") -> Membership:
    """Say that the organization is invited. Refuses when it is a member or a candidate already."""
    return turn("invite", club=club, organization=organization, actor=actor, reason=reason)


def apply(*, club: Club, organization: Organization, actor: User | None, reason: str = "") -> Membership:
    """The organization asks to join: it is a candidate. Refuses when it is a member already."""
    return turn("apply", club=club, organization=organization, actor=actor, reason=reason)


def admit(
    *, club: Club, organization: Organization, actor: User | None, since: date | None = None, reason: str = ""
) -> Membership:
    """Make the organization a member, since today unless told."""
    return turn("admit", club=club, organization=organization, actor=actor, on=since, reason=reason)


def suspend(
    *, club: Club, organization: Organization, actor: User | None, reason: str, on: date | None = None
) -> Membership:
    """Take the member's access away for a time. The reason is asked for (refusal `no_reason`, field `reason`)."""
    return turn("suspend", club=club, organization=organization, actor=actor, on=on, reason=reason)


def resume(*, club: Club, organization: Organization, actor: User | None, reason: str = "") -> Membership:
    """Give a suspended member its access again; it is a member since the same day as before."""
    return turn("resume", club=club, organization=organization, actor=actor, reason=reason)


def leave(
    *, club: Club, organization: Organization, actor: User | None, reason: str = "", on: date | None = None
) -> Membership:
    """Note that the organization has left, or that its invitation or candidature is withdrawn."""
    return turn("leave", club=club, organization=organization, actor=actor, on=on, reason=reason)


def come_back(
    *, club: Club, organization: Organization, actor: User | None, since: date | None = None, reason: str = ""
) -> Membership:
    """A former member is a member again. Refuses (code `never_member`) one that never was."""
    return turn("come_back", club=club, organization=organization, actor=actor, on=since, reason=reason)


@transaction.atomic
def turn(
    verb: str, *, club: Club, organization: Organization, actor: User | None, on: date | None = None, reason: str = ""
) -> Membership:
    """Carry one verb of MEMBERSHIP_VERBS out, from the day `on` (today unless told). The same verb again changes
    nothing. Refuses a day to come (code `future`, field `on`)."""
    starts, state = MEMBERSHIP_VERBS[verb]
    reason = reason.strip()
    today = timezone.localdate()
    Club.objects.select_for_update().get(pk=club.pk)
    membership = Membership.objects.filter(club=club, organization=organization).first()
    before = membership.state if membership else None
    if membership and before == state:
        return membership
    if before not in starts:
        raise _refusal(before, club, organization)
    _check(verb, membership, organization, on, today, reason)
    if membership is None:
        membership = Membership(club=club, organization=organization)
    membership.state = state
    if verb in _BEGIN:
        membership.since = on or today
    membership.save()
    MembershipEvent.objects.create(
        club=club, membership=membership, verb=verb, before=before or "", after=state, on=on or today, actor=actor,
        reason=reason[:300],
    )  # fmt: skip
    journaled.tell(
        actor=actor,
        verb=f"clubs.{verb}",
        subject=membership,
        club=club,
        details={"organization": organization.pk, "before": before},
    )
    organizations_changed.tell(ids=[organization.pk])
    return membership


def _check(
    verb: str, membership: Membership | None, organization: Organization, on: date | None, today: date, reason: str
) -> None:
    words = {"name": organization.name}
    if organization.merged_into_id and verb not in ("leave", "suspend"):
        raise Refusal(_("%(name)s a été réunie avec une autre fiche : prenez celle qui reste.") % words, code="merged")
    if on and on > today:
        raise Refusal(_("Ce jour est à venir. Le registre dit ce qui est fait."), code="future", field="on")
    if verb == "suspend" and not reason:
        raise Refusal(
            _("Écrivez pourquoi : la raison reste dans le registre, pour l'animation et le bureau."),
            code="no_reason",
            field="reason",
        )
    was_member = membership and (membership.since or membership.events.filter(after=MembershipState.MEMBER).exists())
    if verb == "come_back" and not was_member:
        raise Refusal(_("%(name)s n'a jamais été membre : admettez-la.") % words, code="never_member")


def _refusal(before: str | None, club: Club, organization: Organization) -> Refusal:
    words = {"name": organization.name, "club": club.name}
    if before == MembershipState.MEMBER:
        return Refusal(_("%(name)s est déjà membre de %(club)s.") % words, code="already_member")
    if before == MembershipState.SUSPENDED:
        return Refusal(
            _("%(name)s est membre de %(club)s, mais suspendue : levez d'abord la suspension.") % words,
            code="suspended",
        )
    if before == MembershipState.CANDIDATE:
        return Refusal(_("%(name)s est candidate à %(club)s.") % words, code="candidate")
    if before == MembershipState.INVITED:
        return Refusal(_("%(name)s est invitée, pas encore membre de %(club)s.") % words, code="invited")
    return Refusal(_("%(name)s n'est pas dans %(club)s.") % words, code="not_in_club")
