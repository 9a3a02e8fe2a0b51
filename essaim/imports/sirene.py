"""Sirene's stock files (INSEE): StockUniteLegale and StockEtablissement, CSV or Parquet, joined by DuckDB.

Columns: INSEE's description of the stock files, format 3.11 (2024). Only what is kept is read: units in activity, of
the social economy by their legal category or their declaration (economieSocialeSolidaireUniteLegale = 'O'), and their
establishments in activity in the territory. `statutDiffusion` P or N: the person asked that name and address stay
out; the row is told as refused (a legal unit that hides its name) or comes without its street (an establishment).
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.organizations import legal
from essaim.organizations.enums import Headcount, NafNomenclature
from essaim.territory.finder import MunicipalityFinder

from .cleaning.address import tidy_street
from .cleaning.coordinates import read_point
from .cleaning.names import fold_name, tidy_name
from .cleaning.record import Record
from .cleaning.rows import locate, read_form
from .cleaning.text import read_date, read_float

MEMORY = "500MB"  # of DuckDB; past it, it spills to the disk
BATCH = 2_000
_UNIT = ["siren", "statutDiffusionUniteLegale", "etatAdministratifUniteLegale", "categorieJuridiqueUniteLegale"]
_PLACE = ["siren", "siret", "etatAdministratifEtablissement", "codeCommuneEtablissement", "etablissementSiege"]
# What is read when the file has it: name of the record's part → column.
_OF_UNIT = {
    "name": "denominationUniteLegale", "usual": "denominationUsuelle1UniteLegale", "acronym": "sigleUniteLegale",
    "rna": "identifiantAssociationUniteLegale", "headcount": "trancheEffectifsUniteLegale",
    "founded": "dateCreationUniteLegale", "naf": "activitePrincipaleUniteLegale",
    "nomenclature": "nomenclatureActivitePrincipaleUniteLegale", "naf25": "activitePrincipaleNAF25UniteLegale",
    "ess": "economieSocialeSolidaireUniteLegale", "nic": "nicSiegeUniteLegale",
}  # fmt: skip
_OF_PLACE = {
    "extra": "complementAdresseEtablissement", "number": "numeroVoieEtablissement",
    "repetition": "indiceRepetitionEtablissement",
    "kind": "typeVoieEtablissement", "street": "libelleVoieEtablissement",
    "postal": "codePostalEtablissement", "city": "libelleCommuneEtablissement", "sign": "enseigne1Etablissement",
    "place_name": "denominationUsuelleEtablissement", "x": "coordonneeLambertAbscisseEtablissement",
    "y": "coordonneeLambertOrdonneeEtablissement", "lat": "latitude", "lon": "longitude",
    "place_shown": "statutDiffusionEtablissement",
}  # fmt: skip
# « AV » and the like, as INSEE abridges the kind of street.
_KINDS = {
    "ALL": "allée", "AV": "avenue", "BD": "boulevard", "CHE": "chemin", "CRS": "cours", "IMP": "impasse",
    "LOT": "lotissement", "PAS": "passage", "PL": "place", "QUAI": "quai", "RES": "résidence", "RTE": "route",
    "RUE": "rue", "SQ": "square", "ZA": "zone artisanale", "ZI": "zone industrielle",
}  # fmt: skip


@dataclass(frozen=True)
class Territory:
    """What to keep: communes (INSEE codes), or departments. Neither: the whole of France."""

    communes: Collection[str] = ()
    departments: Collection[str] = ()


def columns_of(path: Path) -> list[str]:
    """Return the columns of a CSV or Parquet file, [] when it is neither."""
    import duckdb

    try:
        with duckdb.connect() as database:
            rows = database.execute(f"DESCRIBE SELECT * FROM {_source(path)}").fetchall()
    except duckdb.Error:
        return []
    return [row[0] for row in rows]


def recognise(paths: Collection[Path]) -> tuple[Path, Path] | None:
    """Return (units, establishments) when two files are Sirene's. Raises `Refusal` when only one of them is there."""
    units = places = None
    for path in paths:
        if not _may_be(path):
            continue
        found = set(columns_of(path))
        if set(_UNIT) <= found:
            units = path
        elif set(_PLACE) <= found:
            places = path
    if units and places:
        return units, places
    if units or places:
        missing = "StockEtablissement" if units else "StockUniteLegale"
        raise Refusal(
            _(
                "C'est un fichier de Sirene. Donnez aussi l'autre, %(missing)s : le nom est dans l'un, l'adresse dans "
                "l'autre."
            )
            % {"missing": missing},
            code="half_sirene",
        )
    return None


