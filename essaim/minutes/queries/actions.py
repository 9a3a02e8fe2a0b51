"""Actions: which are open, whose they are, what is carried from one meeting to the next."""

from datetime import date

from django.db.models import F, Q, QuerySet

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.meetings.models import Attendance, Meeting
from essaim.organizations.models import Organization, Representation

from ..enums import ActionState
from ..models import ActionItem

_IN_ORDER = (F("due_on").asc(nulls_last=True), "pk")


def club_actions(club: Club, *, state: str = ActionState.OPEN) -> QuerySet[ActionItem]:
    """Open ones by date; settled ones latest first."""
    rows = ActionItem.objects.filter(club=club, state=state).select_related(
        "minutes__meeting", "organization", "settled_by"
    )
    return rows.order_by(*_IN_ORDER) if state == ActionState.OPEN else rows.order_by("-settled_at", "-pk")


def carried_to(meeting: Meeting) -> list[ActionItem]:
    """What earlier meetings left to do: still open, or settled since the meeting before this one ended.

    At the top of the minutes, so that nothing promised is forgotten.
    """
    if meeting.starts_at is None:
        return []
    before = Meeting.objects.filter(club=meeting.club, starts_at__lt=meeting.starts_at, record__isnull=False)
    last = before.order_by("-starts_at").values_list("ends_at", flat=True).first()
    if last is None:
        return []
    rows = ActionItem.objects.filter(club=meeting.club, minutes__meeting__starts_at__lt=meeting.starts_at)
    wanted = Q(state=ActionState.OPEN) | Q(settled_at__gt=last, settled_at__lt=meeting.ends_at)
    rows = rows.filter(wanted).select_related("minutes__meeting", "organization", "settled_by")
    return list(rows.order_by("-state", *_IN_ORDER))


def actions_waiting_for(person: User, club: Club) -> list[ActionItem]:
    """Open actions of the person, or of the organizations that they represent."""
    theirs = Representation.objects.filter(user=person).values("organization_id")
    rows = ActionItem.objects.filter(Q(owner=person) | Q(organization__in=theirs), club=club, state=ActionState.OPEN)
    return list(rows.select_related("minutes__meeting").order_by(*_IN_ORDER))


def actions_to_remind(today: date, until: date) -> QuerySet[ActionItem]:
    """Open ones whose date comes, of which nobody was reminded yet."""
    rows = ActionItem.objects.filter(state=ActionState.OPEN, due_on__range=(today, until))
    return rows.exclude(reminded_for=F("due_on")).order_by("pk")


def people_of_action(item: ActionItem) -> list[User]:
    """Who is written to about it: its owner, else who represents the organization."""
    if item.owner_id:
        return [item.owner] if item.owner and item.owner.is_active else []
    if not item.organization_id:
        return []
    rows = Representation.objects.filter(organization_id=item.organization_id, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("kind", "pk")[:2] if row.user]


def organizations_of(person: User) -> set[int]:
    """The organizations that the person represents."""
    return set(Representation.objects.filter(user=person).values_list("organization_id", flat=True))


def is_of(item: ActionItem, person: User) -> bool:
    if item.owner_id:
        return item.owner_id == person.pk
    if item.organization_id is None:
        return False
    return Representation.objects.filter(user=person, organization_id=item.organization_id).exists()


def who_may_own(club: Club, meeting: Meeting) -> tuple[list[User], list[Organization]]:
    """Whom the form of an action suggests: people with an account who were invited or came, member organizations."""
    rows = Attendance.objects.filter(meeting=meeting, user__isnull=False).select_related("user")
    people = sorted({row.user for row in rows if row.user}, key=str)
    return people, list(members_of(club))
