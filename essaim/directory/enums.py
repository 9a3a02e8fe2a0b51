"""Words of the addresses of the directory: French, stable, one for each value."""

from essaim.organizations.enums import Family, StatusKind
from essaim.search.port import RESERVED

FAMILY_WORDS = {
    "association": Family.ASSOCIATION,
    "cooperative": Family.COOPERATIVE,
    "mutuelle": Family.MUTUAL,
    "fondation": Family.FOUNDATION,
    "societe": Family.COMPANY,
    "autre": Family.OTHER,
}
LABEL_WORDS = {"marche-reserve": RESERVED, **{kind.value: kind.value for kind in StatusKind}}
MEMBER_WORDS = {"oui": True, "non": False}
VIEWS = ("carte", "points")  # besides the list: the honeycomb on a phone, the detailed map
RADII = (5, 10, 20, 30, 50)  # kilometres, offered; any whole number up to the farthest is understood
FARTHEST = 300


def word_of(words: dict, value) -> str:
    """The word of an address that stands for a value."""
    return next(word for word, meant in words.items() if meant == value)
