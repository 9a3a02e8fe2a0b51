"""What comes in: read well, taken once, bounces believed only when they are signed."""

import pytest
from django.db import connection

from essaim.kernel.registry import Registry
from essaim.mail import actions, incoming
from essaim.mail.enums import IncomingState, MessageState
from essaim.mail.incoming import parse
from essaim.mail.models import IncomingMessage, Message, Suppression
from essaim.mail.tokens import message_id, read_message_id, read_reply_address, reply_address

from .dovecot import PROGRAM, imap_server
from .factories import ask, make_club

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_mailbox_is_read(settings):
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@club.example>"
    settings.ESSAIM_IMAP_URL = "imap://essaim@127.0.0.1/INBOX"


@pytest.fixture
def handlers(monkeypatch):
    """A registry of the test's own, with the bounces of the house."""
    registry = Registry()
    registry.add("bounces", actions.take_bounce, order=10)
    monkeypatch.setattr("essaim.mail.actions.receiving.incoming_mail", registry)
    return registry


def letter(**headers) -> bytes:
    quoted = "Le 26 nov. 2026 à 09:12, Club <x@example.org> a écrit :\n> Viens-tu ?\n"
    body = headers.pop("body", f"Oui, je viens.\n\n{quoted}")
    facts = {
        "From": "Odile Caron <Odile@Example.org>", "To": "essaim@club.example", "Subject": "Re: La rencontre",
        "Message-ID": "<a1@example.org>", "Content-Type": "text/plain; charset=utf-8",
    }  # fmt: skip
    facts |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in facts.items() if value is not None)
    return (head + "\r\n" + body.replace("\n", "\r\n")).encode()


def sent(**facts) -> Message:
    ask(**facts)
    Message.objects.update(state=MessageState.SENT)
    return Message.objects.latest("pk")


def bounce(message: Message, *, status="5.1.1", action="failed", words="550 5.1.1 No such user", named=True) -> bytes:
    """A delivery status notification (RFC 3464), as Postfix writes it."""
    inner = f"Message-ID: {message_id(message) if named else '<x@y>'}\nTo: {message.to}\nSubject: Bonjour\n"
    body = (
        "--b\nContent-Type: text/plain; charset=us-ascii\n\nYour message could not be delivered.\n\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n"
        f"Final-Recipient: rfc822; {message.to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {words}\n\n"
        f"--b\nContent-Type: text/rfc822-headers\n\n{inner}\n--b--\n"
    )
    return letter(
        From="MAILER-DAEMON@mx.example.org", Subject="Undelivered Mail Returned to Sender", body=body,
        Message_ID=f"<bounce-{message.pk}-{status}@mx.example.org>",
        Content_Type='multipart/report; report-type=delivery-status; boundary="b"',
    )  # fmt: skip


def test_what_a_person_wrote():
    mail = parse(letter())
    assert (mail.sender, mail.sender_name, mail.subject) == ("odile@example.org", "Odile Caron", "Re: La rencontre")
    assert mail.text == "Oui, je viens."
    assert "Viens-tu" in mail.full_text
    assert not mail.is_automatic
    assert mail.authenticated is None


def test_a_page_files_and_a_calendar():
    body = (
        "--a\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/html; charset=iso-8859-1\n"
        "Content-Transfer-Encoding: quoted-printable\n\n<p>D=E9sol=E9e</p>\n--b\n"
        "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n--b--\n"
        "--a\nContent-Type: application/pdf\n"
        'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A9t=C3=A9.pdf?="\n'
        "Content-Transfer-Encoding: base64\n\nJVBERi0=\n--a--\n"
    )
    mail = parse(letter(Content_Type="multipart/mixed; boundary=a", body=body))
    assert mail.text == "Désolée"
    assert [one.splitlines()[1] for one in mail.calendars] == ["METHOD:REPLY"]
    assert [(one.name, one.type, one.content) for one in mail.attachments] == [("été.pdf", "application/pdf", b"%PDF-")]


