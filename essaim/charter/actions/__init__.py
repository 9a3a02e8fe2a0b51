"""The only writers of the charter, one file per noun."""

from .drafting import add_article, begin, move_article, remove_article, rename_article
from .publishing import fingerprint, publish
from .signing import remind, remind_unsigned, sign

__all__ = [
    "add_article", "begin", "fingerprint", "move_article", "publish", "remind", "remind_unsigned", "remove_article",
    "rename_article", "sign",
]  # fmt: skip
