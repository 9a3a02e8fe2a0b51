"""The workbook: what LibreOffice recalculates is what we reckon; what comes back is shown, then taken."""

import io
import re
import shutil
import subprocess
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from essaim.budgets import actions, queries
from essaim.budgets.engine import Side, balance, positions, totals, whole
from essaim.budgets.models import Line
from essaim.budgets.workbook import read, write
from essaim.budgets.workbook.columns import COLUMNS, MARK
from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_user

from .factories import YEAR, add, fill, make_budget, party, said

pytestmark = pytest.mark.django_db
LINES_SHEET = "xl/worksheets/sheet5.xml"  # after the grid and the cuts by partner, package and year
PLACES = {name: place for place, name in enumerate(COLUMNS)}


@pytest.fixture
def budget():
    return make_budget(make_club("ici", name="Club d'ici"))


def rich(budget):
    """Every kind of line, two years, a refused grant, a flat rate that rounds."""
    fill(budget)
    add(budget, "61-rental", 0, 1, cents=None, quantity=Decimal("2.5"), unit="mois", unit_cents=33333)
    add(budget, "62-travel", 0, 0, cents=12345, year=YEAR + 1, label='=HYPERLINK("x")')
    add(budget, "74-commune", 900, 0, funding="refused")
    add(budget, "75-gifts", 0, 1, cents=33, funding="granted", year=YEAR + 1)
    line = add(budget, "86-volunteers", 1800, 1)
    actions.add_counterpart(line=line, actor=None)
    actions.update_rules(budget=budget, actor=None, indirect="direct", indirect_rate=Decimal("7.25"))
    return fresh(budget)


def fresh(budget):
    return queries.with_lines().get(pk=budget.pk)


def sheets(content):
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def value(rows, label, column=1):
    """The cell beside a label of the first column, or of the fourth when `column` is 4."""
    found = [row for row in rows if str(row[column - 1]).startswith(label)]
    assert found, label
    return round(found[0][column] * 100)


