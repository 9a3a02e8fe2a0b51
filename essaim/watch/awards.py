"""« Qui a déjà gagné quelque chose de semblable »: what members won, told by the apps that know it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from essaim.calls.models import Call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.kernel.registry import Registry
from essaim.kernel.text import fold
from essaim.organizations.models import Reference

from .models import CallWords
from .queries.notices import words_of_call
from .queries.profiles import stems_of

LIKE_ENOUGH = 1.5
SAME_FUNDER = 1.5
MOST = 5


@dataclass(frozen=True)
class Award:
    """Something that a structure won. `organization`: its key, `name` and `address` of its page. `words`: more of what
    it was, to compare, not shown. `cents`: how much, None when it is not told. `url`: a page of it, when the reader may
    open one."""

    organization: int
    name: str
    address: str
    title: str
    funder: str
    year: int | None = None
    cents: int | None = None
    words: str = ""
    url: str = ""


# Functions (club) -> what its members won, whatever the call, in a fixed number of queries. Joint answers fill it.
past_awards: Registry[Callable[[Club], Iterable[Award]]] = Registry()


@dataclass(frozen=True)
class Won:
    """One thing that was won, and the structures that won it together."""

    award: Award
    winners: list[Award]


def similar(club: Club, call: Call) -> list[Won]:
    """What was won that is like this call: the same funder, or several words of its title in common; the likest first,
    then the latest."""
    known = CallWords.objects.filter(call=call, read_at__gte=call.updated_at).values_list("words", flat=True).first()
    words = known or words_of_call(call)
    title = {word for word, weight in words.items() if weight >= 3}
    funders = {fold(name) for name in call.funders}
    ranked = []
    for read in past_awards:
        for award in read(club):
            stems = set(stems_of(f"{award.title} {award.words}"))
            like = len(stems & title) + 0.25 * len(stems & (words.keys() - title))
            if fold(award.funder) in funders:
                like += SAME_FUNDER
            if like >= LIKE_ENOUGH:
                ranked.append((-like, -(award.year or 0), award.name, award))
    found: dict[tuple, list[Award]] = {}
    for *_order, award in sorted(ranked, key=lambda row: row[:3]):
        found.setdefault((fold(award.title), fold(award.funder), award.year), []).append(award)
    return [Won(rows[0], rows) for rows in found.values()][:MOST]


def references(club: Club) -> Iterable[Award]:
    """What members show on their pages: for whom, what, when. One query."""
    rows = Reference.objects.filter(
        organization__memberships__club=club, organization__memberships__state=MembershipState.MEMBER,
        organization__merged_into=None,
    ).select_related("organization", "skill")  # fmt: skip
    for row in rows:
        yield Award(
            row.organization_id, row.organization.name, row.organization.get_absolute_url(), row.what, row.client,
            row.year, int(row.amount * 100) if row.amount is not None else None, row.skill.name if row.skill else "",
        )  # fmt: skip
