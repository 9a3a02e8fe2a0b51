"""A message that came in, as handlers read it.

An app that waits for replies adds a handler to `incoming_mail` in its `apps.py`, and sends with
`reply_to=reply_address(...)`: the address says what is answered, signed, so that nobody can answer for another.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.errors import MessageError
from email.message import EmailMessage
from email.utils import getaddresses

from django.conf import settings

from essaim.kernel.registry import Registry

from .addresses import domain_of
from .quotes import own_words, text_of_html
from .tokens import read_message_id, read_reply_address

MOST_ATTACHMENT = 10 * 1024 * 1024  # bytes, all the files of a message together
MOST_TEXT = 50_000  # signs


@dataclass(frozen=True)
class Attachment:
    name: str
    type: str  # as it says, in lower case: believe nothing
    content: bytes
    inline: bool = False  # shown in the words of the message: a picture of it, or the logo of a signature


@dataclass(frozen=True)
class IncomingMail:
    """What came. Everything in it was written by someone else: believe only what is signed."""

    message_id: str  # without < >; made from the content when there is none
    sender: str  # address in From, lower case; anybody may write what they want there
    sender_name: str
    to: tuple[str, ...]  # every address it was sent or delivered to
    subject: str
    text: str  # what the person wrote, without the quotation
    full_text: str
    attachments: tuple[Attachment, ...]
    calendars: tuple[str, ...]  # iCalendar objects, each once
    # Written by a machine: out of office, receipt, bounce, list (RFC 3834). Never answer it.
    is_automatic: bool
    # Whether a server that we trust (ESSAIM_IMAP_TRUSTED) saw that From is true, or is not; None: it does not say.
    authenticated: bool | None
    # What it answers: purposes and numbers of `reply_address`, read from the addresses it was sent to.
    answers: tuple[tuple[str, int], ...]
    # The number of our message that it replies to or returns, by a signed Message-ID.
    about: int | None
    source: EmailMessage = field(repr=False, compare=False)
    left_out: tuple[str, ...] = ()  # names of the files that were too heavy to be read

    def answer(self, purpose: str) -> int | None:
        """The number that it answers for this purpose."""
        return dict(self.answers).get(purpose)


# Functions mail -> whether they took it, asked in order until one did, in the transaction that keeps the message.
# A handler that raises leaves the message in the mailbox, flagged, and is shown to the operator.
incoming_mail: Registry[Callable[[IncomingMail], bool]] = Registry()


def parse(raw: bytes) -> IncomingMail:
    """Read a message (RFC 5322, MIME), as badly written as it may be."""
    source: EmailMessage = message_from_bytes(raw, policy=policy.default)
    senders = _addresses(source, "From") or [("", "")]
    to = [address for _name, address in _addresses(source, "To", "Cc", "Delivered-To", "X-Original-To", "Envelope-To")]
    identifier = re.search(r"<([^<>\s]{1,240})>", _header(source, "Message-ID"))
    plain, html, calendars, attachments, left_out = _parts(source)
    full = (plain or text_of_html(html))[:MOST_TEXT]
    return IncomingMail(
        message_id=identifier[1] if identifier else "sha256:" + hashlib.sha256(raw).hexdigest(),
        sender=senders[0][1],
        sender_name=senders[0][0][:120],
        to=tuple(dict.fromkeys(to)),
        subject=" ".join(_header(source, "Subject").split())[:250],
        text=own_words(full),
        full_text=full,
        attachments=tuple(attachments),
        calendars=tuple(dict.fromkeys(calendars)),
        is_automatic=_is_automatic(source),
        authenticated=_authenticated(source, senders[0][1]),
        answers=tuple(read for address in dict.fromkeys(to) if (read := read_reply_address(address))),
        about=read_message_id(f"{_header(source, 'In-Reply-To')} {_header(source, 'References')}"),
        source=source,
        left_out=tuple(left_out),
    )


def _header(source: EmailMessage, name: str) -> str:
    """The header as text, whatever it holds."""
    try:
        return str(source[name] or "")
    except (MessageError, ValueError, IndexError, AttributeError, TypeError):
        # Python's parser raises on some malformed headers: as they stand, then.
        return next((str(value) for key, value in source.raw_items() if key.lower() == name.lower()), "")


def _addresses(source: EmailMessage, *names: str) -> list[tuple[str, str]]:
    values = [
        str(value).replace("\r", " ").replace("\n", " ")
        for key, value in source.raw_items()
        if key.lower() in {name.lower() for name in names}
    ]
    found = []
    for name, address in getaddresses(values):
        if "@" in address and len(address) <= 254:
            found.append((_decoded(name), address.lower()))
    return found


def _decoded(words: str) -> str:
    header = policy.default.header_factory("Subject", words)
    return " ".join(str(header).split())


def _parts(source: EmailMessage) -> tuple[str, str, list[str], list[Attachment], list[str]]:
    """Plain text, HTML, calendars and files of a message, and the names of files that are too heavy; a message within
    it (a bounce) is left aside."""
    plain, html, calendars, attachments, left_out = "", "", [], [], []
    named: list[str] = []  # Content-ID of each attachment
    room = MOST_ATTACHMENT
    for part in _leaves(source):
        kind = part.get_content_type()
        if kind == "text/calendar" or (kind == "application/ics"):
            calendars.append(_text(part).replace("\r\n", "\n"))
        elif part.is_attachment() or part.get_filename():
            content, name = part.get_payload(decode=True) or b"", (part.get_filename() or "fichier")[:200]
            if isinstance(content, bytes) and len(content) <= room:
                room -= len(content)
                attachments.append(Attachment(name, kind, content))
                named.append(_header(part, "Content-ID").strip(" <>"))
            else:
                left_out.append(name)
        elif kind == "text/plain" and not plain:
            plain = _text(part)
        elif kind == "text/html" and not html:
            html = _text(part)
    shown = [bool(one) and f"cid:{one}" in html for one in named]
    attachments = [replace(one, inline=inline) for one, inline in zip(attachments, shown, strict=True)]
    return plain, html, calendars, attachments, left_out


def _leaves(source: EmailMessage):
    if source.get_content_maintype() == "message":
        return
    if source.is_multipart():
        for part in source.get_payload():
            if isinstance(part, EmailMessage):
                yield from _leaves(part)
    else:
        yield source


def _text(part: EmailMessage) -> str:
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return str(content or "")
    for charset in (part.get_content_charset() or "utf-8", "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _is_automatic(source: EmailMessage) -> bool:
    submitted = _header(source, "Auto-Submitted").split(";")[0].strip().lower()
    return (
        submitted not in ("", "no")
        or _header(source, "Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}
        or _header(source, "X-Auto-Response-Suppress") != ""
        or _header(source, "Return-Path").strip() == "<>"
        or source.get_content_type() == "multipart/report"
    )


def _authenticated(source: EmailMessage, sender: str) -> bool | None:
    """What the first Authentication-Results of our own server says of the sender's domain (RFC 8601).

    Only the header that the trusted server added itself counts: it stands above all others.
    """
    trusted = settings.ESSAIM_IMAP_TRUSTED
    if not trusted:
        return None
    values = [str(value) for key, value in source.raw_items() if key.lower() == "authentication-results"]
    if not values or values[0].split(";")[0].split()[:1] != [trusted]:
        return None
    results = " ".join(values[0].split()).lower()
    if found := re.search(r"\bdmarc=(\w+)", results):
        return found[1] in ("pass", "bestguesspass")
    domain = re.escape(domain_of(sender))
    return bool(
        re.search(rf"\bdkim=pass\b[^;]*header\.d={domain}\b", results)
        or re.search(rf"\bspf=pass\b[^;]*smtp\.mailfrom=(?:[^;\s]*@)?{domain}\b", results)
    )
