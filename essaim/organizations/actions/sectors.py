"""The tree of sectors."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.db import transaction

from ..models import Sector

SECTORS_FILE = Path(__file__).parents[1] / "data" / "sectors.toml"


def sector_entries() -> Iterator[dict]:
    """Yield the sectors of the packaged tree, parents first, with the code of their parent (or None)."""
    with SECTORS_FILE.open("rb") as file:
        tree = tomllib.load(file)["sector"]
    for parent in tree:
        yield {**parent, "parent": None}
        for child in parent.get("children", []):
            yield {**child, "parent": parent["code"]}


@transaction.atomic
def load_sectors() -> int:
    """Bring the tree of sectors up to date from the packaged file. Returns how many sectors there are."""
    count = 0
    for count, entry in enumerate(sector_entries(), 1):
        Sector.objects.update_or_create(
            code=entry["code"],
            defaults={
                "parent_id": entry["parent"],
                "name": entry["name"],
                "name_en": entry["en"],
                "words": entry.get("words", ""),
                "position": count,
            },
        )
    return count
