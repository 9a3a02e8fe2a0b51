"""The outbox at work: claim, send, settle."""

import logging
from datetime import timedelta
from typing import Any

from django.core.mail import get_connection
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from essaim.kernel.hooks import mail_settled

from ..addresses import why_not
from ..composing import compose
from ..enums import MessageState
from ..models import Message
from ..queries import refuses

log = logging.getLogger(__name__)

# After a failure: 1, 5, 30 minutes, 2, 12 hours; then the message is given up and shown to the operator.
BACK_OFF = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12)]
# Their text holds a code that opens an account: it is not kept once sent.
SECRET_KINDS = ("accounts.", "account.")
# A message claimed for longer was claimed by a worker that died.
CLAIM_LIFE = timedelta(minutes=10)


def claim(*, limit: int = 20) -> list[Message]:
    """Take the messages that are due; no other worker gets them. Oldest first."""
    now = timezone.now()
    due = (
        Message.objects.filter(
            Q(state=MessageState.QUEUED, due_at__lte=now)
            | Q(state=MessageState.SENDING, claimed_at__lt=now - CLAIM_LIFE)
        )
        .select_related("club")
        .order_by("pk")
    )
    # Look before locking: a worker asks every second, and SQLite has one writer at a time.
    if not due.exists():
        return []
    with transaction.atomic():
        messages = list(due.select_for_update(skip_locked=_skips_locked(), of=("self",))[:limit])
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
        if message.stream and refuses(address=message.to, stream=message.stream, club=message.club):
            _settle(message, MessageState.REFUSED)
            continue
        if reason := why_not(message.to):
            _settle(message, MessageState.FAILED, reason)
            continue
        try:
            email = compose(message)
            email.connection = connection
            email.send()
        except Exception as error:  # a refused address, a server that is down: each is told on its row
            _put_back(message, error)
        else:
            sent += 1
            _settle(message, MessageState.SENT)
    connection.close()
    return sent


@transaction.atomic
def _settle(message: Message, state: MessageState, reason: str = "") -> None:
    settled: dict[str, Any] = {"state": state, "last_error": reason[:300]}
    if state == MessageState.SENT:
        settled["sent_at"] = timezone.now()
        if message.kind.startswith(SECRET_KINDS):
            settled |= {"text": "", "html": ""}
    Message.objects.filter(pk=message.pk).update(attempts=message.attempts + 1, **settled)
    mail_settled.tell(key=message.key, kind=message.kind, to=message.to, outcome=state.value)


def _put_back(message: Message, error: Exception) -> None:
    log.warning("message %s to %s: %s", message.pk, message.to, error)
    attempts = message.attempts + 1
    if attempts > len(BACK_OFF):
        _settle(message, MessageState.FAILED, str(error))
        return
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.QUEUED, attempts=attempts, due_at=timezone.now() + BACK_OFF[attempts - 1],
        last_error=str(error)[:300],
    )  # fmt: skip
