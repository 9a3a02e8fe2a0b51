"""What lending tells to mutual aid: who lent to whom, for how long."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import ngettext

from essaim.clubs.models import Club
from essaim.mutualaid.help import Help

from .enums import Source
from .models import Entry


def gave(count: int) -> str:
    return ngettext("prêté ou aidé %(count)s fois", "prêté ou aidé %(count)s fois", count) % {"count": count}


def got(count: int) -> str:
    return ngettext("emprunté ou été aidés %(count)s fois", "emprunté ou été aidés %(count)s fois", count) % {
        "count": count
    }


def read(club: Club, since: date) -> Iterator[Help]:
    """Loans and help since that day, undone ones left out. One query."""
    rows = Entry.objects.filter(
        club=club, day__gte=since, source__in=[Source.BOOKING, Source.TYPED], undone_by=None
    ).values_list("giver", "receiver", "day", "minutes", "cents")
    return (Help(giver, receiver, day, minutes, cents) for giver, receiver, day, minutes, cents in rows)
