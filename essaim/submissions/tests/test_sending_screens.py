"""The pages of sending and of what follows, by the hands of the lead, of a partner and of strangers."""

import io
import zipfile

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from essaim.clubs.tests.factories import make_club
from essaim.dossiers.tests.factories import a_member, again, make_dossier, part_of, user_of
from essaim.submissions import actions
from essaim.submissions.models import Attachment, FilePlan, Payment, Question, ReportDue, Sending
from tests.helpers.queries import assert_same_queries

from .sending_factories import a_file, leave, ready, win

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", person="Odile Fruchart")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", person="Karim Delobelle")


@pytest.fixture
def dossier(club, brouette, velos):
    return ready(club, brouette, velos)


def url(name, dossier, *arguments):
    return reverse(f"submissions:{name}", args=[dossier.club.slug, dossier.pk, *arguments])


def plain(response):
    return response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").replace("’", "'")


def test_the_budget_begins_by_a_click(client, club, brouette, velos):
    dossier = make_dossier(club, brouette, velos)
    client.force_login(user_of(velos))
    assert "Pas encore de budget" in plain(client.get(url("budget", dossier)))
    response = client.post(url("prepare_budget", dossier))
    page = plain(client.get(response.url))
    assert "Ce budget est vide." in page
    assert client.get(url("budget", dossier)).url == response.url
    # Each writes its own lines; the rules are the lead's.
    budget = response.url
    assert client.get(budget + "regles/").status_code == 404
    form = plain(client.get(budget + "lignes/nouvelle/charge/"))
    assert "Les Vélos du Canal" in form
    assert "La Brouette partagée</option>" not in form
    client.force_login(a_stranger(club))
    assert client.get(budget).status_code == 404


def a_stranger(club):
    return user_of(a_member(club, "Fil & Terril"))


def test_from_the_papers_to_the_record(client, dossier, brouette, velos):
    client.force_login(user_of(brouette))
    page = plain(client.get(url("sending", dossier)))
    assert "point empêche" not in page
    assert "Convention de groupement" in page
    assert client.get(url("document", dossier, "agreement", "docx")).content.startswith(b"PK")
    assert client.get(url("document", dossier, "agreement", "exe")).status_code == 404
    assert client.get(url("document", dossier, "papers", "pdf")).status_code == 404
    data = {"chosen": ["letter", "budget"], "addressee": "La Région", "subject": "", "lots": "", "letter": "Bonjour.",
            "pattern": "{nom}"}  # fmt: skip
    page = plain(client.post(url("plan", dossier), data | {"pattern": "sans nom"}))
    assert "Le modèle de nom contient {nom}" in page
    assert 'value="sans nom"' in page
    client.post(url("plan", dossier), data)
    assert FilePlan.objects.get().addressee == "La Région"
    client.post(url("attach", dossier), {"title": "Plan", "upload": a_file("plan.txt", b"Un plan.")})
    client.post(url("detach", dossier, Attachment.objects.get().pk))
    assert Attachment.objects.count() == 0
    archive = client.post(url("archive", dossier))
    assert zipfile.ZipFile(io.BytesIO(archive.content)).namelist()[:2] == ["lettre.pdf", "budget.xlsx"]
    record = {"channel": "platform", "sent_by": "Odile", "at": f"{timezone.localtime():%Y-%m-%dT%H:%M}", "receipt": ""}
    page = plain(client.post(url("record", dossier), record))
    assert "Gardez une preuve" in page
    assert Sending.objects.count() == 0
    client.post(url("record", dossier), record | {"proof": a_file()})
    page = plain(client.get(url("sending", dossier)))
    assert "Ce qui est parti" in page
    assert Sending.objects.get().sha256 in page
    kept = b"".join(client.get(url("sent", dossier)).streaming_content)
    assert len(kept) == Sending.objects.get().size
    client.force_login(user_of(velos))
    assert "manifeste" in plain(client.get(url("sending", dossier))).lower()
    assert client.get(url("sent", dossier)).status_code == 404  # bank details: the lead's alone
    assert client.post(url("add_proof", dossier), {"proof": a_file("b.txt", b"b")}).status_code == 404


def test_what_follows(client, dossier, brouette, velos):
    client.force_login(user_of(brouette))
    assert client.get(url("after", dossier)).status_code == 404
    leave(dossier, brouette)
    today = localdate().isoformat()
    client.post(url("ask", dossier), {"words": "Combien de repas ?", "asked_on": today, "answer_by": today})
    question = Question.objects.get()
    assert "Combien de repas ?" in plain(client.get(url("after", dossier)))
    day = plain(client.get(reverse("day:index", args=["ici"])))
    assert "Le financeur attend une réponse" in day
    client.post(url("answer", dossier, question.pk), {"answer": "12 000 par an.", "on": today})
    page = plain(client.post(url("outcome", dossier), {"won": "1", "on": today, "granted_cents": ""}))
    assert "Dites combien est accordé." in page
    client.post(url("outcome", dossier), {
        "won": "1", "on": today, "granted_cents": "48 000", "said": "Bravo.", "year_end": "2027-12-31"
    })  # fmt: skip
    page = plain(client.get(url("after", dossier)))
    for words in ("48 000,00 €", "60 000,00 €", "Compte rendu financier (15059*02)", "30 juin 2028", "12 000 par an."):
        assert words in page
    pay = {"partner": part_of(dossier, velos).pk, "label": "Avance", "cents": "50 000", "planned_on": today}
    assert "48 000,00 € sont accordés" in plain(client.post(url("pay", dossier), pay))
    client.post(url("pay", dossier), pay | {"cents": "10 000"})
    payment = Payment.objects.get()
    client.post(url("mark_payment", dossier, payment.pk, "recu"))
    client.post(url("mark_payment", dossier, payment.pk, "verse"))
    assert Payment.objects.get().paid_on == localdate()
    client.post(url("mark_report", dossier, ReportDue.objects.get().pk))
    client.post(url("indicator", dossier), {"title": "Repas servis", "unit": "repas", "target": "12 000"})
    row = again(dossier).indicators.get()
    client.post(url("count", dossier, row.pk), {"value": "350", "on": today})
    assert "350" in plain(client.get(url("after", dossier)))
    response = client.post(url("practice", dossier))
    assert "/pratiques/" in response.url
    client.force_login(user_of(velos))
    page = plain(client.get(url("after", dossier)))
    assert "10 000,00 €" in page
    assert "Prévoir un versement" not in page


def test_what_follows_costs_the_same(client, dossier, brouette, velos):
    leave(dossier, brouette)
    won = win(dossier, brouette)
    client.force_login(user_of(brouette))

    def more(count):
        for _ in range(count):
            number = Payment.objects.count()
            actions.add_question(dossier=won, actor=None, words=f"Q{number}", asked_on=localdate())
            actions.add_payment(
                dossier=won, actor=None, partner=part_of(won, velos), label="Part", cents=100, planned_on=localdate()
            )
            row = actions.add_indicator(dossier=won, actor=None, title=f"I{number}")
            actions.note_value(indicator=row, actor=None, value=3)

    assert assert_same_queries(client, url("after", won), more, rows=8) <= 30
