"""Who and what the story speaks of, found by the keys of its files."""

import random
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.meetings.models import Meeting, Theme
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

FILES = Path(__file__).resolve().parents[1] / "data" / "story"


def read(name: str) -> list[dict]:
    """The entries of a file: `read("themes")` gives its `[[theme]]`."""
    with (FILES / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)[name.removesuffix("s")]


@dataclass
class Cast:
    club: Club
    organizations: dict[str, Organization]
    accounts: dict[str, User]
    today: date
    chance: random.Random
    themes: dict[str, Theme] = field(default_factory=dict)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    calls: dict[str, Call] = field(default_factory=dict)

    def __post_init__(self) -> None:
        key_of = {organization.pk: key for key, organization in self.organizations.items()}
        rows = Membership.objects.filter(club=self.club)
        self.members: dict[str, date] = {
            key_of[row.organization_id]: row.since for row in rows if row.state == MembershipState.MEMBER and row.since
        }
        self.invited = [key_of[row.organization_id] for row in rows if row.state == MembershipState.INVITED]
        people = Representation.objects.filter(organization__memberships__club=self.club).select_related("user")
        # The representative speaks for the organization: first of its people.
        self.people: dict[str, list[Representation]] = {}
        for person in people.order_by("organization", "pk"):
            self.people.setdefault(key_of[person.organization_id], []).append(person)

    def members_on(self, day: date) -> list[str]:
        return [key for key, since in self.members.items() if since <= day]

    def representative(self, key: str) -> Representation:
        return next(one for one in self.people[key] if one.kind == RepresentativeKind.REPRESENTATIVE)