def _may_be(path: Path) -> bool:
    """Whether it is worth asking DuckDB: a text whose first lines hold no column of Sirene is another table."""
    with path.open("rb") as file:
        start = file.read(16_384)
    return start.startswith((b"PAR1", b"\x1f\x8b")) or b"etatAdministratif" in start


def rows_of(units: Path, places: Path, territory: Territory, *, scratch: Path) -> Iterator[dict[str, Any]]:
    """Yield the establishments to keep with their unit, head offices first. `scratch`: a folder for what spills."""
    import duckdb

    scratch.mkdir(parents=True, exist_ok=True)
    try:
        with duckdb.connect() as database:
            database.execute(f"SET memory_limit='{MEMORY}'; SET preserve_insertion_order=false")
            database.execute("SET temp_directory=$1", [str(scratch)])
            _keep_units(database, units)
            _keep_places(database, places, territory)
            names = ["siren", "siret", "category", "shown", "state", "insee", "head", *_OF_UNIT, *_OF_PLACE]
            cursor = database.execute(
                f"SELECT {', '.join(names)} FROM places JOIN units USING (siren) ORDER BY siren, head DESC, siret"
            )
            while rows := cursor.fetchmany(BATCH):
                for row in rows:
                    yield dict(zip(names, row, strict=True))
    except duckdb.Error as error:
        raise Refusal(
            _("Ces fichiers de Sirene n'ont pas pu être lus jusqu'au bout : %(why)s")
            % {"why": str(error).splitlines()[0][:200]},
            code="broken_sirene",
        ) from None


def _source(path: Path) -> str:
    """The table function that reads the file, every column as text."""
    quoted = str(path).replace("'", "''")
    with path.open("rb") as file:
        if file.read(4) == b"PAR1":
            return f"read_parquet('{quoted}')"
    return f"read_csv('{quoted}', all_varchar=true, header=true, quote='\"', escape='\"', strict_mode=false)"


def _wanted(path: Path, optional: dict[str, str]) -> str:
    there = set(columns_of(path))
    return ", ".join(
        f'CAST("{column}" AS VARCHAR) AS {name}' if column in there else f"NULL::VARCHAR AS {name}"
        for name, column in optional.items()
    )


def _keep_units(database: Any, path: Path) -> None:
    forms = sorted(legal.ASSOCIATIONS | legal.FOUNDATIONS | legal.MUTUALS | legal.COOPERATIVES)
    flag = "economieSocialeSolidaireUniteLegale" if _has(path, "economieSocialeSolidaireUniteLegale") else "NULL"
    database.execute(
        f"""CREATE TEMP TABLE units AS SELECT CAST(siren AS VARCHAR) AS siren,
            CAST(categorieJuridiqueUniteLegale AS VARCHAR) AS category, statutDiffusionUniteLegale AS shown,
            etatAdministratifUniteLegale AS state, {_wanted(path, _OF_UNIT)}
            FROM {_source(path)}
            WHERE etatAdministratifUniteLegale = 'A'
              AND (CAST(categorieJuridiqueUniteLegale AS VARCHAR) IN (SELECT unnest($1)) OR {flag} = 'O')""",
        [forms],
    )


