"""How complete a page is, 0 to 100, and what to add next, most useful first.

The weights say what helps a reader find and trust an organization: knowing what it does and where comes before its
pictures. They add up to 100 (a test says so).
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Item:
    """Something a page may hold. `card` names the form where it is added (`organizations:edit`)."""

    key: str
    weight: int
    card: str
    sentence: Promise


ITEMS: tuple[Item, ...] = (
    Item("summary", 12, "activite", _("Dites en une phrase ce que vous faites.")),
    Item("sectors", 10, "activite", _("Choisissez vos secteurs : c'est par eux qu'on vous cherche.")),
    Item("skills", 10, "activite", _("Nommez vos savoir-faire, en quelques mots chacun.")),
    Item("head_office", 10, "lieux", _("Indiquez votre adresse, pour apparaître sur la carte.")),
    Item("number", 9, "identite", _("Donnez votre SIRET ou votre numéro RNA : il évite les doublons.")),
    Item("contact", 9, "identite", _("Laissez un numéro de téléphone ou une adresse e-mail.")),
    Item("representative", 8, "personnes", _("Nommez la personne qui représente la structure.")),
    Item("exchanges", 8, "echanges", _("Dites ce que vous proposez, ce que vous cherchez : tout part de là.")),
    Item("references", 6, "activite", _("Citez une référence : pour qui, quoi, quand.")),
    Item("served_area", 5, "lieux", _("Dites où vous intervenez.")),
    Item("description", 4, "activite", _("Présentez votre structure en quelques paragraphes.")),
    Item("legal_category", 3, "identite", _("Précisez votre forme juridique.")),
    Item("picture", 3, "images", _("Ajoutez une photo ou votre logo.")),
    Item("headcount", 1, "identite", _("Indiquez votre effectif.")),
    Item("website", 1, "liens", _("Ajoutez l'adresse de votre site.")),
    Item("founded_on", 1, "identite", _("Dites depuis quand vous existez.")),
)  # fmt: skip


def score(present: Collection[str]) -> int:
    """Return 0 to 100 for the keys of what the page holds (`queries.what_pages_hold`)."""
    return sum(item.weight for item in ITEMS if item.key in present)


def next_to_add(present: Collection[str]) -> list[Item]:
    """Return what the page lacks, most useful first."""
    return sorted((item for item in ITEMS if item.key not in present), key=lambda item: -item.weight)
