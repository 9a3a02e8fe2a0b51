"""What is made from an organization's name: its folded form for searching, the words of its address."""

from essaim.kernel.text import fold

NAME_LENGTH = 200
SLUG_LENGTH = 80


def folded(name: str, length: int = NAME_LENGTH) -> str:
    """Return the folded name, cut to what the column holds (folding opens ligatures, so it may grow)."""
    return fold(name)[:length].rstrip()


def slug_of(name: str) -> str:
    """Return the words of the page's address, cut between two words. Never empty."""
    return slug_of_folded(fold(name))


def slug_of_folded(folded: str) -> str:
    """The same, of a name folded already."""
    slug = folded.replace(" ", "-")
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug or "structure"


def named(name: str) -> dict[str, str]:
    """Return the values of the three columns that a name fills, its spaces tidied."""
    name = " ".join(name.split())[:NAME_LENGTH]
    return {"name": name, "folded_name": folded(name), "slug": slug_of(name)}
