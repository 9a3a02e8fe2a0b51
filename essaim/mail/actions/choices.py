"""What an address wants to receive: each verb may be done again without harm."""

from collections.abc import Collection

from django.db import transaction

from essaim.clubs.models import Club
from essaim.kernel.hooks import mail_streams

from ..models import Unsubscription


def stop(*, address: str, club: Club | None, stream: str) -> None:
    """The address receives this stream of this club no more."""
    Unsubscription.objects.get_or_create(address=address.lower(), club=club, stream=stream)


def come_back(*, address: str, club: Club | None, stream: str) -> None:
    """The address receives it again."""
    Unsubscription.objects.filter(address=address.lower(), club=club, stream=stream).delete()


@transaction.atomic
def choose(*, address: str, club: Club | None, kept: Collection[str]) -> None:
    """Keep these streams of the club, stop the others."""
    for name in dict(mail_streams.items()):
        (come_back if name in kept else stop)(address=address, club=club, stream=name)
