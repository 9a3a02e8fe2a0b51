"""The HTML of a message, from its text: what Gmail, Outlook and telephones draw alike, in the colours of the house.

Tables and styles on each element (Outlook, Gmail); no image, no outside file. The text stays the reference: `# ` and
`## ` begin headings, a paragraph that is an address becomes a link that says what the words before it announce, the
first one a button.
"""

import functools
import re

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.translation import gettext as _

_ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)»]")
_TEXT = "margin:0 0 16px;font-size:17px;line-height:1.55;color:#1e2126"
_LINK = "color:#14563f;overflow-wrap:anywhere"
_BUTTON = (
    "display:inline-block;padding:12px 24px;border-radius:10px;background-color:#14563f;color:#ffffff;"
    "font-size:17px;font-weight:bold;text-decoration:none"
)
_HEADINGS = {
    "# ": ("h2", "margin:32px 0 12px;font-size:22px;line-height:1.16;font-family:Charter,Georgia,serif;color:#1e2126"),
    "## ": ("h3", "margin:24px 0 8px;font-size:17px;line-height:1.3;color:#1e2126"),
}
LONGEST_LABEL = 60  # signs
# Where the subject and the paragraphs go in the frame. No text has these signs: databases and mail refuse them.
_SUBJECT, _PARAGRAPHS = "\0subject\0", "\0paragraphs\0"


def html_of(
    text: str, *, language: str, subject: str, sender: str, code: str = "", button: tuple[str, str] | None = None
) -> str:
    """The page of a message. `button`: label and address of its main link."""
    parts = [part.strip() for part in text.strip().split("\n\n") if part.strip()]
    done: list[str] = []
    has_button = False
    for place, part in enumerate(parts):
        address = part if _ADDRESS.fullmatch(part) else ""
        if address and (button[1] == address if button else not has_button):
            before = parts[place - 1] if place else ""
            label = button[0] if button else _announced(before)
            if not button and label != _open() and done:
                done.pop()  # the words before are the button's
            done.append(_button(label, address))
            has_button = True
        elif address:
            label = _announced(parts[place - 1] if place else "")
            if label != _open() and done:
                done.pop()  # the words before are the link's
            done.append(_link(label, address))
        elif part:
            done.append(_paragraph(part, code))
    top, middle, bottom = _frame(language, sender)
    return "".join([top, escape(subject), middle, "\n".join(done), bottom])


@functools.lru_cache(maxsize=64)
def _frame(language: str, sender: str) -> list[str]:
    """What stands before the subject, between it and the paragraphs, and after them: the same for every message of a
    sender, so read from the template once."""
    page = render_to_string(
        "accounts/mail.html",
        {"subject": _SUBJECT, "paragraphs": _PARAGRAPHS, "language": language, "sender": sender},
    )
    return re.split(f"{_SUBJECT}|{_PARAGRAPHS}", page)


def plain(text: str) -> str:
    """The text as it is read without HTML: headings underlined."""
    if "# " not in text:
        return text
    text = re.sub(r"(?m)^# (.+)$", lambda found: f"{found[1]}\n{'=' * min(len(found[1]), 60)}", text)
    return re.sub(r"(?m)^## (.+)$", lambda found: f"{found[1]}\n{'-' * min(len(found[1]), 60)}", text)


def _open() -> str:
    return _("Ouvrir la page")


def _announced(before: str) -> str:
    """The label that the paragraph before an address gives it: « La page du club : » and no more."""
    if "\n" not in before and before.endswith(":") and len(before) <= LONGEST_LABEL:
        return before.rstrip(": \u00a0\u202f")
    return _open()


# What follows is HTML, written by hand rather than with `format_html`: a campaign makes some ten thousand paragraphs.


def _button(label: str, address: str) -> str:
    return (
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 0 20px">'
        f'<a href="{escape(address)}" style="{_BUTTON}">{escape(label)}</a></td></tr></table>'
    )


def _link(label: str, address: str) -> str:
    return f'<p style="{_TEXT}"><a href="{escape(address)}" style="{_LINK}">{escape(label)}</a></p>'


def _paragraph(part: str, code: str) -> str:
    if code and part == code:
        style = "margin:0 0 16px;font-size:32px;letter-spacing:2px;color:#1e2126"
        return f'<p style="{style}"><b>{escape(code)}</b></p>'
    for mark, (tag, style) in _HEADINGS.items():
        if part.startswith(mark):
            return f'<{tag} style="{style}">{escape(part[len(mark) :])}</{tag}>'
    lines = part.splitlines()
    if all(line.startswith("- ") for line in lines):
        items = "".join(f"<li>{_linked(line[2:])}</li>" for line in lines)
        return f'<ul style="{_TEXT};padding-left:24px">{items}</ul>'
    return f'<p style="{_TEXT}">{"<br>".join(map(_linked, lines))}</p>'


def _linked(line: str) -> str:
    """The line, its addresses made into links."""
    done, place = "", 0
    for found in _ADDRESS.finditer(line):
        address = escape(found[0])
        done += f'{escape(line[place : found.start()])}<a href="{address}" style="{_LINK}">{address}</a>'
        place = found.end()
    return done + escape(line[place:])
