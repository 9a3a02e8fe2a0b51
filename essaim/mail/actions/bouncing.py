"""A message that comes back, an address that does not exist."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.kernel.hooks import journaled

from ..bounces import read_bounce
from ..enums import MessageState
from ..incoming import IncomingMail
from ..models import Message, Suppression
from .sending import tell_all

# Other permanent failures (a full mailbox, a closed one) may pass: this many in so long, and the address is held dead.
MOST_BOUNCES = 3
BOUNCES_WITHIN = timedelta(days=180)


def take_bounce(mail: IncomingMail) -> bool:
    """Handler of `incoming_mail`: the message is marked, its address is suppressed when it is dead."""
    bounce = read_bounce(mail)
    if bounce is None:
        return False
    message = Message.objects.select_for_update().filter(pk=bounce.message).first()
    if message is None:
        return True
    if not bounce.permanent:
        Message.objects.filter(pk=message.pk).update(last_error=bounce.reason)
        return True
    came_back = Message.objects.filter(pk=message.pk, state__in=[MessageState.SENT, MessageState.UNSURE])
    if came_back.update(state=MessageState.BOUNCED, last_error=bounce.reason):
        tell_all(message, "bounced")
    recent = Message.objects.filter(
        to__iexact=message.to, state=MessageState.BOUNCED, created_at__gt=timezone.now() - BOUNCES_WITHIN
    )
    if bounce.gone or recent.count() >= MOST_BOUNCES:
        suppress(address=message.to, reason=bounce.reason, message=message)
    return True


def suppress(*, address: str, reason: str, message: Message | None = None) -> None:
    """News leave to this address no more; what its person asks for (a code to sign in) still does."""
    Suppression.objects.get_or_create(address=address.lower(), defaults={"reason": reason[:300], "message": message})


@transaction.atomic
def lift(*, address: str, club: Club | None, actor) -> None:
    """Write to this address again."""
    suppression = Suppression.objects.filter(address=address.lower()).first()
    if suppression:
        journaled.tell(
            actor=actor, verb="mail.lifted", subject=suppression, club=club, details={"address": suppression.address}
        )
        suppression.delete()
