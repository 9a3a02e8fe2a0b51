"""What a paper may be given for: an app above tells it in its `apps.py`.

    purposes.add("dossiers", Purpose(facts=…, rights=…, takes_part=…))

Whatever the consent says, a paper is read only while its purpose is open and its organization takes part in it, and
only by whom `rights` names.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from essaim.accounts.models import User
from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class Facts:
    """Of one purpose, for whoever gives: what it is called, its page (or ""), until when it is likely to be open (None
    when nobody knows), whether it is open: papers may be given and read."""

    label: str
    url: str = ""
    until: date | None = None
    open: bool = True


@dataclass(frozen=True)
class Rights:
    """`read`: what is given for it, bank details and identities aside, which `sensitive` adds (the lead's people)."""

    read: bool = False
    sensitive: bool = False


@dataclass(frozen=True)
class Purpose:
    """`facts(ids)`: those of the rows that exist, by key, in a number of queries that does not depend on how many.
    `rights(user, id)`: what that person reads. `takes_part(id, organization_id)`: whether the organization does, today.
    """

    facts: Callable[[Collection[int]], dict[int, Facts]]
    rights: Callable[[User, int], Rights]
    takes_part: Callable[[int, int], bool]


purposes: Registry[Purpose] = Registry()


def purpose_named(name: str) -> Purpose | None:
    return dict(purposes.items()).get(name)


def facts_of(name: str, key: int) -> Facts | None:
    """Of one purpose; None when its app or its row is gone."""
    known = purpose_named(name)
    return known.facts([key]).get(key) if known else None
