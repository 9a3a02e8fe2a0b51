"""The structures of the social economy: national, owned by no club."""

from .ask import Correction, PageClaim
from .merge import DuplicatePair, Merge
from .organization import FieldSource, Organization, OtherName
from .page import Exchange, Link, Picture, Reference, Representation, Skill
from .place import Place, ServedArea
from .sector import OrganizationSector, Sector
from .status import Status

__all__ = [
    "Correction", "DuplicatePair", "Exchange", "FieldSource", "Link", "Merge", "Organization", "OrganizationSector",
    "OtherName", "PageClaim", "Picture", "Place", "Reference", "Representation", "Sector", "ServedArea", "Skill",
    "Status",
]  # fmt: skip
