"""Are two records the same body? A score from 0 to 1, and why.

Pure: no database. A record is what a file or a row of ours says of an organization. The name speaks first, weighed by
how much each word tells; the place says whether the same name may be two bodies; the identifiers overrule both.
The choice of the weights and what was measured: docs/decisions/ (duplicates).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from stdnum import luhn

from .alignment import NameLikeness, compare_names
from .names import NameForm, dictionary, read_name, stem
from .places import NOWHERE, Apart, Whereabouts, apart

SAME = 0.85  # from here on, surely the same: an import may say so without asking
PROBABLE = 0.5  # from here on, probably the same: a person is asked


class Reason(StrEnum):
    """Why two records look alike, or not. `SENTENCES` says it in words."""

    SAME_SIRET = "same_siret"
    SAME_SIREN = "same_siren"
    SAME_RNA = "same_rna"
    OTHER_SIREN = "other_siren"
    OTHER_RNA = "other_rna"
    SIREN_TYPO = "siren_typo"
    SAME_NAME = "same_name"
    SAME_WORDS = "same_words"
    ACRONYM = "acronym"
    SPELLING = "spelling"
    CLOSE_NAME = "close_name"
    NAME_WITHIN = "name_within"
    OTHER_NAME = "other_name"
    OTHER_KIND = "other_kind"
    OTHER_NUMBER = "other_number"
    OTHER_FORM = "other_form"
    PART_OF = "part_of"
    COMMON_WORDS = "common_words"
    SAME_CITY = "same_city"
    NEAR = "near"
    SAME_DEPARTMENT = "same_department"
    ELSEWHERE = "elsewhere"
    FAR = "far"
    PLACE_UNKNOWN = "place_unknown"


SENTENCES = {
    Reason.SAME_SIRET: _("Même SIRET."),
    Reason.SAME_SIREN: _("Même SIREN : c'est la même personne morale."),
    Reason.SAME_RNA: _("Même numéro RNA : c'est la même association."),
    Reason.OTHER_SIREN: _("Deux SIREN différents, tous deux justes."),
    Reason.OTHER_RNA: _("Deux numéros RNA différents."),
    Reason.SIREN_TYPO: _("Les SIREN ne diffèrent que d'un chiffre, et l'un des deux ne tombe pas juste."),
    Reason.SAME_NAME: _("Même nom."),
    Reason.SAME_WORDS: _("Même nom à la forme juridique, aux accents ou à l'ordre des mots près."),
    Reason.ACRONYM: _("Même nom à un sigle près."),
    Reason.SPELLING: _("Même nom à une abréviation ou à une lettre près."),
    Reason.CLOSE_NAME: _("Noms proches."),
    Reason.NAME_WITHIN: _("L'un des noms est contenu dans l'autre."),
    Reason.OTHER_NAME: _("Les noms diffèrent."),
    Reason.OTHER_KIND: _("Ce ne sont pas les mêmes sortes d'établissement."),
    Reason.OTHER_NUMBER: _("Les noms portent des numéros différents."),
    Reason.OTHER_FORM: _("L'une est une association, l'autre une société."),
    Reason.PART_OF: _("L'un des noms désigne une section, des amis ou une fédération de l'autre."),
    Reason.COMMON_WORDS: _("Ce nom est fait de mots que portent beaucoup de structures."),
    Reason.SAME_CITY: _("Même commune."),
    Reason.NEAR: _("Communes voisines."),
    Reason.SAME_DEPARTMENT: _("Communes différentes du même département."),
    Reason.ELSEWHERE: _("Communes différentes."),
    Reason.FAR: _("Départements différents."),
    Reason.PLACE_UNKNOWN: _("La commune de l'une des deux n'est pas connue."),
}


@dataclass(frozen=True, slots=True)
class Record:
    """What is compared. `names`: the name first, then the acronym and other names, read."""

    names: tuple[NameForm, ...]
    place: Whereabouts = NOWHERE
    siren: str = ""
    siret: str = ""
    rna: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    score: float
    reasons: tuple[Reason, ...]

    @property
    def same(self) -> bool:
        return self.score >= SAME

    @property
    def probable(self) -> bool:
        return self.score >= PROBABLE

    @property
    def sentences(self) -> list[str]:
        return explain(self.reasons)


_ORDER = {reason: position for position, reason in enumerate(Reason)}


def explain(reasons: Iterable[str]) -> list[str]:
    """The reasons in sentences, in the reader's language."""
    return [str(SENTENCES[Reason(reason)]) for reason in reasons if reason in SENTENCES]


def make_record(
    name: str,
    *,
    other_names: Iterable[str] = (),
    place: Whereabouts = NOWHERE,
    siren: str | None = "",
    siret: str | None = "",
    rna: str | None = "",
) -> Record:
    """Read a record. Identifiers may hold spaces, be empty or None; a SIRET in the place of a SIREN is understood."""
    siren, siret, rna = (_compact(value) for value in (siren, siret, rna))
    if len(siren) == 14:
        siren, siret = siren[:9], siret or siren
    if not siren and len(siret) == 14:
        siren = siret[:9]
    forms = [read_name(text) for text in (name, *other_names) if text and text.strip()]
    unique = {form.folded: form for form in forms if form.words}
    if place == NOWHERE and forms and forms[0].department:
        place = Whereabouts(department=forms[0].department)
    return Record(tuple(unique.values()), place, siren, siret, rna)


def _compact(value: str | None) -> str:
    return "".join(character for character in value or "" if character.isalnum()).upper()


