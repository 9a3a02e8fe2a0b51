"""Servers as they are: they refuse, put off, hang up, die, are down."""

import socket
import time

import pytest
from aiosmtpd.controller import Controller
from django.utils import timezone

from essaim.mail import actions
from essaim.mail.enums import MessageState
from essaim.mail.models import Message

from .factories import ask

pytestmark = pytest.mark.django_db


def again() -> int:
    Message.objects.filter(state=MessageState.QUEUED).update(due_at=timezone.now())
    return actions.send_due()


def test_one_conversation_for_a_batch(mailbox):
    for number in range(5):
        ask(key=str(number), to=f"personne-{number}@example.org")
    assert actions.send_due() == 5
    assert len(mailbox.sessions) == 1


def test_put_off_then_taken(mailbox):
    mailbox.answers = ["451 4.3.0 Later"]
    ask()
    assert actions.send_due() == 0
    assert again() == 1
    assert len(mailbox.envelopes) == 1


def test_an_unknown_recipient_is_told_at_once_and_the_others_leave(mailbox, settled):
    mailbox.refused_recipients["odile@example.org"] = "550 5.1.1 No such user"
    ask()
    ask(key="two", to="yvon@example.org")
    assert actions.send_due() == 1
    assert settled == [("one", "failed"), ("two", "sent")]
    assert "No such user" in Message.objects.get(key="one").last_error
    assert len(mailbox.sessions) == 1


def test_what_the_operator_can_mend_is_tried_again(mailbox, settled):
    mailbox.refused_recipients["odile@example.org"] = "554 5.7.1 Relay access denied"
    ask()
    assert actions.send_due() == 0
    assert Message.objects.get().state == MessageState.QUEUED
    mailbox.refused_recipients.clear()
    assert again() == 1


def test_content_refused_for_good(mailbox):
    mailbox.answers = ["554 5.6.0 No"]
    ask()
    assert actions.send_due() == 0
    assert Message.objects.get().state == MessageState.FAILED


def test_a_server_that_is_down(settings):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    for number in range(3):
        ask(key=str(number))
    start = time.monotonic()
    assert actions.send_due() == 0
    assert time.monotonic() - start < 10
    assert set(Message.objects.values_list("state", "attempts")) == {(MessageState.QUEUED, 1)}


def test_a_server_that_hung_up_between_two_messages(mailbox):
    """Its idle conversation was closed: the next message opens another, and is no failure."""
    ask()
    courier = actions.Courier()
    assert courier.work(limit=1) == 1
    address = courier.transport._backend.connection.sock.getsockname()
    courier.transport._backend.connection.sock.shutdown(socket.SHUT_RDWR)
    ask(key="two")
    assert courier.work(limit=1) == 1
    assert courier.transport._backend.connection.sock.getsockname() != address
    assert Message.objects.get(key="two").attempts == 1
    courier.close()


def test_a_server_that_dies_in_the_middle(mailbox, settings):
    """It took one message, and died while it had the next: that one leaves when it is back, the first not again."""

    class Dying:
        def __init__(self):
            self.taken = []

        async def handle_DATA(self, server, session, envelope):
            if self.taken:
                server.transport.abort()
                return "451 never heard"
            self.taken += envelope.rcpt_tos
            return "250 OK"

    dying = Dying()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(dying, hostname="127.0.0.1", port=port)
    controller.start()
    good, settings.EMAIL_PORT = settings.EMAIL_PORT, port
    for number in range(3):
        ask(key=str(number), to=f"personne-{number}@example.org")
    assert actions.send_due() == 1
    controller.stop()
    settings.EMAIL_PORT = good
    assert again() == 2
    assert dying.taken + mailbox.recipients == [f"personne-{number}@example.org" for number in range(3)]


def test_a_line_that_looks_like_the_end_is_only_a_line(mailbox):
    ask(text="Un\n.\nMAIL FROM:<x@example.org>\n..deux\r.\rtrois\n")
    assert actions.send_due() == 1
    body = mailbox.letters[0].get_content()
    assert len(mailbox.envelopes) == 1
    assert body.splitlines()[:4] == ["Un", ".", "MAIL FROM:<x@example.org>", "..deux"]
