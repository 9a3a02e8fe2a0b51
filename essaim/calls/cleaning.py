"""Bad input made safe: HTML of strangers, addresses, amounts that contradict each other."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import nh3
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

TAGS = {
    "p", "br", "ul", "ol", "li", "strong", "em", "b", "i", "a", "h3", "h4", "h5", "blockquote", "table", "thead",
    "tbody", "tr", "th", "td", "sup", "sub", "hr",
}  # fmt: skip
MOST_HTML = 60_000  # signs of one text; longer ones are cut
MOST_TITLE = 300
_CLEANER = nh3.Cleaner(
    tags=TAGS,
    clean_content_tags={"script", "style", "iframe", "object", "noscript", "template"},
    attributes={"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel="noopener nofollow",
    strip_comments=True,
)
_TEXT = nh3.Cleaner(tags=set(), clean_content_tags={"script", "style", "iframe", "object", "noscript", "template"})
_TAG = re.compile(r"</?[a-zA-Z][^>]*>")
# A page's headings stand below ours.
_HEADING = re.compile(r"<(/?)h[12](?=[\s>])", re.IGNORECASE)
_BLOCK = re.compile(r"</(?:p|li|h\d|div|tr|table|ul|ol)>|<br ?/?>", re.IGNORECASE)
_EMPTY = re.compile(r"<(p|li|h\d|strong|em|b|i)>(?:\s|&nbsp;|<br ?/?>)*</\1>")
_MANY_BLANKS = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """HTML that may be shown, from whatever a source gives: HTML, or plain text whose lines become paragraphs."""
    text = (text or "").replace("\x00", "").replace("\r\n", "\n").strip()
    if not text:
        return ""
    if not _TAG.search(text):
        text = paragraphs(html.unescape(text))
    cleaned = _CLEANER.clean(_HEADING.sub(r"<\1h3", text[:MOST_HTML]))
    for _turn in range(2):
        cleaned = _EMPTY.sub("", cleaned)
    return cleaned.strip() if plain_text(cleaned) else ""


def paragraphs(text: str) -> str:
    """Plain text as HTML: blank lines part paragraphs, lines that begin with a dash or a bullet make a list."""
    made: list[str] = []
    for block in re.split(r"\n\s*\n", text):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        items: list[str] = []
        words: list[str] = []

        def flush(words: list[str] = words, items: list[str] = items) -> None:
            if words:
                made.append("<p>" + "<br>".join(words) + "</p>")
            if items:
                made.append("<ul>" + "".join(f"<li>{one}</li>" for one in items) + "</ul>")
            words.clear()
            items.clear()

        for line in lines:
            safe = html.escape(line, quote=False)
            if re.match(r"^[-•*–]\s+", line):
                if words:
                    flush()
                items.append(html.escape(re.sub(r"^[-•*–]\s+", "", line), quote=False))
            else:
                if items:
                    flush()
                words.append(safe)
        flush()
    return "".join(made)


def plain_text(text: str) -> str:
    """The words of HTML, a line for each block; entities as signs."""
    if not text:
        return ""
    flat = _TEXT.clean(_BLOCK.sub("\n", text))
    lines = (" ".join(line.split()) for line in html.unescape(flat).splitlines())
    return _MANY_BLANKS.sub("\n\n", "\n".join(line for line in lines if line)).strip()


def one_line(text: Any, most: int = MOST_TITLE) -> str:
    """A title as it is shown: no tags, no entities, one line."""
    words = " ".join(plain_text(str(text or "")).split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def web_address(text: Any) -> str:
    """An address of the web, or nothing: never a `javascript:` one."""
    text = re.sub(r"\s+", "", html.unescape(str(text or "")))[:1000]
    if text.startswith("www."):
        text = "https://" + text
    try:
        parts = urlsplit(text)
    except ValueError:
        return ""
    return text if parts.scheme in ("http", "https") and parts.hostname else ""


def clean_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a person typed, ready for Call. Refuses with a sentence and a field what cannot be."""
    held = dict(values)
    held["title"] = one_line(held.get("title"))
    if not held["title"]:
        raise Refusal(_("Donnez un titre à cet appel."), code="title", field="title")
    for name in ("description", "eligibility"):
        if name in held:
            held[name] = clean(held[name])
    for name in ("url", "application_url"):
        if held.get(name):
            typed = held[name]
            held[name] = web_address(typed)
            if not held[name]:
                raise Refusal(_("Cette adresse n'est pas celle d'une page."), code="url", field=name)
    if "funders" in held:
        held["funders"] = [one for one in (one_line(each, 160) for each in held["funders"]) if one][:12]
    low, high = held.get("amount_min_cents"), held.get("amount_max_cents")
    if low is not None and high is not None and low > high:
        raise Refusal(_("Le montant le plus haut est sous le plus bas."), code="amounts", field="amount_max")
    low, high = held.get("rate_min"), held.get("rate_max")
    if low is not None and high is not None and low > high:
        raise Refusal(_("Le taux le plus haut est sous le plus bas."), code="rates", field="rate_max")
    if held.get("deadline"):
        held["permanent"] = False
    return held


_ITEM = re.compile(r"<li>\s*")
_PARAGRAPH = re.compile(r"</(?:p|ul|ol|h\d|table|blockquote)>")


def as_typed(text: str) -> str:
    """Cleaned HTML as plain text that `clean` reads back: a blank line between blocks, a dash before items."""
    if not text:
        return ""
    marked = _PARAGRAPH.sub("\n\x01\n", _ITEM.sub("- ", text.replace("</li>", "\n")))
    lines = [" ".join(line.split()) for line in html.unescape(_TEXT.clean(_BLOCK.sub("\n", marked))).splitlines()]
    kept = "\n".join(line for line in lines if line)
    return re.sub(r"(?:\n?\x01\n?)+", "\n\n", kept).strip()