def _keep_places(database: Any, path: Path, territory: Territory) -> None:
    where, values = "TRUE", []
    if territory.communes:
        where, values = "codeCommuneEtablissement IN (SELECT unnest($1))", [sorted(territory.communes)]
    elif territory.departments:
        where = (
            "substr(codeCommuneEtablissement, 1, CASE WHEN codeCommuneEtablissement[1:2] IN ('97', '98') "
            "THEN 3 ELSE 2 END) IN (SELECT unnest($1))"
        )
        values = [sorted(territory.departments)]
    database.execute(
        f"""CREATE TEMP TABLE places AS SELECT CAST(siren AS VARCHAR) AS siren, CAST(siret AS VARCHAR) AS siret,
            codeCommuneEtablissement AS insee, lower(CAST(etablissementSiege AS VARCHAR)) = 'true' AS head,
            {_wanted(path, _OF_PLACE)}
            FROM {_source(path)}
            WHERE etatAdministratifEtablissement = 'A' AND {where}
              AND CAST(siren AS VARCHAR) IN (SELECT siren FROM units)""",
        values,
    )


def _has(path: Path, column: str) -> bool:
    return column in columns_of(path)


def read_sirene(rows: Iterator[dict[str, Any]], finder: MunicipalityFinder) -> Iterator[Record]:
    """Turn Sirene's rows into records, numbered in their order."""
    for number, row in enumerate(rows, 1):
        yield _record(number, {name: "" if value is None else value for name, value in row.items()}, finder)


def _record(number: int, row: dict[str, Any], finder: MunicipalityFinder) -> Record:
    record = Record(number, siren=row["siren"].zfill(9), siret=row["siret"].zfill(14))
    record.name = tidy_name(_said(row["name"]) or _said(row["usual"]))
    if row["shown"] in ("P", "N") and not record.name:
        record.refusal = ("masked", {})
        return record
    record.folded = fold_name(record.name) if record.name else ""
    rna = _said(row["rna"]).upper()
    record.rna = rna if len(rna) == 10 and rna.startswith("W") else ""
    read_form(record, category=row["category"], flag=row["ess"])
    values: dict[str, Any] = {
        "acronym": _said(row["acronym"])[:40],
        "headcount": row["headcount"] if row["headcount"] in Headcount.values else "",
        "founded_on": read_date(row["founded"]) if row["founded"] else None,
        "naf25_code": row["naf25"][:6],
    }
    if row["nomenclature"] == NafNomenclature.REV2:
        values |= {"naf_code": row["naf"], "naf_nomenclature": str(NafNomenclature.REV2)}
    record.values |= {name: value for name, value in values.items() if value}
    if usual := tidy_name(_said(row["usual"])):
        record.other_names = (usual,)
    hidden = row["place_shown"] in ("P", "N")
    street = "" if hidden else _street(row)
    point = (None, None) if hidden else read_point(read_float(row["lat"]), read_float(row["lon"]), axes=False)
    if point[0] is None and not hidden:
        point = read_point(read_float(row["x"]), read_float(row["y"]), axes=True)
    place = locate(
        record, finder, siret=record.siret, street=street, postal=_said(row["postal"]), city=_said(row["city"])[:80],
        insee=row["insee"], department="", point=point, head_office=bool(row["head"]),
    )  # fmt: skip
    sign = tidy_name(_said(row["sign"]) or _said(row["place_name"]))[:120]
    record.place = place._replace(name=sign if sign and fold_name(sign) != record.folded else "") if place else None
    return record


def _said(value: str) -> str:
    """`[ND]` stands for what is not published."""
    return "" if value == "[ND]" else value


def _street(row: dict[str, Any]) -> str:
    kind = _said(row["kind"])
    parts = [_said(row["number"]), _said(row["repetition"]), _KINDS.get(kind, kind.lower()), _said(row["street"])]
    street = tidy_street(" ".join(filter(None, parts)))
    extra = tidy_street(_said(row["extra"]))
    return f"{street}, {extra}"[:200] if street and extra else street or extra
