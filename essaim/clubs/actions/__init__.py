"""The only writers of clubs, one file per noun."""

from .charges import give_charge, take_charge_back
from .club import FIELDS, create_club, update_club
from .memberships import admit, invite, leave
from .opening import open_club
from .territory import MOST_COMMUNES, set_territory

__all__ = [
    "FIELDS", "MOST_COMMUNES", "admit", "create_club", "give_charge", "invite", "leave", "open_club", "set_territory",
    "take_charge_back", "update_club",
]  # fmt: skip
