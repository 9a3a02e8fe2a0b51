"""What the people of a structure do on the page of their invitation: no account, a signed link, a button."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.mail.actions import stop
from essaim.meetings import actions as meetings
from essaim.meetings.enums import Answer, AttendeeKind, MeetingState
from essaim.meetings.models import Attendance

from ..enums import RecipientState
from ..mails import STREAM
from ..models import Recipient


def _locked(recipient: Recipient) -> Recipient:
    row = Recipient.objects.select_for_update(of=("self",)).get(pk=recipient.pk)
    row.club, row.campaign, row.organization = recipient.club, recipient.campaign, recipient.organization
    return row


@transaction.atomic
def see(*, recipient: Recipient) -> None:
    """A person has the page before their eyes: said once, by the page itself, never by opening its address."""
    Recipient.objects.filter(pk=recipient.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def answer(*, recipient: Recipient, answer: str, word: str = "") -> Recipient:
    """Keep the answer, which may change until the meeting begins. Refuses when the meeting is over or cancelled."""
    recipient = _locked(recipient)
    if answer not in (Answer.YES, Answer.MAYBE, Answer.NO):
        raise Refusal(_("Choisissez l'une des trois réponses."), code="answer")
    meeting = recipient.campaign.meeting
    now = timezone.now()
    if meeting and meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("Cette rencontre n'aura pas lieu. Le club vous dira la suivante."), code="cancelled")
    if meeting and (meeting.starts_at is None or meeting.starts_at <= now):
        raise Refusal(_("Cette rencontre a eu lieu. Écrivez au club : il y en aura d'autres."), code="over")
    before = recipient.answer
    recipient.answer, recipient.answered_at = answer, now
    recipient.word = " ".join(word.split())[:300] or recipient.word
    recipient.opened_at = recipient.opened_at or now
    recipient.save(update_fields=["answer", "answered_at", "word", "opened_at", "updated_at"])
    if meeting:
        _answer_meeting(recipient, answer)
    if before != answer:
        journaled.tell(
            actor=None, verb="joining.answer", subject=recipient, club=recipient.club,
            details={"answer": str(answer), "organization": recipient.organization_id},
        )  # fmt: skip
    return recipient


@transaction.atomic
def never_again(*, recipient: Recipient) -> Recipient:
    """The club invites this address no more: neither this campaign, nor another, nor by any other way."""
    recipient = _locked(recipient)
    stop(address=recipient.email, club=recipient.club, stream=STREAM)
    if recipient.state != RecipientState.REFUSED:
        recipient.state, recipient.opened_at = RecipientState.REFUSED, recipient.opened_at or timezone.now()
        recipient.save(update_fields=["state", "opened_at", "updated_at"])
        journaled.tell(
            actor=None, verb="joining.never_again", subject=recipient, club=recipient.club,
            details={"organization": recipient.organization_id},
        )  # fmt: skip
    return recipient


def _answer_meeting(recipient: Recipient, answer: str) -> None:
    """Say the same at the meeting, where places are counted. Whoever was not on its list and says no stays off."""
    meeting = recipient.campaign.meeting
    if meeting is None:
        return
    known = Attendance.objects.filter(meeting=meeting, email__iexact=recipient.email)
    if answer == Answer.NO and not known.exists():
        return
    attendance = meetings.invite(
        meeting=meeting, actor=None, name=recipient.name or recipient.organization.name, email=recipient.email,
        organization=recipient.organization, kind=AttendeeKind.PROSPECT, quiet=True,
    )  # fmt: skip
    meetings.answer(attendance=attendance, answer=answer)


def answered_elsewhere(*, attendance: Attendance) -> None:
    """The person changed their answer by the meeting's own link, or by their calendar: the campaign says the same."""
    if attendance.email:
        Recipient.objects.filter(campaign__meeting=attendance.meeting_id, email__iexact=attendance.email).exclude(
            answer=attendance.answer
        ).update(answer=attendance.answer, answered_at=timezone.now(), updated_at=timezone.now())
