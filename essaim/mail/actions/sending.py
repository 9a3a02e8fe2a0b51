"""The outbox at work: claim, send, settle.

Several workers may run, on one machine or on several, and any of them may be killed at any moment: each message leaves
once. How, and where that stops: docs/decisions/0060-outbox.md.
"""

import logging
import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.hooks import mail_settled

from ..addresses import why_not
from ..composing import compose
from ..enums import MessageState
from ..marks import ENDED, FREE, Mark, left_by_the_dead
from ..models import Message, Suppression
from ..queries import refuses
from ..transport import Rejected, Transport, Unreachable

log = logging.getLogger(__name__)

# After a failure: 1, 5, 30 minutes, 2, 12, 24, 24 hours; then the message is given up and shown.
BACK_OFF = [
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12),
    timedelta(hours=24), timedelta(hours=24),
]  # fmt: skip
# Their text holds a code that opens an account: it is not kept once sent.
SECRET_KINDS = ("accounts.", "account.")
# A message claimed for longer was claimed by a worker that died with its machine: longer than a server may think.
CLAIM_LIFE = timedelta(minutes=20)
# How often to look for messages of dead workers.
LOOK_EVERY_SECONDS = 3


class Lost(Exception):
    """The message is not this worker's any more."""


class Courier:
    """One worker. `work` again and again, `close` at the end."""

    def __init__(self) -> None:
        self.mark = Mark()
        self.transport = Transport()
        self._looked = 0.0

    def __enter__(self) -> "Courier":
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Give back what is claimed and not sent."""
        self.transport.close()
        Message.objects.filter(state=MessageState.SENDING, claimed_by=self.mark.name).update(
            state=MessageState.QUEUED, claimed_by="", transfer_at=None
        )
        self.mark.close()

    def abandon(self) -> None:
        """Stop at once, as death would: what is in hand is looked into by the next one. For when the database, or
        anything else, fails half-way."""
        self.transport.hang_up()
        self.mark.leave()

    def work(self, *, limit: int = 10) -> int:
        """Send what is due, `limit` messages at most. Returns how many left."""
        if time.monotonic() - self._looked > LOOK_EVERY_SECONDS:
            recover()
            self._looked = time.monotonic()
        messages = claim(name=self.mark.name, limit=limit)
        sent = 0
        for place, message in enumerate(messages):
            try:
                sent += self._send(message)
            except Unreachable as error:
                for other in messages[place:]:  # nobody's fault: one attempt to connect for all of them
                    _put_back(other, str(error))
                break
        if messages and len(messages) < limit:
            self.transport.close()  # nothing else waits: servers do not like idle callers
        return sent

    def _send(self, message: Message) -> bool:
        if message.stream and refuses(address=message.to, stream=message.stream, club=message.club):
            settle(message, MessageState.REFUSED)
            return False
        if message.stream and (dead := Suppression.objects.filter(address=message.to.lower()).first()):
            settle(
                message, MessageState.FAILED, _("Cette adresse n'existe plus : %(reason)s") % {"reason": dead.reason}
            )
            return False
        if reason := why_not(message.to):
            settle(message, MessageState.FAILED, reason)
            return False
        try:
            letter = compose(message)
        except Exception as error:  # what cannot be written will not be any better tomorrow, and stops nobody else
            log.exception("message %s cannot be written", message.pk)
            settle(message, MessageState.FAILED, str(error))
            return False
        try:
            self.transport.hand_over(
                letter,
                before_end=lambda: _about_to_leave(message),
                after_end=lambda: self.mark.note(message.pk, ENDED),
            )
        except Lost:
            log.warning("message %s was taken by another worker", message.pk)
            return False
        except Unreachable:
            self.mark.note(0, FREE)
            raise
        except Rejected as refusal:
            self.mark.note(0, FREE)
            if refusal.address:
                Suppression.objects.get_or_create(
                    address=message.to.lower(), defaults={"reason": str(refusal)[:300], "message": message}
                )
            if refusal.permanent:
                settle(message, MessageState.FAILED, str(refusal))
            else:
                _put_back(message, str(refusal))
            return False
        settle(message, MessageState.SENT)
        self.mark.note(0, FREE)
        return True


def send_due(*, limit: int = 20) -> int:
    """Send what is due, once. Returns how many messages left. A worker that goes on keeps a `Courier`."""
    with Courier() as courier:
        return courier.work(limit=limit)


def claim(*, name: str, limit: int = 10) -> list[Message]:
    """Take the messages that are due; no other worker gets them. What people wait for comes first, then the oldest."""
    now = timezone.now()
    due = Message.objects.filter(state=MessageState.QUEUED, due_at__lte=now).order_by(
        Case(When(stream="", then=Value(0)), default=Value(1)), "pk"
    )
    # Look before locking: a worker asks every second, and SQLite has one writer at a time.
    if not due.exists():
        return []
    with transaction.atomic():
        messages = list(due.select_related("club").select_for_update(skip_locked=_skips_locked(), of=_itself())[:limit])
        Message.objects.filter(pk__in=[message.pk for message in messages]).update(
            state=MessageState.SENDING, claimed_at=now, claimed_by=name, transfer_at=None
        )
    for message in messages:
        message.claimed_by = name
    return messages


def _skips_locked() -> bool:
    return transaction.get_connection().features.has_select_for_update_skip_locked


def _itself() -> tuple[str, ...]:
    return ("self",) if transaction.get_connection().features.has_select_for_update_of else ()


def _about_to_leave(message: Message) -> None:
    """Write down, before its last line goes, that the message is leaving; make sure that it is still ours."""
    now = timezone.now()
    ours = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claimed_by=message.claimed_by)
    if not ours.update(transfer_at=now, claimed_at=now):
        raise Lost


def recover() -> int:
    """Look into what dead workers left. Returns how many messages wait again.

    Of a worker of this machine, its mark tells which message had left. Of a worker that died with its machine, what
    was leaving may have left or not: it is shown as such, and a person decides.
    """
    back = 0
    with left_by_the_dead() as left:
        for dead in left:
            theirs = Message.objects.filter(state=MessageState.SENDING, claimed_by=dead.name)
            if dead.ended and (message := theirs.filter(pk=dead.ended).first()):
                settle(message, MessageState.SENT)
            back += theirs.update(state=MessageState.QUEUED, claimed_by="", transfer_at=None)
    old = Message.objects.filter(state=MessageState.SENDING, claimed_at__lt=timezone.now() - CLAIM_LIFE)
    if not old.exists():
        return back
    back += old.filter(transfer_at=None).update(state=MessageState.QUEUED, claimed_by="")
    old.filter(~Q(transfer_at=None)).update(state=MessageState.UNSURE, claimed_by="")
    return back


@transaction.atomic
def settle(message: Message, state: MessageState, reason: str = "") -> None:
    """Write what became of a message, and tell whoever asked for it. Nothing when it is no longer in hand."""
    settled: dict[str, Any] = {"state": state, "last_error": reason[:300], "claimed_by": ""}
    if state == MessageState.SENT:
        settled["sent_at"] = timezone.now()
        if message.kind.startswith(SECRET_KINDS):
            settled |= {"text": "", "html": ""}
    ours = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claimed_by=message.claimed_by)
    if ours.update(attempts=message.attempts + 1, **settled):
        tell_all(message, state.value)


def tell_all(message: Message, outcome: str) -> None:
    """Tell what became of a message, and of those that it gathers."""
    tell(message, outcome)
    for gathered in message.gathered.all():
        tell(gathered, outcome)


def tell(message: Message, outcome: str) -> None:
    """Tell what became of a message. A listener that fails does not undo what is true: the message has left."""
    try:
        with transaction.atomic():
            mail_settled.tell(key=message.key, kind=message.kind, to=message.to, outcome=outcome)
    except Exception:
        log.exception("whoever asked for message %s could not be told", message.pk)


def _put_back(message: Message, reason: str) -> None:
    log.warning("message %s to %s: %s", message.pk, message.to, reason)
    attempts = message.attempts + 1
    if attempts > len(BACK_OFF):
        settle(message, MessageState.FAILED, reason)
        return
    Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claimed_by=message.claimed_by).update(
        state=MessageState.QUEUED, attempts=attempts, due_at=timezone.now() + BACK_OFF[attempts - 1],
        claimed_by="", transfer_at=None, last_error=reason[:300],
    )  # fmt: skip
