"""Reads one workbook and writes its rows as JSON lines. Run alone, with its own limits: a workbook may claim a cell at
the far corner of its sheet, and a reader then takes all the memory there is. Imports nothing of the house.

Usage: python sheet_worker.py PATH MEGABYTES SECONDS
The first line names the sheet; the others are [number, [cells]].
"""

import json
import resource
import sys
from datetime import date, datetime, time, timedelta
from typing import Any


def text_of(cell: Any) -> str:
    """Write a cell as a person reads it; whole numbers without decimals, so that a SIRET stays one."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell.total_seconds()) if isinstance(cell, timedelta) else str(cell)


def main(path: str, megabytes: int, seconds: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * 1024 * 1024,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    from python_calamine import CalamineWorkbook

    workbook = CalamineWorkbook.from_path(path)
    names = workbook.sheet_names
    chosen = None
    for name in names:
        sheet = workbook.get_sheet_by_name(name)
        if sheet.total_height > 1:
            chosen = sheet
            break
        chosen = chosen or sheet
    if chosen is None:
        return 3
    write = sys.stdout.write
    write(json.dumps({"sheet": chosen.name, "sheets": names}) + "\n")
    # The range begins at the first cell in use, not at A1.
    above = chosen.start[0] if chosen.start else 0
    for number, row in enumerate(chosen.to_python(skip_empty_area=True), above + 1):
        cells = [text_of(cell) for cell in row]
        while cells and not cells[-1].strip():
            cells.pop()
        if cells:
            write(json.dumps([number, cells]) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
