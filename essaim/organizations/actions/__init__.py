"""The only writers of organizations, one file per noun."""

from .common import refresh_completeness, write_sources
from .identity import (
    FIELDS,
    Update,
    confirm_organization,
    create_organization,
    list_organization,
    update_organization,
)
from .page import (
    add_other_name,
    close_exchange,
    set_exchanges,
    set_links,
    set_other_names,
    set_references,
    set_sectors,
    set_skills,
    set_statuses,
)
from .people import add_person, link_account, set_people
from .places import set_places, set_served_areas
from .sectors import load_sectors, sector_entries

__all__ = [
    "FIELDS", "Update", "add_other_name", "add_person", "close_exchange", "confirm_organization",
    "create_organization", "link_account", "list_organization", "load_sectors", "refresh_completeness",
    "sector_entries", "set_exchanges", "set_links", "set_other_names", "set_people", "set_places", "set_references",
    "set_sectors", "set_served_areas", "set_skills", "set_statuses", "update_organization", "write_sources",
]  # fmt: skip
