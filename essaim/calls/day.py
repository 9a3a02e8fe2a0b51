"""What calls bring to « Ma journée »: to whoever keeps the sources, those that no longer read."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.clubs.day import Task
from essaim.clubs.models import Club

from . import queries
from .reports import Report


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One query for an organiser or the operator, none for others."""
    standing = request.standing  # type: ignore[attr-defined]
    if not standing.is_organiser:
        return []
    rows = queries.failing_sources(club, shared=standing.is_operator)
    return [
        Task(
            "rss", _("Une source d'appels ne se lit plus : %(name)s") % {"name": source.name},
            reverse("calls:source", args=[club.slug, source.pk]), _("Regarder"),
            Report.from_json(source.report).error,
        )
        for source in rows
    ]  # fmt: skip
