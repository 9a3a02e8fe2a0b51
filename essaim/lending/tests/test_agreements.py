"""Agreements: filled, made, signed by both, kept; staff as the law asks."""

import hashlib
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.tests.factories import make_organiser
from essaim.kernel.errors import Refusal
from essaim.lending import personal
from essaim.lending.actions import agreements as actions
from essaim.lending.models import Agreement, AgreementSignature
from essaim.lending.queries import agreements as queries
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_place, make_representation, make_user
from essaim.resources.actions import Borrower
from essaim.resources.actions.turning import again, turn
from essaim.resources.tests.factories import book
from tests.helpers.queries import assert_same_queries

from .factories import a_member, make_agreement, user_of

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(name, club, *arguments):
    return reverse(f"lending:{name}", args=[club.slug, *arguments])


def shows(document, *said: str) -> None:
    """What stands in the file, read by pdftotext where it is installed."""
    document.file.open("rb")
    pdf = document.file.read()
    assert pdf.startswith(b"%PDF-")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True).stdout.decode()
        words = " ".join(text.replace("\xa0", " ").replace("\u202f", " ").split())
        for one in said:
            assert one in words


def refused(act, **kwargs) -> tuple[str, str | None]:
    with pytest.raises(Refusal) as caught:
        act(**kwargs)
    return caught.value.code, caught.value.field


def sign(agreement: Agreement, organization, user: User | None = None, **changes):
    document = queries.current_document(agreement)
    values = {"name": "Odile Fruchart", "role": "présidente", "sha256": document.sha256 if document else ""} | changes
    return actions.sign(agreement=agreement, organization=organization, user=user or user_of(organization), **values)


def test_from_a_booking_to_both_signatures(van, brouette, velos):
    velos.siren = "732829320"
    velos.save()
    make_place(velos, street="3 quai du Rivage")
    booking = book(van, Borrower(brouette), None, "08:00", "18:00", purpose="Livrer des paniers")
    row = actions.begin_from_booking(booking=booking, actor=user_of(brouette))
    assert (row.number, row.kind, row.lender, row.borrower, row.deposit) == (1, "equipment", velos, brouette, 30_000)
    assert "20 € par jour, 0,25 € par kilomètre" in row.condition
    assert refused(actions.make, agreement=row, actor=None) == ("missing", "place")
    actions.update(agreement=row, actor=None, place="3 quai du Rivage", insurance="Chacune la sienne.")
    row = actions.make(agreement=row, actor=user_of(brouette))
    document = row.documents.get()
    shows(document, "Contrat de prêt", "732 829 320", "3 quai du Rivage", "Camionnette", "Livrer des paniers", "300 €")
    shows(document, "conseil juridique")
    assert Message.objects.filter(kind="lending.to_sign").count() == 2
    document.file.open("rb")
    assert hashlib.sha256(document.file.read()).hexdigest() == document.sha256

    sign(row, velos)
    row.refresh_from_db()
    assert row.state == "half"
    assert refused(sign, agreement=row, organization=velos)[0] == "signed"
    sign(row, brouette, name="Karim Delobelle", role="trésorier")
    row.refresh_from_db()
    assert row.state == "signed"
    shows(row.documents.get(kind="signed"), "Karim Delobelle, trésorier", document.sha256[:32])
    assert Message.objects.filter(kind="lending.signed").count() == 2
    assert refused(actions.rework, agreement=row, actor=user_of(velos))[0] == "state"


def test_a_new_version_is_signed_anew(brouette, velos):
    row = actions.make(agreement=make_agreement(brouette, velos), actor=None)
    first = queries.current_document(row)
    sign(row, brouette)
    actions.rework(agreement=row, actor=user_of(velos))
    actions.update(agreement=row, actor=None, rules="La laver avant de la rendre.")
    row.refresh_from_db()
    row = actions.make(agreement=row, actor=None)
    assert (row.version, row.state, row.documents.count()) == (2, "to_sign", 2)
    assert refused(sign, agreement=row, organization=velos, sha256=first.sha256)[0] == "changed"
    sign(row, velos)
    row.refresh_from_db()
    assert row.state == "half"
    assert first.signatures.count() == 1


