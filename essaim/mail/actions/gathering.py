"""News that waited leave together, in one message."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation

from essaim.accounts import mails

from ..enums import MessageState
from ..models import Message
from ..queries import EVERYTHING, refuses
from .sending import tell

DIGEST_KIND = "mail.digest"


@dataclass
class Group:
    """What a club has to say in a digest."""

    club: str
    news: list[tuple[str, str]] = field(default_factory=list)  # subject, text


def gather(*, now: datetime | None = None) -> int:
    """Make the digests that are due. Returns how many. What they hold is marked in the transaction that queues them."""
    now = now or timezone.now()
    due = Message.objects.filter(state=MessageState.HELD, due_at__lte=now)
    addresses = sorted(set(due.order_by().values_list("to", flat=True).distinct()))
    for address in addresses:
        _gather_one(address, now)
    return len(addresses)


@transaction.atomic
def _gather_one(address: str, now: datetime) -> None:
    # All that is held there, even what came after this digest's hour was set: one digest, not two.
    held = list(Message.objects.select_for_update().filter(state=MessageState.HELD, to=address).order_by("pk"))
    held = [message for message in held if not _refused(message)]
    if len(held) < 2:
        Message.objects.filter(pk__in=[one.pk for one in held]).update(state=MessageState.QUEUED, due_at=now)
        return
    groups: dict[int | None, Group] = {}
    for message in held:
        group = groups.setdefault(message.club_id, Group(message.club.name if message.club else settings.ESSAIM_NAME))
        group.news.append((message.subject, heart(message.text)))
    key = f"{DIGEST_KIND}:{held[0].pk}"
    with translation.override(held[-1].language):
        send_digest(address=address, groups=groups.values(), key=key)
    digest = Message.objects.get(key=key)
    Message.objects.filter(pk__in=[one.pk for one in held]).update(state=MessageState.GATHERED, digest=digest)


def send_digest(*, address: str, groups: Iterable[Group], key: str, **context: Any) -> None:
    """Ask for the digest itself, in the language under way."""
    groups = sorted(groups, key=lambda group: group.club)
    mails.send(
        template_prefix="mail/email/digest",
        address=address,
        context={"groups": groups, "count": sum(len(group.news) for group in groups), **context},
        key=key,
        stream=EVERYTHING,
    )


def _refused(message: Message) -> bool:
    """Whether the person stopped it meanwhile; if so, it does not leave."""
    if not refuses(address=message.to, stream=message.stream, club=message.club):
        return False
    Message.objects.filter(pk=message.pk).update(state=MessageState.REFUSED)
    tell(message, "refused")
    return True


def heart(text: str) -> str:
    """A message without its greeting and its signature (account/email/base_message.txt)."""
    paragraphs = text.strip().split("\n\n")
    if re.fullmatch(r"(Bonjour|Hello)\b[^\n]{0,150},", paragraphs[0]):
        paragraphs = paragraphs[1:]
    if paragraphs and paragraphs[-1].startswith("Essaim") and paragraphs[-1].endswith(settings.ESSAIM_URL):
        paragraphs = paragraphs[:-1]
    return "\n\n".join(paragraphs)
