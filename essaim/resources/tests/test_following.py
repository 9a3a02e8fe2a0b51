"""The owner's own calendar keeps bookings away: what ICS files say, addresses asked with care, failures that let
nobody in."""

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.kernel import fetching as web
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.resources import actions, fetching, ics
from essaim.resources.models import Booking, ExternalBusy, ExternalCalendar

from .factories import book, borrower_in, in_days, make_resource

FILES = sorted((Path(__file__).resolve().parents[4] / "shared/data/ical").rglob("*.ics"))
SINCE, UNTIL = datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 12, 31, tzinfo=UTC)


def busy(*lines: str, whole: bool = False, since: datetime = SINCE, until: datetime = UNTIL) -> list[tuple[str, str]]:
    text = "\r\n".join(lines if whole else ["BEGIN:VEVENT", "UID:a", *lines, "END:VEVENT"])
    content = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{text}\r\nEND:VCALENDAR\r\n".encode()
    return [(f"{a:%d/%m %H:%M}", f"{b:%d/%m %H:%M}") for a, b in ics.read_busy(content, since, until).times]


@pytest.mark.parametrize(
    ("lines", "times"),
    [
        (["DTSTART:20261105T090000Z", "DTEND:20261105T103000Z"], [("05/11 09:00", "05/11 10:30")]),
        (["DTSTART:20261105T090000Z", "DURATION:PT2H"], [("05/11 09:00", "05/11 11:00")]),
        (["DTSTART:20261105T090000", "DTEND:20261105T100000"], [("05/11 08:00", "05/11 09:00")]),
        (["DTSTART;TZID=Europe/Paris:20261105T090000", "DTEND;TZID=Europe/Paris:20261105T100000"],
         [("05/11 08:00", "05/11 09:00")]),
        (["DTSTART;VALUE=DATE:20261111", "DTEND;VALUE=DATE:20261112"], [("10/11 23:00", "11/11 23:00")]),
        (["DTSTART;VALUE=DATE:20261111"], [("10/11 23:00", "11/11 23:00")]),
        (["DTSTART;VALUE=DATE:20261025"], [("24/10 22:00", "25/10 23:00")]),  # a day of 25 hours
        (["DTSTART:20261105T090000Z"], []),
        (["DTSTART:20261105T090000Z", "DTEND:20261105T100000Z", "TRANSP:TRANSPARENT"], []),
        (["DTSTART:20261105T090000Z", "DTEND:20261105T100000Z", "STATUS:CANCELLED"], []),
        (["DTSTART:20201105T090000Z", "DTEND:20201105T100000Z"], []),
        (["DTSTART;TZID=Europe/Paris:20261019T090000", "DURATION:PT1H", "RRULE:FREQ=WEEKLY;COUNT=3"],
         [("19/10 07:00", "19/10 08:00"), ("26/10 08:00", "26/10 09:00"), ("02/11 08:00", "02/11 09:00")]),
        (["DTSTART:20261105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;UNTIL=20261108T090000Z",
          "EXDATE:20261106T090000Z,20261107T090000Z"],
         [("05/11 09:00", "05/11 10:00"), ("08/11 09:00", "08/11 10:00")]),
        (["DTSTART:20261105T090000Z", "DURATION:PT1H", "RDATE:20261201T090000Z"],
         [("05/11 09:00", "05/11 10:00"), ("01/12 09:00", "01/12 10:00")]),
        (["DTSTART:19700101T090000Z", "DURATION:PT1S", "RRULE:FREQ=SECONDLY"], []),
    ],
)  # fmt: skip
def test_what_an_event_says(lines, times):
    assert busy(*lines) == times


def test_a_time_that_was_moved_is_busy_once():
    lines = [
        "BEGIN:VEVENT", "UID:a", "DTSTART:20261105T090000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=2", "END:VEVENT",
        "BEGIN:VEVENT", "UID:a", "RECURRENCE-ID:20261106T090000Z", "DTSTART:20261106T150000Z", "DURATION:PT1H",
        "END:VEVENT",
    ]  # fmt: skip
    assert busy(*lines, whole=True) == [("05/11 09:00", "05/11 10:00"), ("06/11 15:00", "06/11 16:00")]


def test_free_busy_and_neighbours_are_one():
    lines = [
        "BEGIN:VFREEBUSY", "FREEBUSY:20261105T090000Z/20261105T100000Z,20261105T100000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20261106T090000Z/PT1H", "END:VFREEBUSY",
    ]  # fmt: skip
    assert busy(*lines, whole=True) == [("05/11 09:00", "05/11 11:00")]


