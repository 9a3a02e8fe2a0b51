"""What a club shows to everybody besides its directory: higher apps add the doors of their public pages."""

from dataclasses import dataclass
from typing import Any

from essaim.kernel.registry import Registry


@dataclass(frozen=True)
class PublicDoor:
    """A link on the club's page, seen by visitors. `url_name` takes the club's slug."""

    label: Any
    url_name: str


public_doors: Registry[PublicDoor] = Registry()
