"""After a meeting, in real browsers: minutes written by two, an action done from one's day, an anonymous review."""

import os

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.mail.models import Message
from essaim.minutes import actions, links
from essaim.minutes.models import Minutes, ReviewAnswer
from essaim.minutes.tests.factories import make_held, make_minutes, make_present
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .conftest import DESK, PHONE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SOON = 20_000


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", short_name="Ici")


@pytest.fixture
def odile(club):
    return make_organiser(club, make_user("odile@example.org", name="Odile Lefebvre"))


@pytest.fixture
def karim(club):
    user = make_user("karim@example.org", name="Karim Delobelle")
    make_representation(make_member(club, make_organization("La Lampe")), user)
    return user


def test_two_people_write_then_publish_and_one_does_what_they_promised(new_page, sign_in, club, odile, karim):
    meeting = make_held(club, title="Trouver des locaux")
    make_present(meeting, "Karim Delobelle", user=karim)
    desk, phone = new_page(), new_page(viewport=PHONE)
    sign_in(desk, odile)
    sign_in(phone, karim)
    address = reverse("minutes:detail", args=["ici", meeting.pk])
    desk.goto(address)
    desk.get_by_role("button", name="Commencer le compte rendu").click()
    phone.goto(address)
    desk.get_by_label("Accueil", exact=True).press_sequentially("Odile présente la salle. ", delay=10)
    phone.get_by_label("Accueil", exact=True).press_sequentially("Karim a visité deux lieux. ", delay=10)
    for page in (desk, phone):
        page.wait_for_function(
            """wanted => wanted.every(one => document.querySelector("textarea").value.includes(one))""",
            arg=["Odile présente la salle.", "Karim a visité deux lieux."],
            timeout=SOON,
        )

    phone.get_by_label("Quoi").fill("Appeler la mairie")
    phone.get_by_label("Qui s’en charge").fill("Karim Delobelle")
    phone.get_by_role("button", name="Noter cette action").click()
    phone.get_by_text("confiée à Karim Delobelle").wait_for()
    desk.get_by_label("La décision, en une phrase").fill("Le club loue une salle à Lens.")
    desk.get_by_role("button", name="Noter cette décision").click()
    desk.get_by_role("button", name="Publier").click()
    desk.get_by_text("Le compte rendu est publié").wait_for()
    assert "Appeler la mairie" in Message.objects.get(kind="minutes.minutes_published").text

    phone.goto(reverse("day:index", args=["ici"]))
    phone.get_by_role("button", name="C’est fait : Appeler la mairie").click()
    phone.get_by_text("est fait.").wait_for()
    assert Minutes.objects.get().actions.get().settled_by == karim
    desk.goto(reverse("minutes:decisions", args=["ici"]))
    desk.get_by_role("searchbox").fill("louer lens salle".replace("louer", "loue"))
    desk.get_by_role("button", name="Chercher").click()
    desk.get_by_text("Le club loue une salle à Lens.").wait_for()
    with desk.expect_download() as download:
        desk.goto(address)
        desk.get_by_role("link", name="En PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def test_a_review_without_account_nor_script(new_page, club):
    meeting = make_held(club, title="Trouver des locaux")
    came = make_present(meeting, "Nadia Benali")
    review = actions.open_review(meeting=meeting, actor=None)
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(reverse("minutes:answer_review", args=["ici", links.review_token(review, came)]))
    page.get_by_role("group", name="Cette rencontre vous a-t-elle été utile").get_by_label("Tout à fait").check()
    page.get_by_role("group", name="Était-elle bien organisée").get_by_label("Plutôt").check()
    page.get_by_label("Trois à cinq").check()
    page.get_by_role("group", name="De 0 à 10").get_by_label("8", exact=True).check()
    page.get_by_role("button", name="Donner mon avis").click()
    page.get_by_text("Merci, votre avis est arrivé").wait_for()
    assert ReviewAnswer.objects.get().desire == 8


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page(new_page, sign_in, axe, club, odile, karim, viewport, scheme):
    first = make_minutes(club, days_ago=60, title="Se connaître")
    actions.add_action(minutes=first, what="Prêter la salle", owner=karim, actor=odile)
    actions.add_decision(minutes=first, sentence="Le club se réunit quatre fois par an.", actor=odile)
    actions.publish_minutes(minutes=first, actor=odile)
    minutes = make_minutes(club, title="Trouver des locaux")
    meeting = minutes.meeting
    for rank in range(6):
        make_present(meeting, f"Personne {rank}")
    review = actions.open_review(meeting=meeting, actor=odile)
    for invitation in review.invitations.all()[:5]:
        actions.answer_review(
            invitation=invitation, useful=4, organised=5, met="some", desire=8, will_do="Appeler.", words="Merci."
        )
    section = minutes.sections.last()
    actions.add_action(minutes=minutes, what="Appeler", owner_name="Le maire", section=section, actor=odile)
    actions.add_decision(minutes=minutes, sentence="On loue.", section=section, actor=odile)
    page = new_page(viewport=viewport, color_scheme=scheme)
    sign_in(page, odile)
    pages = {
        "write": reverse("minutes:detail", args=["ici", meeting.pk]),
        "read": reverse("minutes:detail", args=["ici", meeting.pk]) + "?lire",
        "after": reverse("minutes:after", args=["ici", meeting.pk]),
        "index": reverse("minutes:index", args=["ici"]),
        "decisions": reverse("minutes:decisions", args=["ici"]),
        "actions": reverse("minutes:actions", args=["ici"]),
        "none": reverse("minutes:detail", args=["ici", make_held(club).pk]),
    }
    came = review.invitations.filter(answered=False).get().attendance
    pages["review"] = reverse("minutes:answer_review", args=["ici", links.review_token(review, came)])
    pages["certificate"] = reverse("minutes:certificate", args=["ici", links.certificate_code(came)])
    for name, address in pages.items():
        page.goto(address)
        if folder := os.environ.get("ESSAIM_SHOTS"):
            page.screenshot(path=f"{folder}/{name}-{viewport['width']}-{scheme}.png", full_page=True)
        assert page.locator("main h1").count() == 1, name
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        axe(page)
