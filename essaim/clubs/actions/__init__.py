"""The only writers of clubs, one file per noun."""

from .charges import give_charge, take_charge_back
from .club import ADMISSION_FIELDS, FIELDS, create_club, update_club
from .memberships import admit, apply, come_back, invite, leave, resume, suspend, turn
from .opening import open_club
from .territory import MOST_COMMUNES, set_territory

__all__ = [
    "ADMISSION_FIELDS", "FIELDS", "MOST_COMMUNES", "admit", "apply", "come_back", "create_club", "give_charge",
    "invite", "leave", "open_club", "resume", "set_territory", "suspend", "take_charge_back", "turn", "update_club",
]  # fmt: skip
