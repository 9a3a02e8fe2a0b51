"""Long work on many objects: the interpreter's search for cycles is put off.

Python looks for unreachable cycles each time some hundred objects more are alive, and now and then among all of them.
While an import makes objects by the hundred thousand, that search was two fifths of its time, and found nothing:
rows, records and tuples refer to no one in a circle, and go as soon as nothing names them.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_asking = 0


@contextmanager
def without_collections() -> Iterator[None]:
    """Put the search off while at least one thread is within; then let it run again. Counts, so that it nests."""
    global _asking
    with _lock:
        left_alone = _asking == 0 and not gc.isenabled()  # someone else turned it off
        if not left_alone:
            _asking += 1
            gc.disable()
    try:
        yield
    finally:
        if not left_alone:
            with _lock:
                _asking -= 1
                if not _asking:
                    gc.enable()


def settle() -> None:
    """Leave what a server has made at its start out of every later search: a million objects that stay, looked at
    again each three hundred pages, in a pause of a fifth of a second. Called before the processes are forked, which
    then share that memory too. A page makes some thousand objects: searches come every few pages, not several in one.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
