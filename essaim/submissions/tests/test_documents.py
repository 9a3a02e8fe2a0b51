"""The papers, read back: by poppler, by LibreOffice, by the libraries that made them."""

import io
import json
import shutil
import subprocess
import zipfile
from hashlib import sha256

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, TextStringObject

from essaim.calls.models import Call
from essaim.clubs.tests.factories import make_club
from essaim.dossiers.models import Dossier
from essaim.dossiers.tests.factories import a_member
from essaim.kernel.errors import Refusal
from essaim.submissions import actions, archive
from essaim.submissions.documents import DOCUMENTS, facts_of, make, official, one_paper, usual
from essaim.submissions.documents.docx import as_docx
from essaim.submissions.documents.pdf import as_pdf

from .sending_factories import a_file, ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def brouette():
    return a_member(make_club("ici", name="Club d'ici"), "La Brouette partagée", person="Odile Fruchart")


@pytest.fixture
def dossier(brouette):
    club = brouette.memberships.get().club
    velos, fil = a_member(club, "Les Vélos du Canal"), a_member(club, "Fil & Terril")
    velos.siret, velos.siren = "73282932000074", "732829320"
    velos.save()
    return ready(club, brouette, velos, fil, title="Cuisine partagée à Nœux", summary="Un lieu <équipé> & ouvert.")


def plain(text):
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'").split())


def by_poppler(content, folder):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed")
    path = folder / "a.pdf"
    path.write_bytes(content)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True, timeout=60)
    return plain(done.stdout.decode())


def by_libreoffice(content, folder, ending):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    path = folder / f"b.{ending}"
    path.write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=180)
    return by_poppler((folder / "b.pdf").read_bytes(), folder)


WORDS = {
    "letter": ("Vous trouverez ci-joint", "60 000,00 €", "Les Vélos du Canal"),
    "file": ("Cuisine partagée à Nœux", "Un lieu <équipé> & ouvert.", "64 Charges de personnel", "75 000,00 €",
             "L'équipe", "Fil & Terril", "Nous ferons ensemble"),
    "dc1": ("Lettre de candidature", "groupement conjoint", "L. 2141-1 à L. 2141-5", "G. Mandataire", "33,34 %"),
    "agreement": ("Convention de groupement", "R. 2142-20", "100 %", "Signatures", "Fil & Terril"),
}  # fmt: skip


@pytest.mark.parametrize("name", WORDS)
def test_pdf_is_tagged_and_says_what_the_team_wrote(dossier, name, tmp_path):
    content = as_pdf(one_paper(facts_of(dossier), name, None))
    text = by_poppler(content, tmp_path)
    for words in WORDS[name]:
        assert words in text
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert b"pdfuaid" in content or "pdfuaid" in str(reader.xmp_metadata and reader.xmp_metadata.stream.get_data())


@pytest.mark.parametrize("name", WORDS)
def test_docx_opens_in_libreoffice_with_the_same_words(dossier, name, tmp_path):
    content = as_docx(one_paper(facts_of(dossier), name, None))
    text = by_libreoffice(content, tmp_path, "docx")
    for words in WORDS[name]:
        assert words in text


def test_one_declaration_for_each_member_one_authorisation_for_each_but_the_lead(dossier, brouette):
    facts = facts_of(dossier)
    assert sorted(one.structure for one in make(facts, "dc2")) == [
        "Fil & Terril", "La Brouette partagée", "Les Vélos du Canal"
    ]  # fmt: skip
    assert sorted(one.structure for one in make(facts, "authority")) == ["Fil & Terril", "Les Vélos du Canal"]
    assert one_paper(facts, "dc2", brouette.pk).title == "Déclaration de La Brouette partagée"
    assert one_paper(facts, "dc2", 0) is None
    assert one_paper(facts, "papers", None) is None


def test_what_leaves_depends_on_the_call_and_the_team(dossier):
    assert usual(facts_of(dossier)) == ["letter", "file", "budget", "agreement", "authority", "papers", "attachments"]
    dossier.call = Call.objects.create(kind="tender", title="Restauration scolaire", funders=["Syndicat"])
    dossier.save()
    facts = facts_of(Dossier.objects.select_related("club", "call").get(pk=dossier.pk))
    assert {"dc1", "dc2"} <= set(usual(facts))
    assert facts.addressee == "Syndicat"


def test_the_budget_opens_in_libreoffice(dossier, tmp_path):
    (made,) = make(facts_of(dossier), "budget")
    text = by_libreoffice(made.content, tmp_path, "xlsx")
    assert "75 000" in text.replace(",", " ") or "75,000.00" in text


