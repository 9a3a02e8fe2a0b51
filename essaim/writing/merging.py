"""Three-way merge of plain texts, in which no insertion is ever lost.

Each side is compared with the base by longest common subsequence (rapidfuzz's Indel), by lines, then by words in the
lines that changed, then by characters in a word that was retouched. A character of the base stays when both sides keep
it; what either side inserts stays, at its place; at one same place, what was saved first comes first. The price is
known: a sentence that two people rewrite at the same moment is there twice, and a human chooses.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\w+|\n|[^\S\n]+|[^\w\s]")
# Beyond, a rewritten stretch is taken as a whole: comparing costs the product of both lengths, in bits.
_MOST_CELLS = 100_000_000
_FARTHEST = 300  # characters along which an edit slides to its place
_RETOUCHED = 0.5  # likeness from which a word is the same word, corrected


@dataclass(frozen=True)
class Edit:
    """The base's characters from `start` to `end` are replaced by `text`."""

    start: int
    end: int
    text: str


def clean(text: str) -> str:
    """Line feeds alone, whichever way the browser sends them; no null character, which PostgreSQL refuses."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def edits(base: str, other: str) -> list[Edit]:
    """What turns `base` into `other`, in order; no two edits touch the same characters."""
    found: list[Edit] = []
    _compare(base, other, 0, (_LINES, _WORDS, None), found)
    return _settled(base, found)


def word_edits(base: str, other: str) -> list[Edit]:
    """The same by whole words, for reading."""
    found: list[Edit] = []
    _compare(base, other, 0, (_LINES, _WORDS), found)
    return _settled(base, found)


def apply(base: str, changes: Sequence[Edit]) -> str:
    parts, at = [], 0
    for edit in changes:
        parts += [base[at : edit.start], edit.text]
        at = edit.end
    return "".join([*parts, base[at:]])


def merge(base: str, theirs: str, mine: str) -> str:
    """Both sides' changes. `theirs` was saved first. The same change on both sides is made once."""
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    kept = bytearray(b"\x01" * len(base))
    inserted: dict[int, list[tuple[int, str]]] = {}
    for side in (edits(base, theirs), edits(base, mine)):
        for edit in side:
            kept[edit.start : edit.end] = bytes(edit.end - edit.start)
            if edit.text:
                # What replaces characters belongs to them: before what is inserted after them.
                inserted.setdefault(edit.end, []).append((edit.start == edit.end, edit.text))
    parts, at, last = [], 0, ""
    for place in sorted(inserted):
        run = "".join(base[i] for i in range(at, place) if kept[i])
        parts.append(run)
        last = run[-1:] or last
        begins_word = not last.isalnum()
        texts = list(dict.fromkeys(text for _pure, text in sorted(inserted[place], key=lambda one: one[0])))
        for rank, text in enumerate(texts):
            # Two words typed at the same place stay two words.
            if rank and begins_word and last.isalnum() and text[0].isalnum():
                parts.append(" ")
            parts.append(text)
            last = text[-1]
        at = place
    parts.append("".join(base[i] for i in range(at, len(base)) if kept[i]))
    return "".join(parts)


def moved(start: int, end: int, changes: Sequence[Edit]) -> tuple[int, int] | None:
    """Where a passage stands after the changes; None when nothing of it stays."""
    new_start, new_end, shift = start, end, 0
    kept = end - start
    for edit in changes:
        growth = len(edit.text) - (edit.end - edit.start)
        kept -= max(0, min(edit.end, end) - max(edit.start, start))
        if edit.end <= start:
            new_start += growth
            new_end += growth
        elif edit.start < end:
            if edit.start < start:  # it bites the beginning
                new_start = edit.start + shift + len(edit.text)
            new_end = max(new_end + growth, new_start)
            if edit.end > end:  # it bites the end: what replaces is not of the passage
                new_end = edit.start + shift
        shift += growth
    return (new_start, new_end) if kept > 0 and new_end > new_start else None


