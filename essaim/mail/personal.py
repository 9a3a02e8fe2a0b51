"""What the outbox holds about a person: what was written to them."""

from django.db.models import QuerySet
from django.db.models.functions import Lower

from essaim.accounts.models import User

from .enums import MessageState
from .models import Message, Unsubscription
from .queries import addresses_of, digest_of, unsubscriptions_of

MOST = 5000
GONE = "personne@compte-ferme.invalid"


def _messages_to(person: User) -> QuerySet[Message]:
    return Message.objects.alias(address=Lower("to")).filter(address__in=addresses_of(person))


def data_of(person: User) -> list[dict]:
    return [
        {"at": row.created_at.isoformat(), "to": row.to, "subject": row.subject, "text": row.text, "state": row.state}
        for row in _messages_to(person).order_by("-pk")[:MOST]
    ]


def choices_of(person: User) -> list[dict]:
    return [
        {"since": row.created_at.isoformat(), "address": row.address, "club": str(row.club or ""), "stop": row.stream}
        for row in unsubscriptions_of(addresses_of(person))
    ]


def forget(person: User) -> None:
    """What waits does not leave; what left keeps its date and kind, without address nor words.

    What they refused stays refused: a digest stands for their address.
    """
    messages = _messages_to(person)
    messages.filter(state=MessageState.QUEUED).delete()
    messages.update(to=GONE, subject="", text="", html="")
    for row in unsubscriptions_of(addresses_of(person)):
        digest = digest_of(row.address)
        if Unsubscription.objects.filter(address=digest, club=row.club, stream=row.stream).exists():
            row.delete()
        else:
            Unsubscription.objects.filter(pk=row.pk).update(address=digest)
