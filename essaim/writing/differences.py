"""What changed between two versions, to be read: whole words, what stays cut short."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .merging import Edit, word_edits

_LONG, _AROUND = 400, 140  # a stretch that stays is shown by its ends beyond the first


@dataclass(frozen=True)
class Piece:
    """`kind` is "same", "gone" or "new"; a gap is a "same" piece that was cut."""

    kind: str
    text: str


def pieces(before: str, after: str) -> list[Piece]:
    found, at = [], 0
    for edit in _joined(before, word_edits(before, after)):
        if edit.start > at:
            found.append(Piece("same", before[at : edit.start]))
        if edit.end > edit.start:
            found.append(Piece("gone", before[edit.start : edit.end]))
        if edit.text:
            found.append(Piece("new", edit.text))
        at = edit.end
    if at < len(before):
        found.append(Piece("same", before[at:]))
    return found


def html(before: str, after: str) -> SafeString:
    """The pieces as `<del>` and `<ins>`, each said in words for who does not see them."""
    parts = pieces(before, after)
    rows = []
    for rank, piece in enumerate(parts):
        if piece.kind == "same":
            rows.append(format_html("{}", _cut(piece.text, first=rank == 0, last=rank == len(parts) - 1)))
        elif piece.kind == "gone":
            rows.append(_change("del", _("retiré :"), _("fin de ce qui est retiré"), piece.text))
        else:
            rows.append(_change("ins", _("ajouté :"), _("fin de ce qui est ajouté"), piece.text))
    return format_html_join("", "{}", ((row,) for row in rows))


def word_counts(before: str, after: str) -> tuple[int, int]:
    """How many words were added, and taken away."""
    parts = pieces(before, after)
    return tuple(sum(len(one.text.split()) for one in parts if one.kind == kind) for kind in ("new", "gone"))  # type: ignore[return-value]


def _change(tag: str, begins: str, ends: str, text: str) -> SafeString:
    # A line end that comes or goes is seen by its sign.
    shown = text.replace("\n", "¶\n") if not text.strip() else text
    return format_html(
        '<{0}><span class="sr"> [{1} </span>{2}<span class="sr"> : {3}] </span></{0}>', tag, begins, shown, ends
    )


def _joined(before: str, changes: Sequence[Edit]) -> list[Edit]:
    """Changes that one space parts are read as one."""
    found: list[Edit] = []
    for edit in changes:
        last = found[-1] if found else None
        between = before[last.end : edit.start] if last else ""
        if last and len(between) <= 1 and between != "\n" and (last.end > last.start or edit.end > edit.start):
            found[-1] = Edit(last.start, edit.end, last.text + between + edit.text)
        else:
            found.append(edit)
    return found


def _cut(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= _LONG:
        return text
    head = "" if first else text[:_AROUND].rsplit(" ", 1)[0] + " "
    tail = "" if last else " " + text[-_AROUND:].split(" ", 1)[-1]
    return f"{head}[…]{tail}"
