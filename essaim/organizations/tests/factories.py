"""Organizations for the tests of every app."""

import itertools

from essaim.accounts.models import User
from essaim.organizations.enums import PlaceKind, RepresentativeKind
from essaim.organizations.models import Organization, Place, Representation
from essaim.organizations.naming import named
from essaim.territory.models import Department, Intermunicipality, Municipality, Region

_numbers = itertools.count(1)


def make_organization(name: str = "La Brouette partagée", **fields) -> Organization:
    """A listed organization with its folded name and slug. `fields` are those of the model."""
    return Organization.objects.create(**(named(name) | fields))


def make_user(email: str = "", **fields) -> User:
    """A person with an account."""
    return User.objects.create_user(email or f"personne{next(_numbers)}@example.org", **fields)


def make_representation(organization: Organization, user: User | None = None, **fields) -> Representation:
    """Who represents the organization (or, with `kind`, another part)."""
    values = {"name": str(user or "Odile Fruchart"), "kind": RepresentativeKind.REPRESENTATIVE} | fields
    return Representation.objects.create(organization=organization, user=user, **values)


def make_municipality(insee_code: str = "62119", name: str = "Béthune", **fields) -> Municipality:
    """A municipality of Pas-de-Calais, in the agglomeration of Béthune-Bruay, made once."""
    region, _ = Region.objects.get_or_create(code="32", defaults={"name": "Hauts-de-France"})
    department, _ = Department.objects.get_or_create(
        code=insee_code[:2], defaults={"name": "Pas-de-Calais", "region": region}
    )
    intermunicipality, _ = Intermunicipality.objects.get_or_create(
        code="200072460", defaults={"name": "CA de Béthune-Bruay, Artois-Lys Romane"}
    )
    defaults = {"department": department, "intermunicipality": intermunicipality, "latitude": 50.529,
                "longitude": 2.643, "name": name, "folded_name": named(name)["folded_name"]}  # fmt: skip
    return Municipality.objects.get_or_create(insee_code=insee_code, defaults=defaults | fields)[0]


def make_place(organization: Organization, municipality: Municipality | None = None, **fields) -> Place:
    """Its head office (or, with `kind`, another site), in Béthune unless told."""
    municipality = municipality or make_municipality()
    values = {
        "kind": PlaceKind.HEAD_OFFICE, "street": "3 rue des Fèves", "postal_code": "62400", "city": municipality.name
    } | fields  # fmt: skip
    return Place.objects.create(organization=organization, municipality=municipality, **values)
