"""Small facts that every page asks for and that hardly ever change, kept in the process until the database moves."""

import threading
import time
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from .visitors import MOST_SECONDS, database_stamp

Value = TypeVar("Value")
# The database is asked whether it moved once for all that one page needs, not once for each fact.
SAME_MOMENT = 0.02  # seconds
MOST_FACTS = 2000

_facts: dict[Hashable, tuple[tuple, float, Any]] = {}
_lock = threading.Lock()
_local = threading.local()


def remembered(key: Hashable, make: Callable[[], Value]) -> Value:
    """What `make()` gives, made again once anything was committed, and once a minute.

    `key` says all that the fact depends on (the language, for instance). The fact is shared: whoever gets it does not
    change it. Inside a transaction, and in a database in memory, it is always made anew.
    """
    stamp = _stamp()
    if stamp is None:
        return make()
    now = time.monotonic()
    with _lock:
        known = _facts.get(key)
    if known and known[0] == stamp and now - known[1] < MOST_SECONDS:
        return known[2]
    value = make()
    with _lock:
        if len(_facts) >= MOST_FACTS:
            _facts.clear()
        _facts[key] = (stamp, now, value)
    return value


def _stamp() -> tuple | None:
    at, stamp = getattr(_local, "stamp", (0.0, None))
    now = time.monotonic()
    if stamp is None or now - at > SAME_MOMENT:
        stamp = database_stamp()
        _local.stamp = (now, stamp)
    return stamp
