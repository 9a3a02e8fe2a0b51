"""The trail of an application: where it stands, what waits for whom, what each reader may do."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db.models import QuerySet

from essaim.accounts.models import User
from essaim.clubs.access import Standing
from essaim.clubs.enums import IN_REGISTER, Admission, BoardRule, ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.clubs.queries import members_of
from essaim.organizations.models import Organization

from .. import charter
from ..enums import APPLICATION_VERBS, UNDER_WAY, ApplicationState, Part, SponsoringState
from ..models import Application, Sponsoring, Vote


def applications_of(club: Club, *, states: Collection[str] = tuple(UNDER_WAY)) -> QuerySet[Application]:
    """The oldest first. Those whose address is not confirmed are nobody's business yet."""
    return (
        Application.objects.filter(club=club, state__in=states)
        .exclude(state=ApplicationState.NEW)
        .select_related("organization", "club")
        .order_by("created_at", "pk")
    )


def open_application(club: Club, organization: Organization) -> Application | None:
    return Application.objects.filter(club=club, organization=organization, state__in=UNDER_WAY).first()


def is_young(club: Club) -> bool:
    """Whether it has so few members that founders admit each other without sponsor (a setting of the club)."""
    return members_of(club).count() < club.young_below


def officers_of(club: Club) -> QuerySet[User]:
    return User.objects.filter(charges__club=club, charges__role=ClubRole.OFFICER, is_active=True).order_by("pk")


def votes_needed(club: Club) -> int:
    """How many officers say yes for a structure to be admitted: more than half, two thirds or all of them, as the club
    chose."""
    return votes_of(club)[0]


def votes_of(club: Club) -> tuple[int, int]:
    """(yes that admit, no after which there cannot be as many yes). One query."""
    officers = Charge.objects.filter(club=club, role=ClubRole.OFFICER).count()
    needed = {
        BoardRule.HALF: officers // 2 + 1,
        BoardRule.TWO_THIRDS: -(-2 * officers // 3),
        BoardRule.ALL: officers,
    }[BoardRule(club.board_rule)]
    return max(1, needed), max(1, officers - needed + 1)


def decided_by(club: Club) -> str:
    """The club's way of admission; the organiser's when there is no officer to vote."""
    if club.admission == Admission.BOARD and not officers_of(club).exists():
        return Admission.ORGANISER
    return club.admission


def inside(club: Club, ids: Collection[int]) -> set[int]:
    """Which of these organizations are in the club, suspended or not."""
    rows = Membership.objects.filter(club=club, organization__in=ids, state__in=IN_REGISTER)
    return set(rows.values_list("organization_id", flat=True))


def sponsoring_of(application: Application) -> Sponsoring | None:
    """The one asked, or the one who vouched."""
    rows = application.sponsorings.filter(state__in=[SponsoringState.ASKED, SponsoringState.VOUCHED])
    return rows.select_related("sponsor", "user").first()


@dataclass
class Reader:
    """Who reads a trail, and their parts in it. `member_of`: the members that they represent."""

    user: User | None = None
    standing: Standing = field(default_factory=Standing)
    member_of: list[Organization] = field(default_factory=list)
    is_candidate: bool = False

    def parts(self, application: Application, sponsoring: Sponsoring | None, young: bool) -> set[Part]:
        parts = set()
        if self.is_candidate:
            parts.add(Part.CANDIDATE)
        if self.standing.is_organiser:
            parts.add(Part.ORGANISER)
        if self.standing.is_officer:
            parts.add(Part.OFFICER)
        if self.member_of:
            parts.add(Part.MEMBER)
            if sponsoring and sponsoring.state == SponsoringState.ASKED and sponsoring.sponsor in self.member_of:
                parts.add(Part.SPONSOR)
        if young and (self.member_of or self.standing.is_organiser):
            parts.add(Part.FOUNDER)
        return parts


@dataclass
class Trail:
    """Everything the page shows."""

    application: Application
    sponsoring: Sponsoring | None
    young: bool
    way: str  # Admission
    has_charter: bool
    signed: bool
    yes: int
    needed: int
    voted: set[int]
    objected: set[int]

    @property
    def waits_for_charter(self) -> bool:
        return self.has_charter and not self.signed and self.application.state == ApplicationState.SPONSORED


def trail_of(application: Application) -> Trail:
    """A fixed number of queries."""
    club = application.club
    votes = dict(application.votes.values_list("user_id", "yes"))
    return Trail(
        application=application,
        sponsoring=sponsoring_of(application),
        young=is_young(club),
        way=decided_by(club),
        has_charter=charter.has_charter(club),
        signed=charter.has_signed(club, application.organization),
        yes=sum(votes.values()),
        needed=votes_needed(club),
        voted=set(votes),
        objected=set(application.objections.values_list("organization_id", flat=True)),
    )


def verbs_for(trail: Trail, reader: Reader) -> set[str]:
    """What this reader may do now: their part, the state, the club's way of admission."""
    application = trail.application
    parts = reader.parts(application, trail.sponsoring, trail.young)
    verbs = {name for name, verb in APPLICATION_VERBS.items() if application.state in verb.starts and parts & verb.by}
    if application.state == ApplicationState.ASKED and Part.SPONSOR not in parts:
        verbs.discard("vouch")
    if trail.way != Admission.BOARD or (reader.user and reader.user.pk in trail.voted):
        verbs.discard("vote")
    if all(one.pk in trail.objected for one in reader.member_of):
        verbs.discard("object")
    if trail.waits_for_charter:
        verbs -= {"vote", "admit"}
    may_decide = trail.young or application.state == ApplicationState.CONTESTED or trail.way == Admission.ORGANISER
    if not may_decide:
        verbs.discard("admit")
    return verbs


def candidates_of(user: User) -> QuerySet[Application]:
    """Applications that the person follows: they asked, or they represent the organization."""
    return Application.objects.filter(user=user).select_related("club", "organization")


def sponsors_asked(club: Club, user: User) -> QuerySet[Sponsoring]:
    """Where a member that the person represents is asked to sponsor."""
    return (
        Sponsoring.objects.filter(
            club=club, state=SponsoringState.ASKED, application__state=ApplicationState.ASKED,
            sponsor__representations__user=user, sponsor__memberships__club=club,
            sponsor__memberships__state=MembershipState.MEMBER,
        )
        .select_related("application__organization", "sponsor")
        .order_by("created_at")
    )  # fmt: skip


def voted_by(club: Club, user: User) -> set[int]:
    """Applications on which the officer has voted."""
    rows = Vote.objects.filter(club=club, user=user, application__state__in=UNDER_WAY)
    return set(rows.values_list("application_id", flat=True))


def clubs_to_bring(user: User, organization: Organization) -> list[Club]:
    """Clubs where the person represents a member and the organization is not. Two queries."""
    mine = Club.objects.filter(
        memberships__state=MembershipState.MEMBER, memberships__organization__representations__user=user
    ).distinct()
    there = Membership.objects.filter(organization=organization, state__in=IN_REGISTER).values_list(
        "club_id", flat=True
    )
    taken = set(there)
    return [club for club in mine.order_by("name") if club.pk not in taken]
