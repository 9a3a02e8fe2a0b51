"""What the outbox holds about a person: what was written to them."""

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from essaim.accounts.models import User

from .enums import MessageState
from .models import Message

MOST = 5000
GONE = "personne@compte-ferme.invalid"


def _messages_to(person: User) -> QuerySet[Message]:
    """Messages to any of the person's addresses."""
    known = {person.email.lower()} | {
        email.lower() for email in EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    }
    return Message.objects.alias(address=Lower("to")).filter(Q(address__in=known))


def data_of(person: User) -> list[dict]:
    return [
        {"at": row.created_at.isoformat(), "to": row.to, "subject": row.subject, "text": row.text, "state": row.state}
        for row in _messages_to(person).order_by("-pk")[:MOST]
    ]


def forget(person: User) -> None:
    """What waits does not leave; what left keeps its date and kind, without address nor words."""
    messages = _messages_to(person)
    messages.filter(state=MessageState.QUEUED).delete()
    messages.update(to=GONE, subject="", text="", html="")
