"""A practice on paper: one sheet to hand over, tagged (PDF/UA-1)."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.ui.paper import blocks, typeset
from essaim.ui.sheets import settable
from essaim.ui.templatetags.ui import day, number

from . import queries
from .models import Practice

TEMPLATE = Path(__file__).parent / "data" / "practice.typ"


def practice_pdf(practice: Practice, *, member: bool) -> bytes:
    """The sheet as a member reads it, or as everybody does (no name of a person who did not agree)."""
    contact = practice.contact if member or practice.names_contact else None
    url = settings.ESSAIM_URL + reverse("practices:detail", args=[practice.club.slug, practice.pk])
    data = {
        "title": settable(practice.title),
        "subtitle": settable(practice.organization.name),
        "summary": settable(practice.summary),
        "language": get_language() or "fr",
        "date": settable(day(timezone.localdate())),
        "club": settable(practice.club.name),
        "url": url,
        "facts": [[settable(label), settable(value)] for label, value in facts_of(practice, contact)],
        "parts": [
            {"title": settable(part.get_kind_display()), "blocks": blocks(part.text.content)}
            for part in queries.parts_of(practice)
            if part.text.content.strip()
        ],
        "figures": [[settable(one.what), settable(one.before or "–"), settable(one.after)]
                    for one in practice.figures.all()],
        "adoptions": [_adoption(one) for one in practice.adoptions.all()],
        "words": {
            "figures": _("En chiffres"), "what": _("Ce qui est compté"), "before": _("Avant"), "after": _("Après"),
            "adopted": _("Reprise par"), "online": _("À jour en ligne :"),
        },
    }  # fmt: skip
    return typeset(TEMPLATE, data)


def facts_of(practice: Practice, contact: Any) -> list[tuple[str, str]]:
    """What stands under the title: means, whom to ask, since when it holds."""
    rows: list[tuple[str, str]] = []
    if practice.hours is not None:
        rows.append((_("Travail pour la mettre en place"), _("%(hours)s h") % {"hours": number(practice.hours)}))
    if practice.euros is not None:
        rows.append(
            (_("Dépense au départ"), _("%(euros)s €") % {"euros": number(practice.euros)} if practice.euros
             else _("aucune"))
        )  # fmt: skip
    if contact:
        rows.append((_("À qui demander"), f"{contact}, {practice.organization.name}"))
    if practice.checked_on:
        rows.append((_("Confirmée"), _("le %(day)s") % {"day": day(practice.checked_on)}))
    return rows


def _adoption(row: Any) -> dict[str, str]:
    said = " ".join(filter(None, [row.gave, row.changed]))
    return {"name": settable(row.organization.name), "said": settable(" ".join(said.split()))}
