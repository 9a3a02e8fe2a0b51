"""Reading campaigns and what became of each message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.meetings.enums import Answer, MeetingState
from essaim.meetings.models import Attendance, Meeting

from ..enums import MOST_REMINDERS, RecipientState
from ..models import Campaign, Recipient

REMINDER_GAP = timedelta(days=5)
# What the dashboard filters by: word of the address → label, condition.
_CAME = Exists(
    Attendance.objects.filter(
        meeting=OuterRef("campaign__meeting"), organization=OuterRef("organization"), checked_in_at__isnull=False
    )
)


def campaigns_of(club: Club) -> QuerySet[Campaign]:
    """The latest first, with how many structures are in each, were written to, answered."""
    written = Q(recipients__asked__gt=0)
    return (
        Campaign.objects.filter(club=club)
        .select_related("meeting")
        .annotate(
            picked=Count("recipients"),
            written=Count("recipients", filter=written),
            yes=Count("recipients", filter=Q(recipients__answer=Answer.YES)),
            answered=Count("recipients", filter=~Q(recipients__answer=Answer.NONE)),
        )
        .order_by("-created_at", "-pk")
    )


def meetings_to_come(club: Club) -> QuerySet[Meeting]:
    """Meetings to which one may invite: announced, not over."""
    return Meeting.objects.filter(club=club, state=MeetingState.ANNOUNCED, ends_at__gt=timezone.now()).order_by(
        "starts_at"
    )


def recipients_of(campaign: Campaign) -> QuerySet[Recipient]:
    """Recipients by name of the structure."""
    return campaign.recipients.select_related("organization").order_by("organization__folded_name", "pk")


def picked_ids(campaign: Campaign) -> set[int]:
    """Organizations that are in the campaign, whatever became of the message."""
    return set(campaign.recipients.values_list("organization_id", flat=True))


def members_among(club: Club) -> QuerySet[Membership]:
    return Membership.objects.filter(club=club, state=MembershipState.MEMBER)


def to_send(campaign: Campaign) -> QuerySet[Recipient]:
    """Those picked and not yet written to, members since then left aside."""
    return campaign.recipients.filter(state=RecipientState.PICKED).exclude(
        organization__in=members_among(campaign.club).values("organization")
    )


def to_write(campaign: Campaign) -> QuerySet[Recipient]:
    """Those for whom an address matters: not yet written to, or whose address did not answer."""
    waiting = [RecipientState.PICKED, RecipientState.BOUNCED, RecipientState.FAILED]
    return recipients_of(campaign).filter(state__in=waiting)


def to_remind(campaign: Campaign) -> QuerySet[Recipient]:
    """Those who got the message, have not answered, and are not members: to none else does a reminder go."""
    return campaign.recipients.filter(
        state=RecipientState.SENT, answer=Answer.NONE, forgotten_at=None, asked__lte=MOST_REMINDERS
    ).exclude(organization__in=members_among(campaign.club).values("organization"))


def reminder_due_at(campaign: Campaign) -> datetime | None:
    """From when a reminder may leave; None when two have left."""
    if campaign.launched_at is None or campaign.reminders >= MOST_REMINDERS:
        return None
    return (campaign.reminded_at or campaign.launched_at) + REMINDER_GAP


@dataclass(frozen=True)
class Line:
    """One of the ways to look at the recipients. `word` is its name in the address."""

    word: str
    label: str
    condition: Q


def lines() -> list[Line]:
    """The dashboard's counts, in the order of the story."""
    sent = RecipientState.SENT
    return [
        Line("a-envoyer", _("Pas encore parties"), Q(state=RecipientState.PICKED)),
        Line("en-route", _("En route"), Q(state=RecipientState.QUEUED)),
        Line("recues", _("Reçues"), Q(state=sent)),
        Line("rebonds", _("Adresses à revoir"), Q(state__in=[RecipientState.BOUNCED, RecipientState.FAILED])),
        Line("ouvertes", _("Page ouverte"), Q(opened_at__isnull=False)),
        Line("oui", _("Oui"), Q(answer=Answer.YES)),
        Line("peut-etre", _("Peut-être"), Q(answer=Answer.MAYBE)),
        Line("non", _("Non"), Q(answer=Answer.NO)),
        Line("silence", _("Sans réponse"), Q(state=sent, answer=Answer.NONE)),
        Line("venues", _("Venues"), Q(came=True)),
        Line("jamais", _("Plus jamais"), Q(state=RecipientState.REFUSED)),
        Line("meme-adresse", _("Même adresse qu'une autre"), Q(state=RecipientState.SHARED)),
    ]


def followed(campaign: Campaign) -> QuerySet[Recipient]:
    """Recipients with `came`: whether someone of the structure was checked in at the meeting."""
    return recipients_of(campaign).annotate(came=_CAME)


def line_counts(campaign: Campaign) -> dict[str, int]:
    """How many recipients each line has. One query."""
    rows = campaign.recipients.annotate(came=_CAME).order_by()
    return rows.aggregate(**{line.word: Count("pk", filter=line.condition) for line in lines()})


def most_different(rows: Sequence[tuple[Recipient, dict[str, str]]], count: int = 3) -> list[tuple[Recipient, dict]]:
    """`count` recipients whose messages differ most: each time, the one that is farthest from those already taken.

    `rows`: recipients and their values. How far: the fields that one has and the other has not, then the difference of
    length. The first is the one with most fields empty, where a message reads worst.
    """
    if len(rows) <= count:
        return list(rows)
    longest = max(sum(map(len, values.values())) for _row, values in rows) or 1

    def distance(one: dict[str, str], other: dict[str, str]) -> float:
        missing = sum(bool(one[name]) != bool(other[name]) for name in one)
        lengths = abs(sum(map(len, one.values())) - sum(map(len, other.values())))
        return missing + lengths / longest

    taken = [max(rows, key=lambda row: (sum(not value for value in row[1].values()), -row[0].pk))]
    while len(taken) < count:
        left = [row for row in rows if row not in taken]
        taken.append(max(left, key=lambda row: (min(distance(row[1], other[1]) for other in taken), -row[0].pk)))
    return taken


def attendance_of(recipient: Recipient) -> Attendance | None:
    """Where the person stands at the meeting of the campaign."""
    rows = Attendance.objects.filter(meeting=recipient.campaign.meeting_id, email__iexact=recipient.email)
    attendance = rows.first() if recipient.email and recipient.campaign.meeting_id else None
    if attendance and recipient.campaign.meeting:
        attendance.meeting = recipient.campaign.meeting
        attendance.meeting.club = recipient.campaign.club
    return attendance
