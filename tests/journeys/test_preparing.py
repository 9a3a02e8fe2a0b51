"""Preparing a meeting, in a real browser and without JavaScript: a member's problem becomes a theme, the theme a
meeting, a poll gives its date, a speaker without account says yes and reads their sheet."""

import re

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.mail.models import Message
from essaim.meetings.actions.polls import close_poll
from essaim.meetings.actions.themes import propose_theme
from essaim.meetings.models import DatePoll, Meeting, Talk
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici", email="bonjour@ici.example")


@pytest.fixture
def odile(club):
    """She represents a member."""
    user = make_user("odile@demo.example", name="Odile Fruchart")
    represent(club, "La Brouette partagée", "Odile Fruchart", user=user)
    return user


def represent(club, organization, name, **fields):
    made = make_member(club, make_organization(organization))
    Representation.objects.create(organization=made, name=name, kind="representative", **fields)
    return made


def link_in(kind: str, to: str) -> str:
    """The address, without its host, that the message carries."""
    text = Message.objects.filter(kind=kind, to=to).latest("pk").text
    return re.search(r"https?://[^/\s]+(/\S+/preparer/\S+)", text)[1]


def test_from_a_problem_to_a_meeting_with_its_date(new_page, sign_in, club, odile):
    other = represent(club, "Fil & Terril", "Luc Morel", email="luc@demo.example")
    propose_theme(club=club, actor=None, organization=other, title="Recherche de financements")

    page = new_page(viewport=PHONE, java_script_enabled=False)
    sign_in(page, odile)
    page.goto(reverse("themes:index", args=[club.slug]))
    page.get_by_role("link", name="Proposer un thème").click()
    page.get_by_label("Le problème, en quelques mots").fill("Financer nos projets")
    page.get_by_label("Ce qui se passe, ce qui a été essayé").fill("Trois refus cette année.")
    page.get_by_role("button", name="Proposer ce thème").click()
    page.get_by_text("Un thème ressemble au vôtre").wait_for()
    assert page.get_by_label("Ce qui se passe, ce qui a été essayé").input_value() == "Trois refus cette année."
    page.get_by_role("button", name="Pour nous aussi").click()
    page.get_by_label("Ce que nous pouvons apporter").fill("Une salle, le mardi")
    page.get_by_role("button", name="Garder").click()
    page.get_by_text("2 structures concernées").wait_for()
    page.locator("li", has_text="La Brouette partagée").get_by_text("Une salle, le mardi").wait_for()

    desk = new_page(java_script_enabled=False)
    sign_in(desk, make_organiser(club, make_user("camille@demo.example", name="Camille")))
    desk.goto(reverse("themes:index", args=[club.slug]))
    desk.get_by_role("link", name="Recherche de financements").click()
    desk.get_by_role("link", name="En faire une rencontre").click()
    desk.get_by_role("button", name="Sonder trois dates").first.click()
    desk.get_by_text("Le sondage est parti").wait_for()

    # Luc has no account: the message's link is enough, and opening it twice answers nothing.
    visitor = new_page(viewport=PHONE, java_script_enabled=False)
    for _time in range(2):
        visitor.goto(link_in("meetings.poll_opened", "luc@demo.example"))
    dates = visitor.locator("fieldset")
    assert dates.count() == 3
    assert not visitor.locator("input:checked").count()
    dates.nth(0).get_by_label("Non").check()
    dates.nth(1).get_by_label("Oui").check()
    dates.nth(2).get_by_label("Si besoin").check()
    visitor.get_by_role("button", name="Répondre").click()
    visitor.get_by_text("Vos réponses sont gardées").wait_for()

    # Odile finds it on her day.
    page.goto(reverse("day:index", args=[club.slug]))
    page.get_by_role("link", name="Répondre : Quelles dates").click()
    page.locator("fieldset").nth(1).get_by_label("Oui").check()
    page.get_by_role("button", name="Répondre").click()

    poll = DatePoll.objects.get()
    close_poll(poll=poll, actor=None)
    meeting = Meeting.objects.get()
    assert meeting.starts_at == poll.options.all()[1].starts_at
    visitor.goto(link_in("meetings.poll_closed", "luc@demo.example"))
    visitor.get_by_text("La rencontre aura lieu").wait_for()
    visitor.get_by_text("le plus de oui : 2, contre 0").wait_for()


