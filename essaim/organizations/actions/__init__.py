"""The only writers of organizations, one file per noun."""

from .claims import accept_claim, ask_review, claim_page, decline_claim, prove_claim, withdraw_claim
from .common import refresh_completeness, write_sources
from .corrections import apply_correction, decline_correction, suggest_correction
from .identity import (
    FIELDS,
    Update,
    confirm_organization,
    create_organization,
    list_organization,
    update_organization,
)
from .page import (
    set_exchanges,
    set_links,
    set_other_names,
    set_references,
    set_sectors,
    set_skills,
    set_statuses,
)
from .people import add_person, link_account, set_people
from .pictures import add_picture, describe_picture, remove_picture
from .places import set_places, set_served_areas
from .reminders import confirm_by_link, read_confirmation_token, remind_stale
from .removing import remove_if_unused
from .sectors import load_sectors, sector_entries

__all__ = [
    "FIELDS", "Update", "accept_claim", "add_person", "add_picture", "apply_correction", "ask_review", "claim_page",
    "confirm_by_link", "confirm_organization", "create_organization", "decline_claim", "decline_correction",
    "describe_picture", "link_account", "list_organization", "load_sectors", "prove_claim",
    "read_confirmation_token", "refresh_completeness", "remind_stale", "remove_if_unused", "remove_picture",
    "sector_entries", "set_exchanges", "set_links", "set_other_names", "set_people", "set_places", "set_references",
    "set_sectors", "set_served_areas", "set_skills", "set_statuses", "suggest_correction", "update_organization",
    "withdraw_claim", "write_sources",
]  # fmt: skip
