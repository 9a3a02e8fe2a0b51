"""The outbox: once per key, gone with its act, sent by a real SMTP server, put back when the server refuses."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from essaim.kernel import hooks
from essaim.mail import actions
from essaim.mail.actions import sending
from essaim.mail.enums import MessageState
from essaim.mail.marks import ENDED
from essaim.mail.models import Message

from .factories import ask

pytestmark = pytest.mark.django_db


def test_a_key_is_queued_once():
    ask()
    ask()
    assert Message.objects.count() == 1


def test_a_message_goes_away_with_the_act_that_failed():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        ask()
        raise ZeroDivisionError
    assert not Message.objects.exists()


def test_it_is_sent_once_by_a_real_server(mailbox):
    ask(html="<p>À jeudi.</p>")
    assert actions.send_due() == 1
    assert actions.send_due() == 0
    assert [envelope.rcpt_tos for envelope in mailbox.envelopes] == [["odile@example.org"]]
    assert b"Subject: Bonjour" in mailbox.envelopes[0].content
    assert Message.objects.get().state == MessageState.SENT


def test_a_claimed_message_is_not_claimed_again():
    ask()
    assert len(actions.claim(name="a")) == 1
    assert actions.claim(name="b") == []


def test_what_people_wait_for_leaves_first():
    ask(key="news", stream="news")
    ask(key="code")
    assert [message.key for message in actions.claim(name="a")] == ["code", "news"]


def test_what_was_claimed_comes_back_when_the_worker_dies(mailbox):
    ask()
    dead, alive = actions.Courier(), actions.Courier()
    actions.claim(name=dead.mark.name)
    assert alive.work() == 0
    dead.abandon()
    assert actions.recover() == 1
    assert alive.work() == 1
    alive.close()


def test_a_message_whose_end_had_gone_is_not_sent_again(mailbox, settled):
    ask()
    dead = actions.Courier()
    [message] = actions.claim(name=dead.mark.name)
    dead.mark.note(message.pk, ENDED)
    dead.abandon()
    assert actions.send_due() == 0
    assert Message.objects.get().state == MessageState.SENT
    assert (settled, mailbox.envelopes) == ([("one", "sent")], [])


def long_ago():
    return timezone.now() - actions.CLAIM_LIFE - timedelta(seconds=1)


def test_a_worker_that_died_with_its_machine_before_the_end(mailbox):
    ask()
    actions.claim(name="elsewhere")
    Message.objects.update(claimed_at=long_ago())
    assert actions.send_due() == 1


def test_a_worker_that_died_with_its_machine_while_it_left(mailbox):
    ask()
    actions.claim(name="elsewhere")
    Message.objects.update(claimed_at=long_ago(), transfer_at=long_ago())
    assert actions.send_due() == 0
    assert Message.objects.get().state == MessageState.UNSURE


def test_a_worker_that_slept_too_long_does_not_send_what_another_took(mailbox, monkeypatch):
    """Its machine was suspended between the claim and the end of the message."""
    ask()
    slow = actions.Courier()

    def taken_meanwhile(message):
        Message.objects.update(claimed_by="another")
        about_to_leave(message)

    about_to_leave = sending._about_to_leave
    monkeypatch.setattr(sending, "_about_to_leave", taken_meanwhile)
    assert slow.work() == 0
    assert mailbox.envelopes == []
    slow.close()
    assert Message.objects.get().state == MessageState.SENDING


def test_a_listener_that_fails_does_not_send_twice(mailbox, monkeypatch):
    def listen(**facts):
        raise ZeroDivisionError

    monkeypatch.setattr(hooks.mail_settled, "_listeners", [listen])
    ask()
    assert actions.send_due() == 1
    assert Message.objects.get().state == MessageState.SENT


def test_a_refusal_puts_it_back_then_gives_up(mailbox):
    mailbox.answers = ["451 Later"] * 10
    ask()
    for attempt in range(len(actions.BACK_OFF) + 1):
        Message.objects.update(due_at=timezone.now())
        assert actions.send_due() == 0
        message = Message.objects.get()
        assert message.attempts == attempt + 1
    assert message.state == MessageState.FAILED
    assert "Later" in message.last_error


def test_no_header_can_be_slipped_in(mailbox):
    ask(subject="Bonjour\nBcc: tous@example.org")
    actions.send_due()
    assert b"\nBcc:" not in mailbox.envelopes[0].content


def test_a_code_to_sign_in_is_not_kept_once_sent(mailbox):
    ask(key="code", kind="accounts.login_code", text="Votre code : 1234 5678")
    ask(key="other")
    actions.send_due()
    assert list(Message.objects.order_by("pk").values_list("text", flat=True)) == ["", "À jeudi.\n"]
    assert any(b"1234 5678" in envelope.content for envelope in mailbox.envelopes)
