"""What kind of call it is, from labels and titles."""

from collections.abc import Iterable

from essaim.kernel.text import fold

from ..enums import CallKind

_WORDS: tuple[tuple[tuple[str, ...], CallKind], ...] = (
    (("manifestation d interet", "manifestations d interet", " ami "), CallKind.EXPRESSION_OF_INTEREST),
    (
        ("appel a projet", "appels a projet", "appel a candidature", "appel a initiative", " aap "),
        CallKind.CALL_FOR_PROJECTS,
    ),
    (("marche public", "appel d offres", "consultation"), CallKind.TENDER),
)  # fmt: skip
_TYPES: tuple[tuple[tuple[str, ...], CallKind], ...] = (
    (("subvention", "financement", "aide financiere", "grant", "avantage fiscal", "bourse", "cee"), CallKind.GRANT),
    (("pret", "avance recuperable", "avance remboursable", "loan", "recoverable_advance"), CallKind.LOAN),
    (("ingenierie", "etude", "formation", "accompagnement", "conseil", "engineering"), CallKind.SUPPORT),
)


def kind_of(title: str, types: Iterable[str] = (), *, is_call: bool = False) -> str:
    """A value of CallKind: by what the source says is a call, by the title, by the kinds of aid, money first."""
    plain = f" {fold(title)} "
    for words, kind in _WORDS:
        if any(word in plain for word in words):
            return kind.value
    if is_call:
        return CallKind.CALL_FOR_PROJECTS.value
    said = [fold(one.replace("_", " ")) for one in types]
    for words, kind in _TYPES:
        if any(one.startswith(word.replace("_", " ")) or word in one for one in said for word in words):
            return kind.value
    return CallKind.GRANT.value
