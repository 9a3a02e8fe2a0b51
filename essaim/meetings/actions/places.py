"""A place asked for from outside: someone types their name and address, and confirms by the link sent there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import AttendeeKind
from ..mails import places as mails
from ..models import Attendance, Meeting, PlaceRequest
from .common import check_address, check_open, lock, one_line
from .invitations import add_person

# Requests that nobody confirmed, by club and hour: a robot stops there.
MOST_UNCONFIRMED = 30
AGAIN_AFTER = timedelta(minutes=10)  # before the same address gets the message again
UNCONFIRMED_LIFE = timedelta(days=14)


@transaction.atomic
def ask_place(
    *, meeting: Meeting, name: str, email: str, comes_from: str = "", user: User | None = None
) -> PlaceRequest:
    """Ask to come to a meeting that is shown to everybody. Nothing is taken until the address is confirmed, which that
    of the account is; asked again, the last name typed counts, and the message leaves again ten minutes later at most.

    Refuses (with the field) no name, what is not an address; a meeting that is not open; too many requests at once
    (code `too_many`).
    """
    name, email = one_line(name), check_address(email)
    if not name:
        raise Refusal(_("Dites qui vous êtes."), code="no_name", field="name")
    Club.objects.select_for_update().get(pk=meeting.club_id)
    meeting = lock(meeting)
    check_open(meeting)
    if not meeting.public:
        raise Refusal(_("Cette rencontre est réservée aux membres."), code="members_only")
    trusted = user is not None and user.email.lower() == email
    now = timezone.now()
    hour = PlaceRequest.objects.filter(
        club=meeting.club_id, confirmed_at=None, updated_at__gte=now - timedelta(hours=1)
    )
    if not trusted and hour.exclude(email=email).count() >= MOST_UNCONFIRMED:
        raise Refusal(_("Beaucoup de demandes arrivent à la fois. Revenez dans une heure."), code="too_many")
    known = PlaceRequest.objects.filter(meeting=meeting, email__iexact=email).first()
    sent_at = known.updated_at if known else None
    row = known or PlaceRequest(club_id=meeting.club_id, meeting=meeting, email=email)
    row.meeting = meeting
    if row.confirmed_at is None:
        row.name, row.comes_from = name, one_line(comes_from)
        row.language = (get_language() or "fr")[:2]
    if trusted:
        row.save()
        return confirm_place(request=row, actor=user)
    if sent_at is None or sent_at < now - AGAIN_AFTER:
        row.save()
        mails.please_confirm(row, moment=row.updated_at.timestamp())
    elif row.confirmed_at is None:
        # As the message left already: the hour of the last one stays.
        PlaceRequest.objects.filter(pk=row.pk).update(name=row.name, comes_from=row.comes_from)
    return row


@transaction.atomic
def confirm_place(*, request: PlaceRequest, actor: User | None = None) -> PlaceRequest:
    """The person reads their mail: they come, and have a place or a rank on the list. Pressed again, it changes
    nothing. Refuses once the meeting is not open any more."""
    meeting = lock(request.meeting)
    row = PlaceRequest.objects.select_for_update().get(pk=request.pk)
    row.meeting = meeting
    if row.confirmed_at and row.attendance_id:
        return row
    check_open(meeting)
    attendance = add_person(meeting=meeting, actor=actor, name=row.name, email=row.email, kind=AttendeeKind.PROSPECT)
    if row.comes_from and attendance.organization_id is None and not attendance.comes_from:
        Attendance.objects.filter(pk=attendance.pk).update(comes_from=row.comes_from)
    row.confirmed_at, row.attendance = timezone.now(), attendance
    row.save(update_fields=["confirmed_at", "attendance", "updated_at"])
    journaled.tell(actor=actor, verb="meetings.ask_place", subject=attendance, club=meeting.club, details={})
    return row


def drop_requests(now: datetime) -> int:
    """Requests that nobody confirmed go after two weeks; the others, once their meeting is over."""
    old = Q(confirmed_at=None, updated_at__lt=now - UNCONFIRMED_LIFE) | Q(meeting__ends_at__lt=now)
    return PlaceRequest.objects.filter(old).delete()[0]
