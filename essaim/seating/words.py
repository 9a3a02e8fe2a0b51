"""What plans and wishes say, in sentences."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.kernel.errors import Refusal
from essaim.meetings.models import Attendance

from .engine import Unseatable
from .enums import WishKind
from .models import Wish


def explain(score: Mapping[str, Any]) -> list[str]:
    """What a plan is worth, the most important first."""
    sentences = [_repeats(score), _known(score)]
    if score["colleagues"]:
        sentences.append(
            ngettext(
                "%(count)s fois, deux personnes d'une même structure sont ensemble.",
                "%(count)s fois, deux personnes d'une même structure sont ensemble.",
                score["colleagues"],
            )
            % {"count": score["colleagues"]}
        )
    else:
        sentences.append(_("Aucune table ne réunit deux personnes d'une même structure."))
    sentences.append(
        ngettext(
            "Chaque personne rencontre au moins %(count)s autre personne.",
            "Chaque personne rencontre au moins %(count)s autres personnes.",
            score["least"],
        )
        % {"count": score["least"]}
    )
    sentences.append(
        _("Toutes les tables comptent %(size)s personnes.") % {"size": score["largest"]}
        if score["smallest"] == score["largest"]
        else _("Les tables comptent de %(least)s à %(most)s personnes.")
        % {"least": score["smallest"], "most": score["largest"]}
    )
    if score["broken"]:
        sentences.insert(
            0,
            ngettext(
                "%(count)s demande n'est plus respectée depuis les changements à la main.",
                "%(count)s demandes ne sont plus respectées depuis les changements à la main.",
                score["broken"],
            )
            % {"count": score["broken"]},
        )
    return sentences


def _repeats(score: Mapping[str, Any]) -> str:
    if not score["repeats"]:
        return _("Personne ne se retrouve deux fois à la même table.")
    said = ngettext(
        "%(count)s fois, deux personnes se retrouvent à la même table.",
        "%(count)s fois, deux personnes se retrouvent à la même table.",
        score["repeats"],
    ) % {"count": score["repeats"]}
    return f"{said} {_bound(score, score['repeats'], score['repeats_floor'])}"


def _known(score: Mapping[str, Any]) -> str:
    if not score["acquainted"]:
        return _("Aucune paire ne s'était déjà assise ensemble à une rencontre passée.")
    said = ngettext(
        "%(count)s paire s'était déjà assise ensemble à une rencontre passée.",
        "%(count)s paires s'étaient déjà assises ensemble à une rencontre passée.",
        score["acquainted"],
    ) % {"count": score["acquainted"]}
    known = score["acquainted"] + score["colleagues"]
    return f"{said} {_bound(score, known, score['known_floor'])}"


def _bound(score: Mapping[str, Any], value: int, floor: int) -> str:
    """How sure one is that nobody could do better."""
    if score["proved"] or value <= floor:
        return _("C'est prouvé : on ne peut pas faire moins.")
    if floor:
        return _("C'est le mieux trouvé ; il y en aurait au moins %(floor)s dans tout plan.") % {"floor": floor}
    return _("C'est le mieux trouvé.")


def wish_words(wish: Wish) -> str:
    """A wish in a sentence."""
    name, other = wish.attendance.name, wish.other.name if wish.other else ""
    if wish.kind == WishKind.APART:
        return _("%(a)s et %(b)s : à des tables différentes.") % {"a": name, "b": other}
    if wish.kind == WishKind.TOGETHER:
        return _("%(a)s et %(b)s : à la même table.") % {"a": name, "b": other}
    if wish.kind == WishKind.TABLE:
        return _("%(a)s reste à la table %(table)s.") % {"a": name, "table": wish.table}
    if wish.kind == WishKind.ACCESSIBLE:
        return _("%(a)s : à une table facile d'accès.") % {"a": name}
    rounds = ", ".join(str(number) for number in wish.rounds)
    return ngettext(
        "%(a)s : là pour le tour %(rounds)s seulement.", "%(a)s : là pour les tours %(rounds)s.", len(wish.rounds)
    ) % {"a": name, "rounds": rounds}


def clash(refusal: Unseatable, people: Sequence[Attendance]) -> Refusal:
    """Say which requests cannot hold together, or that chairs lack."""
    if refusal.code == "seats":
        return Refusal(
            _("Il n'y a pas assez de chaises pour tout le monde. Ajoutez une table, ou des chaises par table."),
            code="seats",
        )
    if refusal.code != "clash":
        return Refusal(
            _("Ces demandes sont trop nombreuses pour être démêlées. Retirez-en quelques-unes."), code="unknown"
        )
    parts = []
    for kind, *indices in refusal.reasons[:6]:
        names = [people[i].name for i in indices]
        parts.append(
            {
                "apart": lambda n: _("%(a)s et %(b)s à des tables différentes") % {"a": n[0], "b": n[1]},
                "together": lambda n: _("%(a)s et %(b)s à la même table") % {"a": n[0], "b": n[1]},
                "table": lambda n: _("la table gardée pour %(a)s") % {"a": n[0]},
                "accessible": lambda n: _("une table facile d'accès pour %(a)s") % {"a": n[0]},
            }[kind](names)
        )
    return Refusal(
        _("Ces demandes ne tiennent pas ensemble : %(list)s. Retirez-en une, ou ajoutez des chaises.")
        % {"list": " ; ".join(parts)},
        code="clash",
    )