@pytest.mark.parametrize("content", [b"", b"<html>404</html>", b"\x00\xff" * 99])
def test_what_is_no_calendar_is_refused(content):
    with pytest.raises(Refusal) as refusal:
        ics.read_busy(content, SINCE, UNTIL)
    assert refusal.value.code == "unreadable"


@pytest.mark.skipif(not FILES, reason="the shared calendars are not on this machine")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_shared_calendar_is_read_or_refused(path):
    """Broken ones included: times in order that touch nothing, or one sentence."""
    since = datetime(1990, 1, 1, tzinfo=UTC)
    try:
        found = ics.read_busy(path.read_bytes(), since, since + timedelta(days=365 * 45))
    except Refusal as refusal:
        assert refusal.code == "unreadable"  # noqa: PT017
        return
    for (_start, end), (start, _end) in zip(found.times, found.times[1:], strict=False):
        assert end < start
    if "jours_feries" in path.name:
        assert len(found.times) > 80
        assert found.unread == 0


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1%eth0",
     "fd00::1", "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1"],
)  # fmt: skip
def test_private_addresses(address):
    assert not web.is_public(address)


def test_public_addresses():
    assert web.is_public("93.184.216.34")
    assert web.is_public("2a00:1450:4007:80e::200e")


@pytest.mark.parametrize(
    ("url", "code"),
    [("ftp://a.example/b.ics", "address"), ("file:///etc/passwd", "address"), ("https://moi:mot@a.example/", "address"),
     ("pas une adresse", "address"), ("http://localhost:1/a.ics", "private"), ("http://127.0.0.1/a.ics", "private"),
     ("http://[::1]/a.ics", "private"), ("http://0x7f000001/a.ics", "private"),
     ("http://nulle-part.invalid/a.ics", "unreachable")],
)  # fmt: skip
def test_addresses_that_are_not_asked(url, code):
    with pytest.raises(Refusal) as refusal:
        fetching.fetch(url)
    assert refusal.value.code == code


EVENT = "BEGIN:VEVENT\r\nUID:a\r\nDTSTART:{start}\r\nDURATION:PT4H\r\nSUMMARY:Secret\r\nEND:VEVENT\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n"


@pytest.fixture
def server(monkeypatch):
    """A real server on this machine, taken for a public one. `answers`: path → (status, headers, body)."""
    answers: dict[str, tuple[int, dict, bytes]] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_arguments):
            pass

    http = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    monkeypatch.setattr(web, "is_public", lambda address: address == "127.0.0.1")
    http.answers = answers
    http.url = f"http://127.0.0.1:{http.server_port}"
    yield http
    http.shutdown()
    http.server_close()


def test_redirections_size_and_errors(server):
    server.answers |= {
        "/a": (302, {"Location": "/b"}, b""), "/b": (200, {}, b"ici"), "/boucle": (302, {"Location": "/boucle"}, b""),
        "/gros": (200, {}, b"x" * (fetching.MOST_BYTES + 1)), "/dedans": (302, {"Location": "http://10.0.0.1/"}, b""),
    }  # fmt: skip
    assert fetching.fetch(f"{server.url}/a") == b"ici"
    for path, code in (("boucle", "status"), ("gros", "big"), ("absent", "status"), ("dedans", "private")):
        with pytest.raises(Refusal) as refusal:
            fetching.fetch(f"{server.url}/{path}")
        assert refusal.value.code == code


@pytest.fixture
def room():
    return make_resource(make_club())


@pytest.mark.django_db
def test_busy_times_keep_bookings_away_until_it_is_followed_no_more(server, room):
    velos = borrower_in(room.club)
    start = f"{in_days():%Y%m%d}T070000Z"
    server.answers["/a.ics"] = (200, {}, CALENDAR.format(events=EVENT.format(start=start)).encode())
    calendar = actions.follow_calendar(resource=room, actor=None, url=f"{server.url}/a.ics")
    assert actions.read_calendars()
    assert not actions.read_calendars()  # not before an hour
    calendar.refresh_from_db()
    assert (calendar.problem, calendar.busy.count()) == ("", 1)
    with pytest.raises(Refusal) as refusal:
        book(room, velos)
    assert refusal.value.code == "owner_busy"
    waiting = Booking.objects.filter(state="waiting")
    assert not waiting.exists()  # the owner's calendar is a rule: nobody waits for it
    actions.unfollow_calendar(calendar=calendar, actor=None)
    assert book(room, velos).state == "approved"


