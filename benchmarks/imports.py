"""The promises of the imports: CSV at 5,000 rows a second or more; 5 million rows of Sirene with 50,000 of interest in
60 seconds and 1 GB at most. Each stands beside the same work done bare, in the same run.

Generated data, under ESSAIM_HOME/bench, taken away afterwards. Each import runs in a process of its own.
"""

import csv
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOME = Path(os.environ.get("ESSAIM_HOME", ROOT / "var")) / "bench"
ROWS = 50_000
PLACES, UNITS, OF_INTEREST = 5_000_000, 3_500_000, 50_000
EPCI = "200072460"  # CA de Béthune-Bruay, Artois-Lys Romane: 100 communes
FIRST = [
    "atelier",
    "maison",
    "jardin",
    "recyclerie",
    "fabrique",
    "epicerie",
    "cyclerie",
    "cafe",
    "verger",
    "laverie",
    "menuiserie",
    "brasserie",
]
THEN = [
    "partagee",
    "solidaire",
    "du",
    "canal",
    "des",
    "terrils",
    "citoyenne",
    "du",
    "marais",
    "des",
    "possibles",
    "en",
    "chantier",
    "du",
    "beffroi",
    "libre",
]
BARE = """
import csv, sys
import config.settings.prod
import django; django.setup()
from django.db import transaction
from essaim.kernel.text import fold
from essaim.organizations.models import Organization, Place
organizations, places = [], []
with open(sys.argv[1], encoding="utf-8", newline="") as file:
    for row in csv.DictReader(file, delimiter=";"):
        organizations.append(Organization(name=row["Nom"], folded_name=fold(row["Nom"]), slug="structure",
            siren=row["SIRET"][:9], siret=row["SIRET"], phone=row["Téléphone"], website=row["Site"]))
        places.append((row["Adresse"], row["Code postal"], row["Commune"]))
with transaction.atomic():
    made = Organization.objects.bulk_create(organizations, batch_size=1000)
    Place.objects.bulk_create([Place(organization=one, street=street, postal_code=postal, city=city)
        for one, (street, postal, city) in zip(made, places)], batch_size=1000)
"""


def run() -> list[dict]:
    shutil.rmtree(HOME, ignore_errors=True)
    HOME.mkdir(parents=True)
    try:
        return [*csv_rate(), *sirene()]
    finally:
        shutil.rmtree(HOME, ignore_errors=True)


def csv_rate() -> list[dict]:
    """Rows a second of a first import, of the same file again, and of csv + bulk_create."""
    path = HOME / "structures.csv"
    write_csv(path, ROWS)
    home = fresh_home("csv")
    bare, _memory = timed([sys.executable, "-c", BARE, str(path)], fresh_home("bare", from_=home))
    first, memory = timed(command(path), home)
    again, _memory = timed(command(path), home)
    reference = ROWS / bare
    return [
        line("csv import, first time", ROWS / first, "rows/s", reference, 5_000, more=True),
        line("csv import, second time", ROWS / again, "rows/s", reference, 5_000, more=True),
        line("csv import, memory", memory, "MB", None, 1_000),
    ]


def sirene() -> list[dict]:
    """Seconds and memory of the whole import, beside a bare scan that counts the establishments to keep."""
    lines = []
    for form in ("parquet", "csv"):
        units, places = HOME / f"StockUniteLegale.{form}", HOME / f"StockEtablissement.{form}"
        home = fresh_home(f"sirene-{form}")
        write_sirene(units, places, form, communes_of(home))
        scan = scanned(units, places, form)
        seconds, memory = timed(command(units, places, "--epci", EPCI), home)
        found = count_of(home)
        assert found == OF_INTEREST, f"{found} organizations instead of {OF_INTEREST}"
        lines += [
            line(f"sirene {form}, {PLACES + UNITS:,} rows", seconds, "s", scan, 60),
            line(f"sirene {form}, memory", memory, "MB", None, 1_000),
        ]
        units.unlink()
        places.unlink()
        shutil.rmtree(home)
    return lines


