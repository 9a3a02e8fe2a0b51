"""Minutes on paper: one meeting or a series in one document, and certificates. Tagged PDF (PDF/UA-1) set by typst from
data/*.typ with the fonts that typst carries: nothing is fetched, nothing depends on the machine.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.meetings.models import Attendance, Meeting
from essaim.ui.paper import blocks, typeset
from essaim.ui.sheets import settable
from essaim.ui.templatetags.ui import day

from . import links
from .models import Minutes

DATA = Path(__file__).parent / "data"


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
    return typeset(DATA / "minutes.typ", data)


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
    return typeset(DATA / "certificate.typ", data)


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
