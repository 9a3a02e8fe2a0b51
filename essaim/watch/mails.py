"""The message of what is new or changed."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User
from essaim.calls import words
from essaim.clubs.models import Club

from . import sentences
from .queries import Digest

STREAM = "watch"


def digest(club: Club, user: User, digest: Digest, today: date, *, weekly: bool) -> None:
    """What concerns the person's structures, with why; then what changed in calls they know."""
    with translation.override(user.language):
        names = sentences.sector_names()
        context = {
            "user": user,
            "club": club,
            "weekly": weekly,
            "fresh": [
                {
                    "call": one.call, "value": one.value, "organization": one.organization,
                    "sentence": sentences.why(one.facts, one.call, names), "address": _page(club, one.call),
                }
                for one in digest.fresh
            ],
            "changed": [
                {
                    "call": call, "kind": change.get_kind_display() if change else "",
                    "what": words.change(change) if change else "", "address": _page(club, call),
                }
                for call, change in digest.changed
            ],
            "count": len(digest.calls),
            "url": settings.ESSAIM_URL + reverse("watch:for_us", args=[club.slug]),
            "interests_url": settings.ESSAIM_URL + reverse("watch:interests", args=[club.slug]),
        }  # fmt: skip
    mails.send(
        template_prefix="watch/email/digest", address=user.email, context=context,
        key=f"watch.digest:{club.pk}:{user.pk}:{today}", club=club, stream=STREAM,
    )  # fmt: skip


def _page(club: Club, call) -> str:
    return settings.ESSAIM_URL + call.address_in(club)
