"""Signed words for the links of candidates. They hold the row and its secret: once the secret changes, old links are
useless."""

from datetime import timedelta

from django.core import signing
from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal

from .enums import SeekerState
from .models import JobSeeker

CONFIRM_LIFE = timedelta(days=3)
OWN_LIFE = timedelta(days=800)
_CONFIRM, _OWN = "recruitment.confirm", "recruitment.own"


def confirm_token(seeker: JobSeeker) -> str:
    return signing.dumps([seeker.pk, seeker.secret], salt=_CONFIRM)


def own_token(seeker: JobSeeker) -> str:
    return signing.dumps([seeker.pk, seeker.secret], salt=_OWN)


def seeker_to_confirm(club: Club, token: str) -> JobSeeker:
    """Who this link confirms. Refuses one that is damaged or of another (`link`), too old (`link_too_old`), that served
    already (`link_used`), or whose row is gone (`erased`)."""
    return _seeker(club, token, _CONFIRM, CONFIRM_LIFE, SeekerState.NEW)


def seeker_of_link(club: Club, token: str) -> JobSeeker:
    """Whose page this link opens. Refuses as above."""
    return _seeker(club, token, _OWN, OWN_LIFE, SeekerState.SHARED)


def _seeker(club: Club, token: str, salt: str, life: timedelta, state: str) -> JobSeeker:
    try:
        read = signing.loads(token, salt=salt, max_age=life)
    except signing.SignatureExpired:
        raise Refusal(
            _("Ce lien est trop ancien : il ne fonctionne plus. Présentez-vous de nouveau, c'est l'affaire de deux "
              "minutes."),
            code="link_too_old",
        ) from None  # fmt: skip
    except signing.BadSignature:
        read = None
    if not (isinstance(read, list) and len(read) == 2 and isinstance(read[0], int) and isinstance(read[1], str)):
        raise Refusal(_("Ce lien est incomplet. Ouvrez-le depuis le message, ou copiez-le en entier."), code="link")
    row = JobSeeker.objects.select_related("municipality", "cv").filter(pk=read[0]).first()
    if row is None:
        raise Refusal(_("Cette candidature est effacée : il n'en reste rien ici."), code="erased")
    if row.club_id != club.pk:
        raise Refusal(_("Ce lien est incomplet. Ouvrez-le depuis le message, ou copiez-le en entier."), code="link")
    if row.secret != read[1] or row.state != state:
        raise Refusal(_("Ce lien a déjà servi. Le bon est dans le dernier message reçu."), code="link_used")
    row.club = club
    return row
