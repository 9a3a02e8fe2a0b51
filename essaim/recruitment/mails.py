"""The messages of recruitment, one function each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from .models import Offer

STREAM = "recruitment"


def was_it_filled(offer: Offer) -> None:
    """To whoever published it, once its day has passed: « pourvue ? »."""
    if offer.author is None:
        return
    mails.send(
        template_prefix="recruitment/email/filled",
        address=offer.author.email,
        context={
            "user": offer.author, "club": offer.club, "offer": offer,
            "page_url": _url(offer.author, "recruitment:fill", offer.club.slug, offer.pk),
        },
        key=f"recruitment.filled:{offer.pk}:{offer.until}",
        club=offer.club,
        stream=STREAM,
    )  # fmt: skip


def _url(user: User | None, name: str, *arguments) -> str:
    with translation.override(user.language if user else translation.get_language()):
        return settings.ESSAIM_URL + reverse(name, args=arguments)