def test_who_signs(brouette, velos, club):
    row = actions.make(agreement=make_agreement(brouette, velos), actor=None)
    helper, other = make_user("aide@example.org"), a_member(club, "La Remise à flot")
    make_representation(velos, helper, kind="contributor")
    assert refused(sign, agreement=row, organization=velos, user=helper)[0] == "not_yours"
    assert refused(sign, agreement=row, organization=other)[0] == "not_yours"
    assert refused(sign, agreement=row, organization=velos, name=" ") == ("missing", "name")
    assert refused(sign, agreement=row, organization=velos, role="") == ("missing", "role")
    assert AgreementSignature.objects.count() == 0
    assert refused(sign, agreement=make_agreement(brouette, velos), organization=velos)[0] == "state"


def test_staff_as_the_law_asks(brouette, velos):
    row = make_agreement(brouette, velos, "staff", thing="Comptable, deux jours")
    for name in actions.ASKED_OF_STAFF:
        kept = getattr(row.staff, name)
        actions.update(agreement=row, actor=None, **{name: None if name == "employee_agreed_on" else ""})
        row = Agreement.objects.get(pk=row.pk)
        assert refused(actions.make, agreement=row, actor=None) == ("missing", name)
        actions.update(agreement=row, actor=None, **{name: kept})
    row = actions.make(agreement=row, actor=None)
    assert set(row.documents.values_list("kind", flat=True)) == {"agreement", "rider"}
    shows(
        row.documents.get(kind="agreement"), "Nadia Lemaire", "Comptable", "au prorata des heures", "Au réel",
        "au barème", "but lucratif",
    )  # fmt: skip
    shows(
        row.documents.get(kind="rider"), "Avenant", "Clôturer l’exercice", "Mardi, 9 h", "Béthune",
        "Rien de particulier", "L8241-2",
    )  # fmt: skip
    assert refused(actions.note_rider, agreement=row, actor=user_of(brouette), day=TODAY() + timedelta(days=1)) == (
        "future", "day",
    )  # fmt: skip
    row = actions.note_rider(agreement=row, actor=user_of(brouette), day=TODAY())
    assert row.staff.rider_signed_on == TODAY()
    plain = actions.make(agreement=make_agreement(brouette, velos), actor=None)
    assert refused(actions.note_rider, agreement=plain, actor=user_of(brouette), day=TODAY())[0] == "no_rider"


def test_on_paper_dropped_and_refused(brouette, velos, club):
    row = actions.make(agreement=make_agreement(brouette, velos), actor=None)
    for day, code in ((TODAY() + timedelta(days=1), "future"), (TODAY() - timedelta(days=1), "early")):
        assert refused(actions.sign_on_paper, agreement=row, actor=user_of(velos), day=day) == (code, "day")
    assert actions.sign_on_paper(agreement=row, actor=user_of(velos), day=TODAY()).state == "signed"
    draft = make_agreement(brouette, velos, "premises")
    assert draft.number == 2
    assert refused(
        actions.update, agreement=draft, actor=None, ends_on=draft.starts_on - timedelta(days=1)
    ) == ("end_before_start", "ends_on")  # fmt: skip
    assert actions.drop(agreement=draft, actor=user_of(velos)).state == "dropped"
    assert refused(make_agreement, lender=brouette, borrower=brouette) == ("not_member", "other")
    for wrong in (
        {"number": 1}, {"borrower": brouette}, {"state": "to_sign"}, {"thing": ""}, {"kind": "loan"}, {"state": "lost"},
        {"ends_on": draft.starts_on - timedelta(days=1)},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=draft.pk).update(**wrong)