def line(name: str, value: float, unit: str, reference: float | None, target: float, *, more: bool = False) -> dict:
    """`more`: the target is a floor."""
    return {
        "name": name, "value": round(value, 1), "unit": unit,
        "reference": round(reference, 1) if reference is not None else None,
        "ratio": round(value / reference, 2) if reference else None,
        "target": f"{'at least' if more else 'at most'} {target:,g} {unit}",
        "holds": value >= target if more else value <= target,
    }  # fmt: skip


def command(*arguments: object) -> list[str]:
    return [
        sys.executable, "-m", "essaim.cli.main", "import", "organizations", *map(str, arguments), "--yes", "-v0",
    ]  # fmt: skip


def timed(arguments: list[str], home: Path) -> tuple[float, float]:
    """Run; return (seconds, greatest memory in MB of any child so far: the largest of this run)."""
    environment = os.environ | {"ESSAIM_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings.prod"}
    environment.pop("DATABASE_URL", None)
    start = time.perf_counter()
    process = subprocess.Popen(arguments, cwd=ROOT, env=environment)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{arguments} ended with {process.returncode}")
    return seconds, resource_megabytes(used)


def resource_megabytes(used: resource.struct_rusage) -> float:
    return used.ru_maxrss / 1024


def fresh_home(name: str, from_: Path | None = None) -> Path:
    """A folder with its database made and the communes loaded, out of the time measured."""
    home = HOME / name
    if from_ is not None:
        shutil.copytree(from_, home)
        return home
    home.mkdir()
    environment = os.environ | {"ESSAIM_HOME": str(home), "DJANGO_SETTINGS_MODULE": "config.settings.prod"}
    environment.pop("DATABASE_URL", None)
    prepare = (
        "import django; django.setup(); from essaim.imports.console import prepare_database as p; p(lambda s: None)"
    )
    subprocess.run([sys.executable, "-c", prepare], cwd=ROOT, env=environment, check=True)
    return home


def communes_of(home: Path) -> list[str]:
    with sqlite3.connect(home / "essaim.sqlite3") as database:
        rows = database.execute(
            "SELECT insee_code FROM territory_municipality WHERE intermunicipality_id = ?", [EPCI]
        ).fetchall()
    return [row[0] for row in rows]


def count_of(home: Path) -> int:
    with sqlite3.connect(home / "essaim.sqlite3") as database:
        return database.execute("SELECT COUNT(*) FROM organizations_organization").fetchone()[0]


def with_key(body: str) -> str:
    """The digits and their Luhn key."""
    total = sum(d if i % 2 else d * 2 - 9 * (d > 4) for i, d in enumerate(map(int, reversed(body))))
    return body + str(-total % 10)


def write_csv(path: Path, count: int) -> None:
    chance = random.Random(1)
    towns = [("62400", "BETHUNE"), ("62190", "Lillers"), ("62700", "Bruay-la-Buissière"), ("59000", "LILLE")]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(
            ["Nom", "SIRET", "Forme juridique", "Adresse", "Code postal", "Commune", "Téléphone", "Site", "Effectif"]
        )
        for number in range(count):
            siren = with_key(f"{30_000_000 + number}")
            postal, town = chance.choice(towns)
            name = f"{chance.choice(FIRST)} {chance.choice(THEN)} {number}".capitalize()
            writer.writerow([
                name, with_key(siren + "0001"), "Association déclarée", f"{chance.randrange(1, 200)} rue Haute", postal,
                town, f"03 21 {number // 10000 % 100:02} {number // 100 % 100:02} {number % 100:02}",
                f"https://structure-{number}.fr", str(chance.randrange(0, 50)),
            ])  # fmt: skip


