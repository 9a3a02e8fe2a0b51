"""What watching brings to « Ma journée »: the best new calls, and deadlines near of those that one follows."""

from datetime import timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.access import person
from essaim.calls.words import left
from essaim.clubs.day import Task
from essaim.clubs.models import Club

from . import queries
from .access import own_organizations

NEAR = timedelta(days=14)
MOST = 3
GOOD = 70


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """Followed calls that end soon, then how many good ones were not looked at. Three queries."""
    own = own_organizations(request, club)
    if not own:
        return []
    now = timezone.now()
    followed = queries.followed_by(person(request), club)
    soon = [call for call in followed if call.stands and call.deadline and call.deadline - now <= NEAR]
    found = [
        Task(
            "calendar-clock", call.title, call.address_in(club), _("Voir"),
            _("Vous le suivez : il se termine %(left)s.") % {"left": left(call)},
        )
        for call in soon[:MOST]
    ]  # fmt: skip
    count = queries.good_ones_to_look_at(club, own, GOOD)
    if count:
        found.append(
            Task(
                "telescope",
                ngettext(
                    "Un appel vous ressemble", "%(count)s appels vous ressemblent", count
                ) % {"count": count},
                reverse("watch:for_us", args=[club.slug]), _("Regarder"),
                _("Dites ce qui vous intéresse ou non : les suivants seront mieux choisis."),
            )
        )  # fmt: skip
    return found


def waiting(request: HttpRequest) -> int:
    """Beside the tab. One query."""
    club = request.club  # type: ignore[attr-defined]
    own = own_organizations(request, club)
    return queries.good_ones_to_look_at(club, own, GOOD) if own else 0
