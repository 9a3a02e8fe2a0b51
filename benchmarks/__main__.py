"""`python -m benchmarks [name]`: measure the promises, each beside its reference, and write var/bench/<name>.json.

A benchmark is a module of this folder with `run() -> list[dict]`; a dict has name, value, unit, reference (measured
in the same run, same unit), ratio (value / reference), target (in words) and holds. Each runs in a process of its
own, with a temporary ESSAIM_HOME and Django set up for production on an empty migrated SQLite database.
"""

import importlib
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if "\ndef run(" in path.read_text())
COLUMNS = ("name", "value", "unit", "reference", "ratio", "target", "holds")


def main() -> int:
    if sys.argv[1:2] == ["--inside"]:
        inside(sys.argv[2], Path(sys.argv[3]))
        return 0
    names = sys.argv[1:] or NAMES
    if unknown := [name for name in names if name not in NAMES]:
        print(f"No benchmark named {', '.join(unknown)}. There are: {', '.join(NAMES)}.")
        return 2
    folder = Path(os.environ.get("ESSAIM_HOME") or ROOT / "var") / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    failed = False
    for name in names:
        start = time.monotonic()
        print(f"\n{name}: measuring…", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="essaim-bench-") as home:
            environment = {
                **os.environ, "ESSAIM_HOME": home, "DJANGO_SETTINGS_MODULE": "config.settings.prod",
                "ESSAIM_LOG_LEVEL": "ERROR", "PYTHONPATH": str(ROOT),
            }  # fmt: skip
            environment.pop("DATABASE_URL", None)
            output = Path(home) / "rows.json"
            command = [sys.executable, "-m", "benchmarks", "--inside", name, str(output)]
            code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
            if code or not output.exists():
                print(f"{name}: stopped (code {code})", file=sys.stderr)
                failed = True
                continue
            rows = json.loads(output.read_text())
        (folder / f"{name}.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
        show(name, rows, time.monotonic() - start)
    return 1 if failed else 0


def inside(name: str, output: Path) -> None:
    """Run one benchmark in this process."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    output.write_text(json.dumps(importlib.import_module(f"benchmarks.{name}").run()))


def show(name: str, rows: list[dict], seconds: float) -> None:
    """Print the table of one benchmark."""
    cells = [COLUMNS] + [tuple(_cell(row.get(column)) for column in COLUMNS) for row in rows]
    widths = [max(len(row[number]) for row in cells) for number in range(len(COLUMNS))]
    print(f"\n{name} ({seconds:.0f} s)")
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return str(value)


if __name__ == "__main__":
    sys.exit(main())
