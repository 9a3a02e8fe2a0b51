"""The outbox at work: queue in the transaction of the act, then claim, send, settle."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.utils import DNS_NAME
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from essaim.clubs.models import Club

from .enums import MessageState
from .models import Message

log = logging.getLogger(__name__)

# After a failure: 1, 5, 30 minutes, 2, 12 hours; then the message is given up and shown to the operator.
BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
# Their text holds a code that opens an account: it is not kept once sent.
SECRET_KINDS = ("accounts.", "account.")
# A message claimed for longer was claimed by a worker that died.
CLAIM_LIFE = timedelta(minutes=10)


def queue(
    *, kind: str, to: str, language: str, subject: str, text: str, key: str, html: str = "", club: Club | None = None,
    reply_to: str = "", calendar: str = "", stream: str = "",
) -> bool:  # fmt: skip
    """Listener of `kernel.hooks.mail_requested`. Returns False when the key was queued already.

    The subject loses its line ends, so that no header can be slipped in.
    """
    try:
        with transaction.atomic():
            Message.objects.create(
                kind=kind, key=key, to=to, language=language, subject=" ".join(subject.split())[:250],
                text=text, html=html, club=club, reply_to=reply_to, calendar=calendar, stream=stream,
                due_at=timezone.now(),
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def claim(*, limit: int = 20) -> list[Message]:
    """Take the messages that are due; no other worker gets them. Oldest first."""
    now = timezone.now()
    due = Message.objects.filter(
        Q(state=MessageState.QUEUED, due_at__lte=now) | Q(state=MessageState.SENDING, claimed_at__lt=now - CLAIM_LIFE)
    ).order_by("pk")
    # Look before locking: a worker asks every second, and SQLite has one writer at a time.
    if not due.exists():
        return []
    with transaction.atomic():
        messages = list(due.select_for_update(skip_locked=_skips_locked())[:limit])
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(
            state=MessageState.SENDING, claimed_at=now
        )
    return messages


def _skips_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def send_due(*, limit: int = 20) -> int:
    """Send what is due. Returns how many messages left. Call it again and again (`essaim worker`)."""
    messages = claim(limit=limit)
    if not messages:
        return 0
    sent = 0
    connection = get_connection()
    for message in messages:
        try:
            _email(message, connection).send()
        except Exception as error:  # a refused address, a server that is down: each is told on its row
            _put_back(message, error)
        else:
            sent += 1
            _settle(message)
    connection.close()
    return sent


def _settle(message: Message) -> None:
    settled: dict[str, Any] = {"state": MessageState.SENT, "sent_at": timezone.now(), "last_error": ""}
    if message.kind.startswith(SECRET_KINDS):
        settled |= {"text": "", "html": ""}
    Message.objects.filter(pk=message.pk).update(attempts=message.attempts + 1, **settled)


def _email(message: Message, connection) -> EmailMultiAlternatives:
    email = EmailMultiAlternatives(
        subject=message.subject, body=message.text, from_email=settings.DEFAULT_FROM_EMAIL, to=[message.to],
        connection=connection,
        # The same Message-ID at each attempt: a mailbox that got it before a crash shows it once.
        headers={"Message-ID": f"<message-{message.pk}-{message.created_at:%Y%m%d%H%M%S}@{DNS_NAME}>",
                 "Content-Language": message.language, "Auto-Submitted": "auto-generated"},
    )  # fmt: skip
    if message.html:
        email.attach_alternative(message.html, "text/html")
    return email


def _put_back(message: Message, error: Exception) -> None:
    attempts = message.attempts + 1
    given_up = attempts > len(BACK_OFF)
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.FAILED if given_up else MessageState.QUEUED,
        attempts=attempts,
        due_at=timezone.now() + (timedelta() if given_up else BACK_OFF[attempts - 1]),
        last_error=str(error)[:300],
    )
    log.warning("message %s to %s: %s", message.pk, message.to, error)