def write_sirene(units: Path, places: Path, form: str, communes: list[str]) -> None:
    """Units and establishments in the official columns; exactly OF_INTEREST establishments are to be kept, of as many
    units: in activity, associations, in the communes given."""
    import duckdb

    form_of = "FORMAT parquet" if form == "parquet" else "FORMAT csv, HEADER"
    listed = ", ".join(f"'{code}'" for code in communes)
    with duckdb.connect() as database:
        database.execute(f"SET memory_limit='2GB'; SET temp_directory='{HOME}'")
        database.execute(
            f"""COPY (SELECT lpad((100000000 + i)::VARCHAR, 9, '0') AS siren, 'O' AS statutDiffusionUniteLegale,
                NULL AS unitePurgeeUniteLegale, '1998-05-12' AS dateCreationUniteLegale, NULL AS sigleUniteLegale,
                NULL AS sexeUniteLegale, NULL AS prenom1UniteLegale,
                CASE WHEN i % 3 = 0 THEN 'W62' || lpad(i::VARCHAR, 7, '0') END AS identifiantAssociationUniteLegale,
                '01' AS trancheEffectifsUniteLegale, '2023' AS anneeEffectifsUniteLegale,
                '2024-03-26T08:00:00' AS dateDernierTraitementUniteLegale, 3 AS nombrePeriodesUniteLegale,
                'PME' AS categorieEntreprise, '2019-01-01' AS dateDebut,
                CASE WHEN i < {OF_INTEREST} OR i % 3 > 0 THEN 'A' ELSE 'C' END AS etatAdministratifUniteLegale,
                NULL AS nomUniteLegale, 'STRUCTURE NUMERO ' || i AS denominationUniteLegale,
                NULL AS denominationUsuelle1UniteLegale,
                CASE WHEN i < {OF_INTEREST} THEN '9220' WHEN i % 11 = 0 THEN '9220' ELSE '5710' END
                    AS categorieJuridiqueUniteLegale,
                '94.99Z' AS activitePrincipaleUniteLegale, 'NAFRev2' AS nomenclatureActivitePrincipaleUniteLegale,
                '00011' AS nicSiegeUniteLegale,
                CASE WHEN i % 17 = 0 THEN 'O' END AS economieSocialeSolidaireUniteLegale,
                'N' AS societeMissionUniteLegale, 'N' AS caractereEmployeurUniteLegale
                FROM range({UNITS}) t(i)) TO '{units}' ({form_of})"""
        )
        database.execute(
            f"""COPY (SELECT lpad((100000000 + i % {UNITS})::VARCHAR, 9, '0') AS siren,
                CASE WHEN i < {UNITS} THEN '00011' ELSE '00029' END AS nic, siren || nic AS siret,
                'O' AS statutDiffusionEtablissement, '1998-05-12' AS dateCreationEtablissement,
                '01' AS trancheEffectifsEtablissement, '2024-03-26T08:00:00' AS dateDernierTraitementEtablissement,
                i < {UNITS} AS etablissementSiege, NULL AS complementAdresseEtablissement,
                (i % 90 + 1)::VARCHAR AS numeroVoieEtablissement, NULL AS indiceRepetitionEtablissement,
                'RUE' AS typeVoieEtablissement, 'DES TERRILS' AS libelleVoieEtablissement,
                '62400' AS codePostalEtablissement, 'BETHUNE' AS libelleCommuneEtablissement,
                CASE WHEN i < {OF_INTEREST} THEN [{listed}][1 + i % {len(communes)}]
                    ELSE lpad((i % 60000)::VARCHAR, 5, '9') END AS codeCommuneEtablissement,
                NULL AS coordonneeLambertAbscisseEtablissement, NULL AS coordonneeLambertOrdonneeEtablissement,
                '2019-01-01' AS dateDebut, CASE WHEN i < {OF_INTEREST} OR i % 4 > 0 THEN 'A' ELSE 'F' END
                    AS etatAdministratifEtablissement,
                NULL AS enseigne1Etablissement, NULL AS denominationUsuelleEtablissement,
                '94.99Z' AS activitePrincipaleEtablissement, 'N' AS caractereEmployeurEtablissement
                FROM range({PLACES}) t(i)
                WHERE i < {OF_INTEREST} OR lpad((i % 60000)::VARCHAR, 5, '9') NOT IN ({listed}))
                TO '{places}' ({form_of})"""
        )


def scanned(units: Path, places: Path, form: str) -> float:
    """Seconds that DuckDB alone takes to count the establishments of associations in activity, over the same files."""
    import duckdb

    read = "read_parquet" if form == "parquet" else "read_csv"
    more = "" if form == "parquet" else ", all_varchar=true"
    start = time.perf_counter()
    with duckdb.connect() as database:
        database.execute(
            f"""SELECT COUNT(*) FROM {read}('{places}'{more}) JOIN {read}('{units}'{more}) USING (siren)
                WHERE etatAdministratifEtablissement = 'A' AND categorieJuridiqueUniteLegale = '9220'"""
        ).fetchall()
    return time.perf_counter() - start
