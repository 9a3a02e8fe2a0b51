"""What waits for each person, on « Ma journée »."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.enums import Admission
from essaim.clubs.models import Club
from essaim.ui.templatetags.ui import day

from .enums import ApplicationState
from .models import Application
from .queries import trail as queries

_S = ApplicationState


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """Sponsors asked, votes, candidates shown to members, decisions of the organiser."""
    user, standing = person(request), request.standing  # type: ignore[attr-defined]
    rows = [
        Task(
            "hand-heart",
            _("%(name)s vous demande de la parrainer") % {"name": row.application.organization.name},
            _url(club, row.application),
            _("Répondre"),
            _("%(person)s, depuis le %(day)s.") % {"person": row.application.name, "day": day(row.created_at)},
        )
        for row in queries.sponsors_asked(club, user)
    ]
    asked = {row.url for row in rows}
    way = queries.decided_by(club)
    voted = queries.voted_by(club, user) if standing.is_officer else set()
    for application in queries.applications_of(club):
        task = _task(application, way, standing, application.pk in voted)
        if task and task.url not in asked:
            rows.append(task)
    return rows


def _task(application: Application, way: str, standing, has_voted: bool) -> Task | None:
    club, name = application.club, application.organization.name
    state, url = application.state, _url(application.club, application)
    if standing.is_officer and way == Admission.BOARD and state == _S.SPONSORED and not has_voted:
        return Task("vote", _("Votre voix pour %(name)s") % {"name": name}, url, _("Voter"))
    if standing.is_organiser and state == _S.CONTESTED:
        return Task("circle-alert", _("Un membre s'oppose à l'entrée de %(name)s") % {"name": name}, url, _("Lire"))
    if standing.is_organiser and state == _S.SEEKING:
        return Task(
            "user-plus",
            _("%(name)s cherche qui la parraine") % {"name": name},
            url,
            _("L'aider"),
            _("Demandez à un membre, ou portez-vous garant."),
        )
    if standing.is_organiser and state == _S.SPONSORED and way == Admission.ORGANISER:
        return Task("user-check", _("%(name)s est parrainée : à vous de décider") % {"name": name}, url, _("Décider"))
    if state == _S.OPEN:
        return Task(
            "users",
            _("%(name)s voudrait rejoindre %(club)s") % {"name": name, "club": club.short_name},
            url,
            _("Voir"),
            _("Sans opposition jusqu'au %(day)s, elle sera membre : vous n'avez rien à faire pour cela.")
            % {"day": day(application.objections_until)},
        )
    return None


def _url(club: Club, application: Application) -> str:
    return reverse("joining:trail", args=[club.slug, application.pk])
