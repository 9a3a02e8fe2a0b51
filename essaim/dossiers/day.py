"""What dossiers bring to « Ma journée », and how many wait for an answer."""

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from . import access, queries
from .enums import PartnerState


def count(request: HttpRequest) -> int:
    """Invitations to answer. Two queries."""
    club = request.club  # type: ignore[attr-defined]
    return queries.counts(club, access.own_in(request, club))


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """To answer, to confirm, hands to answer for who leads, late tasks. Four queries."""
    own, today = access.own_in(request, club), localdate()
    if not own:
        return []
    rows = queries.waiting(club, own)
    found = [
        Task(
            "folder-open", _("Répondre ensemble : %(title)s") % {"title": one.dossier.title},
            one.dossier.address_in(club), _("Répondre"),
            _("%(name)s est invitée dans l'équipe.") % {"name": one.organization.name},
        )
        for one in rows if one.state == PartnerState.INVITED
    ]  # fmt: skip
    found += [
        Task(
            "folder-check", _("À confirmer : l'équipe de « %(title)s »") % {"title": one.dossier.title},
            one.dossier.address_in(club), _("Confirmer"), one.organization.name,
        )
        for one in rows if one.state == PartnerState.ACCEPTED
    ]  # fmt: skip
    found += [
        Task(
            "hand", _("%(name)s se propose : %(title)s")
            % {"name": one.organization.name, "title": one.dossier.title},
            one.dossier.address_in(club), _("Répondre"), one.word,
        )
        for one in queries.led_and_waiting(club, own)
    ]  # fmt: skip
    found += [
        Task("clock", one.title, one.dossier.address_in(club), _("Voir le plan"), one.dossier.title)
        for one in queries.late_tasks(club, own, person(request), today)
    ]
    return found
