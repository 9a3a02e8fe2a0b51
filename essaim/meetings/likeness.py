"""How alike two problems are, in the words of those who tell them."""

import re

from rapidfuzz import fuzz

from essaim.kernel.text import fold

# Words that say nothing of the problem: those of grammar, and those that every theme of a club holds.
_EMPTY = frozenset(
    """
    a afin ai aide aider as au aussi aux avec avoir besoin bien c ce ces cette chercher comment comme d dans de des
    difficulte difficultes du elle en encore entre est et etre faire faut il ils j je l la le les leur leurs ma mais mes
    mieux mon n ne nos notre nous on ont ou par pas peu plus pour pourquoi probleme problemes qu que qui quoi s sa sans
    se ses si son sont sur trop trouver un une votre vos vous y
    """.split()  # noqa: SIM905
)
_ENDING = re.compile(r"(ements?|ations?|ateurs?|trices?|eurs?|euses?|ages?|ments?|ions?|ees?|ers?|es|s|x|e)$")
SAME_WORD = 86  # of 100: « subvention » and « subventions », a letter that is missing
LIKELY = 0.5


def _stem(word: str) -> str:
    """The beginning that words of one family share: « recruter », « recrutement » → « recrut »."""
    short = _ENDING.sub("", word)
    return short if len(short) >= 4 else word


def words_of(text: str) -> list[str]:
    """Its words that say something, each once, in order."""
    return list(dict.fromkeys(_stem(word) for word in fold(text).split() if word not in _EMPTY and len(word) > 1))


def likeness(title: str, text: str, other_title: str, other_text: str) -> float:
    """From 0 to 1: how much of the shorter title is said by the other theme, its title first, its text for a half."""
    mine, theirs = words_of(title), words_of(other_title)
    if not mine or not theirs:
        return 0.0
    return max(_said(mine, theirs, words_of(other_text)), _said(theirs, mine, words_of(text)))


def _said(words: list[str], title: list[str], text: list[str]) -> float:
    return sum(1 if _holds(title, word) else 0.5 * _holds(text, word) for word in words) / len(words)


def _holds(words: list[str], word: str) -> bool:
    return any(word == other or fuzz.ratio(word, other) >= SAME_WORD for other in words)
