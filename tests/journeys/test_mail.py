"""« Courrier » by an organiser's hands: what went to whom on a real server, a message that comes back, sent again."""

import pytest
from django.urls import reverse

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member, make_organiser
from essaim.mail.actions.receiving import receive
from essaim.mail.models import Message
from essaim.mail.tests.test_incoming import bounce
from essaim.meetings import actions
from essaim.meetings.tests.factories import make_meeting
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .conftest import PHONE
from .mailbox import deliver, smtp_server

expect = pytest.importorskip("playwright.sync_api").expect
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_went_to_whom_and_what_came_back(new_page, sign_in, axe, settings):
    club = Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici", email="bonjour@ici.example")
    for name, email in (("Léa Dupont", "lea@demo.example"), ("Ana Silva", "ana@demo.example")):
        make_representation(make_member(club, make_organization(f"Chez {name}")), name=name, email=email)
    organiser = make_organiser(club, make_user("odile@demo.example", name="Odile Fruchart"))
    page = new_page(viewport=PHONE, reduced_motion="reduce")
    sign_in(page, organiser)
    page.goto(reverse("organising:index", args=[club.slug]))
    page.get_by_role("link", name="Courrier").click()
    expect(page.locator("main")).to_contain_text("Rien n’est encore parti")

    with smtp_server(settings) as box:
        actions.invite_members(meeting=make_meeting(club), actor=organiser)
        deliver()
        assert {to for tos, _message in box.messages for to in tos} == {"lea@demo.example", "ana@demo.example"}
        page.reload()
        expect(page.locator(".crumbs")).to_contain_text("Animer")
        expect(page.locator("main table")).to_contain_text("lea@demo.example")
        expect(page.locator("main table")).to_contain_text("Invitation : Trouver des financements")
        expect(page.locator("main table").get_by_text("Parti", exact=True)).to_have_count(2)
        axe(page)

        # Ana's server sends hers back: the page says so, in its words, and offers to send again.
        came_back = Message.objects.get(to="ana@demo.example")
        receive(raw=bounce(came_back, status="5.2.2", words="552 5.2.2 Mailbox full"))
        page.reload()
        page.get_by_label("Chercher une adresse ou un objet").fill("ana@")
        page.get_by_role("button", name="Chercher").click()
        expect(page.locator("main")).not_to_contain_text("lea@demo.example")
        axe(page)
        expect(page.locator("main table").get_by_text("Revenu", exact=True)).to_be_visible()
        page.get_by_role("button", name="Renvoyer").click()
        expect(page.locator("#messages")).to_contain_text("repart")
        deliver()
        assert len(box.all_to("ana@demo.example")) == 2
    page.goto(reverse("club_mail:index", args=[club.slug]))
    expect(page.locator("main table").get_by_text("Parti", exact=True)).to_have_count(2)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
