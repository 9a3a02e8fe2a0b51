"""The outbox: once per key, gone with its act, sent by a real SMTP server, put back when the server refuses."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from essaim.mail import actions
from essaim.mail.enums import MessageState
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
    assert len(actions.claim()) == 1
    assert actions.claim() == []


def test_a_dead_worker_gives_its_messages_back():
    ask()
    actions.claim()
    Message.objects.update(claimed_at=timezone.now() - actions.CLAIM_LIFE - timedelta(seconds=1))
    assert len(actions.claim()) == 1


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
