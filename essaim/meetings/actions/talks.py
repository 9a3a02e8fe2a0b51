"""A talk: envisaged, asked for, accepted or declined, given."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import TALK_VERBS, Answer, AttendeeKind, MeetingState, Seat, TalkState
from ..mails import attendances as attendance_mails
from ..mails import talks as mails
from ..models import AgendaItem, Attendance, Meeting, Speaker, Talk
from ..queries import speakers as queries
from .common import fill, leave_seat, lock, one_line

NEEDS = ("equipment", "access", "travel", "words")


@transaction.atomic
def propose_talk(
    *, meeting: Meeting, speaker: Speaker, subject: str, actor: User | None, agenda_item: AgendaItem | None = None
) -> Talk:
    """Think of someone for a meeting. Nothing is sent yet. The same person again gives the talk there is.

    Refuses (field `subject`) no subject, and a meeting that is cancelled.
    """
    meeting = lock(meeting)
    if meeting.state == MeetingState.CANCELLED:
        raise Refusal(_("Cette rencontre est annulée."), code="cancelled")
    subject = _subject(subject)
    talk, created = Talk.objects.get_or_create(
        club=meeting.club, meeting=meeting, speaker=speaker, defaults={"subject": subject, "agenda_item": agenda_item}
    )
    if created:
        journaled.tell(actor=actor, verb="meetings.propose_talk", subject=talk, club=meeting.club, details={})
    return talk


@transaction.atomic
def update_talk(*, talk: Talk, actor: User | None, subject: str, agenda_item: AgendaItem | None) -> Talk:
    talk = _locked(talk)
    talk.subject, talk.agenda_item = _subject(subject), agenda_item
    talk.save(update_fields=["subject", "agenda_item", "updated_at"])
    journaled.tell(actor=actor, verb="meetings.update_talk", subject=talk, club=talk.club, details={})
    return talk


@transaction.atomic
def ask_talk(*, talk: Talk, actor: User | None) -> Talk:
    """Write to the speaker, who answers by their link. Refuses one without address (code `no_email`): their sheet can
    be printed, and their answer noted by hand. Asked already, nothing more is sent."""
    talk = _locked(talk)
    if talk.state == TalkState.ASKED:
        return talk
    if not talk.speaker.email:
        raise Refusal(
            _("%(name)s n'a pas d'adresse e-mail. Imprimez sa fiche pratique, ou appelez, puis notez sa réponse ici.")
            % {"name": talk.speaker.name},
            code="no_email",
        )
    _turn("ask", talk, actor)
    talk.asked += 1
    talk.asked_at, talk.answered_at = timezone.now(), None
    talk.save()
    mails.asked(talk, by=actor)
    return talk


@transaction.atomic
def answer_talk(*, talk: Talk, accepts: bool, actor: User | None = None, by_link: bool = False, **needs: str) -> Talk:
    """The speaker's answer, by their link or noted by hand; `needs` are among NEEDS. Given again, it may change.

    Who accepts is expected at the meeting, with a place whatever its capacity. Who declines gives the place back. The
    organisers are told of what comes by the link. Refuses once the meeting is past or cancelled (code `over`).
    """
    meeting = lock(talk.meeting)
    talk = _locked(talk)
    if meeting.state in (MeetingState.CANCELLED, MeetingState.HELD) or meeting.is_over:
        raise Refusal(_("Cette rencontre est passée ou annulée : il n'y a plus à répondre."), code="over")
    before = talk.state
    wanted = TalkState.ACCEPTED if accepts else TalkState.DECLINED
    for name in NEEDS:
        if name in needs:
            setattr(talk, name, one_line(needs[name], 300))
    if before != wanted:
        _turn("accept" if accepts else "decline", talk, actor)
    talk.answered_at = timezone.now()
    _expect(meeting, talk) if accepts else _do_not_expect(meeting, talk)
    talk.save()
    if by_link:
        mails.answered(talk, changed=before != wanted)
    return talk


@transaction.atomic
def withdraw_talk(*, talk: Talk, actor: User | None) -> None:
    """Do without this talk. Who was asked or had accepted is told. Refuses what took place (code `given`)."""
    meeting = lock(talk.meeting)
    talk = _locked(talk)
    if talk.state == TalkState.GIVEN:
        raise Refusal(_("Cette intervention a eu lieu : elle reste dans l'histoire du club."), code="given")
    if talk.state in (TalkState.ASKED, TalkState.ACCEPTED):
        mails.withdrawn(talk)
    _do_not_expect(meeting, talk)
    journaled.tell(
        actor=actor, verb="meetings.withdraw_talk", subject=talk, club=talk.club, details={"speaker": talk.speaker_id}
    )
    talk.delete()


@transaction.atomic
def give_talk(*, talk: Talk, actor: User | None) -> Talk:
    """Note that the talk took place."""
    talk = _locked(talk)
    if talk.state != TalkState.GIVEN:
        _turn("give", talk, actor)
        talk.save()
    return talk


@transaction.atomic
def note_thanks(*, talk: Talk, actor: User | None) -> Talk:
    """Remember the day on which the speaker was thanked; the first one stays."""
    talk = _locked(talk)
    if talk.thanked_on is None:
        talk.thanked_on = timezone.localdate()
        talk.save(update_fields=["thanked_on", "updated_at"])
        journaled.tell(actor=actor, verb="meetings.note_thanks", subject=talk, club=talk.club, details={})
    return talk


def give_talks_held(_today: date) -> None:
    """What was accepted for a meeting that took place was given. Called again, it finds none."""
    for talk in queries.held_with_accepted_talks():
        give_talk(talk=talk, actor=None)


def _locked(talk: Talk) -> Talk:
    rows = Talk.objects.select_for_update(of=("self",)).select_related("speaker", "meeting__club")
    return rows.get(pk=talk.pk)


def _turn(verb: str, talk: Talk, actor: User | None) -> None:
    """Carry one verb of TALK_VERBS out; the row is locked and not saved."""
    starts, state = TALK_VERBS[verb]
    if talk.state not in starts:
        raise Refusal(
            _("Cette intervention est notée « %(state)s » : ce n'est plus possible.")
            % {"state": talk.get_state_display()},
            code="state",
        )
    before, talk.state = talk.state, state
    journaled.tell(
        actor=actor, verb=f"meetings.{verb}_talk", subject=talk, club=talk.club, details={"before": str(before)}
    )


def _expect(meeting: Meeting, talk: Talk) -> None:
    """The speaker's line among those who come. Who was there already under this address becomes the speaker."""
    speaker = talk.speaker
    attendance = talk.attendance
    if attendance is None and speaker.email:
        attendance = Attendance.objects.filter(meeting=meeting, email__iexact=speaker.email).first()
    if attendance is None:
        attendance = Attendance(club=meeting.club, meeting=meeting, email=speaker.email)
    attendance.kind = AttendeeKind.SPEAKER
    attendance.name, attendance.organization = speaker.name, speaker.organization
    attendance.answer, attendance.answered_at = Answer.YES, timezone.now()
    attendance.seat, attendance.queued_at = Seat.HELD, None
    told = meeting.state == MeetingState.ANNOUNCED and attendance.invited_at is None and attendance.email
    if told:
        attendance.invited_at = timezone.now()
    attendance.save()
    talk.attendance = attendance
    if told:  # with the calendar's event; before the announcement, the invitation will bring it
        attendance.meeting = meeting
        attendance_mails.confirmation(attendance)


def _do_not_expect(meeting: Meeting, talk: Talk) -> None:
    attendance = talk.attendance
    if attendance is None or attendance.answer == Answer.NO:
        return
    if attendance.invited_at is None:  # nothing reached them yet: the announcement must not invite who declined
        talk.attendance = None
        attendance.delete()
    else:
        attendance.answer = Answer.NO
        leave_seat(attendance)
        attendance.save()
    if meeting.state == MeetingState.ANNOUNCED:
        fill(meeting)


def _subject(subject: str) -> str:
    if not (subject := one_line(subject, 160)):
        raise Refusal(_("De quoi cette personne parlera-t-elle ?"), code="no_subject", field="subject")
    return subject
