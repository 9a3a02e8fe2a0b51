"""The practical sheet on paper: one tagged A4 page (PDF/UA-1) typeset by typst with the fonts that it carries."""

import io
import json
from pathlib import Path

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from essaim.directory.exports.booklet import settable

from .sheet import Sheet
from .words import clock, length

TEMPLATE = Path(__file__).parent / "data" / "sheet.typ"


def sheet_pdf(sheet: Sheet) -> bytes:
    """The PDF, with the speaker's own link as words and as a QR code."""
    import typst

    talk, meeting = sheet.talk, sheet.talk.meeting
    facts = [
        (_("Quand"), [sheet.when]),
        (_("Où"), [sheet.place or _("À préciser")]),
        (_("Accès"), sheet.access_notes.splitlines()),
        (_("Votre moment"), [sheet.moment]),
        (_("Devant qui"), [_audience(sheet), ", ".join(sheet.organizations)]),
        (_("Votre matériel"), [talk.equipment]),
        (_("Pour vous accueillir"), [talk.access, talk.travel]),
        (_("À qui parler"), [f"{name}, {email}" for name, email in sheet.contacts]),
    ]
    data = {
        "title": settable(_("Fiche pratique : %(name)s") % {"name": talk.speaker.name}),
        "heading": settable(meeting.title),
        "subject": settable(talk.subject),
        "club": settable(meeting.club.name),
        "name": settable(talk.speaker.name),
        "language": get_language() or "fr",
        "facts": [
            {"label": settable(label), "lines": [settable(line) for line in lines if line]}
            for label, lines in facts
            if any(lines)
        ],
        "agenda": [
            {
                "at": settable(clock(one.starts_at)),
                "title": settable(one.item.title),
                "length": settable(length(one.item.minutes)),
                "own": one.item.pk == talk.agenda_item_id,
            }
            for one in sheet.moments
        ],
        "words": {
            "agenda": settable(_("Le programme")),
            "link": settable(_("Votre page : répondre, dire vos besoins, retrouver cette fiche à jour")),
            "code": settable(_("Code à photographier pour ouvrir votre page")),
        },
        "url": sheet.url,
        "code": _code(sheet.url),
    }
    compiler = typst.Compiler(
        TEMPLATE.read_bytes(), ignore_system_fonts=True, sys_inputs={"data": json.dumps(data, ensure_ascii=False)}
    )
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"])
    assert isinstance(pdf, bytes)
    return pdf


def _audience(sheet: Sheet) -> str:
    if not sheet.count:
        return _("Les réponses arrivent : le nombre de personnes sera sur votre page.")
    words = ngettext("%(count)s personne attendue à ce jour", "%(count)s personnes attendues à ce jour", sheet.count)
    return words % {"count": sheet.count}


def _code(url: str) -> str:
    import segno

    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=0)
    return out.getvalue().decode()
