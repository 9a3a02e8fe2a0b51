"""A believable directory of any size: the invented organizations of the demonstration, told again all over France."""

import itertools
import random
from collections.abc import Iterable, Sequence

from django.db import connection, models

from essaim.demo.reading import DemoOrganization, demo_organizations
from essaim.kernel.text import fold
from essaim.organizations.actions import load_sectors
from essaim.organizations.legal import family_of
from essaim.organizations.models import Exchange, Organization, OrganizationSector, Place, Reference, Skill, Status
from essaim.territory.models import Municipality
from essaim.territory.reference import load_territory

# fmt: off
FIRST_WORDS = [
    "Atelier", "Ateliers", "Jardins", "Maison", "Collectif", "Fabrique", "Coopérative", "Ressourcerie", "Régie",
    "Compagnie", "Épicerie", "Brigade", "Relais", "Chantier", "Échoppe", "Halle", "Ferme", "Comptoir", "Cercle",
    "Passerelle", "Amicale", "Union", "Entraide", "Recyclerie", "Menuiserie", "Cantine", "Crèche", "Librairie",
    "Fournil", "Garage", "Lavoir", "Moulin", "Verger", "Rucher", "Potager", "Théâtre", "Studio",
]
# fmt: on
JOINTS = ["de", "solidaire de", "des amis de", "partagé de", "associatif de", "populaire de", "du pays de"]
KINDS = ["aci", "ei", "ai", "etti", "ea", "esat", "esus", "rge", "qualiopi"]


def populate(size: int, *, seed: int = 2015) -> None:
    """Fill an empty migrated database with `size` organizations, their places, know-how, sectors, statuses.

    Written straight to the tables; the search index is another step (reindex).
    """
    load_territory()
    load_sectors()
    chance = random.Random(seed)
    base = list(demo_organizations())
    families = [
        family_of(entry.legal_category, cooperative_kind=entry.cooperative_kind, ess=entry.ess_company)
        for entry in base
    ]
    towns = list(
        Municipality.objects.filter(population__gt=0, latitude__isnull=False)
        .order_by("pk")
        .values_list("pk", "name", "latitude", "longitude", "population")
    )
    # Few in villages, many in cities, but every town has some: the square root of its people.
    weights = list(itertools.accumulate(population**0.75 for *_rest, population in towns))
    homes = chance.choices(towns, cum_weights=weights, k=size)
    organizations, places, skills, sectors, statuses, exchanges, references = [], [], [], [], [], [], []
    for pk, home in enumerate(homes, 1):
        number = chance.randrange(len(base))
        entry, other = base[number], base[chance.randrange(len(base))]
        insee, town, latitude, longitude, _population = home
        told = chance.random() < 0.6  # many come from a file: a name, a place, a sector
        name = _name(entry, town, pk, chance)
        folded = fold(name)
        description = f"{entry.description}\n\n{other.summary}" if pk % 3 == 0 else ""
        organizations.append(
            (pk, name, folded, folded.replace(" ", "-")[:80] or "structure", entry.acronym, entry.legal_category,
             families[number], entry.cooperative_kind, entry.summary if told else "", description,
             chance.randrange(30, 100))
        )  # fmt: skip
        places.append(
            (pk, "head_office", entry.street, "", town, insee, latitude + chance.gauss(0, 0.01),
             longitude + chance.gauss(0, 0.01))
        )  # fmt: skip
        own = dict.fromkeys([*entry.skills, *chance.sample(other.skills, min(1, len(other.skills)))])
        if not told:
            own = dict.fromkeys(entry.skills[:1])
        skills += [
            (pk, skill, fold(skill), position) for position, skill in enumerate({fold(s): s for s in own}.values())
        ]
        sectors += [(pk, code) for code in dict.fromkeys([*entry.sectors, *other.sectors[:1]])]
        if chance.random() < 0.3:
            statuses.append((pk, chance.choice(KINDS), "", ""))
        if chance.random() < 0.2:
            given = [("offer", one) for one in other.offers] + [("need", one) for one in other.needs]
            exchanges += [(pk, kind, one["title"], one.get("text", "")) for kind, one in given[:1]]
        references += [(pk, one["client"], one["what"], one["year"]) for one in entry.references[:1] if pk % 3 == 0]
    fill(
        Organization,
        "id name folded_name slug acronym legal_category family cooperative_kind summary description completeness",
        organizations,
    )
    fill(Place, "organization_id kind street postal_code city municipality_id latitude longitude", places)
    fill(Skill, "organization_id name folded_name position", skills)
    fill(OrganizationSector, "organization_id sector_id", sectors)
    fill(Status, "organization_id kind label proof", statuses)
    fill(Exchange, "organization_id kind title text", exchanges)
    fill(Reference, "organization_id client what year", references)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def _name(entry: DemoOrganization, town: str, number: int, chance: random.Random) -> str:
    drawn = chance.random()
    if drawn < 0.4:
        return f"{chance.choice(FIRST_WORDS)} {chance.choice(JOINTS)} {town}"[:200]
    if drawn < 0.9:
        return f"{entry.name} {town}"[:200]
    return f"{entry.name} {number}"


def fill(model: type[models.Model], names: str, rows: Sequence[tuple]) -> None:
    """Write rows straight to the table of a model; columns left out take the default of their field."""
    columns = names.split()
    others = {
        field.column: _default(field)
        for field in model._meta.concrete_fields
        if field.column not in columns and not (field.primary_key and "id" not in columns)
    }
    constants = tuple(others.values())
    table = connection.ops.quote_name(model._meta.db_table)
    quoted = ", ".join(connection.ops.quote_name(column) for column in [*columns, *others])
    whole: Iterable[tuple] = (row + constants for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * (len(columns) + len(others)))
            cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", whole)


def _default(field: models.Field):
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return "2026-01-15 12:00:00+00:00" if connection.vendor == "postgresql" else "2026-01-15 12:00:00"
    return None if field.null and not field.has_default() else field.get_default()
