"""Reading organizations."""

from .listing import (
    addresses_of_editors,
    addresses_of_reviewers,
    claim_of,
    claims_by_code,
    keeps_page,
    listed_organizations,
    open_claims,
    open_corrections,
    person_of_link,
    person_to_ask,
    pictures_of,
    sector_tree,
    sources_of,
    stale_pages,
    what_pages_hold,
    with_number,
)
from .page import Page, names_of_areas, page_of

__all__ = [
    "Page",
    "addresses_of_editors",
    "addresses_of_reviewers",
    "claim_of",
    "claims_by_code",
    "keeps_page",
    "listed_organizations",
    "names_of_areas",
    "open_claims",
    "open_corrections",
    "page_of",
    "person_of_link",
    "person_to_ask",
    "pictures_of",
    "sector_tree",
    "sources_of",
    "stale_pages",
    "what_pages_hold",
    "with_number",
]
