"""The sentences of the imports: why a row is refused or set aside, what was noticed on the way.

A row keeps the code and the values; the sentence is written in the language of whoever reads it.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

REASONS: dict[str, Any] = {
    # refused
    "empty": _("La ligne est vide."),
    "no_name": _("Il manque le nom, et aucun numéro ne mène à une structure connue."),
    "name_is_number": _("Le nom « %(value)s » n'est pas un nom."),
    "bad_number": _("« %(value)s » : %(why)s"),
    "too_many_cells": _(
        "La ligne a %(cells)s cases, l'en-tête %(columns)s : un séparateur s'est sans doute glissé dans un texte."
    ),
    "masked": _("Cette personne a demandé à l'INSEE que ses données ne soient pas diffusées."),
    # probable duplicates
    "close_name": _("Le nom et le lieu ressemblent à ceux de « %(other)s »."),
    "same_name_far": _("« %(other)s » porte le même nom ; le lieu manque pour être sûr que c'est elle."),
    "same_name_several": _("%(count)s structures portent ce nom au même endroit, dont « %(other)s »."),
    "common_name": _("Beaucoup de structures s'appellent ainsi, et la commune manque pour reconnaître « %(other)s »."),
    "numbers_disagree": _("Le SIREN désigne « %(other)s », le numéro RNA en désigne une autre."),
    "other_siren": _("« %(other)s » a ce numéro RNA, mais un autre SIREN."),
    "similar": _("Cette ligne ressemble à « %(other)s ». %(why)s"),
    # said of rows that are taken
    "known_row": _("Même structure que la ligne %(row)s, sans rien de plus."),
    "unknown_city": _(
        "La commune « %(value)s » est inconnue : elle est gardée telle qu'écrite, sans place sur la carte."
    ),
    "guessed_city": _("La commune « %(value)s » a été lue « %(found)s »."),
    "number_left_out": _("« %(value)s » a été laissé de côté : %(why)s"),
    "value_left_out": _("« %(value)s » a été laissé de côté : ce n'est pas lisible."),
    "public": _("Organisme public : importé, sans paraître dans l'annuaire."),
    "kept": _("Saisi par une personne, donc gardé : %(value)s."),
}


def sentence(code: str, values: Mapping[str, Any] | None = None) -> str:
    """Return the sentence of a reason; an empty text for an empty code."""
    if not code:
        return ""
    known = _Blank(values or {})
    return str(REASONS[code]) % known


class _Blank(dict):
    def __missing__(self, key: str) -> str:
        return "?"
