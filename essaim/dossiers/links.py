"""Words that open a dossier to someone without account; computed again, never kept.

Each holds a row and carries a signature over it, its secret and the person's address: it cannot be guessed or bent
towards someone else, and is worth nothing once the row is withdrawn, past its day, or made anew.
"""

import base64

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import base36_to_int, int_to_base36
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from . import queries
from .enums import ACTIVE
from .models import AccessLink

_SALT = "dossiers.link"


def link_token(link: AccessLink) -> str:
    digest = salted_hmac(_SALT, f"{link.pk}:{link.secret}:{link.email.lower()}", algorithm="sha256").digest()[:24]
    return f"{int_to_base36(link.pk)}.{base64.urlsafe_b64encode(digest).decode()}"


def read_link(token: str) -> AccessLink:
    """The row of a link, with dossier, club and partner. Refuses one that is bent or gone (`link`), withdrawn, whose
    partner is out (`link_withdrawn`), or past its day (`link_too_old`)."""
    try:
        link = queries.link_by_pk(base36_to_int(token.partition(".")[0]))
    except (ValueError, OverflowError):
        link = None
    if link is None or not constant_time_compare(link_token(link), token):
        raise Refusal(_("Ce lien est incomplet. Ouvrez-le depuis le message, ou copiez-le en entier."), code="link")
    if link.withdrawn_at or (link.partner and link.partner.state not in ACTIVE):
        raise Refusal(
            _("Ce lien ne sert plus. Demandez-en un autre à qui mène le dossier."), code="link_withdrawn"
        )  # fmt: skip
    if link.until < localdate():
        raise Refusal(
            _("Ce lien a passé sa date. Demandez-en un autre à qui mène le dossier."), code="link_too_old"
        )  # fmt: skip
    if link.partner:
        link.partner.dossier = link.dossier
    return link


def link_url(link: AccessLink) -> str:
    """The full address, in the language under way."""
    return settings.ESSAIM_URL + reverse("dossiers:link", args=[link.dossier.club.slug, link_token(link)])
