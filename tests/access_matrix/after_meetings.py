"""For the cast: a meeting that took place, with who came, what was decided, promised, thought and said."""

from essaim.meetings.models import Attendance, Meeting, Speaker, Talk
from essaim.minutes import actions
from essaim.minutes.links import certificate_code, review_token
from essaim.minutes.models import Minutes, Review
from essaim.minutes.tests.factories import make_minutes, make_present


class AfterMeetings:
    """Minutes are being written: every member of the club may."""

    minutes_pk = property(lambda self: self.minutes.meeting_id)
    section_pk = property(lambda self: self.minutes.sections.order_by("position")[0].pk)
    decision_pk = property(
        lambda self: actions.add_decision(minutes=self.minutes, sentence="On achète.", actor=None).pk
    )
    action_pk = property(
        lambda self: actions.add_action(minutes=self.minutes, what="Écrire", owner=self.people["member"], actor=None).pk
    )
    thanked_talk_pk = property(lambda self: _talk(self.minutes.meeting).pk)
    review_token = property(lambda self: review_token(*_review(self.minutes.meeting)))
    certificate_code = property(lambda self: certificate_code(_review(self.minutes.meeting)[1]))

    @property
    def minutes(self) -> Minutes:
        return Minutes.objects.filter(club=self.club).first() or make_minutes(self.club, title="Trouver des locaux")


def _talk(meeting: Meeting) -> Talk:
    speaker = Speaker.objects.get_or_create(club=meeting.club, name="Aïcha Morel", email="aicha@example.org")[0]
    return Talk.objects.get_or_create(club=meeting.club, meeting=meeting, speaker=speaker, subject="Acheter")[0]


def _review(meeting: Meeting) -> tuple[Review, Attendance]:
    came = meeting.attendances.first() or make_present(meeting, "Nadia Benali")
    return actions.open_review(meeting=meeting, actor=None), came
