"""The life of a meeting: made, changed, announced, held, cancelled, made again."""

import copy
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import queries
from ..enums import MEETING_VERBS, MeetingState, Seat
from ..mails import attendances as mails
from ..models import AgendaItem, Attendance, Meeting
from .common import fill, lock, one_line
from .invitations import invite_members, send_invitations

FIELDS = (
    "title", "presentation", "theme", "starts_at", "ends_at", "host", "room", "address", "municipality",
    "access_notes", "capacity", "public",
)  # fmt: skip
# What people and calendars are told when it changes.
_TOLD = {"starts_at", "ends_at", "host", "room", "address", "municipality"}
# What a meeting made from another takes from it.
_COPIED = ("title", "presentation", "theme", "host", "room", "address", "municipality", "access_notes", "capacity",
           "public")  # fmt: skip


@transaction.atomic
def create_meeting(*, club: Club, actor: User | None, title: str, allow_past: bool = False, **fields: Any) -> Meeting:
    """Make a meeting to prepare. `fields` are among FIELDS; its date may come later.

    Refuses (with the field) an empty title, an end that is not after the start, a date gone by unless `allow_past`
    (what a club did before it came here), a capacity of nothing.
    """
    fields = _checked({"title": title} | fields)
    meeting = Meeting(club=club, **fields)
    _check_times(meeting, allow_past=allow_past)
    meeting.save()
    journaled.tell(actor=actor, verb="meetings.create", subject=meeting, club=club, details={"title": meeting.title})
    return meeting


@transaction.atomic
def update_meeting(*, meeting: Meeting, actor: User | None, allow_past: bool = False, **changes: Any) -> Meeting:
    """Change what is said of a meeting. `changes` are among FIELDS.

    Once announced, another date or place raises `sequence` and is told to everybody who has not declined (another date
    to them too); more places go to who waits. Refuses what `create_meeting` refuses, fewer places than those given
    (code `capacity`), and any date for a meeting that is cancelled.
    """
    changes = _checked(changes)
    meeting = lock(meeting)
    before = copy.copy(meeting)
    fields = [field for field, value in changes.items() if getattr(meeting, field) != value]
    if not fields:
        return meeting
    moved = bool(_TOLD.intersection(fields))
    if moved and meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("Cette rencontre est annulée. Reprenez-la dans une nouvelle."), code="cancelled")
    for field in fields:
        setattr(meeting, field, changes[field])
    if {"starts_at", "ends_at"}.intersection(fields):
        _check_times(meeting, allow_past=allow_past or meeting.state == MeetingState.HELD)
    if "capacity" in fields:
        _check_capacity(meeting)
    if "starts_at" in fields:  # another date has another eve
        Attendance.objects.filter(meeting=meeting, eve_at__isnull=False).update(eve_at=None)
    told = moved and meeting.state == MeetingState.ANNOUNCED
    if told:
        meeting.sequence += 1
    meeting.save(update_fields=[*fields, "sequence", "updated_at"])
    journaled.tell(actor=actor, verb="meetings.update", subject=meeting, club=meeting.club, details={"fields": fields})
    if told and not meeting.is_over:
        mails.changed(
            _of(meeting, queries.prospects_and_members(meeting, declined="starts_at" in fields)), before=before
        )
    if "capacity" in fields and meeting.state == MeetingState.ANNOUNCED:
        fill(meeting)
    return meeting


@transaction.atomic
def announce(*, meeting: Meeting, actor: User | None, members: bool = True) -> Meeting:
    """Tell that the meeting takes place: those already on the list are invited, and with `members` all the members.

    Refuses while it has no date, or one gone by (codes `no_date`, `past`).
    """
    meeting = lock(meeting)
    if meeting.state == MeetingState.ANNOUNCED:
        return meeting
    if meeting.starts_at is None:
        raise Refusal(_("Donnez d'abord une date à la rencontre."), code="no_date", field="day")
    _check_times(meeting)
    _turn("announce", meeting, actor)
    rows = Attendance.objects.filter(meeting=meeting, invited_at=None).select_related("user").order_by("pk")
    send_invitations(_of(meeting, rows))
    if members:
        invite_members(meeting=meeting, actor=actor)
    return meeting


@transaction.atomic
def close(*, meeting: Meeting, actor: User | None) -> Meeting:
    """Note that the meeting took place. Refuses before it began (code `not_started`)."""
    meeting = lock(meeting)
    if meeting.state == MeetingState.HELD:
        return meeting
    if meeting.starts_at and meeting.starts_at > timezone.now():
        raise Refusal(_("Cette rencontre n'a pas encore commencé."), code="not_started")
    return _turn("close", meeting, actor)


