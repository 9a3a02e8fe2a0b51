"""At the same moment, on SQLite as on PostgreSQL: no more people than seats, a list in order, one message each."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message

from .. import actions
from ..enums import Answer, MeetingState, Seat
from ..models import Attendance
from .factories import make_attendance, make_meeting

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts) -> list:
    """Run the functions together, each in its thread; a refusal is given back as its code."""
    ready = Barrier(len(acts))

    def one(act):
        try:
            ready.wait(30)
            return act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(one, acts))


def test_fifty_people_answer_for_the_last_ten_seats():
    meeting = make_meeting(make_club(), capacity=25)
    for rank in range(15):
        make_attendance(meeting, f"Première {rank}")
    people = [
        make_attendance(meeting, f"P{rank:02}", answer=Answer.NONE, seat=Seat.NONE, email=f"p{rank}@demo.example")
        for rank in range(50)
    ]
    order: list[int] = []

    def answer(row):
        done = actions.answer(attendance=row, answer="yes")
        order.append(done.pk)
        return done.seat

    seats = at_once([lambda row=row: answer(row) for row in people])
    assert (seats.count(Seat.HELD), seats.count(Seat.WAITING)) == (10, 40)
    rows = Attendance.objects.filter(pk__in=[row.pk for row in people])
    waiting = list(rows.filter(seat=Seat.WAITING).order_by("queued_at", "pk"))
    # In the order of the answers: those who have a seat answered before anyone who waits, and no two share a rank.
    last_in = rows.filter(seat=Seat.HELD).order_by("-answered_at").first()
    assert last_in.answered_at <= min(row.answered_at for row in waiting)
    assert [row.answered_at for row in waiting] == sorted(row.answered_at for row in waiting)
    assert len({row.queued_at for row in waiting}) == 40
    kinds = list(Message.objects.values_list("kind", flat=True))
    assert (kinds.count("meetings.confirmation"), kinds.count("meetings.waiting")) == (10, 40)
    # Each who leaves lets the first of the list in, and nobody else.
    at_once([lambda row=row: actions.answer(attendance=row, answer="no") for row in rows.filter(seat=Seat.HELD)[:4]])
    now_in = rows.filter(seat=Seat.HELD, pk__in=[row.pk for row in waiting]).values_list("pk", flat=True)
    assert set(now_in) == {row.pk for row in waiting[:4]}
    assert Attendance.objects.filter(meeting=meeting, seat=Seat.HELD).count() == 25


def test_the_same_person_presses_eight_times():
    meeting = make_meeting(make_club(), capacity=1)
    one = make_attendance(meeting, "Ana", answer=Answer.NONE, seat=Seat.NONE, email="ana@demo.example")
    seats = at_once([lambda: actions.answer(attendance=one, answer="yes").seat] * 8)
    assert seats == [Seat.HELD] * 8
    assert Message.objects.count() == 1


def test_invited_eight_times_is_one_invitation():
    meeting = make_meeting(make_club())
    rows = at_once([lambda: actions.invite(meeting=meeting, actor=None, name="Ana", email="ana@demo.example").pk] * 8)
    assert len(set(rows)) == 1
    assert Message.objects.count() == 1


def test_somebody_comes_in_while_it_is_cancelled():
    """One or the other, never both."""
    meeting = make_meeting(make_club())
    one = make_attendance(meeting, "Ana")
    at_once([
        lambda: actions.check_in(attendance=one, actor=None), lambda: actions.cancel(meeting=meeting, actor=None)
    ])  # fmt: skip
    one.refresh_from_db()
    meeting.refresh_from_db()
    assert (one.checked_in_at is None) == (meeting.state == MeetingState.CANCELLED)