def test_a_file_that_is_too_heavy_is_left_out(monkeypatch):
    monkeypatch.setattr(incoming, "MOST_ATTACHMENT", 3)
    body = "--a\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment\n\nabcdef\n--a--\n"
    assert parse(letter(Content_Type="multipart/mixed; boundary=a", body=body)).attachments == ()


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"\x00\xff\xfe", b"From: <<>>@\r\nSubject: =?utf-8?q?=ff?=\r\n\r\nx", b"From: a@b\nTo: \"\n\n",
        b"Content-Type: multipart/mixed; boundary=\r\n\r\n--\r\n", b"Content-Type: text/plain; charset=klingon\n\n\xe9",
        b"From: =?x?q?a?= <a@b.fr>, ; @\r\nDate: no\r\nMessage-ID: [\r\n\r\n",
        b"Content-Transfer-Encoding: base64\n\n&&&",
    ],
)  # fmt: skip
def test_the_worst_is_read_without_failing(raw, handlers):
    assert actions.receive(raw=raw) == IncomingState.UNCLAIMED
    assert actions.receive(raw=raw) == IncomingState.TAKEN  # as already done
    assert IncomingMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("X-Auto-Response-Suppress", "All"),
        ("Return-Path", "<>"),
    ],
)  # fmt: skip
def test_what_a_machine_wrote_is_known(name, value):
    assert parse(letter(**{name: value})).is_automatic


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ("mx.club.example; dmarc=pass header.from=example.org", True),
        ("mx.club.example; dmarc=fail header.from=example.org", False),
        ("mx.club.example; dkim=pass header.d=example.org", True),
        ("mx.club.example; dkim=pass header.d=elsewhere.example", False),
        ("mx.club.example; spf=pass smtp.mailfrom=odile@example.org", True),
        ("mx.other.example; dmarc=pass", None),
        (None, None),
    ],
)
def test_only_our_own_server_says_who_wrote(settings, results, expected):
    settings.ESSAIM_IMAP_TRUSTED = "mx.club.example"
    assert parse(letter(**{"Authentication-Results": results})).authenticated is expected


def test_a_second_header_is_not_believed(settings):
    settings.ESSAIM_IMAP_TRUSTED = "mx.club.example"
    forged = b"Authentication-Results: other; dmarc=fail\r\nAuthentication-Results: mx.club.example; dmarc=pass\r\n"
    assert parse(forged + letter()).authenticated is None


def test_an_address_to_answer_is_signed(settings):
    address = reply_address("meeting", 42)
    assert address.startswith("essaim+meeting.42.")
    assert read_reply_address(address.upper()) == ("meeting", 42)
    assert read_reply_address(address.replace(".42.", ".43.")) is None
    assert read_reply_address("essaim+meeting.42.aaaaaaaaaa@club.example") is None
    assert parse(letter(To=f"Le club <{address}>, autre@example.org")).answer("meeting") == 42
    settings.ESSAIM_IMAP_URL = ""
    assert reply_address("meeting", 42) == ""


def test_a_message_is_taken_once_and_by_the_first_who_wants_it(handlers):
    seen = []
    handlers.add("first", lambda mail: seen.append(mail.subject) or True, order=20)
    handlers.add("second", lambda mail: seen.append("second") or True, order=30)
    assert actions.receive(raw=letter()) == IncomingState.TAKEN
    assert actions.receive(raw=letter()) == IncomingState.TAKEN
    assert seen == ["Re: La rencontre"]
    assert IncomingMessage.objects.get().handler == "first"


def test_what_a_handler_fails_on_undoes_its_work_and_may_be_tried_again(handlers):
    wrote = []

    def takes(mail):
        make_club()
        if not wrote:
            wrote.append(1)
            raise ZeroDivisionError("oups")
        return True

    handlers.add("meetings", takes)
    assert actions.receive(raw=letter()) == IncomingState.FAILED
    assert "oups" in IncomingMessage.objects.get().error
    assert actions.receive(raw=letter()) == IncomingState.TAKEN
    assert IncomingMessage.objects.get().state == IncomingState.TAKEN


def test_an_answer_to_a_message_of_the_club_is_the_clubs(handlers):
    club = make_club()
    message = sent(club=club)
    assert actions.receive(raw=letter(**{"In-Reply-To": message_id(message)})) == IncomingState.UNCLAIMED
    row = IncomingMessage.objects.get()
    assert (row.club, row.about, row.text) == (club, message, "Oui, je viens.")


