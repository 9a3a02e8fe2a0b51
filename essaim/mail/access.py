"""Whoever holds the signed link of a message may change what its address receives: nothing else. What went to whom is
seen by the organisers of the club that wrote, and by the operator."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.clubs.access import get_club_to_run, require_operator
from essaim.clubs.models import Club

from .models import IncomingMessage, Message, Suppression
from .outbox import suppressions_of
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


def get_club_of_mail(request: HttpRequest, club_slug: str) -> Club | None:
    """The club whose mail its organiser sees; None, for the operator, is all the mail of the installation."""
    if club_slug:
        return get_club_to_run(request, club_slug)
    require_operator(request)
    return None


def get_message(club: Club | None, pk: int) -> Message:
    rows = Message.objects.filter(club=club) if club else Message.objects.all()
    return get_object_or_404(rows, pk=pk)


def get_incoming(club: Club | None, pk: int) -> IncomingMessage:
    rows = IncomingMessage.objects.filter(club=club) if club else IncomingMessage.objects.all()
    return get_object_or_404(rows, pk=pk)


def get_suppression(club: Club | None, pk: int) -> Suppression:
    return get_object_or_404(suppressions_of(club), pk=pk)
