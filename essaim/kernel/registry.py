"""Registries and hooks: how a lower app lets a higher one take part, without importing it.

A higher app fills them in the `ready()` of its `apps.py`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Generic, TypeVar

Entry = TypeVar("Entry")


class Registry(Generic[Entry]):
    """Entries under a name, given back in order (then by name)."""

    def __init__(self) -> None:
        self._entries: dict[str, tuple[int, Entry]] = {}

    def add(self, name: str, entry: Entry, *, order: int = 100) -> None:
        if name in self._entries:
            raise ValueError(f"{name} is registered twice")
        self._entries[name] = (order, entry)

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name][1]

    def __iter__(self) -> Iterator[Entry]:
        return (entry for _name, entry in self.items())

    def items(self) -> Iterator[tuple[str, Entry]]:
        """Names and entries, in order."""
        for name, (_order, entry) in sorted(self._entries.items(), key=lambda item: (item[1][0], item[0])):
            yield name, entry


class Hook:
    """A fact told by a lower app to whoever listens, within the same transaction, in the order of registration."""

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc
        self._listeners: list[Callable[..., Any]] = []
        self._muted: ContextVar[bool] = ContextVar("muted", default=False)
        self._aside: ContextVar[list[dict[str, Any]] | None] = ContextVar("aside", default=None)

    def connect(self, listener: Callable[..., Any]) -> None:
        if listener not in self._listeners:
            self._listeners.append(listener)

    def tell(self, **facts: Any) -> None:
        if self._muted.get():
            return
        aside = self._aside.get()
        if aside is not None:
            aside.append(facts)
            return
        for listener in self._listeners:
            listener(**facts)

    @contextmanager
    def muted(self) -> Iterator[None]:
        """Nobody hears what is told inside: a story of long ago is loaded without writing to its people."""
        token = self._muted.set(True)
        try:
            yield
        finally:
            self._muted.reset(token)

    @contextmanager
    def aside(self) -> Iterator[list[dict[str, Any]]]:
        """What is told inside is noted in the list, and nobody hears it: what would be told, without its effect."""
        noted: list[dict[str, Any]] = []
        token = self._aside.set(noted)
        try:
            yield noted
        finally:
            self._aside.reset(token)
