"""What a returned message says (RFC 3464, and the plain words of servers that do not know it)."""

import re
from dataclasses import dataclass
from email.message import Message as Part

from .incoming import IncomingMail
from .tokens import read_message_id


@dataclass(frozen=True)
class Bounce:
    """`message`: the number of our message. `permanent`: it will never arrive. `gone`: the address does not exist."""

    message: int
    permanent: bool
    gone: bool
    reason: str


def read_bounce(mail: IncomingMail) -> Bounce | None:
    """None when it is no bounce, or not of a message of ours: only a signed Message-ID is believed, so that nobody can
    say that an address is dead without having received a message there."""
    is_report = mail.source.get_content_type() == "multipart/report"
    if not is_report and not re.match(r"(mailer-daemon|postmaster)@", mail.sender):
        return None
    number = _returned(mail)
    if number is None:
        return None
    fields = _fields(mail) if is_report else {}
    action, status = fields.get("action", "").strip().lower(), fields.get("status", "")
    words = fields.get("diagnostic-code", "") or mail.full_text
    found = re.search(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b", status or words)
    if is_report and action in ("delivered", "relayed", "expanded"):
        return None
    permanent = (not action or action == "failed") and (found[1] == "5" if found else True)
    gone = permanent and bool(found) and (found[1], found[2]) == ("5", "1")  # type: ignore[index]
    return Bounce(number, permanent, gone, " ".join(f"{status} {words}".split())[:300])


def _fields(mail: IncomingMail) -> dict[str, str]:
    """The fields of the first recipient's block."""
    for part in mail.source.walk():
        if part.get_content_type() == "message/delivery-status":
            blocks = part.get_payload()
            for block in blocks if isinstance(blocks, list) else []:
                if isinstance(block, Part) and block.get("Action"):
                    return {key.lower(): " ".join(str(value).split()) for key, value in block.items()}
    return {}


def _returned(mail: IncomingMail) -> int | None:
    """The number of our message, from what is returned of it."""
    for part in mail.source.walk():
        kind = part.get_content_type()
        if kind == "message/rfc822":
            inner = part.get_payload()
            first = inner[0] if isinstance(inner, list) and inner else None
            if isinstance(first, Part) and (found := read_message_id(str(first.get("Message-ID", "")))):
                return found
        elif kind == "text/rfc822-headers":
            content = part.get_payload(decode=True)
            if isinstance(content, bytes) and (found := read_message_id(content.decode("utf-8", "replace"))):
                return found
    return mail.about or read_message_id(mail.full_text)
