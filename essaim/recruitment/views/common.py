"""What the screens of recruitment share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest

from essaim.clubs.models import Club
from essaim.clubs.queries import municipalities_of
from essaim.kernel.errors import Refusal

from ..occupations import COMMON


def lists(club: Club) -> dict[str, Any]:
    """What the browser proposes while typing: communes of the club, occupations of the sector. One query."""
    return {"communes": list(municipalities_of(club).order_by("name")[:400]), "occupations": COMMON}


def departments_of(communes: list) -> frozenset[str]:
    """Departments preferred when several communes have a name."""
    return frozenset(commune.department_id for commune in communes)


def tried(request: HttpRequest, act: Callable[[], Any], sentence: str = "") -> bool:
    """Do the act; say the sentence, or why not. Returns whether it was done."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    if sentence:
        messages.success(request, sentence)
    return True
