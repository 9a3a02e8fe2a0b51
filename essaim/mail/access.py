"""Whoever holds the signed link of a message may change what its address receives: nothing else."""

from dataclasses import dataclass

from django.http import Http404

from essaim.clubs.models import Club

from .tokens import read_choices_token


@dataclass(frozen=True)
class Chooser:
    """An address, and the club and stream of the message that brought it here."""

    address: str
    club: Club | None
    stream: str


def get_chooser(token: str) -> Chooser:
    """404 when the link is not ours, or when its club is no more."""
    read = read_choices_token(token)
    if read is None:
        raise Http404
    address, club_pk, stream = read
    club = Club.objects.filter(pk=club_pk).first() if club_pk else None
    if club_pk and club is None:
        raise Http404
    return Chooser(address, club, stream)
