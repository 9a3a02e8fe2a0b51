"""A club's first year, by the hands of three people, with real messages on a real SMTP server: invited → came →
reviewed → charter → sponsored → admitted → meets again."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.hooks import daily_tasks
from essaim.meetings.models import Attendance, Meeting
from essaim.meetings.tests.factories import make_meeting
from essaim.minutes.models import ReviewAnswer
from essaim.organizations.tests.factories import make_organization, make_place, make_representation, make_user
from essaim.search.actions import reindex_all

from .conftest import PHONE
from .mailbox import deliver

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ODILE, NADIA, KARIM = "odile@example.org", "nadia@example.org", "karim@example.org"


@pytest.fixture
def club() -> Club:
    """A club on its first days: who runs it, three members, a structure next door that they do not know."""
    club = make_club("ici", name="Club d'ici", short_name="Ici", intermunicipalities=["200072460"])
    make_organiser(club, make_user(ODILE, name="Odile Fruchart"))
    alpha = make_member(club, make_organization("Alpha", summary="Répare des appareils."))
    make_place(alpha)
    make_representation(alpha, make_user(NADIA, name="Nadia Benali"), role="directrice")
    for name in ("Bravo", "Charlie"):  # with fewer than three members, nobody would need a sponsor
        make_member(club, make_organization(name))
    make_place(make_organization("Les Vélos du Canal", email=KARIM))
    make_meeting(club, title="Se rencontrer", capacity=10)
    reindex_all()
    return club


def it_is(meeting: Meeting, start) -> None:
    """Time passes: the meeting is at another distance from now."""
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=start, ends_at=start + timedelta(hours=2))


def a_day_passes(day: date) -> None:
    for task in daily_tasks:
        task(day)
    deliver()


def test_the_first_year(new_page, sign_in, axe, club, mailbox):
    desk, phone, hers = new_page(), new_page(viewport=PHONE), new_page(viewport=PHONE)
    organiser = club.charges.get().user
    meeting = club.meetings.get()
    sign_in(desk, organiser)

    # Invited: one message, written once; the answer is one press, without account.
    desk.goto(reverse("campaigns:index", args=["ici"]))
    desk.get_by_label("Nom de la campagne").fill("Première rencontre")
    desk.get_by_label("Rencontre où l’on invite").select_option(index=1)
    desk.get_by_role("button", name="Choisir les structures").click()
    desk.get_by_label("Les Vélos du Canal").check()
    desk.get_by_role("button", name="Garder et continuer").click()
    desk.get_by_role("link", name="Écrire le message").click()
    desk.get_by_label("Objet").fill("{structure}, rencontrons-nous")
    desk.get_by_label("Message").fill("Bonjour,\n\nVenez le {date}.\n\nOdile, pour {club}")
    desk.get_by_role("button", name="Garder et relire").click()
    desk.get_by_role("button", name="Envoyer à 1 adresse").click()
    desk.get_by_text("Une invitation part").wait_for()
    deliver()
    assert mailbox.last_to(KARIM)["Subject"] == "Les Vélos du Canal, rencontrons-nous"
    invitation = mailbox.link(KARIM, "invitation")
    phone.goto(invitation)
    phone.get_by_role("button", name="Je viens").click()
    phone.get_by_text("C’est noté : vous venez").wait_for()
    deliver()

    # Came: at the door, the organiser finds the name and presses once.
    it_is(meeting, timezone.now() - timedelta(minutes=20))
    attendance = Attendance.objects.get(meeting=meeting)
    desk.goto(reverse("seating:door", args=["ici", meeting.pk]))
    # The page says it at once, whatever the network does: the server's answer is waited for.
    with desk.expect_response(lambda response: response.request.method == "POST"):
        desk.get_by_role("button", name=f"Est là : {attendance.name}").click()
    desk.get_by_role("button", name=f"Annuler : {attendance.name}").wait_for()
    attendance.refresh_from_db()
    assert attendance.checked_in_at

    # Reviewed: the minutes are published; a link asks what people thought, and keeps no name.
    it_is(meeting, timezone.now() - timedelta(days=1))
    desk.goto(reverse("minutes:detail", args=["ici", meeting.pk]))
    desk.get_by_role("button", name="Commencer le compte rendu").click()
    desk.locator("textarea").first.fill("Chaque structure a dit ce qu’elle cherche.")
    desk.get_by_role("button", name="Enregistrer").first.click()
    desk.goto(reverse("minutes:detail", args=["ici", meeting.pk]))
    desk.get_by_role("button", name="Publier").click()
    desk.get_by_text("Le compte rendu est publié").wait_for()
    a_day_passes(timezone.localdate())
    phone.goto(mailbox.link(KARIM, "avis"))
    phone.get_by_role("group", name="Cette rencontre vous a-t-elle été utile").get_by_label("Tout à fait").check()
    phone.get_by_role("group", name="Était-elle bien organisée").get_by_label("Plutôt").check()
    phone.get_by_label("Trois à cinq").check()
    phone.get_by_role("group", name="De 0 à 10").get_by_label("8", exact=True).check()
    phone.get_by_role("button", name="Donner mon avis").click()
    phone.get_by_text("Merci, votre avis est arrivé").wait_for()
    assert ReviewAnswer.objects.get().desire == 8

    # Charter: begun from the house's, published; the first member signs in the name of its organization.
    desk.goto(reverse("charter:draft", args=["ici"]))
    desk.get_by_role("button", name="Partir de cette charte").click()
    desk.get_by_role("link", name="Publier la charte").click()
    desk.get_by_role("button", name="Publier et prévenir les membres").click()
    desk.get_by_text("La version 1 est publiée").wait_for()
    sign_in(hers, Membership.objects.get(organization__name="Alpha").organization.representations.get().user)
    hers.goto(reverse("day:index", args=["ici"]))
    hers.get_by_role("link", name="Lire et signer").click()
    hers.get_by_label("J’ai lu la charte").check()
    hers.get_by_role("button", name="Signer au nom de Alpha").click()
    hers.get_by_text("C’est signé").wait_for()

    # Sponsored: the neighbour asks to join, the member it knows vouches with a sentence.
    phone.goto(invitation)
    phone.get_by_role("link", name="Rejoindre le club").click()
    phone.get_by_label("Votre prénom et votre nom").fill("Karim Delobelle")
    phone.get_by_label("Pourquoi rejoindre le club, en deux lignes").fill("Nous prêtons des vélos.")
    phone.get_by_label("Qui connaissez-vous, parmi les membres").select_option("Alpha")
    phone.get_by_role("button", name="Envoyer ma demande").click()
    phone.get_by_text("Votre demande est arrivée").wait_for()
    deliver()
    assert mailbox.all_to(NADIA)
    hers.goto(reverse("day:index", args=["ici"]))
    hers.get_by_role("link", name="Répondre").last.click()
    hers.get_by_label("D’où vous vous connaissez, en une phrase").fill("Nous réparons ensemble.")
    hers.get_by_role("button", name="Parrainer").click()
    hers.get_by_text("Merci : vous parrainez").wait_for()
    deliver()

    # Admitted: the candidate comes in with a code from the mail, signs, and the organiser says yes.
    trail = mailbox.link(KARIM, "suivi")
    phone.goto(reverse("account_request_login_code"))
    phone.get_by_label("Adresse e-mail").fill(KARIM)
    phone.get_by_role("button", name="Recevoir le code").click()
    deliver()
    phone.get_by_label("Code").fill(re.search(r"\d{4}-\d{4}", mailbox.last_to(KARIM)["Subject"])[0])
    phone.get_by_role("button", name="Continuer avec ce code").click()
    phone.wait_for_url(lambda url: "code" not in url)
    phone.goto(trail)
    phone.get_by_role("link", name="Lire et signer la charte").click()
    phone.get_by_label("Votre fonction").fill("Coordinateur")
    phone.get_by_label("J’ai lu la charte").check()
    phone.get_by_role("button", name="Signer au nom de Les Vélos du Canal").click()
    phone.get_by_text("C’est signé").wait_for()
    desk.goto(reverse("joining:index", args=["ici"]))
    desk.get_by_role("link", name="Ouvrir : Les Vélos du Canal").click()
    desk.get_by_role("button", name="Admettre Les Vélos du Canal").click()
    desk.get_by_text("est membre du club").first.wait_for()
    deliver()
    assert Membership.objects.get(organization__name="Les Vélos du Canal").state == MembershipState.MEMBER
    assert "est membre du Club" in mailbox.last_to(KARIM)["Subject"]

    # Meets again: the next meeting reaches every member with its place in their calendar.
    desk.goto(reverse("meetings:new", args=["ici"]))
    desk.get_by_label("Titre").fill("Recruter et garder")
    desk.get_by_label("Date", exact=False).first.fill((timezone.localdate() + timedelta(days=90)).isoformat())
    desk.get_by_label("De (facultatif)").fill("09:00")
    desk.get_by_label("À (facultatif)").fill("11:30")
    desk.get_by_role("button", name="Créer la rencontre").click()
    second = Meeting.objects.latest("pk")
    desk.goto(reverse("meetings:announce", args=["ici", second.pk]))
    desk.get_by_role("button", name="Annoncer et inviter").click()
    desk.get_by_text("invitations partent").wait_for()
    deliver()
    request = mailbox.last_to(KARIM)
    calendar = Calendar.from_ical(
        next(part for part in request.walk() if part.get_content_type() == "text/calendar").get_content()
    )
    event = calendar.walk("VEVENT")[0]
    assert (calendar["METHOD"], str(event["UID"]).startswith(str(second.uid))) == ("REQUEST", True)
    assert timezone.localtime(event["DTSTART"].dt).hour == 9
    phone.goto(reverse("day:index", args=["ici"]))
    axe(phone)
    phone.get_by_role("button", name="Je viens").click()
    phone.get_by_text("votre place est gardée").wait_for()
    assert Attendance.objects.get(meeting=second, organization__name="Les Vélos du Canal").answer == "yes"
    desk.goto(reverse("club_members:register", args=["ici"]))
    assert desk.get_by_text("signée le").count() == 2
