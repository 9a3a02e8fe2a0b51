"""French text: folding for search and sorting, typography for screens, initials."""

import functools
import re
import unicodedata

NARROW = "\u202f"  # narrow no-break space
NO_BREAK = "\u00a0"

_LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
_LIGATURE = re.compile("[œŒæÆßøØłŁ]")
_MARKS = re.compile("[\u0300-\u036f]+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


def fold(text: str) -> str:
    """Lower case, no accents, ligatures opened (œ → oe, which Unicode's NFD leaves), words apart by one space.

    `fold("Nœux-les-Mines") == "noeux les mines"`.
    """
    if not text.isascii():  # four times faster than looking at each character
        text = _MARKS.sub("", unicodedata.normalize("NFKD", _LIGATURE.sub(lambda found: _LIGATURES[found[0]], text)))
    return _NOT_WORD.sub(" ", text.lower()).strip()


_TYPOGRAPHY = [
    (re.compile(r"(?<=\w)'(?=\w)"), "’"),
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"[ \u00a0]+(?=[;!?](?:\W|$))"), NARROW),
    (re.compile(r"[ ]+(?=:(?:\s|$))"), NO_BREAK),
    (re.compile(r"«[ \u00a0\u202f]*"), "«" + NARROW),
    (re.compile(r"[ \u00a0\u202f]*»"), NARROW + "»"),
    (re.compile(r"(?<=[\d)s])[ ]+(?=[€%](?:\W|$))"), NO_BREAK),
    (re.compile(r"\b(n°|Mme|M\.|art\.) (?=\S)"), r"\1" + NO_BREAK),
    (re.compile(r"(?<=\d) h (?=\d)"), f"{NO_BREAK}h{NO_BREAK}"),
    (re.compile(r"(?<=\d) h(?=\W|$)"), f"{NO_BREAK}h"),
    (re.compile(r"(?<=\d) (?=\d{3}(?:\D|$))"), NARROW),
]
# Tags, addresses, code and template variables keep their characters.
_KEPT = re.compile(r"(<[^>]*>|https?://\S+|%\(\w+\)s|\{[^}]*\}|`[^`]*`)")


@functools.lru_cache(maxsize=4096)  # a page sets the same labels again and again
def typographic(text: str) -> str:
    """Set a French sentence as a printer would: no-break spaces, curly apostrophes, ellipsis (domain.md §10).

    For screens only: never for stored data, CSV, codes or addresses. Tags and addresses inside are kept.
    """
    parts = _KEPT.split(text)
    # A kept part stands for a word, so that a rule sees what comes before and after it.
    holder = "\ue000"
    kept = parts[1::2]
    joined = holder.join(parts[0::2])
    for pattern, replacement in _TYPOGRAPHY:
        joined = pattern.sub(replacement, joined)
    pieces = joined.split(holder)
    return "".join(piece + (kept[i] if i < len(kept) else "") for i, piece in enumerate(pieces))


_SMALL_WORDS = {
    "a",
    "au",
    "aux",
    "d",
    "de",
    "des",
    "du",
    "en",
    "et",
    "l",
    "la",
    "le",
    "les",
    "un",
    "une",
    "pour",
    "sur",
}


def initials(name: str) -> str:
    """Two letters for a hexagon: `La Brouette partagée` → `BP`, `Fil & Terril` → `FT`."""
    words = [word for word in fold(name).split() if word not in _SMALL_WORDS] or fold(name).split() or ["?"]
    return (words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]).upper()
