"""The link by which someone from outside confirms that they come."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .models import PlaceRequest
from .queries.places import request_by_pk
from .tokens import make_token, read_token

_SALT = "meetings.place"


def place_token(request: PlaceRequest) -> str:
    return make_token(_SALT, request.pk, request.email)


def read_place_token(token: str, *, club_id: int) -> PlaceRequest:
    """Raises `Refusal` (code `link`) when it is bent, of another club, or when the request was dropped."""
    row = read_token(_SALT, token, find=request_by_pk, email_of=lambda one: one.email, club_id=club_id)
    if row is None:
        raise Refusal(
            _("Ce lien n'est pas complet, ou il ne sert plus. Demandez de nouveau une place, c'est l'affaire d'une "
              "minute."), code="link",
        )  # fmt: skip
    return row


def place_url(request: PlaceRequest) -> str:
    """The full address, in the language under way."""
    return settings.ESSAIM_URL + reverse(
        "meetings:confirm_place", args=[request.meeting.club.slug, place_token(request)]
    )
