"""`python -m benchmarks.prepare SIZE FILE`: migrate, fill and index the database of the environment, gather the static
files; write to FILE how long it took and addresses that the directory benchmark may ask for."""

import json
import random
import sys
import time
from pathlib import Path
from urllib.parse import urlencode

ADDRESSES = 400


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction

    from benchmarks.population import populate
    from essaim.search.actions import reindex_all

    size = int(sys.argv[1])
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    start = time.monotonic()
    with transaction.atomic():
        populate(size)
    filled = time.monotonic()
    indexed = reindex_all(quiet=not sys.stderr.isatty())
    facts = {"fill": filled - start, "index": time.monotonic() - filled, "indexed": indexed, **addresses(size)}
    Path(sys.argv[2]).write_text(json.dumps(facts))


def addresses(size: int) -> dict[str, list[str]]:
    """Addresses of each kind, drawn from what the directory holds; hardly any comes twice."""
    from essaim.organizations.models import Organization, Sector, Skill
    from essaim.territory.models import Municipality

    chance = random.Random(7)
    sectors = list(Sector.objects.values_list("pk", flat=True))
    towns = list(Municipality.objects.order_by("-population").values_list("name", flat=True)[:2000])
    skills = list(Skill.objects.values_list("name", flat=True).distinct()[:3000])
    families = ["association", "cooperative", "mutuelle", "societe"]
    ids = [chance.randrange(1, size + 1) for _time in range(ADDRESSES)]
    pages = [one.get_absolute_url() for one in Organization.objects.filter(pk__in=ids)]
    names = list(Organization.objects.filter(pk__in=ids).values_list("name", flat=True))

    def filters() -> list[tuple[str, str]]:
        asked = [("secteur", chance.choice(sectors))]
        if chance.random() < 0.5:
            asked.append(("famille", chance.choice(families)))
        if chance.random() < 0.3:
            asked.append(("label", chance.choice(["marche-reserve", "esus", "aci"])))
        if chance.random() < 0.4:
            asked += [("lieu", chance.choice(towns)), ("rayon", chance.choice(["10", "20", "50"]))]
        return asked

    def words() -> str:
        drawn = chance.random()
        skill = chance.choice(skills)
        if drawn < 0.35:
            return skill
        if drawn < 0.55:
            return f"{skill} {chance.choice(towns)}"
        if drawn < 0.7:
            return chance.choice(names)
        if drawn < 0.85:  # while typing
            return skill[: max(3, chance.randrange(len(skill) + 1))]
        position = chance.randrange(1, max(2, len(skill) - 1))  # a typing error
        return skill[:position] + skill[position + 1 :]

    def box() -> str:
        latitude, longitude, zoom = 43 + 6 * chance.random(), -1 + 7 * chance.random(), chance.choice([6, 8, 10, 12])
        half = 180 / 2**zoom
        view = f"{longitude - half:.4f},{latitude - half / 2:.4f},{longitude + half:.4f},{latitude + half / 2:.4f}"
        return urlencode([*filters()[:1], ("bbox", view), ("zoom", str(zoom))])

    return {
        "first page": ["/annuaire/"],
        "filtered": [f"/annuaire/?{urlencode(filters())}" for _time in range(ADDRESSES)],
        "typed query": [f"/annuaire/?{urlencode({'q': words()})}" for _time in range(ADDRESSES)],
        "map data": [f"/annuaire/points/?{box()}" for _time in range(ADDRESSES)],
        "organization page": pages,
    }


if __name__ == "__main__":
    main()
