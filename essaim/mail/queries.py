"""Reading the outbox, and what each address wants."""

import hashlib
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from essaim.clubs.models import Club

from .models import Unsubscription


def digest_of(address: str) -> str:
    """What stands for an address once its person asked to be forgotten: it still tells what they refuse."""
    return "sha256:" + hashlib.sha256(address.lower().encode()).hexdigest()


def refuses(*, address: str, stream: str, club: Club | None) -> bool:
    """Whether this address, or another of the same person, stopped this stream of this club. One query.

    Ask it before writing to people who did not ask for it; the outbox asks too, when a message is queued and when it
    leaves. `stream`: a name of `kernel.hooks.mail_streams`.
    """
    address = address.lower()
    persons = EmailAddress.objects.filter(user__emailaddress__email__iexact=address).values(low=Lower("email"))
    return Unsubscription.objects.filter(
        Q(address__in=[address, digest_of(address)]) | Q(address__in=persons), club=club, stream=stream
    ).exists()


def refused_streams(*, address: str, club: Club | None) -> set[str]:
    """The streams of this club that this address stopped. One query."""
    address = address.lower()
    rows = Unsubscription.objects.filter(address__in=[address, digest_of(address)], club=club)
    return set(rows.values_list("stream", flat=True))


def unsubscriptions_of(addresses: Iterable[str]) -> QuerySet[Unsubscription]:
    return Unsubscription.objects.filter(address__in=[one.lower() for one in addresses]).select_related("club")


def refused_among(addresses: Iterable[str], *, stream: str, club: Club | None) -> set[str]:
    """Those of many addresses, in lower case, that `refuses` would tell. Two queries."""
    wanted = {address.lower() for address in addresses}
    theirs: dict[str, set[str]] = {address: {address, digest_of(address)} for address in wanted}
    low = EmailAddress.objects.annotate(low=Lower("email"))
    users = low.filter(low__in=wanted).values("user")
    persons: dict[int, set[str]] = {}
    for user, address in low.filter(user__in=users).values_list("user", "low"):
        persons.setdefault(user, set()).add(address)
    for addresses_of_one in persons.values():
        for address in addresses_of_one & wanted:
            theirs[address] |= addresses_of_one
    every = {one for known in theirs.values() for one in known}
    rows = Unsubscription.objects.filter(address__in=every)
    rows = rows.filter(Q(club=club, stream=stream) | Q(club=None, stream="*"))  # the second: everything, of every club
    stopped = set(rows.values_list("address", flat=True))
    return {address for address, known in theirs.items() if known & stopped}
