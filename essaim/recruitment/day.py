"""What recruitment brings to « Ma journée »: posts that wait for an answer, offers whose day has passed."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from .queries import offers, seekers, shared
from .words import hours


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """Three queries."""
    user = request.user
    if not isinstance(user, User):
        return []
    posts = [
        Task(
            "puzzle",
            _("Un poste à partager : %(occupation)s") % {"occupation": part.post.occupation},
            reverse("recruitment:post", args=[club.slug, part.post_id]),
            _("Voir et répondre"),
            _("%(hours)s par semaine pour %(name)s.")
            % {"hours": hours(part.minutes), "name": part.need.organization.name},
        )
        for part in shared.parts_to_answer(user, club)
    ]
    closed = [
        Task(
            "briefcase",
            _("« %(title)s » : avez-vous trouvé quelqu'un ?") % {"title": offer.title},
            reverse("recruitment:fill", args=[club.slug, offer.pk]),
            _("Le dire"),
            _("L'offre s'est fermée à sa date."),
        )
        for offer in offers.just_closed(user, club)
    ]
    recommended = [
        Task(
            "user-check",
            _("%(name)s vous recommande quelqu'un") % {"name": row.giver.name},
            reverse("recruitment:seeker", args=[club.slug, row.seeker_id]),
            _("Voir"),
            row.occupation,
        )
        for row in seekers.received(user, club)
    ]
    return posts + recommended + closed
