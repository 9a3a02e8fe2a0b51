"""The words that documents hold, for what was typed wrong."""

import threading
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from .columns import history
from .models import Word
from .text import LONGEST_WORD, root, stem

SHORTEST, SHORTEST_OF_FAMILY = 3, 4
LAST = "\uffff"  # after any letter
_ASKED_AT_ONCE = 5000


class Vocabulary:
    """Every word, by length. Words are only added: those that no document holds any more find nothing."""

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.by_length: dict[int, list[str]] = defaultdict(list)
        self.families: dict[str, frozenset[str]] = {}  # by root, the stems of its words
        self.last = 0
        self._sorted: list[str] = []
        self._shared: dict[str, str] = {}  # by stem, how all its words begin

    def __contains__(self, word: str) -> bool:
        return word in self.words

    def family(self, root_: str) -> list[str]:
        """The stems of the words that share this root, sorted."""
        return sorted(self.families.get(root_, ()))

    def beginning(self, start: str) -> list[str] | None:
        """The stems of the words that begin so, sorted; None when one of them is also that of a word that does not."""
        words = self._sorted
        first = bisect_left(words, start)
        stems = sorted(set(map(stem, words[first : bisect_left(words, start + LAST, first)])))
        return stems if all(self._shared[one].startswith(start) for one in stems) else None

    def near_length(self, length: int, distance: int) -> list[str]:
        """Words whose length differs from this one by at most `distance`."""
        return [word for size in range(length - distance, length + distance + 1) for word in self.by_length[size]]

    def read(self) -> None:
        """Take in the words added since the last reading."""
        new = []
        for number, word in Word.objects.filter(pk__gt=self.last).order_by("pk").values_list("pk", "text"):
            self.last = number
            if word not in self.words and len(word) >= SHORTEST:
                new.append(word)
                self.words.add(word)
                self.by_length[len(word)].append(word)
                mark = stem(word)
                self._shared[mark] = _shared(self._shared.get(mark, word), word)
                if len(word) >= SHORTEST_OF_FAMILY:
                    family = root(word)
                    self.families[family] = self.families.get(family, frozenset()) | {mark}
        if new:
            self._sorted = sorted([*self._sorted, *new])  # another list: a search under way keeps its own


def _shared(one: str, other: str) -> str:
    """How both begin."""
    while not other.startswith(one):
        one = one[:-1]
    return one


_kept = Vocabulary()
_state = (-1, -1)  # the version of the index and the history it belongs to
_lock = threading.Lock()


def vocabulary(version: int) -> Vocabulary:
    """The vocabulary at this version of the index."""
    global _kept, _state
    with _lock:
        state = (version, history())
        if state != _state:
            # A number may come twice for two words: once in a transaction that was undone.
            if state[1] != _state[1]:
                _kept = Vocabulary()
            _kept.read()
            _state = state
        return _kept


def unknown(words: Iterable[str]) -> list[str]:
    """Those of the words that the vocabulary lacks, sorted."""
    asked = sorted({word for word in words if SHORTEST <= len(word) <= LONGEST_WORD and not word.isdigit()})
    known: set[str] = set()
    for start in range(0, len(asked), _ASKED_AT_ONCE):
        part = frozenset(asked[start : start + _ASKED_AT_ONCE])
        known.update(Word.objects.filter(text__among=part).values_list("text", flat=True))
    return [word for word in asked if word not in known]
