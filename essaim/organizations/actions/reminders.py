"""« Votre fiche est-elle toujours juste ? »: asked once a quarter of pages that nobody has checked for a year."""

from datetime import date, timedelta

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .. import mails, queries
from ..models import Organization, Representation
from .identity import confirm_organization

STALE_AFTER = timedelta(days=365)
ASK_AGAIN_AFTER = timedelta(days=90)
LINK_LIFE = timedelta(days=180)
_SALT = "organizations.confirm"


def remind_stale(*, today: date, limit: int = 500) -> int:
    """Ask the people of stale pages to confirm them. Returns how many were asked; call it again for the rest.

    One message a page: to its representative, else the substitute, else whoever keeps it, when their address is known.
    """
    count = 0
    for pk in queries.stale_pages(today - STALE_AFTER, today - ASK_AGAIN_AFTER)[:limit]:
        count += _remind(pk, today)
    return count


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    organization = Organization.objects.select_for_update().get(pk=pk)
    if organization.reminded_on and organization.reminded_on > today - ASK_AGAIN_AFTER:
        return False  # another run asked meanwhile
    person = queries.person_to_ask(organization)
    if person is None:
        return False
    organization.reminded_on = today
    organization.save(update_fields=["reminded_on"])
    mails.please_confirm(organization, person, confirmation_token(person), today)
    return True


def confirmation_token(person: Representation) -> str:
    """A signed word for the address of the confirmation: it names the page and the person, and lasts six months."""
    return signing.dumps({"o": person.organization_id, "p": person.pk}, salt=_SALT)


def read_confirmation_token(token: str) -> Representation:
    """Return the person a link was sent to. Raises `Refusal` (code `link`) when it is damaged, too old or void."""
    try:
        data = signing.loads(token, salt=_SALT, max_age=LINK_LIFE)
        person = queries.person_of_link(data["p"], data["o"])
    except (signing.BadSignature, KeyError, TypeError):
        person = None
    if person is None:
        raise Refusal(_("Ce lien n'est plus valable. Connectez-vous pour confirmer votre fiche."), code="link")
    return person


def confirm_by_link(*, token: str) -> Organization:
    """Confirm the page that a link names, in the name of the person it was sent to."""
    person = read_confirmation_token(token)
    confirm_organization(organization=person.organization, actor=person.user, by=person.name)
    return person.organization