def compare(a: Record, b: Record) -> Verdict:
    """Score two records and say why."""
    distance = _distance(a, b)
    likeness = _best_likeness(a, b, distance)
    alone = distance in (Apart.NEAR, Apart.DEPARTMENT) and _alone(a) and _alone(b)
    score, reasons = _from_name_and_place(likeness, distance, alone)
    return _with_identifiers(a, b, score, reasons)


def _alone(record: Record) -> bool:
    """Whether the name is that of a body which is alone of its name in its department."""
    department = record.place.department_stems
    return any(
        dictionary().departmental & set(form.stems) or (department and department <= set(form.stems))
        for form in record.names
    )


def _distance(a: Record, b: Record) -> Apart:
    distance = apart(a.place, b.place)
    if distance in (Apart.UNKNOWN, Apart.UNKNOWN_IN_DEPARTMENT):
        # « MJC de Rodez », no more, and a MJC that is at Rodez.
        for here, elsewhere in ((a, b), (b, a)):
            city = frozenset(map(stem, here.place.bare_city.split()))
            if city and not elsewhere.place.city and any(city <= set(form.stems) for form in elsewhere.names):
                return Apart.SAME
    return distance


def _best_likeness(a: Record, b: Record, distance: Apart) -> NameLikeness:
    # Away from each other, the commune in the name tells the bodies apart; together, it tells nothing.
    if distance in _AWAY:
        local = a.place.local_stems & b.place.local_stems
    else:
        local = a.place.local_stems | b.place.local_stems
    best = NameLikeness(0.0, 0.0, frozenset())
    for i, one in enumerate(a.names):
        for j, other in enumerate(b.names):
            if i and j and distance != Apart.SAME:
                continue  # two acronyms alone: many bodies have the same
            likeness = compare_names(one, other, local)
            if likeness.score > best.score:
                best = likeness
    return best


_AWAY = {Apart.NEAR, Apart.DEPARTMENT, Apart.ELSEWHERE, Apart.FAR}
# What remains of the likeness of the names at that distance: (for an ordinary name, for a name that tells much).
_KEPT = {
    Apart.SAME: (1.0, 1.0),
    Apart.NEAR: (0.35, 0.8),
    Apart.UNKNOWN_IN_DEPARTMENT: (0.7, 0.95),
    Apart.DEPARTMENT: (0.35, 0.7),
    Apart.UNKNOWN: (0.48, 0.92),
    Apart.ELSEWHERE: (0.25, 0.6),
    Apart.FAR: (0.2, 0.4),
}
_PLACE_REASON = {
    Apart.SAME: Reason.SAME_CITY,
    Apart.NEAR: Reason.NEAR,
    Apart.DEPARTMENT: Reason.SAME_DEPARTMENT,
    Apart.ELSEWHERE: Reason.ELSEWHERE,
    Apart.FAR: Reason.FAR,
    Apart.UNKNOWN: Reason.PLACE_UNKNOWN,
    Apart.UNKNOWN_IN_DEPARTMENT: Reason.PLACE_UNKNOWN,
}
# From how much the common words tell is a name found but once in a country (1 = one word that the dictionary lacks).
ORDINARY, TELLING = 0.8, 2.0


def _from_name_and_place(likeness: NameLikeness, distance: Apart, alone: bool) -> tuple[float, list[Reason]]:
    low, high = _KEPT[Apart.UNKNOWN_IN_DEPARTMENT if alone else distance]
    share = min(1.0, max(0.0, (likeness.told - ORDINARY) / (TELLING - ORDINARY)))
    score = likeness.score * (low + (high - low) * share)
    reasons = sorted((Reason(note) for note in likeness.notes), key=_ORDER.__getitem__)
    if likeness.told < ORDINARY and likeness.score > PROBABLE:
        reasons.append(Reason.COMMON_WORDS)
    reasons.append(_PLACE_REASON[distance])
    return score, reasons


def _with_identifiers(a: Record, b: Record, score: float, reasons: list[Reason]) -> Verdict:
    if a.siret and a.siret == b.siret and len(a.siret) == 14:
        return Verdict(max(0.99, score), (Reason.SAME_SIRET, *reasons))
    if a.siren and a.siren == b.siren and len(a.siren) == 9:
        return Verdict(0.95 + 0.04 * score, (Reason.SAME_SIREN, *reasons))
    if a.rna and a.rna == b.rna:
        return Verdict(0.95 + 0.04 * score, (Reason.SAME_RNA, *reasons))
    if a.siren and b.siren:
        holds_a, holds_b = _holds(a.siren), _holds(b.siren)
        if holds_a and holds_b:
            # An association that registers anew gets a new number: rare, so never called the same without a person.
            return Verdict(round(score * 0.48, 4), (Reason.OTHER_SIREN, *reasons))
        if _one_digit_amiss(a.siren, b.siren):
            return Verdict(min(1.0, score + 0.2 * score), (Reason.SIREN_TYPO, *reasons))
    if a.rna and b.rna:
        return Verdict(round(score * 0.55, 4), (Reason.OTHER_RNA, *reasons))
    return Verdict(round(score, 4), tuple(reasons))


def _holds(siren: str) -> bool:
    return len(siren) == 9 and siren.isdigit() and luhn.is_valid(siren)


def _one_digit_amiss(a: str, b: str) -> bool:
    if len(a) != len(b):
        return abs(len(a) - len(b)) == 1
    different = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(different) == 1 or (
        len(different) == 2 and a[different[0]] == b[different[1]] and a[different[1]] == b[different[0]]
    )
