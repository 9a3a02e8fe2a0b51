"""The address of the calendar of followed deadlines. The secret is that of the calls' calendar: one to change."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.calls.calendars import Feed
from essaim.clubs.models import Club


def choice(club: Club, secret: str) -> Feed:
    return Feed(
        _("Les dates limites que nous suivons"),
        _("Celles des appels qui intéressent vos structures."),
        settings.ESSAIM_URL + reverse("watch:feed", args=[club.slug, secret]),
    )
