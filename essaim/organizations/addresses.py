"""Addresses of pages, for lists: what `get_absolute_url` gives, without resolving it again for each row."""

from collections.abc import Callable
from functools import lru_cache

from django.urls import get_script_prefix, get_urlconf, reverse
from django.utils.translation import get_language

_PK, _SLUG = 987654321, "a-b-c-slug"


def page_addresses() -> Callable[[int, str], str]:
    """A function (pk, slug) → address, in the language of the moment."""
    before, between, after = _around(get_language(), get_urlconf(), get_script_prefix())
    return lambda pk, slug: f"{before}{pk}{between}{slug}{after}"


@lru_cache(maxsize=50)
def _around(_language: str | None, urlconf: str | None, _prefix: str) -> tuple[str, str, str]:
    address = reverse("organizations:detail", urlconf, args=[_PK, _SLUG])
    before, _pk, rest = address.partition(str(_PK))
    between, _slug, after = rest.partition(_SLUG)
    return before, between, after
