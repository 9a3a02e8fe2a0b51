"""In a large club, whom it is worth reading: the index of the search tells who says a word, without reading anybody."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.search.organizations import ORGANIZATIONS
from essaim.search.port import holders
from essaim.search.text import ROOT, STEM

from ..engine import BY_SYNONYM, BY_UNSAID, LEAST, Counted, Line, Wanted, asked_about, rarity, subjects, whole_of

ALL_READ = 600  # organizations of a club
MOST_READ = 400  # of a larger one, for a question
KNOWS = "bc"  # the fields of the index that hold know-how and texts


@dataclass(frozen=True)
class Worth:
    """`organizations` to read, `counted` what the index says of the whole club; `roots` and `stems` are those of the
    question, its synonyms among the stems."""

    organizations: set[int]
    counted: Counted
    roots: frozenset[str]
    stems: frozenset[str]

    def touches(self, line: Line) -> bool:
        """Whether a line says a word of the question."""
        words = (*subjects(line.title), *(subjects(line.more) if line.more else ()))
        return any(one.root in self.roots or stem in self.stems for one, stem in words)


def worth_reading(club: Club, wanted: Wanted) -> Worth | None:
    """The members whose know-how, offers and presentation say most of a question; None when all are to be read.

    A line that says less than LEAST is no proof, and all the lines of an organization say no more than their sum: those
    below are left out without loss. Of the others, MOST_READ that say most. Members that the directory does not show
    are not in the index: they are read. Two queries, and those of the search.
    """
    members = Organization.objects.filter(
        memberships__club=club, memberships__state=MembershipState.MEMBER, merged_into=None
    )
    texts = (wanted.words, wanted.title, wanted.tried)
    words = {one.root: (one, stem) for text in texts for one, stem in subjects(text)}
    if not words or members[: ALL_READ + 1].count() <= ALL_READ:
        return None
    asked = list(words.values())
    said = [[ROOT + one.root, STEM + stem] for one, stem in asked]
    alike = [[STEM + stem for stem in sorted(one.synonyms)] for one, _stem in asked]
    ids, held = holders(ORGANIZATIONS.name, [*said, *alike], facet="member", value=str(club.pk), fields=KNOWS)
    direct, near = held[: len(asked)], held[len(asked) :]
    seen = {one.root: int(row.sum()) for (one, _stem), row in zip(asked, direct, strict=True)}
    unlisted = set(members.filter(listed=False).values_list("pk", flat=True))
    size = len(ids) + len(unlisted)
    about = asked_about(wanted, lambda key: rarity(seen[key], size))
    most = np.zeros(len(ids))
    told = []
    for (one, _stem), says, comes_near in zip(asked, direct, near, strict=True):
        weight = about[one.root][1]
        most += weight * np.where(says, 1.0, np.where(comes_near, BY_SYNONYM, 0.0))
        told.append(weight if says.any() or comes_near.any() else BY_UNSAID * weight)
    enough = np.flatnonzero(most >= LEAST * whole_of(told))
    best = enough[np.lexsort((ids[enough], -most[enough]))][:MOST_READ]
    return Worth(
        {int(number) for number in ids[best]} | unlisted,
        Counted(size, seen),
        frozenset(words),
        frozenset(stem for one, _stem in asked for stem in one.synonyms),
    )


def touching(lines: dict[int, list[Line]], worth: Worth) -> dict[int, list[Line]]:
    """Those of the lines that say a word of the question."""
    kept = {key: [line for line in some if worth.touches(line)] for key, some in lines.items()}
    return {key: some for key, some in kept.items() if some}


def first_of(organizations: Iterable[int], most: int) -> set[int]:
    return set(sorted(organizations)[:most])
