"""A message asked for becomes a row, in the transaction of the act that asks."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_settled

from ..digests import next_digest
from ..enums import MessageState, Rhythm
from ..models import Message
from ..queries import refuses, rhythm_at
from ..streams import may_wait


def queue(
    *, kind: str, to: str, language: str, subject: str, text: str, key: str, html: str = "", club: Club | None = None,
    reply_to: str = "", calendar: str = "", stream: str = "",
) -> bool:  # fmt: skip
    """Listener of `kernel.hooks.mail_requested`. Returns False when the key was queued already.

    The subject loses its line ends, so that no header can be slipped in. What the address refuses is kept as a row,
    to be seen, and does not leave; what may wait for the person's digest waits.
    """
    now = timezone.now()
    refused = bool(stream) and refuses(address=to, stream=stream, club=club)
    state, due_at = (MessageState.REFUSED if refused else MessageState.QUEUED), now
    if stream and not refused and not calendar and may_wait(stream) and (rhythm := rhythm_at(to)) != Rhythm.AT_ONCE:
        state, due_at = MessageState.HELD, next_digest(rhythm, now)
    try:
        with transaction.atomic():
            Message.objects.create(
                kind=kind, key=key, to=to, language=language, subject=" ".join(subject.split())[:250],
                text=text, html=html, club=club, reply_to=reply_to, calendar=calendar, stream=stream,
                state=state, due_at=due_at,
            )  # fmt: skip
    except IntegrityError:
        return False
    if refused:
        mail_settled.tell(key=key, kind=kind, to=to, outcome="refused")
    return True
