"""Organizations that do not exist, for the previews of messages. Nothing here is saved."""

from essaim.accounts.examples import PK, person, somebody

from .enums import RepresentativeKind
from .models import Organization, Representation


def organization() -> Organization:
    """Of whoever reads."""
    return Organization(pk=PK, name="Les Vélos du Canal", slug="les-velos-du-canal", email="contact@velos.example.org")


def other() -> Organization:
    """Of whoever writes, or whom the message is about."""
    return Organization(pk=PK + 1, name="La Remise à flot", slug="la-remise-a-flot", email="contact@remise.example.org")


def representation() -> Representation:
    """The reader's charge in their organization."""
    return Representation(
        pk=PK, organization=organization(), user=person(), name=person().name, role="présidente",
        kind=RepresentativeKind.REPRESENTATIVE, email=person().email,
    )  # fmt: skip


def other_representation() -> Representation:
    return Representation(
        pk=PK + 1, organization=other(), user=somebody(), name=somebody().name, role="directeur",
        kind=RepresentativeKind.REPRESENTATIVE, email=somebody().email,
    )  # fmt: skip
