"""Progress of long commands: a bar with rate and time left on a terminal, plain lines elsewhere."""

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, TypeVar

Item = TypeVar("Item")


class Progress:
    """Counts rows. `advance(n)` after each batch; `total` may stay unknown (None)."""

    def __init__(
        self, label: str, total: int | None = None, *, stream: TextIO | None = None, quiet: bool = False
    ) -> None:
        self.label, self.total, self.done, self.quiet = label, total, 0, quiet
        self.stream = stream or sys.stderr
        self._bar: Any = None  # rich.progress.Progress, imported on a terminal only
        self._task: Any = None
        self._started = self._said = time.monotonic()

    def __enter__(self) -> "Progress":
        self._started = self._said = time.monotonic()
        if not self.quiet and self.stream.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            self._bar = Bar(
                TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
                console=Console(file=self.stream), transient=False,
            )  # fmt: skip
            self._bar.start()
            self._task = self._bar.add_task(self.label, total=self.total, rate="")
        return self

    def __exit__(self, kind: object, *_rest: object) -> None:
        if self._bar:
            self._bar.stop()
        elif not self.quiet and kind is None:
            print(f"{self.label}: {self.done:,} ({self._rate():,.0f}/s)", file=self.stream, flush=True)

    def advance(self, count: int = 1) -> None:
        self.done += count
        if self._bar:
            self._bar.update(self._task, advance=count, rate=f"{self._rate():,.0f}/s")
        elif not self.quiet and (now := time.monotonic()) - self._said >= 5:
            self._said = now
            left = f", {(self.total - self.done) / max(self._rate(), 1):,.0f} s left" if self.total else ""
            of = f" of {self.total:,}" if self.total else ""
            print(f"{self.label}: {self.done:,}{of} ({self._rate():,.0f}/s{left})", file=self.stream, flush=True)

    def _rate(self) -> float:
        return self.done / max(time.monotonic() - self._started, 1e-6)


@contextmanager
def steps(label: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Progress]:
    with Progress(label, total, quiet=quiet) as progress:
        yield progress


def track(items: Iterable[Item], label: str, total: int | None = None, *, quiet: bool = False) -> Iterator[Item]:
    """Yield the items, showing how far it is."""
    with Progress(label, total, quiet=quiet) as progress:
        for item in items:
            yield item
            progress.advance()
