"""The HTML of a message, from its text: what Gmail, Outlook and telephones draw alike, in the colours of the house.

Tables and styles on each element (Outlook, Gmail); no image, no outside file. The text stays the reference: `# ` and
`## ` begin headings, a paragraph that is an address becomes a link, the first one a button that says what the words
before it announce.
"""

import re

from django.template.loader import render_to_string
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
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


def html_of(
    text: str, *, language: str, subject: str, sender: str, code: str = "", button: tuple[str, str] | None = None
) -> str:
    """The page of a message. `button`: label and address of its main link."""
    parts = [part.strip() for part in text.strip().split("\n\n") if part.strip()]
    done: list[SafeString] = []
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
        elif part:
            done.append(_paragraph(part, code))
    body = format_html_join("\n", "{}", ((one,) for one in done))
    return render_to_string(
        "accounts/mail.html", {"paragraphs": body, "language": language, "subject": subject, "sender": sender}
    )


def plain(text: str) -> str:
    """The text as it is read without HTML: headings underlined."""
    text = re.sub(r"(?m)^# (.+)$", lambda found: f"{found[1]}\n{'=' * min(len(found[1]), 60)}", text)
    return re.sub(r"(?m)^## (.+)$", lambda found: f"{found[1]}\n{'-' * min(len(found[1]), 60)}", text)


def _open() -> str:
    return _("Ouvrir la page")


def _announced(before: str) -> str:
    """The label that the paragraph before an address gives it: « La page du club : » and no more."""
    if "\n" not in before and before.endswith(":") and len(before) <= LONGEST_LABEL:
        return before.rstrip(": \u00a0\u202f")
    return _open()


def _button(label: str, address: str) -> SafeString:
    return format_html(
        '<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td style="padding:0 0 20px">'
        '<a href="{}" style="{}">{}</a></td></tr></table>',
        address,
        _BUTTON,
        label,
    )


def _paragraph(part: str, code: str) -> SafeString:
    if code and part == code:
        return format_html(
            '<p style="margin:0 0 16px;font-size:32px;letter-spacing:2px;color:#1e2126"><b>{}</b></p>', code
        )
    for mark, (tag, style) in _HEADINGS.items():
        if part.startswith(mark):
            return format_html('<{0} style="{1}">{2}</{0}>', mark_safe(tag), style, part[len(mark) :])
    lines = part.splitlines()
    if len(lines) > 1 and all(line.startswith("- ") for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_linked(line[2:]),) for line in lines))
        return format_html('<ul style="{};padding-left:24px">{}</ul>', _TEXT, items)
    return format_html(
        '<p style="{}">{}</p>', _TEXT, format_html_join(mark_safe("<br>"), "{}", ((_linked(line),) for line in lines))
    )


def _linked(line: str) -> SafeString:
    """The line, its addresses made into links."""
    done, place = "", 0
    for found in _ADDRESS.finditer(line):
        done += conditional_escape(line[place : found.start()])
        done += format_html('<a href="{0}" style="{1}">{0}</a>', found[0], _LINK)
        place = found.end()
    return mark_safe(done + conditional_escape(line[place:]))
