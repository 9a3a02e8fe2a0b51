"""What the app that embeds a text says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from essaim.kernel.registry import Registry

from .models import Revision, Text


@dataclass(frozen=True)
class Rights:
    """What a person may do with a text. `settle`: accept or decline proposed changes, close the remarks of others."""

    read: bool = False
    write: bool = False
    comment: bool = False
    propose: bool = False
    settle: bool = False


@dataclass(frozen=True)
class TextKind:
    """`rights` is asked once a request, `request.club` and `request.standing` being set; `url` is the page of the text.

    `guest(request, text)` gives the name of who reads or writes it without account, by a link that the app above has
    checked for this session; empty for anybody else. Without it, one signs in.

    `settled` is told, in the transaction, of each version that a person would call one: the first of a sitting, a
    restored version, an accepted change (text, revision, actor).
    """

    rights: Callable[[HttpRequest, Text], Rights]
    url: Callable[[Text], str]
    settled: Callable[[Text, Revision, Any], None] | None = None
    guest: Callable[[HttpRequest, Text], str] | None = None


text_kinds: Registry[TextKind] = Registry()