def by_libreoffice(content, folder, to="xlsx"):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    source = folder / "budget.xlsx"
    source.write_bytes(content)
    (folder / "out").mkdir(exist_ok=True)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to]
    command += ["--outdir", str(folder / "out"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return (folder / "out" / f"budget.{to}").read_bytes()


def assert_equal_to_ours(found, budget):
    plan = queries.plan_of(budget)
    sums, rows = balance(plan), whole(plan)
    grid = found["Budget"]
    assert value(grid, "Total des charges") == sums.charges
    assert value(grid, "Total des produits", 4) == sums.income
    assert value(grid, "Total avec ce qui est en nature") == sums.charges + sums.kind_charges
    assert value(grid, "Charges indirectes") == sums.indirect
    assert value(grid, "Demandé au financeur") == sums.requested
    assert value(grid, "64 Charges de personnel") == totals(rows, "group")["64"]
    assert value(grid, "74 Subventions", 4) == 60_000_00  # what was refused does not count
    for sheet, by, keys in (
        ("Par partenaire", "party", [one.pk for one in budget.parties.all()]),
        ("Par lot", "package", [one.pk for one in budget.packages.all()]), ("Par année", "year", list(budget.years)),
    ):  # fmt: skip
        spent = totals(rows, by, side=Side.EXPENSE, in_kind=False)
        for place, key in enumerate(keys, 1):
            assert round(next(row for row in found[sheet] if row[0] == "Total des charges")[place] * 100) == spent.get(
                key, 0
            )
        line = next(row for row in found[sheet] if row[0] == "Total des charges")
        assert round([cell for cell in line if cell != ""][-1] * 100) == sums.charges


def test_the_values_are_ours_and_libreoffice_finds_them_again(budget, tmp_path):
    budget = rich(budget)
    content = write(budget)
    assert_equal_to_ours(sheets(content), budget)
    # Values taken out: what is read afterwards was recalculated.
    assert_equal_to_ours(sheets(by_libreoffice(_without_values(content), tmp_path)), budget)


def _without_values(content, old=b"", new=b""):
    """Formulas without what they gave; the first cell of the lines that holds `old` holds `new`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            if old and name == LINES_SHEET:
                data = data.replace(b"<v>%s</v>" % old, b"<v>%s</v>" % new, 1)
            target.writestr(name, data)
    return out.getvalue()


def test_a_line_changed_in_a_spreadsheet_recalculates_the_grid(budget, tmp_path):
    """Saved as ODS with one amount changed, as a person would."""
    budget = rich(budget)
    changed = by_libreoffice(_without_values(write(budget), b"60000", b"61000.55"), tmp_path, "ods")
    found = sheets(changed)
    assert value(found["Budget"], "64 Charges de personnel") == 61_000_55
    reading = read(fresh(budget), changed, lambda party: True)
    assert [(one.change.verb, one.label, one.cents) for one in reading.previews] == [
        ("update", "Coordination", 61_000_55)
    ]  # fmt: skip
    assert reading.refusals == []
    assert reading.unchanged == budget.lines.count() - 1


def rewritten(content, changes, *, gone=(), added=()):
    """The sheet « Lignes » and its mark written again by another program, with some cells changed."""
    found = sheets(content)
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet("Lignes")
    rows = [row for row in found["Lignes"] if row[PLACES["label"]] not in gone]
    for row in rows:
        for name, cell in changes.get(row[PLACES["label"]], {}).items():
            row[PLACES[name]] = cell
    for place, row in enumerate([*rows, *added]):
        for column, cell in enumerate(row):
            page.write(place, column, cell)
    mark = book.add_worksheet(MARK)
    for place, row in enumerate(found[MARK]):
        mark.write(place, 0, row[0])
    book.close()
    return out.getvalue()


def a_row(**cells):
    row = [""] * len(COLUMNS)
    for name, cell in cells.items():
        row[PLACES[name]] = cell
    return row


def table(*rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            page.write(place, column, cell)
    book.close()
    return out.getvalue()


def test_back_unchanged_changes_nothing(budget):
    budget = rich(budget)
    reading = read(budget, write(budget), lambda party: True)
    assert (reading.previews, reading.refusals, reading.missing) == ([], [], [])
    assert reading.unchanged == budget.lines.count()


def test_back_with_changes(budget, client):
    budget = rich(budget)
    organiser = make_organiser(budget.club, make_user())
    content = rewritten(
        write(budget), {"Denrées": {"cents": 15500, "label": "Denrées locales"}}, gone=["Fonds propres"],
        added=[
            a_row(code="62-fees", label="Cheffe", party="La Brouette", year=YEAR, quantity=3, unit="jour",
                  unit_cents=250.5),
            a_row(code="62-fees", label="Inconnue", party="Le Bistrot", year=YEAR, cents=10),
            a_row(account="870", label="Ateliers", year=YEAR, cents=10, method="À l'heure"),
            a_row(code="61", label="Trop tard", party="Les Vélos", year=YEAR + 7, cents=10),
            a_row(code="61", label="Faux", party="Les Vélos", cents=10, quantity=3, unit_cents=2),
        ],
    )  # fmt: skip
    client.force_login(organiser)
    address = reverse("budgets:read", args=["ici", budget.pk])
    before = list(Line.objects.values_list("cents", flat=True))
    page = client.post(address, {"upload": SimpleUploadedFile("b.xlsx", content)})
    text = said(page.content.decode())
    assert "15 000,00 € → 15 500,00 €" in text
    for words in ("« Le Bistrot » n'est pas un partenaire de ce budget.", "« 870 » dit deux choses",
                  f"le budget ne va pas jusqu'en {YEAR + 7}.", "3 × 2,00 € font 6,00 €, pas 10,00 €."):  # fmt: skip
        assert words in text
    assert "Retirer aussi la ligne" in text
    assert list(Line.objects.values_list("cents", flat=True)) == before  # a preview writes nothing
    token = page.context["token"]
    take = reverse("budgets:take", args=["ici", budget.pk])
    client.post(take, {"lu": token + "x"})
    assert Line.objects.filter(label="Cheffe").count() == 0
    client.post(take, {"lu": token, "retirer": "1"})
    assert Line.objects.get(label="Cheffe").cents == 75150
    assert Line.objects.get(label="Denrées locales").cents == 15500_00
    assert not Line.objects.filter(label="Fonds propres").exists()
    client.post(take, {"lu": token})  # twice: the lines changed meanwhile, nothing is taken
    assert Line.objects.filter(label="Cheffe").count() == 1


def test_a_line_that_somebody_changed_meanwhile_is_told(budget):
    budget = rich(budget)
    content = rewritten(write(budget), {"Denrées": {"cents": 15500}})
    line = Line.objects.get(label="Denrées")
    odile = make_user(name="Odile Fruchart")
    facts = actions.Facts("60-supplies", "Denrées", YEAR, party(budget, 1), cents=9)
    actions.update_line(line=line, actor=odile, facts=facts, seen=1)
    reading = read(fresh(budget), content, lambda party: True)
    assert [said(words) for _row, words in reading.refusals] == [
        "Odile Fruchart a changé cette ligne depuis : « Denrées », 0,09 €."
    ]
    assert reading.previews == []


@pytest.mark.parametrize(
    ("cell", "code"),
    [("60 - Achats", "60"), ("6251 Déplacements", "62"), ("Charges sociales", "64-social"), (64, "64"),
     ("64 Personnel : charges sociales", "64-social"), ("Subventions", "74"), ("Région", "74-region"),
     ("870 Bénévolat", "87-volunteers"), ("875 Bénévolat", "87-volunteers"), ("870 Dons en nature", "87-gifts"),
     ("871", "87-services"), ("864", "86-volunteers")],
)  # fmt: skip
def test_a_simple_table_is_understood(budget, cell, code):
    actions.set_parties(budget=budget, actor=None, parties=[actions.Member("p0", "La Brouette")])
    content = table(
        ["Budget de l'année"], [], ["Compte", "Libellé", "Montant TTC", "Comment"],
        [cell, "Une ligne", "1 234,50 €", "À l'heure"], ["", "TOTAL", 1234.5],
    )  # fmt: skip
    reading = read(fresh(budget), content, lambda party: True)
    assert reading.refusals == []
    (one,) = reading.previews
    assert (one.change.facts.account, one.cents, one.change.facts.year) == (code, 123450, YEAR)


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Compte", "Montant"], ["Bidule", 3]], "le poste « Bidule » n'est pas reconnu."),
        ([["Compte", "Montant"], ["60", "trois"]], "« trois » n'est pas un nombre."),
        ([["Compte", "Montant"], ["60", -3]], "un budget s'écrit avec des montants positifs."),
        ([["Compte", "Montant"], ["60", 3.1415]], "« 3.1415 » a plus de deux décimales."),
        ([["Compte", "Montant"], ["60", ""]], "« Achats » n'a pas de montant."),
        ([["Compte", "Montant", "Qui"], ["60", 5, "Zorro"]], "« Zorro » n'est pas un partenaire de ce budget."),
        ([["Compte", "Montant", "Lot"], ["60", 5, "Rien"]], "« Rien » n'est pas un lot de ce budget."),
        ([["Compte", "Montant"], ["864 Bénévoles", 5]],
         "dites comment c'est valorisé (colonne « Comment c'est valorisé »)."),
        ([["Compte", "Montant", "Statut"], ["74", 5, "bof"]],
         "l'état « bof » n'est pas reconnu : demandé, accordé, refusé…"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_said_row_by_row(budget, rows, sentence):
    reading = read(fresh(budget), table(*rows), lambda party: True)
    assert [(row, said(words)) for row, words in reading.refusals] == [(2, sentence)]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04rien", b"%PDF-1.7", table(["Rien"], [3])])
def test_what_is_no_workbook_is_refused(budget, content):
    with pytest.raises(Refusal) as caught:
        read(fresh(budget), content, lambda party: True)
    assert caught.value.code in ("kind", "heads")


def test_the_lines_of_others_are_not_taken(budget):
    budget = rich(budget)
    content = rewritten(write(budget), {"Denrées": {"cents": 15500}})
    own = party(budget, 0)
    reading = read(budget, content, lambda one: one == own)
    assert [said(words) for _row, words in reading.refusals] == ["vous n'écrivez pas les lignes de cette structure."]
    assert reading.unchanged == budget.lines.count() - 1
    assert reading.previews == []
    assert sum(one.missing for one in positions(queries.plan_of(budget))) == balance(queries.plan_of(budget)).gap
