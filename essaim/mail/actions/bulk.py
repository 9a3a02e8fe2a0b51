"""Many messages at once: those of a campaign."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_settled

from ..enums import MessageState
from ..models import Message
from ..queries import refused_among


@transaction.atomic
def queue_many(messages: Sequence[dict[str, Any]], *, club: Club | None, stream: str = "") -> int:
    """Listener of `kernel.hooks.mails_requested`: the same facts as `queue` takes, `club` and `stream` aside.

    A fixed number of queries for some hundreds of messages. The stream is one that leaves at once: nothing here
    waits for a digest. Returns how many are new; those whose key was queued already are left as they are.
    """
    refused = refused_among([one["to"] for one in messages], stream=stream, club=club) if stream else set()
    known = set(Message.objects.filter(key__in=[one["key"] for one in messages]).values_list("key", flat=True))
    new = [one for one in messages if one["key"] not in known]
    now = timezone.now()
    Message.objects.bulk_create(
        [
            Message(
                **one | {"subject": " ".join(one["subject"].split())[:250]}, club=club, stream=stream, due_at=now,
                state=MessageState.REFUSED if one["to"].lower() in refused else MessageState.QUEUED,
            )
            for one in new
        ],
        batch_size=500, ignore_conflicts=True,
    )  # fmt: skip
    for one in new:
        if one["to"].lower() in refused:
            mail_settled.tell(key=one["key"], kind=one["kind"], to=one["to"], outcome="refused")
    return len(new)
