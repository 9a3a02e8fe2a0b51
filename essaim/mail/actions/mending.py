"""What a person does about a message: send it again, say that it was read."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import IncomingState, MessageState
from ..models import IncomingMessage, Message
from ..outbox import MAY_LEAVE_AGAIN


@transaction.atomic
def retry(*, message: Message, actor) -> None:
    """Send again a message that was given up, came back, or may not have left. Refuses when its words are erased, or
    when it is not in such a state."""
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in MAY_LEAVE_AGAIN:
        raise Refusal(_("Ce message est déjà parti, ou il attend son tour."), code="state")
    if not message.text:
        raise Refusal(_("Le texte de ce message n'est plus gardé : il faut en écrire un autre."), code="erased")
    Message.objects.filter(pk=message.pk).update(
        state=MessageState.QUEUED, due_at=timezone.now(), attempts=0, last_error="", claimed_by="", transfer_at=None
    )
    journaled.tell(actor=actor, verb="mail.retried", subject=message, club=message.club, details={"to": message.to})


def mark_read(*, row: IncomingMessage) -> None:
    """A person has read what no handler took."""
    IncomingMessage.objects.filter(pk=row.pk, state=IncomingState.UNCLAIMED).update(state=IncomingState.READ)
