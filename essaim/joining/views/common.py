"""What the screens of campaigns share."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..models import Campaign

STEPS = ("pick", "addresses", "write", "review")


def step(campaign: Campaign, name: str) -> dict[str, Any]:
    """What `_steps.html` reads: where one is in the work of four pages, and the campaign."""
    labels = [_("Choisir"), _("Adresses"), _("Écrire"), _("Relire et envoyer")]
    return {"campaign": campaign, "steps": labels, "step": STEPS.index(name) + 1}


def tried(request: HttpRequest, act: Callable[[], Any], sentence: Callable[[Any], str] | str = "") -> bool:
    """Do the act; say the sentence, or why not. Returns whether it was done."""
    try:
        result = act()
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    if said := sentence(result) if callable(sentence) else sentence:
        messages.success(request, said)
    return True
