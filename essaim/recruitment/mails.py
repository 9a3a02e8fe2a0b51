"""The messages of recruitment, one function each."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from essaim.accounts import mails
from essaim.accounts.models import User

from . import links
from .models import JobSeeker, Offer, Recommendation, SharedPart, SharedPost
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


def please_confirm(seeker: JobSeeker) -> None:
    """To a candidate: the link that confirms their address."""
    _to_seeker("confirm", seeker, "recruitment:confirming", links.confirm_token(seeker), key=seeker.secret)


def your_page(seeker: JobSeeker) -> None:
    """To a candidate who confirmed: their own link, to renew or erase."""
    _to_seeker("own", seeker, "recruitment:own", links.own_token(seeker), key=seeker.secret)


def soon_erased(seeker: JobSeeker) -> None:
    """Two weeks before the term."""
    _to_seeker(
        "soon_erased", seeker, "recruitment:own", links.own_token(seeker), key=f"{seeker.secret}:{seeker.expires_on}"
    )


def _to_seeker(name: str, seeker: JobSeeker, page: str, token: str, *, key: str) -> None:
    with translation.override(seeker.language):
        mails.send(
            template_prefix=f"recruitment/email/{name}",
            address=seeker.email,
            context={
                "seeker": seeker, "club": seeker.club,
                "page_url": settings.ESSAIM_URL + reverse(page, args=[seeker.club.slug, token]),
            },
            key=f"recruitment.{name}:{seeker.pk}:{key}",
            club=seeker.club,
        )  # fmt: skip


def recommended(recommendation: Recommendation) -> None:
    """To whoever represents the receiver. No personal data of the candidate leaves by mail: the page shows them."""
    for one in queries.people_of([recommendation.receiver]):
        recommend(recommendation, one.user)


def recommend(recommendation: Recommendation, user: User | None) -> None:
    """The same, to one of them."""
    assert user
    mails.send(
        template_prefix="recruitment/email/recommended",
        address=user.email,
        context={
            "user": user, "club": recommendation.club, "recommendation": recommendation,
            "page_url": _url(user, "recruitment:seeker", recommendation.club.slug, recommendation.seeker_id),
        },
        key=f"recruitment.recommended:{recommendation.pk}:{user.pk}",
        club=recommendation.club,
        stream=STREAM,
    )  # fmt: skip


def _url(user: User | None, name: str, *arguments) -> str:
    with translation.override(user.language if user else translation.get_language()):
        return settings.ESSAIM_URL + reverse(name, args=arguments)
