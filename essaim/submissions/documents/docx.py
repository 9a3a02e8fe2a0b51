"""A paper as DOCX, with real titles, lists and table heads, so that it can be changed and read aloud."""

import io
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from essaim.kernel.text import typographic
from essaim.ui.paper import blocks
from essaim.ui.templatetags.ui import day

from .paper import Paper, Part, Table

FONT = "Georgia"
SOFT = RGBColor(0x4C, 0x4F, 0x57)
INK = RGBColor(0x1E, 0x21, 0x26)
LINE = "D8D3C6"
HONEY = "F5B72E"
WIDTH = 16.6  # centimetres between the margins


def as_docx(paper: Paper, *, author: str = "Essaim") -> bytes:
    with translation.override("fr"):
        document = Document()
        _set_up(document, paper, author)
        document.add_paragraph(_said(paper.title), style="Title")
        if paper.subtitle:
            document.add_paragraph(_said(paper.subtitle), style="Subtitle")
        for line in paper.lead:
            document.add_paragraph(_said(line))
        for part in paper.parts:
            _part(document, part)
        if paper.boxes:
            _boxes(document, paper)
        for note in paper.notes:
            _soft(document.add_paragraph(), note, 8.5)
        out = io.BytesIO()
        document.save(out)
        return out.getvalue()


def _said(text: str) -> str:
    """With the page's typography, and without what XML cannot hold."""
    return typographic("".join(one for one in text if one in "\n\t" or ord(one) >= 32))


def _set_up(document: Any, paper: Paper, author: str) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.language = _said(paper.title)[:250], author, "fr-FR"
    properties.comments = ""
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.2)
    page.top_margin = page.bottom_margin = Cm(2.2)
    sizes = {"Normal": 10.5, "Title": 21, "Subtitle": 12, "Heading 1": 12.5, "Heading 2": 10.5, "List Bullet": 10.5}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
        style.font.bold, style.font.italic = name.startswith("Heading"), False
        properties_of = style.element.get_or_add_rPr()
        fonts = properties_of.find(qn("w:rFonts"))
        for kind in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(kind), FONT)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(theme), None)
    document.styles["Subtitle"].font.color.rgb = SOFT
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    document.styles["Heading 1"].paragraph_format.space_before = Pt(16)
    document.styles["Heading 1"].paragraph_format.space_after = Pt(6)
    _language(document)
    for name in ("Title", "Heading 1"):
        _rule(document.styles[name].element.get_or_add_pPr(), HONEY if name == "Heading 1" else None)
    foot = page.footer.paragraphs[0]
    _soft(foot, f"{paper.foot}\t\t", 8.5)
    _page_number(foot)


def _language(document: Any) -> None:
    properties = document.styles["Normal"].element.get_or_add_rPr()
    language = properties.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        properties.append(language)
    language.set(qn("w:val"), "fr-FR")


def _rule(properties: Any, colour: str | None) -> None:
    """A line under the paragraph, or none."""
    old = properties.find(qn("w:pBdr"))
    if old is not None:
        properties.remove(old)
    if colour is None:
        return
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "2"), ("color", colour)):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    # Its place in the schema: before spacing and indentation.
    after = properties.find(qn("w:spacing"))
    if after is not None:
        after.addprevious(borders)
    else:
        properties.append(borders)


def _page_number(paragraph: Any) -> None:
    run = paragraph.add_run()
    run.font.size, run.font.color.rgb = Pt(8.5), SOFT
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._r.append(element)


def _soft(paragraph: Any, text: str, size: float) -> None:
    run = paragraph.add_run(_said(text))
    run.font.size, run.font.color.rgb = Pt(size), SOFT


def _part(document: Any, part: Part) -> None:
    if part.title:
        document.add_paragraph(_said(part.title), style="Heading 1")
    if part.note:
        _soft(document.add_paragraph(), part.note, 9)
    for line in part.lines:
        document.add_paragraph(_said(line))
    if part.facts:
        _facts(document, part.facts)
    for item in part.items:
        document.add_paragraph(_said(item), style="List Bullet")
    for block in blocks(part.markdown) if part.markdown else []:
        style = {"heading": "Heading 2", "item": "List Bullet"}.get(block["kind"], "Normal")
        paragraph = document.add_paragraph(style=style)
        for run in block["runs"]:
            if run["text"] == "\n":
                paragraph.add_run().add_break()
                continue
            written = paragraph.add_run(run["text"])
            written.bold, written.italic = run["strong"] or None, run["slanted"] or None
    if part.table and part.table.rows:
        _table(document, part.table)


def _facts(document: Any, facts: Any) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    for label, value in facts:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Cm(5.2), Cm(WIDTH - 5.2)
        cells[0].paragraphs[0].add_run(_said(label)).font.color.rgb = SOFT
        cells[1].paragraphs[0].add_run(_said(value))
    _lines(table)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _table(document: Any, said: Table) -> None:
    table = document.add_table(rows=1, cols=len(said.heads))
    table.autofit = False
    whole = sum(said.widths)
    for place, head in enumerate(said.heads):
        cell = table.rows[0].cells[place]
        _cell(cell, head, end=place in said.end, bold=True)
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for number, row in enumerate(said.rows):
        cells = table.add_row().cells
        total = said.total and number == len(said.rows) - 1
        for place, text in enumerate(row):
            _cell(cells[place], text, end=place in said.end, bold=total)
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            cell.width = Cm(WIDTH * said.widths[place] / whole)
    _lines(table)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(cell: Any, text: str, *, end: bool, bold: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(2)
    if end:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(_said(text))
    run.bold, run.font.size = bold or None, Pt(9.5)


def _lines(table: Any) -> None:
    """A thin line under each row, nothing else."""
    properties = table._tbl.tblPr
    borders = OxmlElement("w:tblBorders")
    for edge in ("bottom", "insideH"):
        line = OxmlElement(f"w:{edge}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", LINE)):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties.append(borders)


def _boxes(document: Any, paper: Paper) -> None:
    document.add_paragraph("Signatures", style="Heading 1")
    document.add_paragraph(_said(f"Établi le {day(localdate())}."))
    columns = min(len(paper.boxes), 3)
    table = document.add_table(rows=0, cols=columns)
    table.style = document.styles["Table Grid"]
    for first in range(0, len(paper.boxes), columns):
        row = table.add_row()
        row.height = Cm(3.4)
        for place, box in enumerate(paper.boxes[first : first + columns]):
            cell = row.cells[place]
            cell.paragraphs[0].add_run(_said(box.title)).bold = True
            for line in box.lines:
                _soft(cell.add_paragraph(), line, 9)
