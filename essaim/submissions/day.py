"""What submissions bring to « Ma journée », and which tabs a dossier has for them."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.clubs.day import Task
from essaim.clubs.models import Club
from essaim.dossiers import access
from essaim.dossiers.models import Dossier
from essaim.ui.templatetags.ui import day

from . import queries


def has_after(request: HttpRequest, dossier: Dossier) -> bool:
    """What follows is shown to the team, once the file left."""
    return request.seat.in_team and dossier.is_frozen  # type: ignore[attr-defined]


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """Reports to send and questions to answer, for who leads. Two queries."""
    own, today = access.own_in(request, club), localdate()

    def url(dossier: Dossier) -> str:
        return reverse("submissions:after", args=[club.slug, dossier.pk])

    found = [
        Task(
            "file-text",
            _("%(what)s à envoyer avant le %(day)s") % {"what": str(row), "day": day(row.due_on)},
            url(row.dossier), _("Voir"), row.dossier.title,
        )
        for row in queries.reports_due(club, own, today)
    ]  # fmt: skip
    found += [
        Task(
            "message-circle-question-mark",
            _("Le financeur attend une réponse"), url(row.dossier), _("Répondre"),
            _("%(title)s, avant le %(day)s") % {"title": row.dossier.title, "day": day(row.answer_by)}
            if row.answer_by else row.dossier.title,
        )
        for row in queries.late_for(club, own)
    ]  # fmt: skip
    return found
