"""The messages of meetings, on examples."""

from datetime import time
from typing import Any

from django.utils.translation import get_language

from essaim.accounts.examples import PK, person, somebody
from essaim.clubs.examples import club
from essaim.territory.models import Municipality

from .enums import Answer, AttendeeKind, MeetingState, Seat, TalkState
from .examples import attendance, meeting, moment, talk
from .mails import attendances, places, polls, talks
from .models import DatePoll, PlaceRequest, PollOption, PollVoter
from .queries.attendances import LiftMatch


def _confirmation() -> None:
    attendances.confirmation(attendance(answer=Answer.YES, seat=Seat.HELD))


def _waiting() -> None:
    attendances.waiting(attendance(answer=Answer.YES, seat=Seat.WAITING), rank=3)


def _seat_given() -> None:
    host = attendance(answer=Answer.YES, seat=Seat.HELD)
    attendances.seat_given(host)
    guest = attendance(pk=PK + 1, user=None, name="Lina Courtin", kind=AttendeeKind.GUEST, brought_by=host)
    attendances.seat_given(guest)


def _changed() -> None:
    attendances.changed([attendance()], before=meeting(23, room="Salle des mariages", address="1 place de la Mairie"))


def _cancelled() -> None:
    of = meeting(state=MeetingState.CANCELLED, cancel_reason="La salle est inondée ; une autre date viendra.")
    attendances.cancelled([attendance(of)])


def _reminder() -> None:
    attendances.reminders([attendance(), attendance(answer=Answer.MAYBE)])


def _please_confirm() -> None:
    of = meeting()
    asked = PlaceRequest(pk=PK, club=of.club, meeting=of, name="Lina Courtin", email="lina@example.org")
    asked.language = get_language() or "fr"
    places.please_confirm(asked, moment=0)


def _eve() -> None:
    of = meeting(1)
    walker = attendance(of, answer=Answer.YES, seat=Seat.HELD)
    attendances.eve(walker)
    driver = attendance(of, answer=Answer.YES, seat=Seat.HELD, car_places=2)
    commune = Municipality(insee_code="62517", name="Lillers", department_id="62")
    seeker = attendance(of, pk=PK + 1, name="Lina Courtin", leaves_from=commune, lift_contact="06 00 00 00 00")
    attendances.eve(
        driver, guests=["Noé Vasseur"], matches=[LiftMatch(seeker, 4)], waiting=3,
        lines=["Tour 1, table 3 · tour 2, table 5"],
    )  # fmt: skip


def _reply_refused() -> None:
    attendances.reply_refused(attendance(), sentence="La rencontre est déjà passée.", key="")


def _voter() -> PollVoter:
    poll = DatePoll(pk=PK, club=club(), meeting=meeting(), closes_at=moment(7), message="On vise la fin de la matinée.")
    return PollVoter(pk=PK, club=club(), poll=poll, user=person(), name=person().name, email=person().email)


def _poll_opened() -> None:
    voter = _voter()
    dates = [PollOption(poll=voter.poll, starts_at=moment(day), ends_at=moment(day, time(12))) for day in (28, 30, 35)]
    polls.opened([voter], dates=dates)


def _poll_changed() -> None:
    voter = _voter()
    new, old = (PollOption(poll=voter.poll, starts_at=moment(day), ends_at=moment(day, time(12))) for day in (32, 28))
    polls.changed([voter], added=[new], removed=[old])
    polls.changed([voter], added=[], removed=[old])


def _talk_answered() -> None:
    needs: dict[str, Any] = {"equipment": "Un vidéoprojecteur", "travel": "J’arrive par le train de 9 h 04"}
    for row, changed in (
        (talk(state=TalkState.ACCEPTED, words="Merci de l’invitation.", **needs), True),
        (talk(state=TalkState.ACCEPTED, **needs), False),
        (talk(state=TalkState.DECLINED, words="Je serai à Lyon ce jour-là."), True),
    ):
        talks.to_organisers(row, [person()], changed=changed)


PREVIEWS = {
    "meetings.invitation": lambda: attendances.invitations([attendance()]),
    "meetings.confirmation": _confirmation,
    "meetings.waiting": _waiting,
    "meetings.seat_given": _seat_given,
    "meetings.changed": _changed,
    "meetings.cancelled": _cancelled,
    "meetings.withdrawn": lambda: attendances.withdrawn(attendance()),
    "meetings.reminder": _reminder,
    "meetings.counter_declined": lambda: attendances.counter_declined(attendance(), key=""),
    "meetings.please_confirm": _please_confirm,
    "meetings.eve": _eve,
    "meetings.reply_refused": _reply_refused,
    "meetings.poll_opened": _poll_opened,
    "meetings.poll_changed": _poll_changed,
    "meetings.poll_reminder": lambda: polls.reminder([_voter()]),
    "meetings.poll_closed": lambda: polls.closed([_voter()]),
    "meetings.talk_asked": lambda: talks.asked(talk(), by=somebody()),
    "meetings.talk_withdrawn": lambda: talks.withdrawn(talk()),
    "meetings.talk_answered": _talk_answered,
}
