"""Who is invited: members all at once, prospects and single guests by the organiser, members who come by themselves."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.mails import people_at, person_at
from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled, journaled_together
from essaim.organizations.models import Organization

from .. import queries
from ..enums import Answer, AttendeeKind, MeetingState
from ..mails import attendances as mails
from ..models import Attendance, Meeting
from .answers import answer as note_answer
from .common import check_address, check_open, fill, lock, one_line

BATCH = 500  # rows written at once


@transaction.atomic
def invite(
    *, meeting: Meeting, actor: User | None, name: str, email: str, organization: Organization | None = None,
    kind: str = AttendeeKind.MEMBER, quiet: bool = False,
) -> Attendance:  # fmt: skip
    """Invite one person. Invited again, nothing is sent and their row comes back as it is.

    The message leaves at once when the meeting is announced, else with the announcement. `quiet`: whoever calls
    writes to the person themselves (a campaign), with `links.answer_url`. Refuses what is not an address, a meeting
    that is past or cancelled.
    """
    email = check_address(email)
    meeting = lock(meeting)
    if meeting.state != MeetingState.PREPARING:
        check_open(meeting)
    return _invite(meeting, actor, name, email, organization, kind, quiet=quiet)


@transaction.atomic
def invite_members(*, meeting: Meeting, actor: User | None) -> int:
    """Invite the representative and the substitute of every member organization who were not yet. Returns how many."""
    meeting = lock(meeting)
    if meeting.state != MeetingState.PREPARING:
        check_open(meeting)
    rows = list(Attendance.objects.filter(meeting=meeting).select_related("user").order_by("pk"))
    by_email = {row.email.lower(): row for row in reversed(rows) if row.email}
    by_user = {row.user_id: row for row in reversed(rows) if row.user_id}
    parts = [(part, part.user.email if part.user else part.email) for part in queries.member_people(meeting.club)]
    people = people_at(email for _part, email in parts)
    new: list[Attendance] = []
    asked: dict[int, Attendance] = {}  # by identity: two parts may be one person's
    for part, email in parts:
        user = people.get(email.lower())
        row = by_email.get(email.lower()) or (by_user.get(user.pk) if user else None)
        if row is None:
            name = part.name or (part.user.name if part.user else "")
            row = _row(meeting, name, email.lower(), user, part.organization, AttendeeKind.MEMBER)
            new.append(row)
            by_email[row.email] = row
            if user:
                by_user[user.pk] = row
        if row.invited_at is None:
            row.meeting = meeting
            asked[id(row)] = row
    Attendance.objects.bulk_create(new, batch_size=BATCH)
    journaled_together.tell(
        actor=actor,
        verb="meetings.invite",
        subjects=new,
        club=meeting.club,
        details={"kind": AttendeeKind.MEMBER.value},
    )
    if meeting.state != MeetingState.PREPARING:
        send_invitations(list(asked.values()))
    return len(asked)


def _row(
    meeting: Meeting, name: str, email: str, user: User | None, organization: Organization | None, kind: str
) -> Attendance:
    return Attendance(
        club_id=meeting.club_id, meeting=meeting, kind=AttendeeKind(kind), organization=organization, user=user,
        name=one_line(name) or (user.name if user else "") or email, email=email,
    )  # fmt: skip


def _invite(
    meeting: Meeting, actor, name: str, email: str, organization, kind: str, *, quiet: bool = False
) -> Attendance:
    """The row, invited when the meeting is announced. The meeting is locked."""
    user = person_at(email)
    known = Q(email__iexact=email) | (Q(user=user) if user else Q(pk=None))
    row = Attendance.objects.filter(known, meeting=meeting).select_related("user").first()
    if row is None:
        row = _row(meeting, name, email, user, organization, kind)
        row.save()
        journaled.tell(
            actor=actor, verb="meetings.invite", subject=row, club=meeting.club, details={"kind": str(row.kind)}
        )
    row.meeting = meeting
    if not row.invited_at and meeting.state != MeetingState.PREPARING:
        send_invitations([row], quiet=quiet)
    return row


def send_invitations(rows: Sequence[Attendance], *, quiet: bool = False) -> None:
    """To people of one meeting, which is locked and announced."""
    now = timezone.now()
    for start in range(0, len(rows), BATCH):
        some = Attendance.objects.filter(pk__in=[row.pk for row in rows[start : start + BATCH]])
        some.update(invited_at=now, updated_at=now)
    for row in rows:
        row.invited_at = now
    if not quiet:
        mails.invitations(rows)


@transaction.atomic
def enrol(*, meeting: Meeting, user: User) -> Attendance:
    """The row of a member who was not invited by name: who works in a member organization may come too."""
    meeting = lock(meeting)
    check_open(meeting)
    if row := queries.attendance_of(meeting, user):
        return row
    try:
        with transaction.atomic():
            return Attendance.objects.create(
                club_id=meeting.club_id, meeting=meeting, user=user, name=str(user), email=user.email.lower(),
                organization=queries.organization_of(meeting.club, user), invited_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Refusal(
            _("Une autre personne est inscrite avec votre adresse. Dites-le à la personne qui anime."), code="known"
        ) from None


@transaction.atomic
def add_person(
    *, meeting: Meeting, actor: User | None, name: str, email: str = "", organization: Organization | None = None,
    kind: str = AttendeeKind.MEMBER, answer: str = Answer.YES,
) -> Attendance:  # fmt: skip
    """Note by hand somebody who answered by telephone or in the street; the address may lack. They get the messages
    that their answer calls for, when there is one."""
    name = one_line(name)
    if not name:
        raise Refusal(_("Il faut un nom, pour le badge et la liste."), code="no_name", field="name")
    email = check_address(email) if email.strip() else ""
    meeting = lock(meeting)
    check_open(meeting)
    user = person_at(email) if email else None
    known = Attendance.objects.filter(Q(email__iexact=email) | Q(user=user, user__isnull=False), meeting=meeting)
    row = known.first() if email else None
    if row is None:
        try:
            with transaction.atomic():
                row = Attendance.objects.create(
                    club_id=meeting.club_id, meeting=meeting, kind=AttendeeKind(kind), organization=organization,
                    user=user, name=name, email=email, invited_at=timezone.now(),
                )  # fmt: skip
        except IntegrityError:  # the person has a row under another address
            raise Refusal(_("%(name)s est déjà sur la liste.") % {"name": name}, code="known", field="email") from None
        journaled.tell(
            actor=actor, verb="meetings.add_person", subject=row, club=meeting.club, details={"kind": str(row.kind)}
        )
    return note_answer(attendance=row, answer=answer, actor=actor)


@transaction.atomic
def uninvite(*, attendance: Attendance, actor: User | None) -> None:
    """Take a person off the list, their guests with them; the place goes to who waits. They are told, when they were
    invited and had not declined. Refuses once they came."""
    meeting = lock(attendance.meeting)
    row = Attendance.objects.select_related("user").get(pk=attendance.pk)
    if row.checked_in_at or row.guests.filter(checked_in_at__isnull=False).exists():
        raise Refusal(
            _("%(name)s est déjà là : on ne peut plus retirer son invitation.") % {"name": row.name}, code="checked_in"
        )
    row.meeting = meeting
    if row.invited_at and row.answer != Answer.NO and meeting.state == MeetingState.ANNOUNCED and not meeting.is_over:
        mails.withdrawn(row)
    journaled.tell(
        actor=actor, verb="meetings.uninvite", subject=row, club=meeting.club, details={"answer": row.answer}
    )
    row.delete()
    if meeting.state == MeetingState.ANNOUNCED:
        fill(meeting)
