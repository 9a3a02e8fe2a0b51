"""Words typed for one another (data/synonyms.txt)."""

from collections import defaultdict
from functools import cache
from pathlib import Path

from .text import stem, words_of

FILE = Path(__file__).parent / "data" / "synonyms.txt"


@cache
def _groups() -> dict[str, set[str]]:
    """By stem, the stems of the other words of its groups. A hyphenated word is reached by its first part only."""
    others: dict[str, set[str]] = defaultdict(set)
    for line in FILE.read_text().splitlines():
        if line.startswith("#"):
            continue
        stems = {stem(words_of(word)[0]) for word in line.split() if "-" not in word}
        for one in stems:
            others[one] |= stems - {one}
    return dict(others)


def synonyms(word: str) -> list[str]:
    """Stems of the words that answer for this one, sorted."""
    return sorted(_groups().get(stem(word), ()))
