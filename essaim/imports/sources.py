"""Where the records of a batch come from: a table and its mapping, Sirene's files, pages of the API."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.organizations.enums import Source
from essaim.territory.finder import MunicipalityFinder
from essaim.territory.queries import municipality_finder

from .cleaning.record import Record
from .cleaning.rows import RowReader
from .enums import SourceKind, Target
from .models import ImportBatch
from .queries import territory_codes
from .readers import open_table

SOURCES = {
    SourceKind.FILE: Source.FILE,
    SourceKind.SIRENE: Source.SIRENE,
    SourceKind.API: Source.API,
}


def finder_for(club: Club | None) -> MunicipalityFinder:
    """The communes of France; those of the club win between two of the same name."""
    return municipality_finder(prefer=territory_codes(club) if club else ())


def records_of(batch: ImportBatch, path: Path) -> Iterator[Record]:
    """Read the rows of a table by the batch's mapping."""
    check_columns(batch.columns)
    table = open_table(path)
    if len(table.headers) != len(batch.columns):
        raise Refusal(_("Le fichier n'a plus les mêmes colonnes : choisissez-le de nouveau."), code="columns_changed")
    return read_rows(table.rows(), batch.columns, finder_for(batch.club))


def read_rows(
    rows: Iterable[tuple[int, list[str]]], columns: list[str], finder: MunicipalityFinder
) -> Iterator[Record]:
    reader = RowReader(columns, finder)
    for number, cells in rows:
        yield reader.read(number, cells)


def check_columns(columns: list[str]) -> None:
    """Refuse a mapping by which nothing could be recognised."""
    if not {Target.NAME, Target.SIREN, Target.SIRET, Target.IDENTIFIER, Target.RNA} & set(columns):
        raise Refusal(
            _("Aucune colonne ne donne le nom ni un numéro (SIREN, SIRET ou RNA) : indiquez au moins l'une d'elles."),
            code="no_name_column",
        )
