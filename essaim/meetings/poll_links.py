"""The link by which someone answers a poll without an account."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .models import PollVoter
from .queries.polls import voter_by_pk
from .tokens import make_token, read_token

_SALT = "meetings.poll"


def poll_token(voter: PollVoter) -> str:
    return make_token(_SALT, voter.pk, voter.email)


def read_poll_token(token: str, *, club_id: int) -> PollVoter:
    """Raises `Refusal` (code `link`) when it is bent, of another club, or when the poll was taken away."""
    voter = read_token(_SALT, token, find=voter_by_pk, email_of=lambda row: row.email, club_id=club_id)
    if voter is None:
        raise Refusal(_("Ce lien ne sert plus : le sondage est terminé, ou le lien n'est pas complet."), code="link")
    return voter


def poll_url(voter: PollVoter) -> str:
    """The full address, in the language under way."""
    return settings.ESSAIM_URL + reverse("preparing:poll_link", args=[voter.poll.meeting.club.slug, poll_token(voter)])
