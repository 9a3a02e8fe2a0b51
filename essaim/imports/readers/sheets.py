"""XLSX, XLSB, ODS and XLS, read by another process that has its own memory."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from .safety import check_archive, truncated
from .table import Rows, Table, make_table

MEGABYTES = 1536
SECONDS = 240
WORKER = Path(__file__).with_name("sheet_worker.py")
EMPTY = 3  # the worker's exit code for a workbook without a sheet


def open_sheet(path: Path, *, archive: bool) -> Table:
    """Open a workbook. `archive`: XLSX or ODS, which are weighed first. Raises `Refusal`."""
    if archive:
        check_archive(path)
    with _Worker(path) as first:
        about = first.about
    notes = {"sheet": about["sheet"], "sheets": ", ".join(about["sheets"])}

    def rows() -> Rows:
        with _Worker(path) as worker:
            yield from worker.rows()

    table = make_table(rows, notes)
    if table is None:
        raise _empty()
    return table


class _Worker:
    """The other process. Its end before the last row, unless asked, is a refusal."""

    def __init__(self, path: Path) -> None:
        self._complaints = tempfile.TemporaryFile("w+b")  # noqa: SIM115  closed on leaving
        self._process: subprocess.Popen[str] = subprocess.Popen(
            [sys.executable, str(WORKER), str(path), str(MEGABYTES), str(SECONDS)],
            stdout=subprocess.PIPE, stderr=self._complaints, stdin=subprocess.DEVNULL, text=True, encoding="ascii",
        )  # fmt: skip
        self.about: dict[str, Any] = {}

    def __enter__(self) -> "_Worker":
        assert self._process.stdout is not None
        if line := self._process.stdout.readline():
            self.about = json.loads(line)
            return self
        refusal = self._why(self._process.wait())
        self.__exit__()
        raise refusal

    def __exit__(self, *_rest: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        self._complaints.close()

    def rows(self) -> Rows:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            number, cells = json.loads(line)
            yield number, cells
        if code := self._process.wait():
            raise self._why(code)

    def _why(self, code: int) -> Refusal:
        """Killed by a signal, or out of memory: too large; else the file is not what its name says."""
        if code == EMPTY:
            return _empty()
        self._complaints.seek(0)
        said = self._complaints.read(4000).decode("utf-8", "replace")
        if code < 0 or "MemoryError" in said or "memory allocation" in said or "capacity overflow" in said:
            return Refusal(
                _("Cette feuille est trop grande pour être lue ainsi. Enregistrez-la en CSV, puis recommencez."),
                code="sheet_too_large",
            )
        return truncated()


def _empty() -> Refusal:
    return Refusal(_("Ce classeur est vide."), code="empty_file")
