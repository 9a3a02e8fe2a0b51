"""Tables on « Ma journée »: the plan that remains to be done, one's own table on the day."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.models import Club
from essaim.meetings.words import when

from . import queries
from .parts import tables_words


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """For everybody, their tables on the day itself; for those who run the club, the plans to do or to publish. Two
    queries, three on a day with tables."""
    found = []
    for meeting, stops in queries.own_tables_today(club, person(request)):
        url = reverse("seating:mine", args=[club.slug, meeting.pk])
        found.append(Task("armchair", tables_words(stops), url, _("Avec qui"), meeting.title))
    if not request.standing.is_organiser:  # type: ignore[attr-defined]
        return found
    for meeting, composed in queries.plans_to_do(club):
        url = reverse("seating:plan", args=[club.slug, meeting.pk])
        title = _("Le plan de table est à publier") if composed else _("Le plan de table reste à faire")
        verb = _("Le relire") if composed else _("Composer les tables")
        found.append(Task("armchair", title, url, verb, f"{meeting.title} · {when(meeting)}"))
    return found
