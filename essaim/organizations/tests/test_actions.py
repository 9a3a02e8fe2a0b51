"""Creating and updating organizations: what is written, what is refused, what is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed
from django.db import connection

from essaim.kernel.errors import Refusal
from essaim.organizations import actions
from essaim.organizations.enums import EssBasis, Family, RepresentativeKind, Source
from essaim.organizations.models import FieldSource, Organization

from .factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db


def test_create_cleans_derives_and_tells(told):
    user = make_user("odile@example.org", name="Odile Fruchart")
    organization = actions.create_organization(
        values={
            "name": "  Le Nœud  coopératif ", "siret": "732 829 320 00074", "legal_category": "9220",
            "phone": "+33 3 21 00 00 00", "website": "www.exemple.org",
        },
        actor=user, contributor=True,
    )  # fmt: skip
    organization.refresh_from_db()
    assert organization.name == "Le Nœud coopératif"
    assert organization.folded_name == "le noeud cooperatif"
    assert organization.slug == "le-noeud-cooperatif"
    assert (organization.siren, organization.siret) == ("732829320", "73282932000074")
    assert organization.phone == "03 21 00 00 00"
    assert organization.website == "https://www.exemple.org"
    assert (organization.family, organization.ess_basis) == (Family.ASSOCIATION, EssBasis.FORM)
    assert organization.ess_note == "Association déclarée (9220)"
    assert organization.completeness == 9 + 9 + 3 + 1
    assert organization.representations.get().user == user
    assert told["organizations_changed"] == [{"ids": [organization.pk]}]
    assert told["journaled"][0]["verb"] == "organizations.create"
    assert set(organization.field_sources.values_list("field", flat=True)) == {
        "name", "siren", "siret", "legal_category", "phone", "website",
    }  # fmt: skip


def test_create_needs_a_name():
    with pytest.raises(Refusal) as refusal:
        actions.create_organization(values={"name": " "})
    assert refusal.value.field == "name"
    assert not Organization.objects.exists()


def test_a_number_belongs_to_one_organization():
    make_organization("La Première", siren="732829320")
    with pytest.raises(Refusal) as refusal:
        actions.create_organization(values={"name": "La Seconde", "siret": "73282932000074"})
    assert (refusal.value.code, refusal.value.field) == ("taken", "siren")
    assert "La Première" in refusal.value.sentence


def test_siren_and_siret_go_together():
    organization = make_organization(siren="732829320", siret="73282932000074")
    with pytest.raises(Refusal) as refusal:
        actions.update_organization(organization=organization, values={"siren": "404833048"})
    assert refusal.value.code == "numbers_differ"


def test_too_long_is_refused_with_the_field():
    organization = make_organization()
    with pytest.raises(Refusal) as refusal:
        actions.update_organization(organization=organization, values={"summary": "x" * 300})
    assert refusal.value.field == "summary"


def test_unknown_field_is_a_programming_error():
    with pytest.raises(TypeError):
        actions.update_organization(organization=make_organization(), values={"folded_name": "x"})


def test_a_file_never_overwrites_what_a_person_wrote(told):
    user = make_user()
    organization = make_organization()
    actions.update_organization(organization=organization, values={"phone": "0321000000"}, actor=user)
    update = actions.update_organization(
        organization=organization,
        values={"phone": "03 21 99 99 99", "email": "contact@exemple.org"},
        source=Source.FILE,
        detail="membres.xlsx",
    )
    assert update.kept == {"phone": "03 21 99 99 99"}
    assert update.changed == ["email"]
    organization.refresh_from_db()
    assert organization.phone == "03 21 00 00 00"
    source = organization.field_sources.get(field="email")
    assert (source.source, source.detail) == (Source.FILE, "membres.xlsx")
    update = actions.update_organization(
        organization=organization, values={"phone": "0321999999"}, source=Source.FILE, overwrite={"phone"}
    )
    assert update.changed == ["phone"]


def test_a_file_erases_nothing():
    organization = make_organization(email="contact@exemple.org")
    update = actions.update_organization(organization=organization, values={"email": ""}, source=Source.FILE)
    assert update.changed == []
    organization.refresh_from_db()
    assert organization.email == "contact@exemple.org"


def test_a_person_may_empty_a_field_and_a_file_does_not_fill_it_again():
    organization = make_organization(phone="03 21 00 00 00")
    actions.update_organization(organization=organization, values={"phone": ""}, actor=make_user())
    update = actions.update_organization(
        organization=organization, values={"phone": "0321000000"}, source=Source.SIRENE
    )
    assert update.kept == {"phone": "03 21 00 00 00"}
    assert organization.phone == ""


def test_a_better_proof_comes_after_a_person_chose_the_form():
    organization = make_organization()
    actions.update_organization(organization=organization, values={"legal_category": "5710"}, actor=make_user())
    assert (organization.family, organization.ess_basis) == (Family.OTHER, EssBasis.UNKNOWN)
    actions.update_organization(
        organization=organization,
        values={"ess_basis": EssBasis.SIRENE, "ess_note": "Sirene"},
        source=Source.SIRENE,
    )
    assert (organization.family, organization.ess_basis) == (Family.COMPANY, EssBasis.SIRENE)


@pytest.mark.parametrize(
    ("values", "family", "basis"),
    [
        ({"rna": "W622001234"}, Family.ASSOCIATION, EssBasis.FORM),
        ({"family": "mutual"}, Family.MUTUAL, EssBasis.FORM),
        ({"legal_category": "5710", "cooperative_kind": "scic"}, Family.COOPERATIVE, EssBasis.FORM),
        ({"legal_category": "5458"}, Family.COOPERATIVE, EssBasis.FORM),
        ({"legal_category": "9220", "family": "company"}, Family.ASSOCIATION, EssBasis.FORM),
        ({"legal_category": "5499"}, Family.OTHER, EssBasis.UNKNOWN),
    ],
)
def test_family_and_basis(values, family, basis):
    organization = actions.create_organization(values={"name": "Essai", **values}, source=Source.FILE)
    assert (organization.family, organization.ess_basis) == (family, basis)


def test_saving_the_same_values_tells_nothing(told):
    organization = make_organization(phone="03 21 00 00 00")
    update = actions.update_organization(organization=organization, values={"phone": "0321000000"}, actor=make_user())
    assert update.changed == []
    assert told["journaled"] == []
    assert not FieldSource.objects.exists()


def test_a_value_seen_again_is_dated_again():
    organization = make_organization(email="contact@exemple.org")
    FieldSource.objects.create(organization=organization, field="email", source=Source.FILE, seen_on=date(2020, 1, 1))
    actions.update_organization(
        organization=organization, values={"email": "contact@exemple.org"}, source=Source.FILE, detail="2026.csv"
    )
    source = organization.field_sources.get()
    assert source.detail == "2026.csv"
    assert source.seen_on > date(2020, 1, 1)


def test_confirm_dates_the_page(told):
    organization = make_organization()
    actions.confirm_organization(organization=organization, actor=make_user())
    organization.refresh_from_db()
    assert organization.checked_on is not None
    assert told["journaled"][0]["verb"] == "organizations.confirm"


def test_people_change_places():
    organization = make_organization()
    odile = make_representation(organization, name="Odile Fruchart")
    yvon = make_representation(organization, name="Yvon Cleuet", kind=RepresentativeKind.SUBSTITUTE)
    people = [
        {"pk": odile.pk, "name": "Odile Fruchart", "kind": "substitute"},
        {"pk": yvon.pk, "name": "Yvon Cleuet", "kind": "representative"},
    ]
    assert actions.set_people(organization=organization, people=people)
    assert {person.name: person.kind for person in organization.representations.all()} == {
        "Odile Fruchart": "substitute",
        "Yvon Cleuet": "representative",
    }


@pytest.mark.parametrize("kind", ["representative", "substitute"])
def test_one_representative_and_one_substitute(kind):
    organization = make_organization()
    with pytest.raises(Refusal) as refusal:
        actions.set_people(organization=organization, people=[{"name": "A", "kind": kind}, {"name": "B", "kind": kind}])
    assert refusal.value.code == f"two_{kind}s"
    assert not organization.representations.exists()


def test_an_address_gives_the_page_to_its_account_now_or_later():
    organization = make_organization()
    odile = make_user("odile@example.org")
    people = [
        {"name": "Odile", "email": "Odile@example.org", "kind": "representative"},
        {"name": "Yvon", "email": "yvon@example.org"},
    ]
    actions.set_people(organization=organization, people=people)
    assert organization.representations.get(name="Odile").user == odile
    yvon = make_user("yvon@example.org")
    assert actions.link_account(user=yvon) == 1
    assert organization.representations.get(name="Yvon").user == yvon
    # Another person takes the row: the former account does not stay behind it.
    row = organization.representations.get(name="Odile")
    actions.set_people(
        organization=organization,
        people=[{"pk": row.pk, "name": "Zoé", "email": "zoe@example.org", "kind": "representative"}],
    )
    assert organization.representations.get().user is None


def test_a_verified_address_gives_its_pages():
    organization = make_organization()
    actions.set_people(organization=organization, people=[{"name": "Yvon", "email": "yvon@example.org"}])
    yvon = make_user("autre@example.org")
    address = EmailAddress.objects.create(user=yvon, email="Yvon@example.org", verified=True)
    email_confirmed.send(sender=EmailAddress, request=None, email_address=address)
    assert organization.representations.get().user == yvon


@pytest.mark.django_db(transaction=True)
def test_eight_creations_with_one_number_make_one_organization():
    def create(number: int) -> str:
        try:
            actions.create_organization(values={"name": f"Structure {number}", "siret": "73282932000074"})
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "made"

    with ThreadPoolExecutor(8) as pool:
        outcomes = sorted(pool.map(create, range(8)))
    assert outcomes == ["made"] + ["taken"] * 7
    assert Organization.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_writers_of_eight_fields_lose_nothing():
    organization = make_organization()
    values = [
        {"summary": "Des légumes."}, {"phone": "03 21 00 00 00"}, {"email": "a@exemple.org"}, {"acronym": "LBP"},
        {"rna": "W622001234"}, {"naf_code": "01.13Z"}, {"headcount": "11"}, {"website": "https://exemple.org"},
    ]  # fmt: skip

    def write(changes: dict) -> None:
        try:
            mine = Organization.objects.get(pk=organization.pk)
            actions.update_organization(organization=mine, values=changes, source=Source.FILE)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, values))
    organization.refresh_from_db()
    for changes in values:
        for name, value in changes.items():
            assert getattr(organization, name) == value
    fields = set(organization.field_sources.values_list("field", flat=True))
    assert fields >= {name for changes in values for name in changes}
    assert organization.completeness == 12 + 9 + 9 + 1 + 1
