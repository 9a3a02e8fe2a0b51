"""Asking a source: its token, politeness, what was already read, limits."""

import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.http import parse_http_date_safe
from django.utils.translation import gettext as _

from essaim.kernel import fetching
from essaim.kernel.errors import Refusal

from .connectors import readers
from .models import Source

# A feed of thousands of aids weighs 20 MB.
LIMITS = fetching.Limits(50 * 1024 * 1024, most_seconds=180.0, step_seconds=30.0)
PAUSE = 1.0  # seconds between two pages of one host
# A variable of ours alone: no other secret of this machine may be sent to an address that someone typed.
TOKEN_NAME = re.compile(r"^ESSAIM_CALLS_[A-Z0-9_]{1,60}$")
MOST_WAIT = 7 * 24 * 3600.0


class Unread(Refusal):
    """The source did not answer as it should. `wait`: seconds that it asks for."""

    def __init__(self, sentence: str, *, code: str, wait: float = 0) -> None:
        super().__init__(sentence, code=code)
        self.wait = wait


@dataclass
class Session:
    """One reading. `unchanged`: the source said that nothing is new. `etag`, `last_modified`: to say next time."""

    source: Source
    etag: str = ""
    last_modified: str = ""
    unchanged: bool = False
    _asked: dict[str, float] = field(default_factory=dict)

    def pages(self) -> Iterator[bytes]:
        """The payloads. Raises Unread and Broken as they come."""
        reader = readers[self.source.kind]
        yield from reader.pages(self.source.address or reader.address, self.source.options, self._token(), self.ask)

    def _token(self) -> str:
        name = self.source.token_name
        if not name:
            return ""
        token = os.environ.get(name, "") if TOKEN_NAME.match(name) else ""
        if not token:
            raise Unread(
                _("Le jeton de cette source manque : donnez-le au serveur dans la variable %(name)s.") % {"name": name},
                code="token",
            )
        return token

    def ask(self, url: str, *, headers: Mapping[str, str] | None = None, method: str = "GET") -> bytes:
        """What an address gives; nothing, and `unchanged`, when it is what was read before. Raises Unread."""
        self._wait(url)
        sent = {
            "User-Agent": f"Essaim (+{settings.ESSAIM_URL})",
            "Accept": "application/json, text/csv, application/xml;q=0.9, */*;q=0.5",
            **(headers or {}),
        }
        first = not self._asked
        self._asked[urlsplit(url).netloc] = time.monotonic()
        if first and method == "GET":
            if self.source.etag:
                sent["If-None-Match"] = self.source.etag
            if self.source.last_modified:
                sent["If-Modified-Since"] = self.source.last_modified
        with tempfile.TemporaryFile() as file:
            try:
                answer = fetching.ask(url, LIMITS, headers=sent, method=method, into=file)
            except fetching.FetchError as error:
                raise _unread(error) from None
            if answer.status == 304 and first:
                self.unchanged = True
                return b""
            if answer.status != 200:
                raise Unread(
                    _("La source répond %(status)s.") % {"status": answer.status}, code="status",
                    wait=_asked_wait(answer.headers.get("retry-after", "")),
                )  # fmt: skip
            if first:
                self.etag = answer.headers.get("etag", "")[:300]
                self.last_modified = answer.headers.get("last-modified", "")[:100]
            file.seek(0)
            return file.read()

    def _wait(self, url: str) -> None:
        before = self._asked.get(urlsplit(url).netloc)
        if before is not None:
            time.sleep(max(0.0, PAUSE - (time.monotonic() - before)))


def _asked_wait(header: str) -> float:
    """Seconds of a Retry-After (RFC 9110): a number, or a date."""
    if header.isdecimal():
        return min(float(header), MOST_WAIT)
    moment = parse_http_date_safe(header) if header else None
    return min(max(0.0, moment - time.time()), MOST_WAIT) if moment else 0.0


def _unread(error: fetching.FetchError) -> Unread:
    sentences = {
        "address": _("Ce n'est pas l'adresse d'une source : elle commence par https://."),
        "private": _("Cette adresse n'est pas sur le réseau public : elle n'est pas lue."),
        "loop": _("Cette adresse renvoie sans cesse à une autre."),
        "big": _("La source pèse plus de %(limit)s Mo : elle n'a pas été lue.")
        % {"limit": LIMITS.most_bytes // (1024 * 1024)},
        "slow": _("La source met trop de temps à répondre."),
        "unknown": _("Nous ne trouvons pas %(host)s.") % {"host": error.host},
    }
    return Unread(sentences.get(error.code) or _("%(host)s ne répond pas.") % {"host": error.host}, code=error.code)
