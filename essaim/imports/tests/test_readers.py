"""Files as people send them: encodings, separators, titles above, workbooks, and those that must not be opened."""

import struct
import zipfile
from pathlib import Path

import pytest
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table as OdfTable
from odf.table import TableCell, TableRow
from odf.text import P
from openpyxl import Workbook

from essaim.imports.columns import guess_columns
from essaim.imports.readers import open_table
from essaim.imports.readers.safety import safe_name
from essaim.kernel.errors import Refusal

LINES = ["Nom de la structure;N° SIRET;Commune", "Épicerie d’à côté;73282932000074;Béthune"]


def table_of(path: Path, content: bytes):
    path.write_bytes(content)
    return open_table(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_encoding_and_separator(tmp_path, encoding, separator):
    text = "\n".join(LINES).replace(";", separator)
    table = table_of(tmp_path / "a.csv", text.encode(encoding))
    assert table.headers == ["Nom de la structure", "N° SIRET", "Commune"]
    assert table.sample() == [["Épicerie d’à côté", "73282932000074", "Béthune"]]


def test_a_file_that_mixes_encodings(tmp_path):
    lines = ["nom;commune", *["Épicerie à côté;Béthune"] * 9]
    content = "\n".join(lines).encode() + "\nFêtes;Nœux".encode("cp1252")
    assert table_of(tmp_path / "a.csv", content).sample()[-1] == ["Fêtes", "Nœux"]


def test_titles_above_the_headers_are_passed_over(tmp_path):
    table = table_of(tmp_path / "a.csv", ("Liste 2024;;\n;;\n" + "\n".join(LINES)).encode())
    assert table.headers[0] == "Nom de la structure"
    assert [number for number, _cells in table.rows()] == [4]


def test_without_headers_the_values_tell(tmp_path):
    rows = "La Brouette;73282932000074;62400;Béthune\nLe Panier;40483304800022;62190;Lillers\n"
    table = table_of(tmp_path / "a.csv", rows.encode())
    assert table.headless
    assert len(table.sample()) == 2
    assert guess_columns(table.headers, table.sample(), headless=True) == ["name", "siret", "postal_code", "city"]


def test_xlsx_keeps_the_digits_of_a_number(tmp_path):
    workbook = Workbook()
    workbook.active.append(["nom", "siret", "code postal"])
    workbook.active.append(["La Brouette", 73282932000074, 1700])
    workbook.save(tmp_path / "a.xlsx")
    table = open_table(tmp_path / "a.xlsx")
    assert table.headers == ["nom", "siret", "code postal"]
    assert table.sample() == [["La Brouette", "73282932000074", "1700"]]


def test_ods(tmp_path):
    document = OpenDocumentSpreadsheet()
    sheet = OdfTable(name="Liste")
    for values in (["nom", "commune"], ["La Brouette", "Béthune"]):
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    document.save(tmp_path / "a.ods")
    assert open_table(tmp_path / "a.ods").sample() == [["La Brouette", "Béthune"]]


def refusal_of(path: Path, content: bytes | None = None) -> str:
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refusal) as caught:
        list(open_table(path).rows())
    return caught.value.code


def test_a_truncated_workbook(tmp_path):
    workbook = Workbook()
    workbook.active.append(["nom", "siret"])
    workbook.save(tmp_path / "a.xlsx")
    whole = (tmp_path / "a.xlsx").read_bytes()
    assert refusal_of(tmp_path / "b.xlsx", whole[: len(whole) // 2]) == "truncated"


def test_an_archive_that_is_no_workbook(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("nothing.txt", "nothing")
    assert refusal_of(tmp_path / "a.xlsx") == "truncated"


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)


def test_a_zip_bomb_is_not_opened(tmp_path):
    bomb(tmp_path / "a.xlsx")
    assert refusal_of(tmp_path / "a.xlsx") == "bomb"


def test_a_bomb_that_lies_about_its_size(tmp_path):
    bomb(tmp_path / "a.xlsx")
    content = bytearray((tmp_path / "a.xlsx").read_bytes())
    entry = content.index(b"PK\x01\x02")  # the central directory: its declared size becomes 10 bytes
    content[entry + 24 : entry + 28] = struct.pack("<L", 10)
    assert refusal_of(tmp_path / "b.xlsx", bytes(content)) == "bomb"


def test_a_cell_at_the_far_corner_does_not_take_the_memory(tmp_path):
    workbook = Workbook()
    workbook.active["A1"] = "nom"
    workbook.active["XFD1048576"] = "loin"
    workbook.save(tmp_path / "a.xlsx")
    assert refusal_of(tmp_path / "a.xlsx") == "sheet_too_large"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n\n;;;\n", "empty_file"),
        (b"%PDF-1.7 ...", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b'nom;commune\n"La Brouette;Lillers\n' + b"x" * 3_000_000, "broken_csv"),
    ],
)
def test_what_cannot_be_read_says_so(tmp_path, content, code):
    assert refusal_of(tmp_path / "a.csv", content) == code


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\liste.csv", "liste.csv"),
        ("/abs/liste.xlsx", "liste.xlsx"),
        ("..", "fichier"),
        ("liste <b>.csv", "liste _b_.csv"),
        ("\x00", "fichier"),
        ("é" * 300 + ".csv", "é" * 116 + ".csv"),
    ],
)
def test_names_of_files_are_made_safe(name, safe):
    assert safe_name(name) == safe
