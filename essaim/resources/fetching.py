"""A calendar's address, asked with care: public addresses only, little time, little data.

Who gives an address could point it at this machine or its network. The name is resolved here, every address it has
must be a public one, and the connection is made to the address that was looked at: a name that answers something else
a moment later changes nothing. Redirections are looked at the same way.
"""

import http.client
import ipaddress
import socket
import ssl
import time
from urllib.parse import urljoin, urlsplit

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

MOST_BYTES = 3 * 1024 * 1024
MOST_SECONDS = 20.0
STEP_SECONDS = 8.0  # for one connection, one piece
MOST_REDIRECTIONS = 3


def tidy(url: str) -> str:
    """The address as it is asked. Refuses (code `address`, field `url`) what is not one of the web."""
    url = url.strip()
    if url.lower().startswith("webcal://"):
        url = "https://" + url[len("webcal://") :]
    parts = urlsplit(url)
    try:
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.username or parts.password:
        raise Refusal(
            _("Collez l'adresse d'un agenda : elle commence par https:// ou webcal://."), code="address", field="url"
        )
    return url


def fetch(url: str) -> bytes:
    """What the address gives. Refuses with a sentence (codes `address`, `private`, `unreachable`, `status`, `big`,
    `slow`)."""
    deadline = time.monotonic() + MOST_SECONDS
    for _turn in range(MOST_REDIRECTIONS + 1):
        url = tidy(url)
        status, where, content = _ask(url, deadline)
        if status in (301, 302, 303, 307, 308) and where:
            url = urljoin(url, where)
            continue
        if status != 200:
            raise Refusal(_("Cette adresse répond %(status)s au lieu d'un agenda.") % {"status": status}, code="status")
        return content
    raise Refusal(_("Cette adresse renvoie sans cesse à une autre."), code="status")


def addresses_of(host: str, port: int) -> list[str]:
    """Refuses (code `private`) a name of which one address at least is not public."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Refusal(_("Nous ne trouvons pas %(host)s.") % {"host": host}, code="unreachable") from None
    if not found or not all(is_public(one) for one in found):
        raise Refusal(_("Cette adresse n'est pas sur le réseau public : elle n'est pas lue."), code="private")
    return found


def is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.split("%")[0])
    if isinstance(one, ipaddress.IPv6Address) and (inside := one.ipv4_mapped or one.sixtofour):
        return inside.is_global
    return one.is_global and not one.is_multicast


def _ask(url: str, deadline: float) -> tuple[int, str, bytes]:
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    target = addresses_of(host, port)[0]
    try:
        raw = socket.create_connection((target, port), timeout=min(STEP_SECONDS, max(0.1, deadline - time.monotonic())))
        with raw:
            plain = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
            connection = http.client.HTTPConnection(host, port)
            connection.sock = plain
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request("GET", path, headers={"Accept": "text/calendar", "User-Agent": "Essaim"})
            response = connection.getresponse()
            content = _read(response, deadline) if response.status == 200 else b""
            return response.status, response.getheader("Location", "") or "", content
    except TimeoutError:
        raise Refusal(_("Cette adresse met trop de temps à répondre."), code="slow") from None
    except (OSError, http.client.HTTPException, ValueError):
        raise Refusal(_("%(host)s ne répond pas.") % {"host": host}, code="unreachable") from None


def _read(response: http.client.HTTPResponse, deadline: float) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(65536):
        size += len(piece)
        if size > MOST_BYTES:
            raise Refusal(_("Cet agenda pèse plus de 3 Mo : donnez-en un plus petit."), code="big")
        if time.monotonic() > deadline:
            raise TimeoutError
        pieces.append(piece)
    return b"".join(pieces)
