"""A mail that a member forwards: the subject, the first address of a page, the deadline and the sums in its text."""

import re

from ..enums import CallKind
from ..found import Found
from ..parsing import kind_of, read_amounts, read_deadline
from .feed import DEADLINE
from .reader import call

_FORWARDED = re.compile(r"^(?:\s*(?:fwd?|tr|re|rép?)\s*:\s*)+", re.IGNORECASE)
_HEADERS = re.compile(
    r"^\s*>*\s*(?:-{3,}.*|(?:de|from|à|to|cc|envoyé|sent|date|objet|subject|expéditeur|destinataire)\s*:.*)$", re.I
)
_LINK = re.compile(r"https?://[^\s<>\"')\]]+")
_LITTLE = (
    "unsubscribe",
    "desabonn",
    "désabonn",
    "facebook.",
    "linkedin.",
    "twitter.",
    "instagram.",
    "x.com/",
    "youtube.",
)


def found_in(*, message_id: str, subject: str, text: str) -> Found:
    """Refuses (code `title`) a mail without subject. Pages of social networks and « se désabonner » are no address."""
    title = _FORWARDED.sub("", subject)
    lines = [line.lstrip("> ").rstrip() for line in text.splitlines() if not _HEADERS.match(line)]
    words = "\n".join(lines).strip()
    links = [one.rstrip(".,;") for one in _LINK.findall(words)]
    link = next((one for one in links if not any(part in one.lower() for part in _LITTLE)), "")
    said = DEADLINE.search(f"{title}\n{words}")
    kind = kind_of(f"{title} {words[:2000]}")
    return call(
        {"subject": subject, "text": text[:50_000]},
        external_id=message_id,
        title=title,
        kind=CallKind.CALL_FOR_PROJECTS.value if kind == CallKind.GRANT else kind,
        description=words,
        deadline=read_deadline(said[1]) if said else None,
        amounts=read_amounts(words),
        url=link,
    )
