"""What can be searched: apps register a source of documents; the search keeps their index."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from essaim.kernel.registry import Registry

# A document's key is the number of its source and the id of its object: nothing to look up when it changes.
KEYS_PER_SOURCE = 10**12


@dataclass(frozen=True)
class Document:
    """Something to find.

    `names` weigh most, then `skills`, then `texts`, then `places`. `facets` gives values (without spaces) by name of
    the source's facets. `position` is (latitude, longitude) in degrees. `title` orders lists without text.
    """

    object_id: int
    title: str
    names: str
    skills: str = ""
    texts: str = ""
    places: str = ""
    facets: Mapping[str, Iterable[str]] = field(default_factory=dict)
    position: tuple[float, float] | None = None


@dataclass(frozen=True)
class Source:
    """A kind of documents. `number` never changes (it is in the keys).

    `documents(ids)` yields the documents of these objects; an object that it leaves out is taken from the index.
    `ids()` yields every id to index.
    """

    name: str
    number: int
    facets: tuple[str, ...]
    documents: Callable[[list[int]], Iterator[Document]]
    ids: Callable[[], Iterable[int]]

    @property
    def first_key(self) -> int:
        return self.number * KEYS_PER_SOURCE

    @property
    def last_key(self) -> int:
        return self.first_key + KEYS_PER_SOURCE - 1


sources: Registry[Source] = Registry()