def test_a_speaker_says_yes_and_the_club_shares_a_document(new_page, sign_in, club, odile, tmp_path):
    organiser = make_organiser(club, make_user("camille@demo.example", name="Camille"))
    meeting = Meeting.objects.create(club=club, title="Trouver des financements")
    desk = new_page(java_script_enabled=False)
    sign_in(desk, organiser)
    desk.goto(reverse("preparing:talks", args=[club.slug, meeting.pk]))
    desk.get_by_label("Prénom et nom").fill("Inès Roussel")
    desk.get_by_label("Son adresse e-mail").fill("ines@demo.example")
    desk.get_by_label("Sujet").fill("Ce que les fondations attendent")
    desk.get_by_role("button", name="Ajouter").click()
    desk.get_by_role("button", name="Envoyer la demande").click()
    desk.get_by_text("Le message est parti").wait_for()

    plan = tmp_path / "Plan d'accès été.pdf"
    plan.write_bytes(b"%PDF-1.7\n%%EOF")
    desk.goto(reverse("preparing:documents", args=[club.slug, meeting.pk]))
    desk.get_by_label("Fichier").set_input_files(plan)
    desk.get_by_label("Les membres et les personnes invitées").check()
    desk.get_by_role("button", name="Ajouter").click()
    desk.get_by_text("Le document est là").wait_for()

    phone = new_page(viewport=PHONE, java_script_enabled=False)
    phone.goto(link_in("meetings.talk_asked", "ines@demo.example"))
    phone.get_by_text("Votre fiche pratique").wait_for()
    phone.get_by_label("Matériel").fill("Un vidéoprojecteur")
    phone.get_by_role("button", name="Oui, je viens").click()
    phone.get_by_text("Vous venez : merci").wait_for()
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Plan d’accès été").click()
    assert download.value.suggested_filename == "Plan d'accès été.pdf"
    sheet = phone.context.request.get(phone.get_by_role("link", name="Imprimer cette fiche").get_attribute("href"))
    assert sheet.body().startswith(b"%PDF-")

    talk = Talk.objects.get()
    assert (talk.state, talk.attendance.name, talk.attendance.seat) == ("accepted", "Inès Roussel", "held")
    assert "viendra" in Message.objects.get(kind="meetings.talk_answered", to=organiser.email).subject
    member = new_page(viewport=PHONE)
    sign_in(member, odile)
    member.goto(reverse("meetings:detail", args=[club.slug, meeting.pk]))
    member.get_by_text("Qui vient en parler").wait_for()
    assert member.get_by_text("ines@demo.example").count() == 0


@pytest.mark.parametrize(("viewport", "scheme"), [(PHONE, "dark"), (DESK, "light")], ids=["phone", "desk"])
def test_what_axe_says(new_page, axe, sign_in, club, odile, viewport, scheme):
    """Pages with something on them; those that are empty are walked by `test_every_page`."""
    organiser = make_organiser(club, make_user("camille@demo.example", name="Camille"))
    theme = propose_theme(club=club, actor=odile, organization=None, title="Recruter", text="Deux départs.")
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, organiser)
    page.goto(reverse("preparing:index", args=[club.slug]) + f"?theme={theme.pk}")
    axe(page)
    page.get_by_role("button", name="Sonder trois dates").first.click()
    axe(page)
    meeting = Meeting.objects.get()
    page.goto(reverse("preparing:talks", args=[club.slug, meeting.pk]))
    page.get_by_label("Prénom et nom").fill("Inès Roussel")
    page.get_by_label("Sujet").fill("Les fondations")
    page.get_by_role("button", name="Ajouter").click()
    axe(page)  # someone without address
    page.get_by_role("button", name="Noter : accepte").click()
    axe(page)
    for name in ("talks", "documents"):
        page.goto(reverse(f"preparing:{name}", args=[club.slug, meeting.pk]))
        axe(page)
    page.goto(reverse("themes:detail", args=[club.slug, theme.pk]))
    axe(page)
    page.get_by_role("link", name="Thèmes").first.click()
    axe(page)
    page.goto(reverse("speakers:index", args=[club.slug]))
    axe(page)
    page.get_by_role("link", name="Inès Roussel").click()
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
