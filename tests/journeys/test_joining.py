"""From an invitation to a membership, by the hands of three people, with real messages on a real SMTP server: the
organiser sends, the prospect answers and asks to join on a phone without account, a member vouches, the charter is
signed, the club admits."""

import pytest
from django.urls import reverse

from essaim.accounts.models import User
from essaim.charter.tests.factories import make_version
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.joining.models import Recipient
from essaim.kernel.text import fold
from essaim.meetings.tests.factories import make_meeting
from essaim.organizations.tests.factories import make_organization, make_place, make_representation, make_user
from essaim.search.actions import reindex_all

from .conftest import PHONE
from .mailbox import deliver

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club():
    club = make_club("ici", name="Club d'ici", short_name="Ici", intermunicipalities=["200072460"],
                     presentation="Nous nous voyons chaque trimestre.", email="club@example.org")  # fmt: skip
    for name in ("Alpha", "Bravo", "Charlie"):
        organization = make_member(club, make_organization(name, summary="Ce qu'elle fait."))
        make_place(organization)
        make_representation(organization, make_user(f"{name.lower()}@example.org", name=f"Nadia {name}"))
    for name in ("Les Vélos du Canal", "La Navette"):
        organization = make_organization(name, email=f"{fold(name).split()[1]}@example.org")
        make_place(organization)
    make_organiser(club, make_user("odile@example.org", name="Odile Fruchart"))
    make_meeting(club, title="Recruter quand on est petit", capacity=10)
    make_version(club)
    reindex_all()
    return club


def test_from_the_invitation_to_the_club(new_page, sign_in, axe, club, mailbox):
    desk, phone = new_page(), new_page(viewport=PHONE)
    organiser = club.charges.get().user
    sign_in(desk, organiser)

    # The organiser chooses, writes once, reads the preview, sends.
    desk.goto(reverse("campaigns:index", args=["ici"]))
    axe(desk)
    desk.get_by_label("Nom de la campagne").fill("Première rencontre")
    desk.get_by_label("Rencontre où l’on invite").select_option(index=1)
    desk.get_by_role("button", name="Choisir les structures").click()
    axe(desk)
    desk.get_by_label("Les Vélos du Canal").check()
    desk.get_by_role("button", name="Garder et continuer").click()
    desk.get_by_text("structure a une adresse").wait_for()
    axe(desk)
    desk.get_by_role("link", name="Écrire le message").click()
    desk.get_by_label("Objet").fill("{structure}, venez nous rencontrer")
    desk.get_by_label("Message").fill("Bonjour {prenom},\n\nVenez le {date} : {rencontre}.\n\nOdile, pour {club}")
    axe(desk)
    desk.get_by_role("button", name="Garder et relire").click()
    desk.get_by_role("heading", name="Les Vélos du Canal, venez nous rencontrer").wait_for()
    axe(desk)
    desk.get_by_role("button", name="Envoyer à 1 adresse").click()
    desk.get_by_text("Une invitation part").wait_for()
    deliver()

    # The prospect reads the message on a phone, without account.
    message = mailbox.last_to("velos@example.org")
    assert message["Subject"] == "Les Vélos du Canal, venez nous rencontrer"
    assert message["Reply-To"] is not None
    assert "List-Unsubscribe" in message
    phone.goto(mailbox.link("velos@example.org", "invitation"))
    axe(phone)
    assert Recipient.objects.get().answer == "none"
    phone.get_by_label("Un mot pour le club").fill("Nous serons deux.")
    phone.get_by_role("button", name="Je viens").click()
    phone.get_by_text("C’est noté : vous venez").wait_for()
    recipient = Recipient.objects.get()
    assert (recipient.answer, recipient.word) == ("yes", "Nous serons deux.")
    assert club.meetings.get().attendances.get().kind == "prospect"

    # It asks to join, and names a member it knows.
    phone.get_by_role("link", name="Rejoindre le club").click()
    phone.get_by_label("Votre prénom et votre nom").fill("Karim Delobelle")
    phone.get_by_label("Pourquoi rejoindre le club, en deux lignes").fill("Nous prêtons des vélos.")
    phone.get_by_label("Qui connaissez-vous, parmi les membres").select_option("Alpha")
    axe(phone)
    phone.get_by_role("button", name="Envoyer ma demande").click()
    phone.get_by_text("Votre demande est arrivée").wait_for()
    axe(phone)
    deliver()

    # The member asked vouches.
    member = new_page(viewport=PHONE)
    sign_in(member, Membership.objects.get(organization__name="Alpha").organization.representations.get().user)
    member.goto(reverse("day:index", args=["ici"]))
    member.get_by_role("link", name="Répondre").click()
    axe(member)
    member.get_by_label("D’où vous vous connaissez, en une phrase").fill("Nous réparons ensemble.")
    member.get_by_role("button", name="Parrainer").click()
    member.get_by_text("Merci : vous parrainez").wait_for()
    deliver()

    # The candidate follows its link: sponsored, it signs the charter, with the account it was given.
    phone.goto(mailbox.link("velos@example.org", "suivi"))
    phone.get_by_text("Nous réparons ensemble.").first.wait_for()
    axe(phone)
    sign_in(phone, User.objects.get(email="velos@example.org"))
    phone.get_by_role("link", name="Lire et signer la charte").click()
    phone.get_by_label("Votre fonction").fill("Coordinateur")
    phone.get_by_label("J’ai lu la charte").check()
    phone.get_by_role("button", name="Signer au nom de Les Vélos du Canal").click()
    phone.get_by_text("C’est signé").wait_for()
    phone.goto(mailbox.link("velos@example.org", "suivi"))
    phone.get_by_text("La décision revient").wait_for()

    desk.goto(reverse("joining:index", args=["ici"]))
    axe(desk)
    desk.get_by_role("link", name="Ouvrir : Les Vélos du Canal").click()
    axe(desk)
    desk.get_by_role("button", name="Admettre Les Vélos du Canal").click()
    desk.get_by_text("est membre du club").first.wait_for()
    deliver()
    assert Membership.objects.get(organization__name="Les Vélos du Canal").state == MembershipState.MEMBER
    assert "est membre du Club d'ici" in mailbox.last_to("velos@example.org")["Subject"]
    desk.goto(reverse("campaigns:index", args=["ici"]))
    desk.get_by_role("link", name="Première rencontre").click()
    desk.get_by_role("heading", name="Où en sont les invitations").or_(
        desk.get_by_text("Où en sont les invitations")
    ).first.wait_for()
    axe(desk)
    desk.goto(reverse("day:index", args=["ici"]))
    assert desk.get_by_text("cherche qui la parraine").count() == 0
