"""The addresses of calendars: whose they are, and how each kind of calendar takes them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.access import standing_in
from essaim.clubs.models import Club

from . import links
from .models import CalendarFeed


@dataclass(frozen=True)
class Feed:
    """One feed and its ways in: a title, why, the plain address and those that open a calendar."""

    title: Any
    about: Any
    url: str
    secret: bool

    @property
    def webcal(self) -> str:
        """What Apple's calendar, Thunderbird and telephones open by themselves."""
        return "webcal://" + self.url.split("://", 1)[1]

    @property
    def google(self) -> str:
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"

    @property
    def outlook(self) -> str:
        return f"https://outlook.live.com/calendar/0/addfromweb?url={quote(self.url, safe='')}"


def secret_of(user: User) -> str:
    """The person's secret as it is now. One query."""
    version = CalendarFeed.objects.filter(user=user).values_list("version", flat=True).first() or 0
    return links.feed_secret(user, version)


def user_of(secret: str) -> User | None:
    """Whose secret it is; None when it is not one, or was changed since. Two queries."""
    found = links.read_feed_secret(secret)
    if found is None:
        return None
    user = User.objects.filter(pk=found[0], is_active=True).first()
    return user if user and secret_of(user) == secret else None


def is_member(club: Club, user: User) -> bool:
    return standing_in(club, user).is_member


def choices(club: Club, secret: str) -> list[Feed]:
    """The three feeds, the person's own first."""

    def address(name: str, *arguments: str) -> str:
        return settings.ESSAIM_URL + reverse(name, args=arguments)

    return [
        Feed(
            _("Mes rencontres"), _("Celles de tous vos clubs, sauf celles où vous avez dit non."),
            address("meeting_calendars:personal", secret), True,
        ),
        Feed(
            _("Toutes les rencontres de %(club)s") % {"club": club.short_name},
            _("Tout ce qui est annoncé aux membres, que vous veniez ou non."),
            address("meetings:member_feed", club.slug, secret), True,
        ),
        Feed(
            _("Les rencontres ouvertes à tout le monde"), _("À donner à qui veut, ou à mettre sur votre site."),
            address("meetings:public_feed", club.slug), False,
        ),
    ]  # fmt: skip
