"""News that one may refuse: what the registry of streams says, for reading."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.hooks import mail_streams

from . import queries


@dataclass(frozen=True)
class Choice:
    """A line of the page of choices."""

    name: str
    label: Any
    about: Any
    received: bool


def may_wait(stream: str) -> bool:
    """Whether its messages may wait for the person's digest."""
    known = dict(mail_streams.items())
    return stream in known and known[stream].gathered


def label_of(stream: str) -> str:
    if stream == queries.EVERYTHING:
        return _("toutes les nouvelles")
    known = dict(mail_streams.items())
    return str(known[stream].label) if stream in known else _("Nouvelles")


def choices_of(*, address: str, club) -> list[Choice]:
    """What an address receives from a club, in the order of registration. One query."""
    refused = queries.refused_streams(address=address, club=club)
    nothing = queries.EVERYTHING in refused
    return [
        Choice(name, one.label, one.about, not nothing and name not in refused) for name, one in mail_streams.items()
    ]
