"""An address of the web, asked with care: public addresses only, little time, little data.

Who gives an address could point it at this machine or its network. The name is resolved here, every address it has
must be a public one, and the connection is made to the address that was looked at: a name that answers something else
a moment later changes nothing. Redirections are looked at the same way. What goes wrong is told by a code; apps say it
in their words.
"""

import http.client
import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urljoin, urlsplit

MOST_REDIRECTIONS = 3
REDIRECTIONS = (301, 302, 303, 307, 308)
PIECE = 65536


class FetchError(Exception):
    """`code`: `address` (not one of the web), `unknown` (no such name), `private`, `unreachable`, `slow`, `big` or
    `loop`. `host`: whom we asked."""

    def __init__(self, code: str, host: str = "") -> None:
        super().__init__(f"{code} {host}".strip())
        self.code, self.host = code, host


@dataclass(frozen=True)
class Limits:
    """`most_seconds` for the whole, `step_seconds` for a connection or a piece."""

    most_bytes: int
    most_seconds: float = 20.0
    step_seconds: float = 8.0


@dataclass
class Answer:
    """`headers`: names in lower case. `content`: empty when the answer went into a file, or is not a 200."""

    status: int
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    content: bytes = b""
    size: int = 0


def check_address(url: str) -> str:
    """The address as it is asked. Raises FetchError (`address`) for what is not one of the web."""
    url = url.strip()
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise FetchError("address") from None
    if not sound or parts.username or parts.password:
        raise FetchError("address")
    return url


def is_public(address: str) -> bool:
    one = ipaddress.ip_address(address.split("%")[0])
    if isinstance(one, ipaddress.IPv6Address) and (inside := one.ipv4_mapped or one.sixtofour):
        return inside.is_global
    return one.is_global and not one.is_multicast


def addresses_of(host: str, port: int) -> list[str]:
    """Raises FetchError (`private`) for a name of which one address at least is not public, `unknown` without any."""
    try:
        found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise FetchError("unknown", host) from None
    if not found or not all(is_public(one) for one in found):
        raise FetchError("private", host)
    return found


def ask(
    url: str, limits: Limits, *, headers: Mapping[str, str] | None = None, method: str = "GET",
    into: BinaryIO | None = None,
) -> Answer:  # fmt: skip
    """Ask an address, following at most three redirections. Raises FetchError; a status that is not 200 is an answer.

    `headers` of another host than the first are not sent on: a token is for whom it was meant. With `into`, the content
    goes there as it comes.
    """
    deadline = time.monotonic() + limits.most_seconds
    first = (urlsplit(url).scheme, urlsplit(url).netloc)
    for _turn in range(MOST_REDIRECTIONS + 1):
        url = check_address(url)
        parts = urlsplit(url)
        sent = dict(headers or {})
        if (parts.scheme, parts.netloc) != first:
            sent = {name: value for name, value in sent.items() if name.lower() in ("accept", "user-agent")}
        answer = _ask(url, limits, deadline, sent, method, into)
        if answer.status in REDIRECTIONS and answer.headers.get("location"):
            url = urljoin(url, answer.headers["location"])
            if answer.status == 303:
                method = "GET"
            continue
        return answer
    raise FetchError("loop", urlsplit(url).hostname or "")


def _ask(
    url: str, limits: Limits, deadline: float, headers: Mapping[str, str], method: str, into: BinaryIO | None
) -> Answer:
    parts = urlsplit(url)
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    target = addresses_of(host, port)[0]
    try:
        seconds = min(limits.step_seconds, max(0.1, deadline - time.monotonic()))
        raw = socket.create_connection((target, port), timeout=seconds)
        with raw:
            plain = ssl.create_default_context().wrap_socket(raw, server_hostname=host) if secure else raw
            connection = http.client.HTTPConnection(host, port)
            connection.sock = plain
            path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, path, headers={"User-Agent": "Essaim", **headers})
            response = connection.getresponse()
            answer = Answer(
                response.status, url, {name.lower(): value for name, value in response.getheaders()}
            )  # fmt: skip
            if response.status == 200:
                _read(response, answer, limits, deadline, into)
            return answer
    except TimeoutError:
        raise FetchError("slow", host) from None
    except (OSError, http.client.HTTPException, ValueError):
        raise FetchError("unreachable", host) from None


def _read(
    response: http.client.HTTPResponse, answer: Answer, limits: Limits, deadline: float, into: BinaryIO | None
) -> None:
    host = urlsplit(answer.url).hostname or ""
    if (told := answer.headers.get("content-length", "")).isdecimal() and int(told) > limits.most_bytes:
        raise FetchError("big", host)
    target = into if into is not None else io.BytesIO()
    while piece := response.read1(PIECE):
        answer.size += len(piece)
        if answer.size > limits.most_bytes:
            raise FetchError("big", host)
        if time.monotonic() > deadline:
            raise TimeoutError
        target.write(piece)
    if into is None:
        assert isinstance(target, io.BytesIO)
        answer.content = target.getvalue()