def test_a_dead_address_comes_back(handlers, settled, mailbox):
    message = sent()
    assert actions.receive(raw=bounce(message)) == IncomingState.TAKEN
    message.refresh_from_db()
    assert message.state == MessageState.BOUNCED
    assert "No such user" in message.last_error
    assert settled == [("one", "bounced")]
    assert Suppression.objects.get().address == "odile@example.org"
    ask(key="news", stream="news")
    ask(key="code")
    assert actions.send_due() == 1
    assert Message.objects.get(key="news").state == MessageState.FAILED
    actions.lift(address="Odile@example.org", club=None, actor=None)
    ask(key="again", stream="news")
    assert actions.send_due() == 1


def test_a_full_mailbox_is_not_dead_at_once(handlers):
    for number in range(3):
        assert not Suppression.objects.exists()
        ask(key=f"n{number}")
        Message.objects.filter(key=f"n{number}").update(state=MessageState.SENT)
        actions.receive(raw=bounce(Message.objects.latest("pk"), status="5.2.2", words="552 5.2.2 Full"))
    assert Suppression.objects.exists()


@pytest.mark.parametrize(("status", "action"), [("4.4.1", "delayed"), ("2.0.0", "delivered")])
def test_what_is_late_or_delivered_is_no_bounce(handlers, settled, status, action):
    message = sent()
    actions.receive(raw=bounce(message, status=status, action=action))
    message.refresh_from_db()
    assert (message.state, settled) == (MessageState.SENT, [])


def test_a_bounce_that_nobody_signed_is_not_believed(handlers, settled):
    message = sent()
    actions.receive(raw=bounce(message, named=False))
    forged = bounce(message).replace(message_id(message).encode(), f"<{message.pk}.aaaaaaaaaa@club.example>".encode())
    actions.receive(raw=forged.replace(b"bounce-", b"other-"))
    assert (settled, Suppression.objects.exists()) == ([], False)


def test_plain_words_of_an_old_server(handlers, settled):
    message = sent()
    body = f"Hi. This is the qmail-send program.\n<{message.to}>:\n550 5.1.1 no mailbox\n\n"
    body += f"Message-ID: {message_id(message)}\n"
    actions.receive(raw=letter(From="MAILER-DAEMON@old.example", body=body))
    assert settled == [("one", "bounced")]


def test_the_names_of_messages_are_signed():
    message = sent()
    assert read_message_id(message_id(message)) == message.pk
    assert read_message_id(message_id(message).replace(f"<{message.pk}.", f"<{message.pk + 1}.")) is None


@pytest.mark.skipif(PROGRAM is None, reason="needs Debian's dovecot-imapd")
@pytest.mark.django_db(transaction=True)
def test_a_real_mailbox(settings, handlers, settled):
    from imap_tools import MailBoxUnencrypted

    message = sent()
    calls = []

    def fails(mail):
        calls.append(mail.subject)
        if mail.subject == "À revoir":
            raise ValueError("no")
        return mail.subject == "Pour moi"

    handlers.add("meetings", fails)
    with imap_server() as url:
        settings.ESSAIM_IMAP_URL = url
        port = int(url.split(":")[-1].split("/")[0])
        with MailBoxUnencrypted("127.0.0.1", port).login("essaim", "secret") as box:
            subjects = ("=?utf-8?q?=C3=80_revoir?=", "Pour moi", "Personne")
            for number, subject in enumerate(subjects):
                box.append(letter(Subject=subject, Message_ID=f"<{number}@x>"), "INBOX")
            box.append(bounce(message), "INBOX")
            box.append(letter(Subject="Pour moi", Message_ID="<1@x>"), "INBOX")  # delivered twice
        assert actions.read_mailbox() == 5
        assert actions.read_mailbox() == 0
        with MailBoxUnencrypted("127.0.0.1", port).login("essaim", "secret") as box:
            left = [(one.subject, one.flags) for one in box.fetch(mark_seen=False)]
            assert left == [("À revoir", left[0][1])]
            assert "\\Flagged" in left[0][1]
            box.folder.set("Essaim")
            assert len(list(box.fetch())) == 4
    states = dict(IncomingMessage.objects.values_list("message_id", "state"))
    assert states["0@x"] == IncomingState.FAILED
    assert states["1@x"] == IncomingState.TAKEN
    assert states["2@x"] == IncomingState.UNCLAIMED
    assert calls.count("Pour moi") == 1
    assert settled == [("one", "bounced")]
    assert connection.in_atomic_block is False