def test_by_the_screens(client, club, van, brouette, velos):
    booking = book(van, Borrower(brouette), None, "08:00", "18:00")
    client.force_login(user_of(brouette))
    page = client.get(url("agreements", club)).content.decode()
    assert "Prêts sans convention" in page
    answer = client.post(url("agreement_of_booking", club, booking.pk))
    row = Agreement.objects.get()
    assert answer.url == url("edit_agreement", club, row.pk)
    page = client.get(answer.url).content.decode()
    assert "par kilomètre" in page
    data = {
        "thing": "Camionnette", "starts_on": row.starts_on.isoformat(), "ends_on": row.ends_on.isoformat(),
        "condition": row.condition, "deposit": "300", "rules": "La rendre propre.",
    }  # fmt: skip
    page = client.post(answer.url, {**data, "make": "1"}).content.decode()
    assert 'href="#id_place"' in page
    assert "La rendre propre." in page
    data |= {"place": "Béthune", "insurance": "Chacun la sienne."}
    client.post(answer.url, {**data, "make": "1"})
    document = queries.current_document(Agreement.objects.get())
    assert "Prêts sans convention" not in client.get(url("agreements", club)).content.decode()
    assert client.get(url("agreement_document", club, row.pk, document.pk)).getvalue().startswith(b"%PDF-")
    day = client.get(reverse("day:index", args=[club.slug])).content.decode()
    assert "Une convention à signer avec Les Vélos du Canal" in day
    for organization in (brouette, velos):
        client.force_login(user_of(organization))
        page = client.get(url("agreement", club, row.pk)).content.decode()
        assert document.sha256 in page
        seat = {"name": "Une personne", "role": "présidente", "sha256": document.sha256}
        assert 'href="#id_role"' in client.post(url("sign", club, row.pk), {**seat, "role": ""}).content.decode()
        client.post(url("sign", club, row.pk), seat)
    assert Agreement.objects.get().state == "signed"
    assert "Signée" in client.get(url("agreement", club, row.pk)).content.decode()


def test_begun_from_nothing_and_private(client, club, brouette, velos):
    client.force_login(user_of(brouette))
    data = {
        "kind": "staff", "way": "borrow", "other": velos.pk, "thing": "Comptable", "starts_on": TODAY().isoformat(),
        "ends_on": (TODAY() - timedelta(days=1)).isoformat(),
    }  # fmt: skip
    assert 'href="#id_ends_on"' in client.post(url("begin_agreement", club), data).content.decode()
    client.post(url("begin_agreement", club), {**data, "ends_on": TODAY().isoformat()})
    row = Agreement.objects.get()
    assert (row.lender, row.borrower) == (velos, brouette)
    page = client.get(url("edit_agreement", club, row.pk)).content.decode()
    assert "id_employee" in page
    assert "id_deposit" not in page
    for stranger in (user_of(a_member(club, "La Remise à flot")), make_organiser(club)):
        client.force_login(stranger)
        assert client.get(url("agreement", club, row.pk)).status_code == 404


def test_a_closed_account_leaves_its_signature(brouette, velos):
    row = actions.make(agreement=make_agreement(brouette, velos), actor=None)
    sign(row, velos)
    person = user_of(velos)
    assert personal.data_of(person)["signatures"][0]["role"] == "présidente"
    personal.forget(person)
    kept = AgreementSignature.objects.get()
    assert (kept.user, kept.email, kept.name) == (None, "", "Odile Fruchart")


def test_the_list_costs_the_same(client, club, brouette, velos):
    client.force_login(user_of(brouette))
    assert_same_queries(
        client, url("agreements", club), lambda count: [make_agreement(brouette, velos) for _ in range(count)]
    )


def test_the_page_of_the_booking_leads_to_both(client, club, van, brouette, velos):
    booking = book(van, Borrower(brouette), None, "08:00", "18:00")
    page = reverse("resources:booking", args=[club.slug, booking.pk])
    client.force_login(user_of(brouette))
    assert "Faire la convention" in client.get(page).content.decode()
    client.post(url("agreement_of_booking", club, booking.pk))
    shown = client.get(page).content.decode()
    assert url("agreement", club, Agreement.objects.get().pk) in shown
    assert "Faire la convention" not in shown
    turn(again(booking), "take_back", None)
    client.force_login(user_of(velos))
    shown = client.get(page).content.decode()
    assert "Dans vos comptes" in shown
    assert url("pair", club, brouette.pk) in shown