@pytest.mark.django_db
@pytest.mark.parametrize("answer", [(200, {}, b"<html>"), (500, {}, b""), (200, {}, b"x" * 4_000_000)])
def test_what_fails_keeps_what_was_there_and_says_so(server, room, answer):
    start = f"{in_days():%Y%m%d}T070000Z"
    server.answers["/a.ics"] = (200, {}, CALENDAR.format(events=EVENT.format(start=start)).encode())
    calendar = actions.follow_calendar(resource=room, actor=None, url=f"{server.url}/a.ics")
    actions.read_calendars()
    server.answers["/a.ics"] = answer
    ExternalCalendar.objects.update(tried_at=timezone.now() - timedelta(hours=2))
    assert actions.read_calendars()
    calendar.refresh_from_db()
    assert calendar.problem
    assert ExternalBusy.objects.filter(calendar=calendar).count() == 1


@pytest.mark.django_db
def test_a_broken_event_is_counted(server, room):
    good = EVENT.format(start=f"{in_days():%Y%m%d}T070000Z")
    server.answers["/a.ics"] = (200, {}, CALENDAR.format(events=good + EVENT.format(start="hier")).encode())
    calendar = actions.follow_calendar(resource=room, actor=None, url=f"{server.url}/a.ics")
    actions.read_calendars()
    calendar.refresh_from_db()
    assert calendar.busy.count() == 1
    assert "1" in calendar.problem


@pytest.mark.django_db
def test_followed_once_and_three_at_most(room):
    follow = lambda number: actions.follow_calendar(resource=room, actor=None, url=f"webcal://a.example/{number}")  # noqa: E731
    assert follow(1).url == "https://a.example/1"
    for number, code in ((1, "twice"), (2, ""), (3, ""), (4, "full")):
        if code:
            with pytest.raises(Refusal) as refusal:
                follow(number)
            assert refusal.value.code == code
        else:
            follow(number)


def ics_of(*starts: str, duration: str = "PT4H") -> bytes:
    events = "".join(EVENT.format(start=start).replace("PT4H", duration) for start in starts)
    return CALENDAR.format(events=events).encode()


def read_again(server, content: bytes) -> None:
    server.answers["/a.ics"] = (200, {}, content)
    ExternalCalendar.objects.update(tried_at=timezone.now() - timedelta(hours=2))
    assert actions.read_calendars()


@pytest.mark.django_db
def test_the_owner_is_told_once_of_bookings_that_their_calendar_meets(client, server, room):
    owner = make_representation(room.owner, make_user("halle@example.org")).user
    velos = borrower_in(room.club)
    day = in_days()
    first, second = book(room, velos, day, 9, 11), book(room, velos, day, 14, 16)
    book(room, actions.Borrower(room.owner), day, 18, 19)  # their own
    calendar = actions.follow_calendar(resource=room, actor=None, url=f"{server.url}/a.ics")
    noon = timezone.localtime(first.ends_at).utcoffset()
    at = lambda hour: f"{day:%Y%m%d}T{hour - int(noon.total_seconds()) // 3600:02}0000Z"  # noqa: E731
    read_again(server, ics_of(at(10), at(18), duration="PT1H"))
    [message] = Message.objects.filter(kind="resources.clashes")
    assert message.to == "halle@example.org"
    assert "une réservation tombe sur un moment pris" in message.subject
    assert "Les Vélos du Canal" in message.text
    assert f"/moyens/{room.pk}/" in message.text
    read_again(server, ics_of(at(10), duration="PT1H"))
    assert Message.objects.filter(kind="resources.clashes").count() == 1
    first.refresh_from_db()
    assert first.state == "approved"
    client.force_login(owner)
    page = client.get(reverse("resources:availability", args=[room.club.slug, room.pk])).content.decode()
    assert "Une réservation tombe sur un moment pris" in page
    shown = reverse("resources:booking", args=[room.club.slug, first.pk])
    assert "Votre propre agenda est pris" in client.get(shown).content.decode()
    client.force_login(velos.organization.representations.get().user)
    assert "Votre propre agenda" not in client.get(shown).content.decode()  # what is theirs is not told to others
    read_again(server, ics_of())
    assert not Booking.objects.exclude(clash_told_at=None).exists()
    read_again(server, ics_of(at(8), at(13)))  # until noon, until five
    assert "2 réservations" in Message.objects.filter(kind="resources.clashes").latest("pk").subject
    second.refresh_from_db()
    assert second.clash_told_at
    actions.unfollow_calendar(calendar=calendar, actor=None)
    assert not Booking.objects.exclude(clash_told_at=None).exists()


@pytest.mark.django_db
def test_what_the_owner_noted_in_their_calendar_is_no_clash(server, room):
    """They write down what they lend, at its very times."""
    row = book(room, borrower_in(room.club), None, 9, 13)
    actions.follow_calendar(resource=room, actor=None, url=f"{server.url}/a.ics")
    read_again(server, ics_of(f"{row.starts_at:%Y%m%dT%H%M%SZ}"))
    assert not Message.objects.filter(kind="resources.clashes").exists()
    assert room.external_busy.count() == 1
