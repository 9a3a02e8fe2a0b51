"""What joining brings to other pages: « Parrainer cette structure », one's own applications, the registers of clubs."""

from collections.abc import Iterable
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import ngettext

from essaim.accounts.access import person
from essaim.accounts.models import User
from essaim.accounts.parts import Part
from essaim.clubs.models import Club
from essaim.clubs.sponsors import Sponsorship
from essaim.mutualaid.help import Help
from essaim.organizations.models import Organization
from essaim.organizations.panels import Panel

from .queries import given
from .queries.trail import candidates_of, clubs_to_bring


def propose_button(request: HttpRequest, organization: Organization) -> Panel | None:
    """For whoever represents a member of a club that the organization is not in."""
    if not isinstance(request.user, User) or organization.merged_into_id or not organization.listed:
        return None
    clubs = clubs_to_bring(request.user, organization)
    if not clubs:
        return None
    url = reverse("joining:propose", args=[clubs[0].slug, organization.pk])
    return Panel("buttons", "joining/_propose_button.html", {"propose_url": url})


def my_applications(request: HttpRequest) -> Part | None:
    rows = list(candidates_of(person(request)))
    return Part("joining/_my_applications.html", {"applications": rows}) if rows else None


def sponsorships(club: Club) -> Iterable[Sponsorship]:
    """Who brought whom: the sponsors of those admitted. One query."""
    for row in given.vouched(club):
        if row.sponsor and row.application.decided_at:
            yield Sponsorship(row.sponsor, row.application.organization, row.application.decided_at.date())


def help_given(club: Club, since: date) -> Iterable[Help]:
    """Sponsoring, as help from one structure to another. One query."""
    for one in sponsorships(club):
        if one.on >= since:
            yield Help(one.sponsor.pk, one.organization.pk, one.on)


def was_sponsored(count: int) -> str:
    return ngettext("eu un parrain", "eu %(count)s parrains", count) % {"count": count}


def sponsored(count: int) -> str:
    return ngettext("parrainé une structure", "parrainé %(count)s structures", count) % {"count": count}


def sponsorings(club: Club, since: date) -> Iterable[tuple[int, date]]:
    """Each time a member vouched for another. One query."""
    return given.vouched_since(club, since)