@transaction.atomic
def cancel(*, meeting: Meeting, actor: User | None, reason: str = "") -> Meeting:
    """Call the meeting off, and tell everybody who has not declined, calendars too.

    Refuses once somebody was noted at the door (code `checked_in`): it took place.
    """
    meeting = lock(meeting)
    if meeting.state == MeetingState.CANCELLED:
        return meeting
    came = Attendance.objects.filter(meeting=meeting, checked_in_at__isnull=False).order_by("checked_in_at").first()
    if came:
        raise Refusal(
            _("%(name)s est déjà là : cette rencontre a lieu. Terminez-la plutôt, ou corrigez l'accueil.")
            % {"name": came.name},
            code="checked_in",
        )
    told = meeting.state == MeetingState.ANNOUNCED and not meeting.is_over
    meeting.cancel_reason = one_line(reason, 300)
    meeting.sequence += 1
    _turn("cancel", meeting, actor)
    if told:
        mails.cancelled(_of(meeting, queries.prospects_and_members(meeting)))
    return meeting


@transaction.atomic
def duplicate(*, meeting: Meeting, actor: User | None) -> Meeting:
    """Prepare another meeting with the same place and agenda: no date, nobody invited, an event of its own."""
    copied = Meeting.objects.create(club_id=meeting.club_id, **{field: getattr(meeting, field) for field in _COPIED})
    for item in AgendaItem.objects.filter(meeting=meeting):
        AgendaItem.objects.create(
            meeting=copied, position=item.position, title=item.title, minutes=item.minutes, led_by=item.led_by,
            text=item.text,
        )  # fmt: skip
    journaled.tell(
        actor=actor, verb="meetings.duplicate", subject=copied, club=meeting.club, details={"from": meeting.pk}
    )
    return copied


def _of(meeting: Meeting, rows: Iterable[Attendance]) -> list[Attendance]:
    """Rows of the meeting, which know it without asking."""
    found = list(rows)
    for row in found:
        row.meeting = meeting
    return found


def _turn(verb: str, meeting: Meeting, actor: User | None) -> Meeting:
    """Carry one verb of MEETING_VERBS out. The meeting is locked."""
    starts, state = MEETING_VERBS[verb]
    if meeting.state not in starts:
        raise Refusal(
            _("Cette rencontre est %(state)s : ce n'est plus possible.")
            % {"state": str(meeting.get_state_display()).lower()},
            code=str(meeting.state),
        )
    before, meeting.state = meeting.state, state
    meeting.save(update_fields=["state", "sequence", "cancel_reason", "updated_at"])
    journaled.tell(
        actor=actor, verb=f"meetings.{verb}", subject=meeting, club=meeting.club, details={"before": str(before)}
    )
    return meeting


def _checked(changes: dict[str, Any]) -> dict[str, Any]:
    """The values as they are kept: one line where one line is shown."""
    if unknown := set(changes) - set(FIELDS):
        raise TypeError(f"a meeting has no {', '.join(sorted(unknown))}")
    kept = dict(changes)
    for field, most in (("title", 120), ("room", 120), ("address", 200)):
        if field in kept:
            kept[field] = one_line(kept[field], most)
    if not kept.get("title", "kept"):
        raise Refusal(_("Une rencontre a un titre, même court."), code="no_title", field="title")
    if kept.get("capacity", 1) == 0:
        raise Refusal(
            _("Une salle a au moins une place. Laissez vide si vous ne les comptez pas."), code="no_seat",
            field="capacity",
        )  # fmt: skip
    return kept


def _check_times(meeting: Meeting, *, allow_past: bool = False) -> None:
    start, end = meeting.starts_at, meeting.ends_at
    if start is None and end is None:
        if meeting.state not in (MeetingState.PREPARING, MeetingState.CANCELLED):
            raise Refusal(_("Une rencontre annoncée garde une date."), code="no_date", field="day")
        return
    if not isinstance(start, datetime) or not isinstance(end, datetime):
        raise Refusal(_("Donnez l'heure du début et celle de la fin."), code="half_dated", field="starts")
    if end <= start:
        raise Refusal(_("La fin vient après le début."), code="ends_before", field="ends")
    if start < timezone.now() and not allow_past:
        raise Refusal(_("Cette date est passée."), code="past", field="day")


def _check_capacity(meeting: Meeting) -> None:
    held = Attendance.objects.filter(meeting=meeting, seat=Seat.HELD).count()
    if meeting.capacity is not None and meeting.capacity < held:
        raise Refusal(
            _("%(count)s personnes ont déjà leur place. Retirez d'abord une invitation.") % {"count": held},
            code="capacity",
            field="capacity",
        )
