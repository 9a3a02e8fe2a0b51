"""The link by which a speaker answers and reads their practical sheet, without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .models import Talk
from .queries.speakers import talk_by_pk
from .tokens import make_token, read_token

_SALT = "meetings.talk"


def talk_token(talk: Talk) -> str:
    """For a speaker without address too: the link is then printed on their sheet."""
    return make_token(_SALT, talk.pk, talk.speaker.email)


def read_talk_token(token: str, *, club_id: int) -> Talk:
    """Raises `Refusal` (code `link`) when it is bent, of another club, or when the talk was taken away."""
    talk = read_token(_SALT, token, find=talk_by_pk, email_of=lambda row: row.speaker.email, club_id=club_id)
    if talk is None:
        raise Refusal(
            _("Ce lien ne sert plus, ou il n'est pas complet. Reprenez-le dans le dernier message reçu."), code="link"
        )
    return talk


def talk_url(talk: Talk) -> str:
    """The full address, in the language under way."""
    return settings.ESSAIM_URL + reverse("preparing:talk_link", args=[talk.meeting.club.slug, talk_token(talk)])
