"""The ways to help each other, each with its door on the page « S'entraider »."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from essaim.clubs.models import Club
from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class Door:
    """`about` is a sentence, `url_name` takes the club's slug.

    `news(request, club)` says in a few words what is behind (« 3 questions attendent une réponse »), or '' when
    nothing is; a fixed number of queries. `verb` and `verb_url_name`: what one comes to do most (« Poser une
    question »).
    """

    label: Any
    icon: str
    about: Any
    url_name: str
    news: Callable[[HttpRequest, Club], str] | None = None
    verb: Any = ""
    verb_url_name: str = ""
    in_a_name: bool = True  # what the verb does is done in the name of a member organization


doors: Registry[Door] = Registry()
