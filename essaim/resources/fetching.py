"""A calendar's address, asked with care (`kernel.fetching`), and what goes wrong in the words of calendars."""

from django.utils.translation import gettext as _

from essaim.kernel import fetching as web
from essaim.kernel.errors import Refusal

MOST_BYTES = 3 * 1024 * 1024
LIMITS = web.Limits(MOST_BYTES)


def tidy(url: str) -> str:
    """The address as it is asked. Refuses (code `address`, field `url`) what is not one of the web."""
    url = url.strip()
    if url.lower().startswith("webcal://"):
        url = "https://" + url[len("webcal://") :]
    try:
        return web.check_address(url)
    except web.FetchError:
        raise Refusal(
            _("Collez l'adresse d'un agenda : elle commence par https:// ou webcal://."), code="address", field="url"
        ) from None


def fetch(url: str) -> bytes:
    """What the address gives. Refuses with a sentence (codes `address`, `private`, `unreachable`, `status`, `big`,
    `slow`)."""
    try:
        answer = web.ask(tidy(url), LIMITS, headers={"Accept": "text/calendar"})
    except web.FetchError as error:
        raise _refusal(error) from None
    if answer.status != 200:
        raise Refusal(
            _("Cette adresse répond %(status)s au lieu d'un agenda.") % {"status": answer.status}, code="status"
        )
    return answer.content


def _refusal(error: web.FetchError) -> Refusal:
    if error.code == "address":
        return Refusal(
            _("Collez l'adresse d'un agenda : elle commence par https:// ou webcal://."), code="address", field="url"
        )
    if error.code == "private":
        return Refusal(_("Cette adresse n'est pas sur le réseau public : elle n'est pas lue."), code="private")
    if error.code == "loop":
        return Refusal(_("Cette adresse renvoie sans cesse à une autre."), code="status")
    if error.code == "big":
        return Refusal(_("Cet agenda pèse plus de 3 Mo : donnez-en un plus petit."), code="big")
    if error.code == "slow":
        return Refusal(_("Cette adresse met trop de temps à répondre."), code="slow")
    if error.code == "unknown":
        return Refusal(_("Nous ne trouvons pas %(host)s.") % {"host": error.host}, code="unreachable")
    return Refusal(_("%(host)s ne répond pas.") % {"host": error.host}, code="unreachable")