def _compare(base: str, other: str, offset: int, levels: tuple, found: list[Edit]) -> None:
    """Add to `found` what turns `base`, which stands at `offset`, into `other`; `levels` are token patterns."""
    if base == other:
        return
    if not base or not other or not levels:
        found.append(Edit(offset, offset + len(base), other))
        return
    pattern, finer = levels[0], levels[1:]
    ours: Sequence[str] = base if pattern is None else pattern.findall(base)
    others: Sequence[str] = other if pattern is None else pattern.findall(other)
    if pattern is None and (min(len(base), len(other)) > 80 or Indel.normalized_similarity(base, other) < _RETOUCHED):
        found.append(Edit(offset, offset + len(base), other))
        return
    first, last = _same_ends(ours, others)
    offset += sum(map(len, ours[:first]))
    ours, others = ours[first : len(ours) - last], others[first : len(others) - last]
    if len(ours) * len(others) > _MOST_CELLS:
        found.append(Edit(offset, offset + sum(map(len, ours)), "".join(others)))
        return
    gone: list[str] = []
    new: list[str] = []
    for tag, a, b, c, d in _opcodes(ours, others):
        if tag == "equal":
            offset = _close(gone, new, offset, finer, found)
            offset += sum(map(len, ours[a:b]))
        else:
            gone += ours[a:b]
            new += others[c:d]
    _close(gone, new, offset, finer, found)


def _opcodes(ours: Sequence[str], others: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """(what, from and to in ours, from and to in others), as rapidfuzz gives them without naming their types."""
    return Indel.opcodes(ours, others).as_list() if ours or others else []  # type: ignore[return-value]


def _close(gone: list[str], new: list[str], offset: int, finer: tuple, found: list[Edit]) -> int:
    """End a run of changes, compared more finely; returns where the base goes on."""
    before, after = "".join(gone), "".join(new)
    gone.clear()
    new.clear()
    _compare(before, after, offset, finer, found)
    return offset + len(before)


def _settled(base: str, found: list[Edit]) -> list[Edit]:
    """The same edits, each where people would say it is.

    « un.\\ndeux.\\n » from « un.\\n » is a line after the first, as much as « .\\ndeux » before its point: an edit that
    only adds or only takes away slides along the same characters, to whole lines, else to whole words.
    """
    placed: list[Edit] = []
    for rank, edit in enumerate(found):
        if edit.text and edit.end > edit.start:
            placed.append(edit)
            continue
        low = placed[-1].end if placed else 0
        high = found[rank + 1].start if rank + 1 < len(found) else len(base)
        ways = [edit, *_slid(base, edit, high, 1), *_slid(base, edit, low, -1)]
        placed.append(max(ways, key=lambda one: _wholeness(base, one)))
    return placed


def _slid(base: str, edit: Edit, limit: int, step: int) -> Iterator[Edit]:
    """The places that an edit may slide to, on one side, as far as `limit`."""
    start, end, text = edit.start, edit.end, edit.text
    for _count in range(_FARTHEST):
        if (end >= limit) if step > 0 else (start <= limit):
            return
        out, into = (base[end], 0) if step > 0 else (base[start - 1], -1)
        if out != (text[into] if text else base[start] if step > 0 else base[end - 1]):
            return
        start, end = start + step, end + step
        if text:
            text = text[1:] + out if step > 0 else out + text[:-1]
        yield Edit(start, end, text)


def _wholeness(base: str, edit: Edit) -> int:
    text = edit.text or base[edit.start : edit.end]
    if text.endswith("\n") and base[edit.start - 1 : edit.start] in ("", "\n"):
        return 3
    if text.startswith("\n") and base[edit.end : edit.end + 1] in ("", "\n"):
        return 2
    return 1 if text[-1].isspace() or text[0].isspace() else 0


def _same_ends(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many tokens are the same at the beginning, and then at the end."""
    most = min(len(one), len(other))
    first = next((i for i in range(most) if one[i] != other[i]), most)
    most -= first
    last = next((i for i in range(most) if one[-1 - i] != other[-1 - i]), most)
    return first, last
