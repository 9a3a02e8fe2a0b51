"""What one's own pages ask for, on « Ma journée »: to be confirmed once a year, to be filled where it helps most."""

from datetime import date, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.organizations.completeness import next_to_add
from essaim.organizations.models import Organization
from essaim.organizations.queries import what_pages_hold

from . import queries
from .day import Task
from .models import Club

CONFIRM_AFTER = timedelta(days=365)
WELL_FILLED = 70  # from there on the page itself says what to add: it is no task any more


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """At most one task a page."""
    pages = [row.organization for row in queries.representations_of(person(request))]
    poor = [page.pk for page in pages if page.completeness < WELL_FILLED]
    held = what_pages_hold(poor) if poor else {}
    rows = (_task(page, held.get(page.pk), localdate()) for page in pages)
    return [row for row in rows if row]


def _task(page: Organization, held: set[str] | None, today: date) -> Task | None:
    if held is not None and (items := next_to_add(held)):
        return Task(
            "pencil",
            _("La fiche de %(name)s est remplie à %(score)s %%") % {"name": page.name, "score": page.completeness},
            reverse("organizations:edit_card", args=[page.pk, items[0].card]),
            _("Compléter"),
            str(items[0].sentence),
        )
    if page.checked_on is None or page.checked_on < today - CONFIRM_AFTER:
        return Task(
            "badge-check",
            _("La fiche de %(name)s est-elle toujours juste ?") % {"name": page.name},
            page.get_absolute_url(),
            _("Vérifier"),
            _("Une minute suffit : relisez-la, puis confirmez-la."),
        )
    return None
