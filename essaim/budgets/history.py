"""The journal of a budget, as sentences."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.journal.models import Entry

from .enums import Funding
from .words import euros, listed

_RULES = {
    "title": lambda: _("le titre"), "first_year": lambda: _("la première année"),
    "last_year": lambda: _("la dernière année"), "requested_cents": lambda: _("le montant demandé"),
    "max_rate": lambda: _("le taux de l'appel"), "indirect": lambda: _("les coûts indirects"),
    "indirect_rate": lambda: _("le forfait"), "with_in_kind": lambda: _("ce qui est en nature"),
    "in_kind_counts": lambda: _("la base du taux"),
}  # fmt: skip


def told(entries: Iterable[Entry]) -> list[tuple[Entry, str]]:
    """Each entry with what happened, latest first."""
    return [(entry, sentence(entry.verb.partition(".")[2], entry.details)) for entry in entries]


def sentence(verb: str, facts: dict[str, Any]) -> str:
    values = {
        "label": facts.get("label", ""), "amount": euros(facts.get("cents")), "before": euros(facts.get("before"))
        if isinstance(facts.get("before"), int) else "", "name": facts.get("party", ""), "to": facts.get("to", ""),
    }  # fmt: skip
    match verb:
        case "create":
            return _("Le budget est commencé.")
        case "copy":
            return _("Le budget est repris d'un autre.")
        case "add_line":
            return _("« %(label)s » est ajouté : %(amount)s.") % values
        case "update_line" if facts.get("before") != facts.get("cents"):
            return _("« %(label)s » passe de %(before)s à %(amount)s.") % values
        case "update_line":
            return _("« %(label)s » est changé.") % values
        case "remove_line":
            return _("« %(label)s » est retiré : %(amount)s.") % values
        case "set_funding":
            state = str(Funding(facts["funding"]).label).lower()
            return _("« %(label)s » : %(state)s, %(amount)s.") % (values | {"state": state})
        case "update_rules":
            return _("Règles changées : %(names)s.") % {
                "names": listed(_RULES[name]() for name in facts.get("changes", {}))
            }
        case "set_parties":
            return _("Les partenaires sont maintenant %(names)s.") % {"names": listed(facts.get("parties", []))}
        case "set_packages":
            return _("Les lots sont maintenant %(names)s.") % {"names": listed(facts.get("packages", []))}
        case "give_lines":
            count = facts.get("lines", 0)
            return ngettext(
                "%(count)s ligne de %(name)s passe à %(to)s.", "%(count)s lignes de %(name)s passent à %(to)s.", count
            ) % (values | {"count": count})
        case "remove_lines_of":
            return _("Les lignes de %(name)s sont retirées : %(amount)s.") % values
        case "freeze":
            return _("Le budget est parti avec le dossier.")
        case "thaw":
            return _("Le budget peut de nouveau changer.")
    return verb