def test_the_archive_is_numbered_named_and_hashed(dossier, brouette):
    actions.plan_file(
        dossier=dossier, actor=None, chosen=["file", "budget", "dc2", "attachments"], addressee="La Région",
        pattern="{numero:02}_{projet}_{nom}",
    )  # fmt: skip
    actions.add_attachment(dossier=dossier, actor=None, title="Plan d'été", upload=a_file("plan.txt", b"Un plan."))
    made = archive.make(dossier)
    with zipfile.ZipFile(io.BytesIO(made.content)) as found:
        names = found.namelist()
        assert found.testzip() is None
        assert names == [
            "01_cuisine-partagee-a-noeux_dossier.pdf", "01_cuisine-partagee-a-noeux_dossier.docx",
            "02_cuisine-partagee-a-noeux_budget.xlsx", "03_cuisine-partagee-a-noeux_dc2_la-brouette-partagee.pdf",
            "04_cuisine-partagee-a-noeux_dc2_les-velos-du-canal.pdf",
            "05_cuisine-partagee-a-noeux_dc2_fil-terril.pdf", "06_cuisine-partagee-a-noeux_plan-dete.txt",
            "manifeste.json", "manifeste.txt",
        ]  # fmt: skip
        manifest = json.loads(found.read("manifeste.json"))
        assert [one["name"] for one in manifest["files"]] == names[:-2]
        for one in manifest["files"]:
            content = found.read(one["name"])
            assert (one["size"], one["sha256"]) == (len(content), sha256(content).hexdigest())
        assert found.read("manifeste.txt").decode().count("\n") == 7
    assert made.sha256 == sha256(made.content).hexdigest()
    assert made.asked_cents == 60_000_00
    assert made.file_name == "cuisine-partagee-a-noeux.zip"


@pytest.mark.parametrize(
    "pattern",
    [
        "{numero}",
        "sans",
        "{nom",
        "{nom.__class__}",
        "{nom:99999}",
        "{nom!r}",
        "{autre}_{nom}",
        "{0}{nom}",
        "{nom:{}}",
    ],
)
def test_a_pattern_that_cannot_be_read_is_refused(dossier, pattern):
    with pytest.raises(Refusal) as caught:
        actions.plan_file(dossier=dossier, actor=None, pattern=pattern)
    assert (caught.value.code, caught.value.field) == ("pattern", "pattern")


def test_two_files_never_bear_one_name(dossier):
    actions.plan_file(dossier=dossier, actor=None, chosen=["dc2"], pattern="{nom}")
    for number in range(2):
        actions.add_attachment(
            dossier=dossier, actor=None, title="Plan", upload=a_file("p.txt", f"Plan {number}.".encode())
        )
    actions.plan_file(dossier=dossier, actor=None, chosen=["attachments"])
    names = [one["name"] for one in archive.make(dossier).manifest["files"]]
    assert names == ["plan.txt", "plan-2.txt"]


def a_form(path):
    """A small AcroForm: two text fields."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(300, 300)
    fields = []
    for place, name in enumerate(("Nom de l'association", "Montant")):
        fields.append(writer._add_object(DictionaryObject({
            NameObject("/FT"): NameObject("/Tx"), NameObject("/T"): TextStringObject(name),
            NameObject("/Type"): NameObject("/Annot"), NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject(FloatObject(one) for one in (20, 200 - 40 * place, 280, 220 - 40 * place)),
            NameObject("/V"): TextStringObject(""), NameObject("/DA"): TextStringObject("/Helv 11 Tf 0 g"),
        })))  # fmt: skip
    page[NameObject("/Annots")] = ArrayObject(fields)
    font = DictionaryObject({
        NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
        NameObject("/BaseFont"): NameObject("/Helvetica"), NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
    })  # fmt: skip
    writer._root_object[NameObject("/AcroForm")] = DictionaryObject({
        NameObject("/Fields"): ArrayObject(fields), NameObject("/DA"): TextStringObject("/Helv 11 Tf 0 g"),
        NameObject("/DR"): DictionaryObject({
            NameObject("/Font"): DictionaryObject({NameObject("/Helv"): writer._add_object(font)})
        }),
    })  # fmt: skip
    writer.write(path)


def test_the_operators_own_form_is_filled(dossier, settings, tmp_path):
    settings.ESSAIM_HOME = tmp_path
    folder = tmp_path / official.FOLDER
    folder.mkdir()
    assert official.forms() == []
    a_form(folder / "demande.pdf")
    (folder / "demande.toml").write_text(
        'title = "Demande"\n[fields]\n"Nom de l\'association" = "lead.name"\n"Montant" = "budget.requested"\n'
        '"Absent" = "budget.60"\n"Autre" = "rien"\n'
    )
    (folder / "cassee.toml").write_text("pas du toml")
    (folder / "seule.toml").write_text('title = "Seule"')
    facts = facts_of(dossier)
    assert "form" in usual(facts)
    (made,) = make(facts, "form")
    found = pypdf.PdfReader(io.BytesIO(made.content)).get_form_text_fields()
    assert found == {"Nom de l'association": "La Brouette partagée", "Montant": "60000"}
    said = official.problems()
    assert [line.split(":")[0] for line in said] == [
        "cassee.toml", "demande.toml", "demande.toml", "demande.toml", "seule.toml"
    ]  # fmt: skip
    assert by_poppler(made.content, tmp_path)
    (folder / "demande.pdf").write_bytes(b"%PDF-1.7 rien")
    with pytest.raises(Refusal) as caught:
        make(facts, "form")
    assert caught.value.code == "form"


def test_every_fact_of_a_form_can_be_read(dossier):
    facts = facts_of(dossier)
    for name, read in official.FACTS.items():
        assert isinstance(read(facts), str), name
    assert official.FACTS["budget.64"](facts) == "60000"
    assert set(DOCUMENTS) == {"letter", "file", "budget", "dc1", "dc2", "agreement", "authority", "form", "papers",
                              "attachments"}  # fmt: skip
