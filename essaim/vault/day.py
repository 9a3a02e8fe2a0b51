"""What vaults bring to « Ma journée »: what ends there."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from . import queries
from .enums import PaperState
from .types import document_types
from .words import ending_lines

MOST_NAMED = 3


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """At most one task a vault, whichever club one is in: an organization belongs to none. Four queries."""
    vaults, today = queries.vaults_of(person(request)), localdate()
    papers = queries.in_force(one.pk for one in vaults)
    kinds = document_types()
    found = []
    for organization in vaults:
        waiting = [
            paper for paper in papers.get(organization.pk, [])
            if queries.state_of(paper, kinds.get(paper.kind), today) in (PaperState.EXPIRED, PaperState.ENDING)
            and paper.valid_until
        ]  # fmt: skip
        waiting.sort(key=lambda one: (one.valid_until, one.pk))
        if not waiting:
            continue
        title = ngettext(
            "%(count)s pièce de %(name)s à renouveler", "%(count)s pièces de %(name)s à renouveler", len(waiting)
        ) % {"count": len(waiting), "name": organization.name}
        text = " · ".join(ending_lines(waiting[:MOST_NAMED], today))
        url = reverse("vault:index", args=[organization.pk])
        found.append(Task("folder-lock", title, url, _("Ouvrir le coffre"), text))
    return found
