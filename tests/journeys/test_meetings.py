"""A meeting by three people's hands: prepared and announced, answered from the message without account and from one's
day, moved and called off; the messages are those that left."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member, make_organiser
from essaim.mail.models import Message
from essaim.meetings import actions
from essaim.meetings.enums import Seat
from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.tests.factories import make_meeting
from essaim.organizations.tests.factories import make_municipality, make_organization, make_representation, make_user

from .conftest import DESK, PHONE

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club():
    club = Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici")
    make_municipality("62119", "Béthune")
    member = make_user("lea@demo.example", name="Léa Dupont")
    make_representation(make_member(club, make_organization("La Lampe")), member)
    make_representation(
        make_member(club, make_organization("Fil et Terril")), name="Ana Silva", email="ana@demo.example"
    )
    return club


def link_to(address: str) -> str:
    """The path of the link in the latest message to this address."""
    text = Message.objects.filter(to=address).latest("pk").text
    return re.search(r"https?://[^/\s]+(/\S+/reponse/\S+)", text)[1]


def test_from_the_first_word_to_the_cancellation(club, new_page, sign_in, axe):
    organiser = make_organiser(club, make_user("odile@demo.example", name="Odile Fruchart"))
    desk = new_page(viewport=DESK, reduced_motion="reduce")
    sign_in(desk, organiser)

    # Prepared: a title, a day, two hours; then the agenda.
    desk.goto("/ici/rencontres/")
    desk.get_by_role("link", name="Préparer une rencontre").first.click()
    desk.get_by_label("Titre").fill("Recruter et garder")
    day = timezone.localdate() + timedelta(days=12)
    desk.get_by_label("Date", exact=False).first.fill(day.isoformat())
    desk.get_by_label("De (facultatif)").fill("14:00")
    desk.get_by_label("À (facultatif)").fill("17:00")
    desk.get_by_label("Salle").fill("Salle basse")
    desk.get_by_label("Commune").fill("Béthune")
    desk.get_by_label("Nombre de places").fill("1")
    desk.get_by_role("button", name="Créer la rencontre").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Recruter et garder")
    meeting = Meeting.objects.get()
    desk.get_by_role("link", name="Préparer", exact=True).click()
    desk.get_by_role("link", name="Programme").click()
    for title, minutes in (("Accueil", "20"), ("Trois récits", "40")):
        desk.get_by_label("Quoi").last.fill(title)
        desk.get_by_label("Durée, en minutes").last.fill(minutes)
        desk.get_by_role("button", name="Ajouter").click()
    expect(desk.locator("main")).to_contain_text("14 h 20")
    axe(desk)

    # Announced: both members are written to, each with their link and the calendar's request.
    desk.goto(f"/ici/rencontres/{meeting.pk}/annoncer/")
    desk.get_by_role("button", name="Annoncer et inviter").click()
    expect(desk.locator("#messages")).to_contain_text("2 invitations partent")
    assert sorted(Message.objects.values_list("to", flat=True)) == ["ana@demo.example", "lea@demo.example"]
    assert all("METHOD:REQUEST" in message.calendar for message in Message.objects.all())

    # Ana, on her telephone, without account: opening answers nothing, one press does.
    phone = new_page(viewport=PHONE, reduced_motion="reduce")
    phone.goto(link_to("ana@demo.example"))
    assert not Attendance.objects.exclude(answer="none").exists()
    axe(phone)
    phone.get_by_role("button", name="Je viens", exact=True).click()
    expect(phone.locator("#repondre")).to_contain_text("votre place est gardée")
    phone.get_by_text("Avec quelqu’un, en voiture, un besoin ?").click()
    phone.get_by_label("Pour être à l’aise").fill("Accès de plain-pied")
    phone.get_by_label("Je cherche une place").check()
    phone.get_by_role("button", name="Garder").click()
    expect(phone.get_by_role("alert")).to_contain_text("c’est la commune qui rapproche")
    phone.get_by_label("Au départ de").fill("Béthune")
    phone.get_by_label("Comment vous joindre pour le trajet").fill("06 00 00 00 01")
    phone.get_by_role("button", name="Garder").click()
    expect(phone.locator("#repondre")).to_contain_text("Personne encore près de chez vous")
    axe(phone)

    # Léa, from her day: the only seat is taken, she waits.
    hers = new_page(viewport=PHONE, reduced_motion="reduce")
    sign_in(hers, User.objects.get(email="lea@demo.example"))
    hers.goto("/ici/ma-journee/")
    expect(hers.locator("main")).to_contain_text("Répondez pour la rencontre du")
    hers.get_by_role("button", name="Je viens").click()
    expect(hers.locator("#repondre")).to_contain_text("au rang 1")

    # Ana cannot come any more: the seat goes to Léa, who is told.
    phone.get_by_role("button", name="Je ne viens pas").click()
    expect(phone.locator("#repondre")).to_contain_text("Vous ne venez pas")
    assert Attendance.objects.get(email="lea@demo.example").seat == Seat.HELD
    assert "Une place s’est libérée" in Message.objects.filter(to="lea@demo.example").latest("pk").subject.replace(
        "'", "’"
    )

    # Moved, then called off with its reason.
    desk.goto(f"/ici/rencontres/{meeting.pk}/modifier/")
    desk.get_by_label("Salle").fill("Atelier")
    desk.get_by_role("button", name="Garder ces changements").click()
    expect(desk.locator("#messages")).to_contain_text("prévenues")
    desk.goto(f"/ici/rencontres/{meeting.pk}/annuler/")
    desk.get_by_label("Pourquoi").fill("La salle est inondée.")
    axe(desk)
    desk.get_by_role("button", name="Annuler la rencontre").click()
    expect(desk.locator("main")).to_contain_text("La salle est inondée.")
    last = Message.objects.filter(to="lea@demo.example").latest("pk")
    assert "La salle est inondée." in last.text
    assert "METHOD:CANCEL" in last.calendar
    assert "SEQUENCE:2" in last.calendar
    # Ana declined: nothing more was written to her.
    assert Message.objects.filter(to="ana@demo.example").latest("pk").kind == "meetings.confirmation"


def test_without_script_the_link_answers(club, new_page):
    meeting = make_meeting(club)
    actions.invite(meeting=meeting, actor=None, name="Ana", email="ana@demo.example")
    page = new_page(java_script_enabled=False, viewport=PHONE)
    page.goto(link_to("ana@demo.example"))
    page.get_by_role("button", name="Peut-être").click()
    expect(page.locator("#repondre")).to_contain_text("aucune place n’est gardée")


def test_a_visitor_asks_for_a_place(club, new_page, axe):
    meeting = make_meeting(club, public=True, capacity=10)
    phone = new_page(viewport=PHONE, reduced_motion="reduce")
    phone.goto(meeting.get_absolute_url())
    phone.get_by_role("link", name="Demander une place").click()
    phone.get_by_label("Prénom et nom").fill("Lina Courtin")
    phone.get_by_label("Adresse e-mail").fill("lina@demo.example")
    phone.get_by_label("Votre structure").fill("La Récolte")
    axe(phone)
    phone.get_by_role("button", name="Demander une place").click()
    expect(phone.locator("#messages")).to_contain_text("ouvrez le message")
    text = Message.objects.get(to="lina@demo.example").text
    phone.goto(re.search(r"https?://[^/\s]+(/\S+/place/\S+)", text)[1])
    assert not Attendance.objects.exists()
    axe(phone)
    phone.get_by_role("button", name="Confirmer ma place").click()
    expect(phone.locator("main")).to_contain_text("votre place est gardée")
    assert Attendance.objects.get().seat == Seat.HELD
