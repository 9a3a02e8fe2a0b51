"""Pages for visitors who are not signed in, kept for as long as the database has not moved.

Nothing tells these pages that something changed: the database itself is asked whether anything at all was committed
since. SQLite has `PRAGMA data_version` on a connection that never writes; PostgreSQL has its snapshot of transactions,
which any commit moves. A page is kept in the process that drew it, a minute at most (what it says may depend on the
clock), and never inside a transaction.
"""

import os
import sqlite3
import threading
import time
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language

MOST_SECONDS = 60.0
MOST_BYTES = 16 * 1024 * 1024
VARYING = ("HX-Request", "HX-History-Restore-Request", "HX-Target", "HX-Boosted", "If-None-Match")


@dataclass(frozen=True)
class _Page:
    stamp: tuple
    drawn: float
    content: bytes  # compressed: five times as many are kept
    headers: tuple[tuple[str, str], ...]


_pages: OrderedDict[tuple, _Page] = OrderedDict()
_bytes = 0
_lock = threading.Lock()
_local = threading.local()
_watcher: tuple[int, str, sqlite3.Connection] | None = None


def kept_for_visitors(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A view whose page is the same for every visitor at the same address, in the same language."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not _is_visitor(request) or (stamp := database_stamp()) is None:
            return view(request, *args, **kwargs)
        key = (
            request.method, request.scheme, request.get_host(), request.get_full_path(), get_language(),
            *(request.headers.get(name) for name in VARYING),
        )  # fmt: skip
        with _lock:
            page = _pages.get(key)
        if page and page.stamp == stamp and time.monotonic() - page.drawn < MOST_SECONDS:
            return HttpResponse(zlib.decompress(page.content), headers=dict(page.headers))
        with _standing_still(stamp):
            response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponse) and _is_for_all(request, response):
            content = zlib.compress(response.content, 1)
            _keep(key, _Page(stamp, time.monotonic(), content, tuple(response.items())))
        return response

    return inside


@contextmanager
def _standing_still(stamp: tuple) -> Iterator[None]:
    """While one page is drawn the database is not asked again: what moves meanwhile is seen by the next page."""
    _local.stamp = stamp
    try:
        yield
    finally:
        _local.stamp = None


def database_stamp() -> tuple | None:
    """What changes with any commit, by anyone; None when it cannot be told (a transaction, a database in memory)."""
    if connection.in_atomic_block:
        return None
    if (held := getattr(_local, "stamp", None)) is not None:
        return held
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_current_snapshot()::text")
            return ("postgresql", *cursor.fetchone())
    name = str(connection.settings_dict["NAME"])
    if "memory" in name or not Path(name).is_file():
        return None
    with _lock:
        return ("sqlite", os.getpid(), _watch(name).execute("PRAGMA data_version").fetchone()[0])


def _watch(name: str) -> sqlite3.Connection:
    """The connection of this process that only looks. A forked process opens its own."""
    global _watcher
    if _watcher is None or _watcher[:2] != (os.getpid(), name):
        watcher = sqlite3.connect(name, check_same_thread=False, isolation_level=None, timeout=20)
        watcher.execute("PRAGMA query_only=ON")
        watcher.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        _watcher = (os.getpid(), name, watcher)
    return _watcher[2]


def _is_visitor(request: HttpRequest) -> bool:
    known = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages"}
    return request.method in ("GET", "HEAD") and not known.intersection(request.COOKIES) and not settings.DEBUG


def _is_for_all(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the page holds nothing of this one visitor: no cookie, no session, no form with its token."""
    return (
        response.status_code == 200
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and not request.session.modified
    )


def _keep(key: tuple, page: _Page) -> None:
    global _bytes
    with _lock:
        if former := _pages.pop(key, None):
            _bytes -= len(former.content)
        _pages[key] = page
        _bytes += len(page.content)
        while _bytes > MOST_BYTES:
            _bytes -= len(_pages.popitem(last=False)[1].content)
