"""Signed words for the links of messages: they name one row, last a while, and cannot be made by anyone else."""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

INVITATION_LIFE = timedelta(days=120)
TRAIL_LIFE = timedelta(days=730)
_INVITATION, _TRAIL = "joining.invitation", "joining.trail"


def invitation_token(pk: int) -> str:
    return signing.dumps(pk, salt=_INVITATION)


def read_invitation_token(token: str) -> int:
    """The recipient that a link names. Raises `Refusal` (code `link` or `link_too_old`)."""
    return _read(token, _INVITATION, INVITATION_LIFE)


def trail_token(pk: int) -> str:
    return signing.dumps(pk, salt=_TRAIL)


def read_trail_token(token: str) -> int:
    """The application that a link names. Raises `Refusal` as above."""
    return _read(token, _TRAIL, TRAIL_LIFE)


def _read(token: str, salt: str, life: timedelta) -> int:
    try:
        pk = signing.loads(token, salt=salt, max_age=life)
    except signing.SignatureExpired:
        raise Refusal(
            _("Ce lien est trop ancien : il ne fonctionne plus. La page du club dit comment lui écrire."),
            code="link_too_old",
        ) from None
    except signing.BadSignature:
        pk = None
    if not isinstance(pk, int) or isinstance(pk, bool):
        raise damaged()
    return pk


def damaged() -> Refusal:
    return Refusal(_("Ce lien est incomplet. Ouvrez-le depuis le message, ou copiez-le en entier."), code="link")


def absolute(name: str, club: Club, *arguments) -> str:
    """The whole address of a page of the club, for a message."""
    return site(reverse(name, args=[club.slug, *arguments]))


def site(path: str) -> str:
    return settings.ESSAIM_URL + path
