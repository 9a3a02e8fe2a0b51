"""A text as it is read: Markdown to safe HTML, with the numbers of the remarks where their passages end."""

import re
from collections.abc import Iterable

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from essaim.organizations import markdown

from .models import Comment

_MARK = re.compile("\ue001(\\d+)\ue002")
_ADDRESS = re.compile(r"\]\([^)\n]*\)|<?https?://[^\s>)]*>?")
_TAG = re.compile(r"(<[^>]*>)")


def render(content: str, remarks: Iterable[Comment] = ()) -> SafeString:
    """Safe HTML, titles from h3. `remarks`: those to number, in their order; one whose passage is gone has no mark."""
    content = content.replace("\ue001", "").replace("\ue002", "")
    numbered = list(enumerate((one for one in remarks if one.end is not None), start=1))
    # A mark in an address would break it: it stands after.
    addresses = [found.span() for found in _ADDRESS.finditer(content)]
    places = [
        (next((end for start, end in addresses if start < (remark.end or 0) < end), remark.end or 0), number)
        for number, remark in numbered
    ]
    for place, number in sorted(places, reverse=True):
        content = f"{content[:place]}\ue001{number}\ue002{content[place:]}"
    html = markdown.render(content)
    links = {str(number): _mark(number, remark.pk) for number, remark in numbered}
    parts, inside, late = [], False, ""
    for part in _TAG.split(html):
        if part.startswith("<"):
            part = _MARK.sub("", part)
            inside = part.startswith("<a ") or (inside and part != "</a>")
            parts.append(part + ("" if inside else late))
            late = late if inside else ""
            continue
        marks = "".join(links.get(number, "") for number in _MARK.findall(part))
        if inside:  # no link in a link: the mark comes after it
            parts.append(_MARK.sub("", part))
            late += marks
        else:
            parts.append(_MARK.sub(lambda found: links.get(found[1], ""), part))
    return mark_safe("".join(parts))


def _mark(number: int, pk: int) -> str:
    return format_html(
        '<a class="remark-mark" id="passage-{1}" href="#remarque-{1}"><span class="sr">{2} </span>{0}</a>',
        number, pk, _("Remarque"),
    )  # fmt: skip
