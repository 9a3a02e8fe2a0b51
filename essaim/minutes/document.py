"""Minutes on paper: one meeting or a series in one document, and certificates. Tagged PDF (PDF/UA-1) set by typst from
data/*.typ with the fonts that typst carries: nothing is fetched, nothing depends on the machine.
"""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from markdown_it import MarkdownIt
from markdown_it.token import Token

from essaim.directory.exports.booklet import settable
from essaim.meetings.models import Attendance, Meeting
from essaim.ui.templatetags.ui import day

from . import links
from .models import Minutes

DATA = Path(__file__).parent / "data"
_PARSER = MarkdownIt("commonmark", {"html": False}).disable(["image", "html_block", "html_inline"])


def minutes_pdf(rows: Iterable[Minutes], *, title: str, subtitle: str) -> bytes:
    """The PDF of these minutes, in their order, as `queries.whole` gives them. Several get a table of contents."""
    rows = list(rows)
    data = {
        "title": settable(title),
        "subtitle": settable(subtitle),
        "date": settable(day(timezone.localdate())),
        "language": get_language() or "fr",
        "several": len(rows) > 1,
        "words": {
            "contents": _("Sommaire"), "present": _("Étaient là"), "decisions": _("Décisions"),
            "actions": _("Qui fait quoi"), "what": _("Quoi"), "who": _("Qui"), "when": _("Avant le"),
            "state": _("Où on en est"),
        },
        "meetings": [_meeting(row) for row in rows],
    }  # fmt: skip
    return _compile("minutes.typ", data)


def certificate_pdf(attendance: Attendance) -> bytes:
    """That this person was at this meeting, with the address where anyone may check it, also as a QR code."""
    import segno

    meeting, club = attendance.meeting, attendance.club
    code = links.certificate_code(attendance)
    url = settings.ESSAIM_URL + reverse("minutes:certificate", args=[club.slug, code])
    organization = attendance.organization
    drawing = segno.make(url, error="m")
    data = {
        "title": settable(_("Attestation de présence")),
        "club": settable(club.name),
        "language": get_language() or "fr",
        "lines": [
            settable(_("%(club)s atteste que") % {"club": club.name}),
            settable(attendance.name),
            settable(_("de %(organization)s") % {"organization": organization.name}) if organization else "",
            settable(_("a participé à la rencontre")),
            settable(f"« {meeting.title} »"),
            settable(when_and_how_long(meeting)),
        ],
        "date": settable(_("Établie le %(day)s") % {"day": day(timezone.localdate())}),
        "check": settable(_("Pour la vérifier, ouvrez cette adresse :")),
        "alternative": _("Code à scanner pour vérifier cette attestation"),
        "url": url,
        "code": code,
        "squares": [[bool(one) for one in line] for line in drawing.matrix],
    }
    return _compile("certificate.typ", data)


def when_and_how_long(meeting: Meeting) -> str:
    """`le 12 janvier 2027, pendant 2 h 30`."""
    if not (meeting.starts_at and meeting.ends_at):
        return ""
    minutes = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    length = (
        f"{minutes // 60} h" + (f" {minutes % 60:02}" if minutes % 60 else "") if minutes >= 60 else f"{minutes} min"
    )
    return _("le %(day)s, pendant %(length)s") % {"day": day(meeting.starts_at), "length": length}


def _meeting(minutes: Minutes) -> dict[str, Any]:
    meeting = minutes.meeting
    place = ", ".join(filter(None, [meeting.room, str(meeting.host or ""), str(meeting.municipality or "")]))
    came = meeting.came  # type: ignore[attr-defined]
    return {
        "title": settable(meeting.title),
        "when": settable(day(meeting.starts_at)),
        "place": settable(place),
        "theme": settable(str(meeting.theme)) if meeting.theme else "",
        "present": [settable(f"{one.name} ({one.organization})" if one.organization else one.name) for one in came],
        "sections": [
            {"title": settable(row.title), "blocks": blocks(row.text.content)}
            for row in minutes.sections.all()
            if row.text.content.strip()
        ],
        "decisions": [
            {
                "name": str(row),
                "sentence": settable(row.sentence),
                "how": settable(", ".join(filter(None, [row.get_method_display(), row.precision]))),
            }
            for row in minutes.decisions.all()
        ],
        "actions": [
            [settable(row.what), settable(row.owner_name), settable(day(row.due_on)), settable(row.get_state_display())]
            for row in minutes.actions.all()
        ],
    }


def blocks(content: str) -> list[dict[str, Any]]:
    """A Markdown text as what typst lays: paragraphs, titles, items, each a list of runs (words, whether bold or
    slanted). Nothing of it is read as typst's own markup."""
    found: list[dict[str, Any]] = []
    lists: list[str] = []
    kind = "paragraph"
    for token in _PARSER.parse(content):
        if token.type in ("bullet_list_open", "ordered_list_open"):
            lists.append("•" if token.type.startswith("bullet") else "1")
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            lists.pop()
        elif token.type == "list_item_open":
            kind = "item"
        elif token.type == "heading_open":
            kind = "heading"
        elif token.type == "inline":
            found.append({"kind": kind, "depth": len(lists), "runs": list(_runs(token.children or []))})
            kind = "paragraph"
        elif token.type in ("fence", "code_block"):
            found.append({"kind": "paragraph", "depth": 0, "runs": [_run(token.content, False, False)]})
    return found


def _runs(children: list[Token]) -> Iterable[dict[str, Any]]:
    strong = slanted = False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            strong = child.type == "strong_open"
        elif child.type in ("em_open", "em_close"):
            slanted = child.type == "em_open"
        elif child.type in ("softbreak", "hardbreak"):
            yield {"text": "\n", "strong": False, "slanted": False}
        elif child.content:
            yield _run(child.content, strong, slanted)


def _run(text: str, strong: bool, slanted: bool) -> dict[str, Any]:
    before, after = re.match(r"\s*", text), re.search(r"\s*$", text)
    edges = (" " if before and before[0] else "", " " if after and after[0] and text.strip() else "")
    return {"text": f"{edges[0]}{settable(text).strip()}{edges[1]}", "strong": strong, "slanted": slanted}


def _compile(template: str, data: dict[str, Any]) -> bytes:
    import typst

    compiler = typst.Compiler(
        (DATA / template).read_bytes(), ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )  # fmt: skip
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf
