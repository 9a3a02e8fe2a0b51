"""From a file to the directory: who is made, completed, recognised, set aside, refused."""

import pytest

from essaim.imports.tests.conftest import figures
from essaim.organizations.actions import update_organization
from essaim.organizations.enums import WHOLE_PAGE, EssBasis, Family, PlaceKind, Source
from essaim.organizations.models import FieldSource, Organization, Place

A, B = "732829320", "404833048"  # SIREN whose keys hold
pytestmark = pytest.mark.django_db


def test_a_list_is_imported_and_a_second_time_changes_nothing(bring_in):
    text = f"Nom;SIREN;Code postal;Commune\nLa Brouette;{A};62400;Béthune\nLe Panier;{B};62190;Lillers\n"
    assert figures(bring_in(text)) == (2, 0, 0, 0, 0)
    brouette = Organization.objects.get(siren=A)
    assert brouette.name == "La Brouette"
    assert brouette.places.get().municipality_id == "62119"
    assert figures(bring_in(text)) == (0, 0, 2, 0, 0)


def test_several_grants_make_one_organization(bring_in):
    text = (
        "nomAttribuant,idAttribuant,nomBeneficiaire,idBeneficiaire,montant\n"
        f"Département,22440002800011,La Brouette,{A},250.0\n"
        f"Département,22440002800011,La Brouette,{A},300.0\n"
        f"Département,22440002800011,BROUETTE PARTAGEE,{A},300.0\n"
    )
    assert figures(bring_in(text)) == (1, 1, 1, 0, 0)
    assert [name.name for name in Organization.objects.get().other_names.all()] == ["BROUETTE PARTAGEE"]
    assert figures(bring_in(text)) == (0, 0, 3, 0, 0)


def test_another_siret_of_the_same_siren_is_a_site(bring_in):
    text = (
        "nom;siret;adresse;code postal;commune\n"
        "La Brouette;73282932000074;1 rue Haute;62400;Béthune\n"
        "Brouette de Lillers;73282932000017;2 rue Basse;62190;Lillers\n"
    )
    assert figures(bring_in(text)) == (1, 1, 0, 0, 0)
    head, site = Place.objects.order_by("pk")
    assert (head.kind, head.siret) == (PlaceKind.HEAD_OFFICE, "73282932000074")
    assert (site.kind, site.siret, site.name) == (PlaceKind.SITE, "73282932000017", "Brouette de Lillers")
    assert Organization.objects.get().siret == "73282932000074"


def test_without_numbers_name_and_commune_tell(bring_in):
    bring_in("nom;commune\nLa Brouette partagée;Béthune\n")
    batch = bring_in("structure;ville\nla brouette partagee;BETHUNE\nLa Brouette partagée;Lillers\n", "autre.csv")
    assert figures(batch) == (1, 0, 1, 0, 0)


def test_a_number_completes_a_page_known_by_its_name(bring_in):
    bring_in("nom;commune\nLa Brouette partagée;Béthune\n")
    assert figures(bring_in(f"nom;commune;siren\nLa Brouette partagée;Béthune;{A}\n", "b.csv")) == (0, 1, 0, 0, 0)
    assert Organization.objects.get().siren == A


def test_a_close_name_is_set_aside_beside_the_one_it_resembles(bring_in):
    bring_in("nom;commune\nLa Brouette partagée;Béthune\n")
    batch = bring_in("nom;commune\nAssociation Brouette partagée;Béthune\n", "b.csv")
    assert figures(batch) == (0, 0, 0, 1, 0)
    assert batch.rows.get().organization == Organization.objects.get()


def test_a_name_that_everybody_bears_is_not_recognised_without_its_commune(bring_in):
    bring_in("nom;departement\nComité des fêtes;62\n")
    assert figures(bring_in("nom;departement\nComité des fêtes;62\n", "b.csv")) == (0, 0, 0, 1, 0)


def test_what_a_person_wrote_stays_and_is_told(bring_in):
    bring_in(f"nom;siren;telephone\nLa Brouette;{A};03 21 00 00 01\n")
    organization = Organization.objects.get()
    update_organization(organization=organization, values={"phone": "03 21 00 00 02"}, source=Source.PERSON)
    batch = bring_in(f"nom;siren;telephone\nLa Brouette;{A};03 21 00 00 03\n")
    assert figures(batch) == (0, 0, 1, 0, 0)
    assert batch.rows.get().details["kept"] == {"phone": ["03 21 00 00 02", "03 21 00 00 03"]}
    organization.refresh_from_db()
    assert organization.phone == "03 21 00 00 02"


def test_a_person_may_say_to_replace_it(bring_in):
    bring_in(f"nom;siren;telephone\nLa Brouette;{A};03 21 00 00 01\n")
    organization = Organization.objects.get()
    update_organization(organization=organization, values={"phone": "03 21 00 00 02"}, source=Source.PERSON)
    bring_in(f"nom;siren;telephone\nLa Brouette;{A};03 21 00 00 03\n", overwrite=True)
    organization.refresh_from_db()
    assert organization.phone == "03 21 00 00 03"
    assert FieldSource.objects.get(organization=organization, field="phone").source == Source.FILE


def test_every_value_says_where_it_comes_from(bring_in):
    bring_in(f"nom;siren;commune\nLa Brouette;{A};Béthune\n")
    assert list(FieldSource.objects.values_list("field", "detail")) == [(WHOLE_PAGE, "liste.csv")]
    bring_in(f"siren;telephone\n{A};03 21 00 00 01\n", name="contacts.csv")
    assert list(FieldSource.objects.order_by("field").values_list("field", "detail")) == [
        (WHOLE_PAGE, "liste.csv"), ("phone", "contacts.csv"),
    ]  # fmt: skip


def test_a_page_that_two_chunks_of_one_file_made_has_one_line(bring_in, monkeypatch):
    monkeypatch.setattr("essaim.imports.applying.running.CHUNK", 1)
    bring_in(f"nom;siren;telephone\nLa Brouette;{A};\n;{A};03 21 00 00 01\n")
    assert Organization.objects.get().phone == "03 21 00 00 01"
    assert list(FieldSource.objects.values_list("field", "detail")) == [(WHOLE_PAGE, "liste.csv")]


def test_public_bodies_come_in_without_showing(bring_in):
    bring_in(f"nom;siren;forme juridique\nCCAS de Lillers;{A};Centre communal d'action sociale\n")
    organization = Organization.objects.get()
    assert (organization.family, organization.ess_basis, organization.listed) == (
        Family.OTHER, EssBasis.UNKNOWN, False,
    )  # fmt: skip


def test_the_form_tells_the_family(bring_in):
    bring_in(f"nom;siren;forme juridique\nLa Brouette;{A};Association déclarée\n")
    organization = Organization.objects.get()
    assert (organization.family, organization.ess_basis, organization.legal_category) == (
        Family.ASSOCIATION, EssBasis.FORM, "9220",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("La Brouette;73282932000079", "bad_number"),
        ("La Brouette;7,32829E+13", "bad_number"),
        (";", "empty"),
        ("La Brouette;73282932000074;un;de trop", "too_many_cells"),
        (";73282932000074", "no_name"),
    ],
)
def test_a_refused_row_says_why(bring_in, line, reason):
    batch = bring_in(f"nom;siret\n{line}\n")
    assert figures(batch) == (0, 0, 0, 0, 1)
    assert batch.rows.get().reason == reason


def test_an_abridged_siret_leads_to_the_page_it_can_only_be(bring_in):
    bring_in("nom;siret;commune\nLa Brouette;73282932000074;Béthune\n")
    assert figures(bring_in("nom;siret;commune\nLa Brouette;7,32829E+13;Béthune\n", "b.csv")) == (0, 0, 1, 0, 0)


def test_an_unknown_commune_is_kept_as_written_and_told(bring_in):
    batch = bring_in(f"nom;siren;commune\nLa Brouette;{A};Xyzville-sur-Rien\n")
    assert figures(batch) == (1, 0, 0, 0, 0)
    assert batch.rows.get().details["notes"] == [["unknown_city", {"value": "Xyzville-sur-Rien"}]]
    assert Place.objects.get().city == "Xyzville-sur-Rien"


def test_a_file_brought_again_corrects_what_it_said(bring_in):
    bring_in(f"nom;siren;telephone\nLa Brouete;{A};0321000001\n")
    assert figures(bring_in(f"nom;siren;telephone\nLa Brouette;{A};0321000002\n")) == (0, 1, 0, 0, 0)
    organization = Organization.objects.get()
    assert (organization.name, organization.phone) == ("La Brouette", "03 21 00 00 02")
    assert [name.name for name in organization.other_names.all()] == ["La Brouete"]


def test_what_was_set_aside_stays_so_when_its_likeness_changes(bring_in):
    # Row 3 resembles « La Brouette », which has no number yet; row 4 then gives it one, and the likeness is gone.
    lines = ["La Brouette bleue;;Béthune", f"Association Brouette bleue;{A};Béthune", f"La Brouette bleue;{B};Béthune"]
    text = "\n".join(["nom;siren;commune", *lines, ""])
    assert figures(bring_in(text)) == (1, 1, 0, 1, 0)
    assert figures(bring_in(text)) == (0, 0, 2, 1, 0)
    assert Organization.objects.count() == 1
