"""How many large lists one address may take away in an hour: a file of thousands of organizations costs seconds.

Counted in each process, so that nothing is written in the database for a reading: with two processes, the limit is
between one and two times what is written here. Who is signed in is not counted.
"""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import caches
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

LARGE = 500  # organizations
MOST = 12  # large lists
WITHIN = 3600  # seconds


def seconds_to_wait(request: HttpRequest, rows: int) -> int:
    """Count a list of that many rows; return 0, or in how many seconds the address may ask again."""
    if rows <= LARGE or request.user.is_authenticated:
        return 0
    cache, key, now = caches["local"], f"directory.export:{_address(request)}", time.time()
    taken = [moment for moment in cache.get(key, ()) if moment > now - WITHIN]
    if len(taken) >= MOST:
        return max(1, round(taken[0] + WITHIN - now))
    cache.set(key, [*taken, now], WITHIN)
    return 0


def _address(request: HttpRequest) -> str:
    try:
        return get_adapter().get_client_ip(request)  # knows the proxies in front (ESSAIM_PROXIES)
    except PermissionDenied:
        return ""
