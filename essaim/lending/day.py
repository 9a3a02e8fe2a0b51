"""What lending brings to « Ma journée »: statements that wait for a yes."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from .queries import statements


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """One for each statement that the person may agree to. Two queries at most."""
    return [
        Task(
            "scale",
            _("Relevé avec %(name)s") % {"name": row.other.name if row.one_id == mine.pk else row.one.name},
            f"{reverse('lending:statement', args=[club.slug, row.pk])}?structure={mine.pk}",
            _("Regarder et répondre"),
            _("Pour %(name)s. Un oui de chaque côté, et c'est réglé.") % {"name": mine.name},
        )
        for row, mine in statements.waiting_for(person(request), club)
    ]
