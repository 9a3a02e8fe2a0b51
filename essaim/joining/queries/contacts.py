"""Whom to write to in a structure."""

from collections.abc import Collection
from dataclasses import dataclass

from essaim.organizations.enums import PlaceKind, RepresentativeKind
from essaim.organizations.models import Organization, Place, Representation

_ORDER = {kind: position for position, kind in enumerate(RepresentativeKind.values)}


@dataclass(frozen=True)
class Contact:
    """An address, and the name of its person when it is someone's."""

    email: str
    name: str = ""


def contacts_of(organization_ids: Collection[int]) -> dict[int, Contact]:
    """For each structure that has an address: the representative's, else the substitute's, else another person's, else
    that of the page. Two queries."""
    ids = list(organization_ids)
    rows = Organization.objects.filter(pk__in=ids).exclude(email="").values_list("pk", "email")
    found = {pk: Contact(email.lower()) for pk, email in rows}
    people = Representation.objects.filter(organization__in=ids).values_list(
        "organization_id", "kind", "pk", "name", "email", "user__email", "user__is_active"
    )
    # The best comes last, so that it has the last word.
    for pk, _kind, _pk, name, email, account, active in sorted(people, key=lambda row: (-_ORDER[row[1]], -row[2])):
        if address := email or (account if active else ""):
            found[pk] = Contact(address.lower(), name)
    return found


def communes_of(organization_ids: Collection[int]) -> dict[int, str]:
    """The commune of each structure: its head office's, else another place's. One query."""
    places = Place.objects.filter(organization__in=list(organization_ids)).values_list(
        "organization_id", "kind", "municipality__name", "city"
    )
    return {
        pk: name or city
        for pk, _kind, name, city in sorted(places, key=lambda row: row[1] == PlaceKind.HEAD_OFFICE)
        if name or city
    }
