"""What the charter asks of a person, on « Ma journée »."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.day import Task
from essaim.clubs.models import Club
from essaim.ui.templatetags.ui import day as in_words

from . import queries


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each organization whose signature the person may give; for organisers, who has not signed, and what is
    proposed. Five queries at most."""
    found: list[Task] = []
    version = queries.to_sign(club)
    if version:
        seats = queries.seats_of(request.user, club)
        found += [_to_sign(club, version, seat) for seat in seats if not seat.signed]
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        found += _for_organisers(club, version)
    return found


def _to_sign(club: Club, version, seat: queries.Seat) -> Task:
    words = {"date": in_words(version.sign_by)}
    late = version.sign_by < localdate()
    if version.number == 1:
        title = _("La charte est à signer avant le %(date)s") % words
    else:
        title = _("La charte a changé : à signer avant le %(date)s") % words
    if late:
        title = _("La charte était à signer avant le %(date)s") % words
    return Task(
        "signature", title, reverse("charter:sign_for", args=[club.slug, seat.organization.pk]), _("Lire et signer"),
        _("Au nom de %(name)s.") % {"name": seat.organization.name},
    )  # fmt: skip


def _for_organisers(club: Club, version) -> list[Task]:
    found = []
    count = queries.unsigned_members(club).count() if version else 0
    if count:
        title = ngettext(
            "%(count)s structure n'a pas encore signé la charte",
            "%(count)s structures n'ont pas encore signé la charte",
            count,
        )
        found.append(
            Task("signature", title % {"count": count}, reverse("charter:signatures", args=[club.slug]), _("Voir"))
        )
    proposed = queries.waiting_proposals(club)
    if proposed:
        title = ngettext(
            "%(count)s changement est proposé à la charte",
            "%(count)s changements sont proposés à la charte",
            proposed,
        )
        found.append(
            Task("file-pen", title % {"count": proposed}, reverse("charter:draft", args=[club.slug]), _("Lire"))
        )
    return found
