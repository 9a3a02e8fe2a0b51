"""What is printed for the day: posters of the tables, the list by name, badges, the sheet to sign, the door's code.

Typeset by typst as tagged PDF (PDF/UA-1), with the fonts that typst carries.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.words import when
from essaim.ui.sheets import settable

from .codes import svg
from .links import badge_url, door_url
from .queries import PlanView

TEMPLATES = Path(__file__).parent / "data"
BLANK_LINES = 8  # on the sheet to sign, for those who come without being on the list


def posters(meeting: Meeting, view: PlanView) -> bytes:
    """A page for each table, then everybody by name with the table of each round."""
    tables: dict[int, list[dict]] = {}
    for number, row, _away in view.rounds:
        for table in row:
            if table.seats:
                people = [_person(seat.attendance) for seat in table.seats]
                tables.setdefault(table.number, []).append({"round": _round(number), "people": people})
    at = view.tables_of()
    numbers = range(1, view.plan.rounds + 1)
    return _typeset(
        "tables.typ",
        meeting,
        title=_("Plan des tables"),
        tables=[{"name": _table(number), "rounds": tables[number]} for number in sorted(tables)],
        heads=[_("Nom"), _("Structure"), *(_round(number) for number in numbers)],
        rows=[
            [*_person(person).values(), *(str(at[person.pk].get(number, "–")) for number in numbers)]
            for person in view.people
        ],
        words={"by_name": _("Par nom")},
    )


def badges(meeting: Meeting, people: Sequence[Attendance], view: PlanView | None) -> bytes:
    """Ten badges a page, 90 × 54 mm: name, organization, the table of each round, a code for the door."""
    at = view.tables_of() if view else {}
    cards = []
    for person in people:
        person.meeting = meeting
        mine = at.get(person.pk, {})
        cards.append(
            {
                **_person(person),
                "tables": [f"{_round(number)} : {_table(table)}" for number, table in sorted(mine.items())][:6],
                "code": svg(badge_url(person)),
                "alt": settable(_("Code à lire à l'accueil, pour %(name)s") % {"name": person.name}),
            }
        )
    return _typeset("badges.typ", meeting, title=_("Badges"), cards=cards)


def attendance_sheet(meeting: Meeting, people: Sequence[Attendance]) -> bytes:
    """Name, organization, signature; blank lines at the end. For a file of proof of attendance."""
    return _typeset(
        "sheet.typ",
        meeting,
        title=_("Feuille d'émargement"),
        place=", ".join(filter(None, [meeting.room, meeting.address, str(meeting.municipality or "")])),
        heads=[_("Nom"), _("Structure"), _("Signature")],
        rows=[list(_person(person).values()) for person in people],
        blank=BLANK_LINES,
        words={"blank": _("ligne libre")},
    )


def door_poster(meeting: Meeting) -> bytes:
    """The code that people scan on arriving."""
    return _typeset(
        "door.typ",
        meeting,
        title=_("Bienvenue"),
        code=svg(door_url(meeting)),
        url=door_url(meeting),
        words={
            "scan": _(
                "Scannez avec l'appareil photo de votre téléphone pour dire que vous êtes là et voir vos tables."
            ),
            "else": _("Sans téléphone, donnez votre nom à l'accueil."),
        },
    )


def _round(number: int) -> str:
    return _("Tour %(number)s") % {"number": number}


def _table(number: int) -> str:
    return _("Table %(number)s") % {"number": number}


def _person(attendance: Attendance) -> dict[str, str]:
    organization = attendance.organization.name if attendance.organization else ""
    return {"name": settable(attendance.name).strip() or "–", "organization": settable(organization).strip()}


def _typeset(template: str, meeting: Meeting, **data: Any) -> bytes:
    import typst

    common = {
        "language": get_language() or "fr", "meeting": meeting.title, "club": meeting.club.name, "when": when(meeting),
    }  # fmt: skip
    compiler = typst.Compiler(
        (TEMPLATES / template).read_bytes(),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(_settable(common | data), ensure_ascii=False)},
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _settable(value: Any, key: str = "") -> Any:
    """Every text as the font can set it; drawings and addresses are left alone."""
    if isinstance(value, dict):
        return {name: _settable(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_settable(one) for one in value]
    if isinstance(value, str) and key not in {"code", "url", "language"}:
        return settable(value)
    return value
