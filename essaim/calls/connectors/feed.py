"""RSS and Atom. A feed says little of a call: its title, a text in which the deadline and the sums are looked for."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import feedparser
from django.utils.translation import gettext as _

from ..cleaning import plain_text
from ..found import Found, Refused
from ..parsing import as_list, audiences_in, kind_of, read_amounts, read_day, read_deadline, read_where, text_of
from .reader import Broken, Reader, call, each

DEADLINE = re.compile(
    r"(?:date limite|jusqu['’]au|avant le|au plus tard(?: le)?|cl[ôo]tur\w*|candidatures? .{0,30}?(?:le|au))"
    r"[^\d\n]{0,40}(\d{1,2}(?:er)?[/ .][^\n]{3,30})",
    re.IGNORECASE,
)
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read(payload: bytes, options: Mapping[str, Any]) -> Iterable[Found | Refused]:
    """`options`: `funder`, `places` (names), `audiences` that the whole feed is about."""
    if _DOCTYPE.search(payload[:4096]):
        raise Broken(_("Ce fil déclare des entités : nous ne l'ouvrons pas."))
    parsed = feedparser.parse(payload, sanitize_html=False, resolve_relative_uris=False)
    if not parsed.get("version") or (parsed.bozo and not parsed.entries):
        raise Broken(_("Ce n'est pas un fil RSS ou Atom, ou il est abîmé."))
    site = text_of(parsed.feed.get("title"))
    return each([dict(entry) for entry in parsed.entries], lambda row: _call(row, options, site))


def _call(row: dict[str, Any], options: Mapping[str, Any], site: str) -> Found:
    bodies = [one.get("value", "") for one in row.get("content") or []]
    text = max([*bodies, text_of(row.get("summary"))], key=len, default="")
    title = text_of(row.get("title"))
    words = plain_text(text)
    published = row.get("published_parsed") or row.get("updated_parsed")
    found = DEADLINE.search(f"{title}\n{words}")
    themes = [text_of(tag.get("term")) for tag in row.get("tags") or []]
    raw = {
        "title": title, "link": text_of(row.get("link")), "id": text_of(row.get("id")), "summary": text,
        "published": text_of(row.get("published") or row.get("updated")), "tags": themes,
    }  # fmt: skip
    return call(
        raw,
        external_id=row.get("id") or row.get("link"),
        title=title,
        kind=kind_of(title, as_list(options.get("types"))),
        funders=as_list(options.get("funder")) or as_list(row.get("author")) or [site],
        description=text,
        where=read_where(as_list(options.get("places"))),
        published_on=_published(published),
        deadline=read_deadline(found[1]) if found else None,
        amounts=read_amounts(words),
        audiences=audiences_in(as_list(options.get("audiences"))),
        themes=themes,
        url=text_of(row.get("link")),
    )


def _published(parts: Any) -> date | None:
    """Feedparser's nine numbers, in UTC."""
    if not parts:
        return None
    year, month, day, hour, minute, second = parts[:6]
    return read_day(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC))


READER = Reader(read, complete=False)
