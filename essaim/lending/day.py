"""What lending brings to « Ma journée »: agreements to sign, statements that wait for a yes."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from .queries import agreements, statements


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each statement that the person may agree to, and agreement that they may sign. Five queries at most."""
    user = person(request)
    return [
        Task(
            "signature",
            _("Une convention à signer avec %(name)s") % {"name": row.other_of(mine).name},
            f"{reverse('lending:agreement', args=[club.slug, row.pk])}?structure={mine.pk}",
            _("Lire et signer"),
            row.thing,
        )
        for row, mine in agreements.to_sign_by(user, club)
    ] + [
        Task(
            "scale",
            _("Relevé avec %(name)s") % {"name": row.other.name if row.one_id == mine.pk else row.one.name},
            f"{reverse('lending:statement', args=[club.slug, row.pk])}?structure={mine.pk}",
            _("Regarder et répondre"),
            _("Pour %(name)s. Un oui de chaque côté, et c'est réglé.") % {"name": mine.name},
        )
        for row, mine in statements.waiting_for(user, club)
    ]
