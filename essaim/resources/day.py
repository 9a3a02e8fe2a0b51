"""What means bring to « Ma journée » and to the page « S'entraider »: requests to answer, slots to take."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.day import Task
from essaim.clubs.models import Club

from . import queries, words
from .enums import BookingState


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each request that waits for the person, and each slot offered to them. One query."""
    found = []
    for row in queries.waiting_for(request.user, club):
        asked = row.state == BookingState.REQUESTED
        values = {"name": row.for_whom, "resource": row.resource.name}
        found.append(
            Task(
                "calendar-check",
                (_("%(name)s demande : %(resource)s") if asked else _("Une place se libère : %(resource)s")) % values,
                reverse("resources:booking", args=[club.slug, row.pk]),
                _("Répondre") if asked else _("Prendre la place"),
                words.when(row.starts_at, row.ends_at, row.resource.step),
            )
        )
    return found


def news(request: HttpRequest, club: Club) -> str:
    """« 2 demandes attendent votre réponse ». One query."""
    count = queries.requests_count(request.user, club)
    if not count:
        return ""
    words_ = ngettext("%(count)s demande attend votre réponse", "%(count)s demandes attendent votre réponse", count)
    return words_ % {"count": count}
