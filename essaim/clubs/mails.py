"""The messages of a club."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails

from .models import Charge


def charge_given(charge: Charge) -> None:
    """Tell a person that a club has given them a charge, and how to come in."""
    with translation.override(charge.user.language):
        url = settings.ESSAIM_URL + reverse("clubs:detail", args=[charge.club.slug])
    mails.send(
        template_prefix="clubs/email/charge_given",
        address=charge.user.email,
        context={"user": charge.user, "charge": charge, "club": charge.club, "club_url": url},
        key=f"clubs.charge_given:{charge.pk}",
        club=charge.club,
    )
