"""What an address wants to receive: each verb may be done again without harm."""

from collections.abc import Collection, Iterable

from django.db import transaction
from django.db.models.functions import Lower
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_streams

from ..digests import next_digest
from ..enums import MessageState, Rhythm
from ..models import Message, Preference, Unsubscription
from ..queries import EVERYTHING, addresses_of


def stop(*, address: str, club: Club | None, stream: str) -> None:
    """The address receives this stream of this club no more."""
    Unsubscription.objects.get_or_create(address=address.lower(), club=club, stream=stream)


def come_back(*, address: str, club: Club | None, stream: str) -> None:
    """The address receives it again."""
    Unsubscription.objects.filter(address=address.lower(), club=club, stream=stream).delete()


@transaction.atomic
def set_rhythm(*, person: User, rhythm: str) -> None:
    """When news that may wait reach the person. What is held leaves with the next digest, or now."""
    Preference.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
    held = Message.objects.filter(state=MessageState.HELD).alias(address=Lower("to"))
    held = held.filter(address__in=addresses_of(person))
    now = timezone.now()
    held.update(due_at=now if rhythm == Rhythm.AT_ONCE else next_digest(rhythm, now))


@transaction.atomic
def choose_all(*, person: User, rhythm: str, clubs: Iterable[Club], kept: Collection[tuple[int, str]]) -> None:
    """All the choices of a person at once. `kept`: pairs of a club's key and a stream."""
    set_rhythm(person=person, rhythm=rhythm)
    for address in addresses_of(person):
        come_back(address=address, club=None, stream=EVERYTHING)
    for club in clubs:
        choose(address=person.email, club=club, kept={stream for pk, stream in kept if pk == club.pk})
        for address in addresses_of(person) - {person.email.lower()}:
            Unsubscription.objects.filter(address=address, club=club).delete()


@transaction.atomic
def choose(*, address: str, club: Club | None, kept: Collection[str]) -> None:
    """Keep these streams of the club, stop the others."""
    for name in dict(mail_streams.items()):
        (come_back if name in kept else stop)(address=address, club=club, stream=name)
