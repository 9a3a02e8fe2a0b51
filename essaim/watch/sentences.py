"""Scores in words: why a call concerns a structure, what its answers taught."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from essaim.calls.enums import ReservedFor, Scale
from essaim.calls.models import Call
from essaim.calls.words import euros
from essaim.search.labels import labels

from .queries.notices import days_left
from .queries.taught import Taught

MOST_FOR, MOST_AGAINST = 4, 2
Names = Mapping[str, str]  # of sectors, by code


def sector_names() -> Names:
    """Names of all sectors in the language under way. One query; ask it once for a page."""
    return labels("sector", ["all"])


def why(facts: Mapping[str, Any], call: Call, names: Names) -> str:
    """« Cite votre métier (restauration), ouvert à votre département, se termine dans 20 jours ; montant au-dessus de
    ce que vous cherchez. » To whoever acts for the structure; days are counted from today."""
    told = [*list(filter(None, _for(facts, names)))[:MOST_FOR], ending(call)]
    against = list(filter(None, _against(facts)))[:MOST_AGAINST]
    sentence = " ; ".join(filter(None, [", ".join(filter(None, told)), ", ".join(against)]))
    return f"{sentence[:1].upper()}{sentence[1:]}." if sentence else ""


def in_short(facts: Mapping[str, Any], names: Names) -> str:
    """« restauration, même département »: of a structure, to others."""
    said = [
        pgettext("contract", "réservé à son statut") if facts.get("reserved", "others") != "others" else "",
        _lowered(facts.get("word") or names.get(_code(facts), "") or facts.get("branch") or facts.get("wanted", "")),
        _where_in_short(facts.get("place", "")),
    ]
    return ", ".join(filter(None, said))


def _code(facts: Mapping[str, Any]) -> str:
    return str(facts.get("sector", "")).rpartition("/")[2]


def _lowered(text: str) -> str:
    """A title within a sentence: « restauration collective », but « ESS »."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _for(facts: Mapping[str, Any], names: Names) -> list[str]:
    """What speaks for it, the strongest first."""
    found = []
    reserved = facts.get("reserved", "")
    if reserved and reserved != "others":
        found.append(_("réservé à votre statut : %(status)s") % {"status": _lowered(str(ReservedFor(reserved).label))})
    if word := facts.get("word"):
        found.append(_("cite votre métier (%(word)s)") % {"word": _lowered(word)})
    elif name := names.get(_code(facts)) or facts.get("branch"):
        found.append(_("dans votre secteur (%(sector)s)") % {"sector": _lowered(name)})
    if wanted := facts.get("wanted"):
        found.append(_("contient « %(word)s », que vous cherchez") % {"word": wanted})
    found.append(_where(facts.get("place", "")))
    if facts.get("amount") == "fits":
        found.append(_("du montant que vous cherchez"))
    if "liked" in facts.get("learned", ()):
        found.append(_("proche d'autres qui vous intéressent"))
    return found


def _where(place: str) -> str:
    scale = place.partition(":")[0]
    return {
        "commune": _("ouvert à votre commune"),
        "epci": _("ouvert à votre intercommunalité"),
        "department": _("ouvert à votre département"),
        "region": _("ouvert à votre région"),
        "country": _("ouvert à toute la France"),
        "europe": _("ouvert à toute l'Europe"),
    }.get(scale, "")


def _where_in_short(place: str) -> str:
    scale = place.partition(":")[0]
    return {
        "commune": _("dans sa commune"),
        "epci": _("dans son intercommunalité"),
        "department": _("dans son département"),
        "region": _("dans sa région"),
    }.get(scale, "")


def ending(call: Call) -> str:
    """« se termine dans 20 jours »; empty when no date is told."""
    days = days_left(call)
    if days is None:
        return _("ouvert toute l'année") if call.permanent else ""
    if days < 0:
        return _("c'est terminé")
    if days == 0:
        return _("se termine aujourd'hui")
    return ngettext("se termine demain", "se termine dans %(count)s jours", days) % {"count": days}


def _against(facts: Mapping[str, Any]) -> list[str]:
    """What speaks against it, the strongest first."""
    learned = facts.get("learned", ())
    found = []
    if facts.get("reserved") == "others":
        found.append(_("réservé à d'autres statuts que le vôtre"))
    if facts.get("place") == "elsewhere":
        found.append(_("ouvert ailleurs que chez vous"))
    if facts.get("audience") == "other":
        found.append(_("s'adresse à d'autres structures que la vôtre"))
    if unwanted := facts.get("unwanted"):
        found.append(_("contient « %(word)s », que vous écartez") % {"word": unwanted})
    if facts.get("kind") == "other":
        found.append(_("d'une sorte que vous ne cherchez pas"))
    if "trade" in learned:
        found.append(_("proche d'autres qui n'étaient pas votre métier"))
    if "too_big" in learned:
        found.append(_("aussi gros que d'autres que vous avez écartés"))
    elif facts.get("amount") == "above":
        found.append(_("montant au-dessus de ce que vous cherchez"))
    elif facts.get("amount") == "below":
        found.append(_("montant en dessous de ce que vous cherchez"))
    if "too_far" in learned:
        found.append(_("aussi large que d'autres que vous trouviez trop loin"))
    if "not_eligible" in learned:
        found.append(_("d'un financeur où vous n'aviez pas droit à l'aide"))
    if facts.get("place") == "untold":
        found.append(_("territoire non précisé"))
    return found


def what_was_kept(taught: Taught, names: Names) -> list[str]:
    """« Ce que nous avons retenu », a sentence for each thing that answers changed in the score."""
    lesson, found = taught.lesson, []
    for path, factor in lesson.sectors.items():
        if name := names.get(path.rpartition("/")[2]):
            found.append(
                _("« %(sector)s » compte plus : ces appels vous intéressent.") % {"sector": name}
                if factor > 1
                else _("« %(sector)s » compte moins : ce n'était pas votre métier.") % {"sector": name}
            )
    if lesson.ceiling is not None:
        found.append(_("À partir de %(amount)s, c'est trop gros pour vous.") % {"amount": euros(lesson.ceiling)})
    if lesson.days is not None:
        found.append(
            ngettext(
                "Il vous faut %(count)s jour au moins pour répondre.",
                "Il vous faut %(count)s jours au moins pour répondre.", lesson.days,
            ) % {"count": lesson.days}
        )  # fmt: skip
    found += [
        _("Les appels à cette échelle comptent moins : %(scale)s.") % {"scale": _lowered(str(Scale(scale).label))}
        for scale in lesson.scales
    ]
    for funder in lesson.funders:
        name = taught.funders.get(funder) or funder
        found.append(_("Ceux de ce financeur comptent moins : %(name)s.") % {"name": name})
    return found
