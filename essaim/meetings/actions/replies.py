"""Taking the replies of calendars: the same answer as the link's, or a refusal kept with its reason."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import queries
from ..enums import ReplyOutcome
from ..mails import attendances as mails
from ..models import Attendance, CalendarReply
from ..replies import CalendarAnswer, read_reply
from .answers import answer as note_answer
from .common import check_open, lock

# The clock of the person's calendar may be ahead of ours or behind it.
_CLOCKS = timedelta(minutes=2)


def take_reply(*, text: str, sender: str, authenticated: bool | None = None) -> CalendarReply:
    """Take an iCalendar object that came by mail from `sender`; never raises for what it holds.

    What is refused is kept with the code of its reason; the person is told why, when it is one whom we invited.
    `authenticated`: whether a server that we trust saw that the sender is true (None: nobody said).
    """
    reply = attendance = None
    try:
        if authenticated is False:
            raise Refusal(_("Rien ne prouve que la réponse vient de cette adresse."), code="forged")
        reply = read_reply(text, sender)
        attendance = queries.attendance_of_event(reply.uid, reply.attendee)
        if attendance is None:
            raise Refusal(_("La réponse de l'agenda parle d'une invitation que nous n'avons pas."), code="unknown")
        with transaction.atomic():
            return _take(reply, attendance, sender)
    except Refusal as refusal:
        with transaction.atomic():
            kept = _keep(reply, attendance, sender, ReplyOutcome.REFUSED, reason=refusal.code)
            if attendance is not None:
                mails.reply_refused(attendance, sentence=refusal.sentence, key=str(kept.pk))
        return kept


def _take(reply: CalendarAnswer, attendance: Attendance, sender: str) -> CalendarReply:
    meeting = lock(attendance.meeting)
    attendance.refresh_from_db(fields=["answer", "answered_at"])  # as they stand now that the meeting is held
    attendance.meeting = meeting
    check_open(meeting)
    if reply.sequence < meeting.sequence:
        raise Refusal(
            _("Elle répond à une date ou à un lieu qui ont changé depuis. Répondez à la dernière invitation."),
            code="old_sequence",
        )
    if reply.answer is None:
        kept = _keep(reply, attendance, sender, ReplyOutcome.COUNTER)
        journaled.tell(actor=None, verb="meetings.counter", subject=attendance, club=meeting.club, details={})
        proposed = reply.proposed_start.isoformat() if reply.proposed_start else ""
        mails.counter_declined(attendance, key=f"{attendance.pk}:{meeting.sequence}:{proposed}")
        return kept
    late = reply.stamp and attendance.answered_at and reply.stamp < attendance.answered_at - _CLOCKS
    if late and reply.answer != attendance.answer:
        raise Refusal(_("Vous avez répondu autrement depuis : c'est votre dernière réponse qui compte."), code="stale")
    note_answer(attendance=attendance, answer=reply.answer)
    return _keep(reply, attendance, sender, ReplyOutcome.TAKEN)


def _keep(
    reply: CalendarAnswer | None, attendance: Attendance | None, sender: str, outcome: str, *, reason: str = ""
) -> CalendarReply:
    return CalendarReply.objects.create(
        club=attendance.club if attendance else None,
        attendance=attendance,
        sender=sender[:254],
        method=reply.method if reply else "",
        uid=reply.uid if reply else "",
        outcome=outcome,
        reason=reason[:20],
        proposed_start=reply.proposed_start if reply and outcome == ReplyOutcome.COUNTER else None,
        comment=reply.comment if reply and outcome != ReplyOutcome.REFUSED else "",
    )
