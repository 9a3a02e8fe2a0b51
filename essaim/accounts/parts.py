"""Parts of the account page that higher apps bring: the organizations one represents, the clubs one is in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class Part:
    """A fragment of the page with its own context; the fragment begins with an `h2`."""

    template: str
    context: dict[str, Any]


account_parts: Registry[Callable[[HttpRequest], Part | None]] = Registry()
