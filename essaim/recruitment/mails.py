"""The messages of recruitment, one function each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from .models import Offer, SharedPart, SharedPost
from .queries import shared as queries
from .words import sentences

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


def post_proposed(post: SharedPost) -> None:
    """To each structure concerned by a combination that was not proposed before."""
    _to_concerned("post", post)


def post_agreed(post: SharedPost) -> None:
    """To each, once all said yes."""
    _to_concerned("agreed", post)


def post_given_up(post: SharedPost, *, but: User | None) -> None:
    """To the others, when one ends it."""
    _to_concerned("given_up", post, but=but)


def _to_concerned(name: str, post: SharedPost, *, but: User | None = None) -> None:
    parts = list(post.parts.select_related("need__organization", "need__municipality").order_by("-minutes", "pk"))
    for one in queries.people_of({part.need.organization for part in parts}):
        if one.user and one.user != but:
            write_of_post(name, post, parts, one.user)


def write_of_post(name: str, post: SharedPost, parts: list[SharedPart], user: User) -> None:
    """The same, to one of them."""
    with translation.override(user.language):
        said = sentences(post, parts)
    mails.send(
        template_prefix=f"recruitment/email/{name}",
        address=user.email,
        context={
            "user": user, "club": post.club, "post": post, "sentences": said,
            "page_url": _url(user, "recruitment:post", post.club.slug, post.pk),
        },
        key=f"recruitment.{name}:{post.pk}:{user.pk}",
        club=post.club,
        stream=STREAM,
    )  # fmt: skip


def _url(user: User | None, name: str, *arguments) -> str:
    with translation.override(user.language if user else translation.get_language()):
        return settings.ESSAIM_URL + reverse(name, args=arguments)
