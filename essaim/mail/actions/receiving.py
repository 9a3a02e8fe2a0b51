"""The mailbox is read, each message taken once."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, IntegrityError, transaction
from imap_tools.errors import ImapToolsError
from imap_tools.mailbox import BaseMailBox

from ..enums import IncomingState
from ..incoming import IncomingMail, incoming_mail, parse
from ..mailbox import RawMessage, open_mailbox
from ..models import IncomingMessage, Message

log = logging.getLogger(__name__)

DONE_FOLDERS = ("Essaim", "INBOX.Essaim", "INBOX/Essaim")  # some servers keep all folders under INBOX
MOST_AT_ONCE = 100
MOST_TEXT = 20_000  # signs kept


def read_mailbox() -> int:
    """Take what came into the mailbox of ESSAIM_IMAP_URL. Returns how many messages were read.

    What is taken moves to the folder « Essaim »; what a handler failed on stays, flagged, and is not read again until
    somebody takes the flag off. Killed in the middle, a message is found again and its row says that it is done.
    Raises OSError or ImapToolsError when the server does not answer.
    """
    if not settings.ESSAIM_IMAP_URL:
        return 0
    count = 0
    with _opened() as box:
        done = None
        for message in box.fetch("UNFLAGGED", charset=None, limit=MOST_AT_ONCE, mark_seen=False):
            assert isinstance(message, RawMessage) and message.uid  # noqa: PT018
            state = receive(raw=message.raw)
            count += 1
            if state == IncomingState.FAILED:
                box.flag(message.uid, "\\Flagged", True)
                continue
            done = done or _done_folder(box)
            if done:
                box.move(message.uid, done)
            else:
                box.flag(message.uid, ("\\Flagged", "\\Seen"), True)
    return count


@contextmanager
def _opened() -> Iterator[BaseMailBox]:
    with open_mailbox(settings.ESSAIM_IMAP_URL) as box:
        yield box


def _done_folder(box: BaseMailBox) -> str | None:
    for name in DONE_FOLDERS:
        try:
            if not box.folder.exists(name):
                box.folder.create(name)
            return name
        except ImapToolsError:
            continue
    return None


def receive(*, raw: bytes) -> str:
    """Keep a message and have it taken, once, in one transaction. Returns its state."""
    mail = parse(raw)
    try:
        with transaction.atomic():
            row = _row_of(mail)
            if row is None:
                return IncomingState.TAKEN  # another worker has it, or had it
            state, handler = IncomingState.UNCLAIMED, ""
            for name, takes in incoming_mail.items():
                if takes(mail):
                    state, handler = IncomingState.TAKEN, name
                    break
            IncomingMessage.objects.filter(pk=row.pk).update(state=state, handler=handler, error="")
    except DatabaseError:
        raise
    except Exception as error:
        log.exception("incoming message %s could not be taken", mail.message_id)
        with transaction.atomic():
            what = f"{type(error).__name__}: {error}"[:300]
            IncomingMessage.objects.update_or_create(
                message_id=mail.message_id, defaults={**_facts(mail), "state": IncomingState.FAILED, "error": what}
            )
        return IncomingState.FAILED
    return state


def _row_of(mail: IncomingMail) -> IncomingMessage | None:
    """The row of this message, made now, or made by an attempt that failed; None when it is done."""
    try:
        with transaction.atomic():
            return IncomingMessage.objects.create(
                message_id=mail.message_id, state=IncomingState.UNCLAIMED, **_facts(mail)
            )
    except IntegrityError:
        return (
            IncomingMessage.objects.select_for_update()
            .filter(message_id=mail.message_id, state=IncomingState.FAILED)
            .first()
        )


def _facts(mail: IncomingMail) -> dict:
    about = Message.objects.filter(pk=mail.about).first() if mail.about else None
    return {
        "sender": mail.sender, "sender_name": mail.sender_name, "subject": mail.subject,
        "text": mail.text.replace("\x00", "")[:MOST_TEXT], "automatic": mail.is_automatic, "about": about,
        "club": about.club if about else None,
    }  # fmt: skip
