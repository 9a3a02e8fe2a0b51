"""What calendars read: one event through every change, hours on the wall, and what an independent tool makes of it."""

import re
import shutil
import subprocess
from datetime import date, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal
from essaim.mail.incoming import parse
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_user

from .. import actions, ical
from ..enums import MeetingState
from ..forms.fields import instant
from ..incoming import take_mail
from ..models import CalendarReply, Meeting
from ..replies import read_reply
from .factories import make_meeting

pytestmark = pytest.mark.django_db
FILES = Path(__file__).resolve().parents[4] / "shared/data/ical"


@pytest.fixture
def meeting():
    club = make_club("ici", name="Club d'ici, Artois; Lys")
    return make_meeting(
        club, title="Recruter, garder; former", room="Salle « Émile-Basly »", address="12 rue de la Gare",
        municipality=make_municipality(), presentation="Une ligne\n" + "très longue, " * 30,
        starts_at=instant(date(2027, 10, 30), time(14, 30)), ends_at=instant(date(2027, 10, 30), time(17)),
    )  # fmt: skip


@pytest.fixture
def ana(meeting):
    return actions.invite(meeting=meeting, actor=None, name='Ana "la" Silva; é', email="ana@demo.example")


def unfolded(text: str) -> list[str]:
    """Lines of RFC 5545 §3.1, checked as they are read: CRLF, 75 octets at most."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def read(text: str) -> dict[str, str]:
    """The properties of the event, by their name and parameters."""
    lines = unfolded(text)
    event = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    return {key: value for key, _colon, value in (_split(line) for line in event)}


def _split(line: str) -> tuple[str, str, str]:
    """A content line at its first colon outside quotes."""
    found = re.match(r'((?:[^":]|"[^"]*")*):(.*)', line)
    return found[1], ":", found[2]


def test_the_invitation_is_a_request_that_every_calendar_takes(meeting, ana):
    text = Message.objects.get().calendar
    lines, event = unfolded(text), read(text)
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:REQUEST"} <= set(lines)
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
    assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines
    assert event["UID"] == str(meeting.uid)
    assert event["SEQUENCE"] == "0"
    assert event["DTSTART;TZID=Europe/Paris"] == "20271030T143000"
    assert event["DTEND;TZID=Europe/Paris"] == "20271030T170000"
    assert re.fullmatch(r"\d{8}T\d{6}Z", event["DTSTAMP"])
    assert event["SUMMARY"] == r"Recruter\, garder\; former"
    assert event["LOCATION"].startswith(r"Salle « Émile-Basly »\, 12 rue de la Gare\, Béthune")
    assert event["STATUS"] == "CONFIRMED"
    (organizer,) = (key for key in event if key.startswith("ORGANIZER"))
    assert event[organizer] == "mailto:essaim@localhost"  # the sender of our messages
    (attendee,) = (key for key in event if key.startswith("ATTENDEE"))
    assert event[attendee] == "mailto:ana@demo.example"
    for wanted in ("PARTSTAT=NEEDS-ACTION", "RSVP=TRUE", "ROLE=REQ-PARTICIPANT", "CUTYPE=INDIVIDUAL"):
        assert wanted in attendee


def test_one_event_through_answer_change_and_cancellation(meeting, ana):
    actions.answer(attendance=ana, answer="yes")
    actions.update_meeting(meeting=meeting, actor=None, room="Atelier")
    actions.cancel(meeting=meeting, actor=None)
    texts = list(Message.objects.order_by("pk").values_list("calendar", flat=True))
    events = [read(text) for text in texts]
    assert [re.search(r"METHOD:(\w+)", text)[1] for text in texts] == ["REQUEST", "REQUEST", "REQUEST", "CANCEL"]
    assert {event["UID"] for event in events} == {str(meeting.uid)}
    assert [event["SEQUENCE"] for event in events] == ["0", "0", "1", "2"]
    assert events[-1]["STATUS"] == "CANCELLED"
    assert any("PARTSTAT=ACCEPTED" in key for key in events[1])


def test_a_date_that_moves_across_the_change_of_clocks_keeps_its_hour(meeting, ana):
    before = meeting.starts_at
    day = date(2027, 11, 2)  # the clocks go back on 31 October 2027
    actions.update_meeting(
        meeting=meeting, actor=None, starts_at=instant(day, time(14, 30)), ends_at=instant(day, time(17))
    )
    event = read(Message.objects.latest("pk").calendar)
    assert event["DTSTART;TZID=Europe/Paris"] == "20271102T143000"
    meeting.refresh_from_db()
    assert (meeting.starts_at - before).total_seconds() == 3 * 86_400 + 3_600


def test_a_feed_names_nobody_and_says_what_is_cancelled(meeting, ana):
    actions.answer(attendance=ana, answer="yes")
    actions.cancel(meeting=meeting, actor=None)
    meeting.refresh_from_db()
    text = ical.feed([meeting], name="Club", address_of=lambda _meeting: "https://exemple.fr/")
    assert "ATTENDEE" not in text
    assert "Ana" not in text
    assert "METHOD:PUBLISH" in text
    event = read(text)
    assert event["STATUS"] == "CANCELLED"
    assert event["SUMMARY"].startswith("Annulée")


@pytest.mark.skipif(not shutil.which("khal"), reason="khal is not here (apt install khal)")
def test_khal_reads_the_feed(meeting, tmp_path):
    """An independent calendar shows the event, at its hour on the wall."""
    other = make_meeting(
        meeting.club, title="Après l'heure d'hiver", starts_at=instant(date(2027, 11, 2), time(9)),
        ends_at=instant(date(2027, 11, 2), time(11)),
    )  # fmt: skip
    path = tmp_path / "feed.ics"
    path.write_text(ical.feed([meeting, other], name="Club", address_of=lambda _meeting: "https://x.fr/"), newline="")
    (tmp_path / "config").write_text(
        f"[calendars]\n[[club]]\npath = {tmp_path}/store\ntype = calendar\n[locale]\nlocal_timezone = Europe/Paris\n"
        "default_timezone = Europe/Paris\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
        f"[sqlite]\npath = {tmp_path}/khal.db\n"
    )
    khal = [shutil.which("khal"), "-c", str(tmp_path / "config")]
    options = {"capture_output": True, "text": True, "timeout": 60, "check": False}
    done = subprocess.run([*khal, "import", "--batch", "-a", "club", str(path)], **options)
    assert done.returncode == 0, done.stderr
    shown = subprocess.run(
        [*khal, "list", "--format", "{start-time}|{end-time}|{title}|{location}", "2027-10-30", "2027-11-03"], **options
    ).stdout
    assert "14:30|17:00|Recruter, garder; former|Salle « Émile-Basly »" in shown, shown
    assert "09:00|11:00|Après l'heure d'hiver" in shown


def reply(meeting: Meeting, *, email="ana@demo.example", partstat="ACCEPTED", method="REPLY", sequence=None, **more):
    """What Outlook sends back, or bent on purpose."""
    lines = [
        "BEGIN:VCALENDAR", "PRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", "VERSION:2.0",
        f"METHOD:{method}", "BEGIN:VEVENT", f"ATTENDEE;PARTSTAT={partstat};CN=Ana:MAILTO:{email}",
        f"UID:{more.pop('uid', meeting.uid)}", f"SEQUENCE:{meeting.sequence if sequence is None else sequence}",
        f"DTSTAMP:{more.pop('stamp', timezone.now()):%Y%m%dT%H%M%SZ}",
        *(f"{name.replace('_', '-').upper()}:{value}" for name, value in more.items()), "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


class TestReplies:
    def take(self, text: str, sender="ana@demo.example", **options):
        kept = actions.take_reply(text=text, sender=sender, **options)
        return kept.outcome, kept.reason

    @pytest.mark.parametrize(
        ("partstat", "answer"), [("ACCEPTED", "yes"), ("TENTATIVE", "maybe"), ("DECLINED", "no"), ("accepted", "yes")]
    )
    def test_what_the_calendar_says_is_the_answer(self, meeting, ana, partstat, answer):
        assert self.take(reply(meeting, partstat=partstat)) == ("taken", "")
        ana.refresh_from_db()
        assert ana.answer == answer

    def test_twice_is_once(self, meeting, ana):
        text = reply(meeting)
        self.take(text)
        assert self.take(text) == ("taken", "")
        assert Message.objects.filter(kind="meetings.confirmation").count() == 1

    def test_an_older_answer_does_not_undo_a_later_one(self, meeting, ana):
        old = reply(meeting, partstat="ACCEPTED", stamp=timezone.now() - timedelta(hours=3))
        actions.answer(attendance=ana, answer="no")
        assert self.take(old) == ("refused", "stale")
        ana.refresh_from_db()
        assert ana.answer == "no"

    def test_another_date_is_noted_and_declined(self, meeting, ana):
        text = reply(
            meeting, method="COUNTER", partstat="TENTATIVE", comment="Plutôt jeudi", dtstart="20271104T140000Z"
        )
        assert self.take(text) == ("counter", "")
        kept = CalendarReply.objects.get()
        assert (kept.proposed_start.day, kept.comment) == (4, "Plutôt jeudi")
        ana.refresh_from_db()
        assert ana.answer == "none"
        message = Message.objects.latest("pk")
        assert message.kind == "meetings.counter_declined"
        assert "METHOD:DECLINECOUNTER" in message.calendar
        self.take(text)
        assert Message.objects.filter(kind="meetings.counter_declined").count() == 1

    @pytest.mark.parametrize(
        ("bent", "code"),
        [
            ({"email": "bob@demo.example"}, "other_person"),
            ({"method": "DECLINECOUNTER"}, "method"),
            ({"method": "REQUEST"}, "method"),
            ({"method": "CANCEL"}, "method"),
            ({"partstat": "DELEGATED"}, "partstat"),
            ({"uid": "11111111-2222-3333-4444-555555555555"}, "unknown"),
            ({"uid": "pas un uuid"}, "unknown"),
            ({"uid": ""}, "no_uid"),
            ({"rrule": "FREQ=DAILY"}, "recurring"),
            ({"recurrence_id": "20271030T143000"}, "recurring"),
        ],
    )
    def test_what_is_bent_is_refused_with_its_reason(self, meeting, ana, bent, code):
        assert self.take(reply(meeting, **bent)) == ("refused", code)
        ana.refresh_from_db()
        assert ana.answer == "none"

    def test_somebody_elses_mailbox_cannot_answer_for_me(self, meeting, ana):
        assert self.take(reply(meeting), sender="bob@demo.example") == ("refused", "other_person")
        assert self.take(reply(meeting), authenticated=False) == ("refused", "forged")

    def test_an_answer_to_the_former_date_is_told_so(self, meeting, ana):
        text = reply(meeting)
        actions.update_meeting(meeting=meeting, actor=None, room="Atelier")
        assert self.take(text) == ("refused", "old_sequence")
        message = Message.objects.latest("pk")
        assert message.kind == "meetings.reply_refused"
        assert "/reponse/" in message.text

    def test_cancelled_and_past_are_refused_as_the_link_is(self, meeting, ana):
        Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.CANCELLED)
        assert self.take(reply(meeting)) == ("refused", "cancelled")

    @pytest.mark.parametrize("text", ["", "bonjour", "BEGIN:VCALENDAR", "\x00\xff", "BEGIN:VEVENT\r\nEND:VEVENT\r\n"])
    def test_garbage_is_refused(self, text):
        assert self.take(text)[0] == "refused"

    def test_what_is_huge_is_not_even_read(self):
        assert self.take("A" * 300_000) == ("refused", "too_large")

    def test_a_stranger_gets_no_message_back(self, meeting):
        self.take(reply(meeting), sender="inconnu@ailleurs.example")
        assert not Message.objects.exists()


@pytest.mark.skipif(not FILES.exists(), reason=f"the iCalendar files are not at {FILES}")
@pytest.mark.parametrize("as_reply", [False, True], ids=["as it is", "with METHOD:REPLY"])
def test_every_file_of_the_suite_gets_an_answer_or_a_clean_refusal(as_reply):
    make_user("ana@demo.example")
    files = sorted(FILES.rglob("*.ics"))
    assert len(files) >= 40
    for path in files:
        text = path.read_bytes().decode("utf-8", "replace")
        if as_reply:
            text = text.replace("BEGIN:VCALENDAR", "BEGIN:VCALENDAR\r\nMETHOD:REPLY", 1)
        kept = actions.take_reply(text=text, sender="ana@demo.example")
        assert kept.outcome == "refused", path.name
        assert kept.reason, path.name
        with pytest.raises(Refusal):  # a sentence, not an error of the parser
            read_reply(text, "ana@demo.example")


def test_a_reply_that_comes_by_mail_is_the_answer(meeting, ana):
    """The whole way: a message as Outlook writes it, read, handed to meetings, answered."""
    message = EmailMessage()
    message["From"], message["To"] = "Ana Silva <ana@demo.example>", "essaim@localhost"
    message["Subject"], message["Message-ID"] = "Accepté : Recruter", "<reponse-1@demo.example>"
    message.set_content("Je viens avec plaisir.")
    message.add_alternative(reply(meeting).encode(), maintype="text", subtype="calendar", params={"method": "REPLY"})
    assert take_mail(parse(message.as_bytes()))
    ana.refresh_from_db()
    assert ana.answer == "yes"


def test_a_calendar_of_another_kind_is_left_to_others(meeting, ana):
    message = EmailMessage()
    message["From"], message["To"] = "ana@demo.example", "essaim@localhost"
    message.set_content("Venez donc chez nous.")
    message.add_alternative(
        reply(meeting, method="REQUEST").encode(), maintype="text", subtype="calendar", params={"method": "REQUEST"}
    )
    assert not take_mail(parse(message.as_bytes()))
    assert not CalendarReply.objects.exists()
