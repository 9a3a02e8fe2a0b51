"""A proposed team in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.text import NO_BREAK
from essaim.ui.templatetags.ui import number

MOST_PAIRS = 2


def sentences(team: Mapping[str, Any], needs: Sequence[Mapping[str, Any]], names: Mapping[int, str]) -> list[str]:
    """« Couvre 7 besoins sur 8. », « Manque : restauration. », « A et B ont déjà travaillé ensemble 2 fois. »…

    `team` and `needs`: as `TeamProposal` keeps them. `names`: of organizations, by key.
    """
    labels = {need["key"]: need["label"] for need in needs}
    said = [
        ngettext(
            "Couvre %(count)s besoin sur %(all)s.", "Couvre %(count)s besoins sur %(all)s.", len(team["covered"])
        ) % {"count": len(team["covered"]), "all": len(needs)}
    ]  # fmt: skip
    if missing := [labels[key] for key in team["missing"] if key in labels]:
        said.append(_("Manque : %(needs)s.") % {"needs": ", ".join(missing)})
    if partly := [labels[key] for key in team["partly"] if key in labels]:
        said.append(_("En partie : %(needs)s.") % {"needs": ", ".join(partly)})
    for one, other, answers in team["proven"][:MOST_PAIRS]:
        if one in names and other in names:
            said.append(_together(names[one], names[other], answers))
    new = [names[key] for key in team["new"] if key in names]
    if new and team["proven"]:
        said.append(
            ngettext(
                "%(names)s n'a encore travaillé avec aucune des autres.",
                "%(names)s n'ont encore travaillé avec aucune des autres.", len(new),
            ) % {"names": _among_us(new)}
        )  # fmt: skip
    elif new:
        said.append(_("Elles n'ont encore jamais travaillé ensemble."))
    if team["farthest"] >= 1:
        said.append(_("À %(km)s km au plus, à vol d'oiseau.") % {"km": number(round(team["farthest"]))})
    return said


def _together(one: str, other: str, answers: int) -> str:
    names = {"one": one, "other": other, "count": answers}
    if not answers:
        return _("%(one)s et %(other)s se sont déjà entraidées.") % names
    return ngettext(
        "%(one)s et %(other)s ont déjà répondu ensemble.",
        "%(one)s et %(other)s ont déjà répondu ensemble %(count)s fois.", answers,
    ) % names  # fmt: skip


def _among_us(names: Sequence[str]) -> str:
    """« A, B et C »."""
    if len(names) < 2:
        return "".join(names)
    return _("%(others)s et %(last)s") % {"others": ", ".join(names[:-1]), "last": names[-1]}


def proof(team: Mapping[str, Any], *, first: bool) -> str:
    """Whether it is the best there is, or how far from it, at most."""
    if team["gap"] <= 0:
        if first:
            return _("C'est prouvé : aucune autre équipe ne fait mieux.")
        return _("C'est prouvé : aucune ne fait mieux parmi celles qui diffèrent des précédentes.")
    share = max(1, round(100 * team["gap"]))
    return _("À %(percent)s au plus de la meilleure possible.") % {"percent": f"{share}{NO_BREAK}%"}
