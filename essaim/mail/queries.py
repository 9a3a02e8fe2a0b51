"""Reading the outbox, and what each address wants."""

import hashlib
from collections.abc import Iterable

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import clubs_of

from .enums import Rhythm
from .models import Preference, Unsubscription

# Instead of the name of a stream: all of them, of every club.
EVERYTHING = "*"


def digest_of(address: str) -> str:
    """What stands for an address once its person asked to be forgotten: it still tells what they refuse."""
    return "sha256:" + hashlib.sha256(address.lower().encode()).hexdigest()


def addresses_of(person: User) -> set[str]:
    """All the person's addresses, in lower case."""
    others = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return {person.email.lower(), *(email.lower() for email in others)}


def refuses(*, address: str, stream: str, club: Club | None) -> bool:
    """Whether this address, or another of the same person, stopped this stream of this club. One query.

    Ask it before writing to people who did not ask for it; the outbox asks too, when a message is queued and when it
    leaves. `stream`: a name of `kernel.hooks.mail_streams`.
    """
    address = address.lower()
    persons = EmailAddress.objects.filter(user__emailaddress__email__iexact=address).values(low=Lower("email"))
    return (
        Unsubscription.objects.filter(Q(address__in=[address, digest_of(address)]) | Q(address__in=persons))
        .filter(Q(club=club, stream=stream) | Q(club=None, stream=EVERYTHING))
        .exists()
    )


def refused_streams(*, address: str, club: Club | None) -> set[str]:
    """The streams of this club that this address stopped, and EVERYTHING. One query."""
    address = address.lower()
    rows = Unsubscription.objects.filter(address__in=[address, digest_of(address)])
    return set(rows.filter(Q(club=club) | Q(club=None, stream=EVERYTHING)).values_list("stream", flat=True))


def rhythm_at(address: str) -> str:
    """When news that may wait reach this address: at once when nobody has an account there. One query."""
    rows = Preference.objects.filter(
        Q(person__email__iexact=address) | Q(person__emailaddress__email__iexact=address)
    ).values_list("rhythm", flat=True)
    return rows.first() or Rhythm.AT_ONCE


def rhythm_of(person: User) -> str:
    return Preference.objects.filter(person=person).values_list("rhythm", flat=True).first() or Rhythm.AT_ONCE


def clubs_writing_to(person: User) -> list[Club]:
    """The clubs whose news a person chooses: those they are in, and those whose news they stopped. Two queries."""
    stopped = Unsubscription.objects.filter(address__in=addresses_of(person), club__isnull=False).values("club_id")
    mine = clubs_of(person).order_by().values("pk")
    return list(Club.objects.filter(Q(pk__in=mine) | Q(pk__in=stopped)).order_by("name"))


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
