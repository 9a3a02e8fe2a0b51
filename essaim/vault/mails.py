"""The messages of vaults. They follow from what one keeps: they are no news that one refuses, and carry no stream."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.organizations.models import Organization

from . import queries
from .models import Paper
from .words import ending_lines


def ending(organization: Organization, papers: list[Paper], today: date) -> None:
    """To each of its people: what ends, or has ended."""
    for user in queries.people_of([organization.pk]).get(organization.pk, []):
        tell_ending(organization, papers, user, today)


def tell_ending(organization: Organization, papers: list[Paper], user: User, today: date) -> None:
    """The same, to one of them."""
    with translation.override(user.language):
        url = settings.ESSAIM_URL + reverse("vault:index", args=[organization.pk])
        lines = ending_lines(papers, today)
    mails.send(
        template_prefix="vault/email/ending",
        address=user.email,
        context={"user": user, "organization": organization, "lines": lines, "url": url},
        key=f"vault.ending:{organization.pk}:{user.pk}:{today}",
    )
