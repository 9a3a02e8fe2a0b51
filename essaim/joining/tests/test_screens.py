"""The screens: the selection that survives, addresses given in place, the message in preview, the dashboard, the trail
seen by each. Lists cost the same for one row and for thirty."""

import pytest
from django.urls import reverse

from essaim.clubs.enums import Admission, ClubRole
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.joining import links
from essaim.joining.models import Application, Campaign, Recipient
from essaim.mail.models import Message
from essaim.meetings.tests.factories import make_attendance, make_meeting
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import (
    make_municipality,
    make_organization,
    make_place,
    make_representation,
    make_user,
)
from essaim.search.actions import reindex_all
from tests.helpers.queries import assert_same_queries

from .factories import make_application, make_campaign, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    make_municipality()
    return make_club("ici", name="Club d'ici", intermunicipalities=["200072460"], email="club@example.org")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club, make_user("odile@example.org", name="Odile"))
    client.force_login(user)
    return user


def url(name: str, *arguments) -> str:
    return reverse(f"campaigns:{name}", args=["ici", *arguments])


def structures(*names: str, **fields) -> list:
    rows = [make_organization(name, **fields) for name in names]
    for row in rows:
        make_place(row)
    reindex_all()
    return rows


def test_a_campaign_from_its_name_to_the_outbox(client, club, organiser):
    one, other = structures("Fil & Terril", "Les Vélos", email="contact@example.org")
    response = client.post(url("index"), {"title": "Première rencontre"})
    campaign = Campaign.objects.get()
    assert response.url == url("pick", campaign.pk)
    page = client.get(response.url).content.decode()
    assert "Fil &amp; Terril" in page
    client.post(url("pick", campaign.pk), {"shown": [one.pk, other.pk], "pick": [one.pk], "next": "addresses"})
    assert [row.organization for row in campaign.recipients.all()] == [one]
    client.post(url("write", campaign.pk), {"subject": "Venez, {structure}", "words": "Bonjour {prenom},"})
    page = client.get(url("review", campaign.pk)).content.decode()
    assert "Venez, Fil &amp; Terril" in page
    client.post(url("send", campaign.pk))
    assert Message.objects.get().to == "contact@example.org"
    page = client.post(url("send", campaign.pk), follow=True).content.decode()
    assert "rien n’est envoyé deux fois" in page
    assert Message.objects.count() == 1


def test_the_selection_is_kept_page_by_page(client, club, organiser):
    rows = structures(*(f"Structure {number:02}" for number in range(30)))
    campaign = make_campaign(club, state="draft")
    first, last = [row.pk for row in rows[:25]], [row.pk for row in rows[25:]]
    response = client.post(url("pick", campaign.pk), {"shown": first, "pick": first[:3], "next": "2", "query": "q=str"})
    assert response.url == f"{url('pick', campaign.pk)}?q=str&page=2"
    client.post(url("pick", campaign.pk), {"shown": last, "pick": last[:1]})
    assert campaign.recipients.count() == 4
    # Ticking off on one page leaves the other page alone.
    client.post(url("pick", campaign.pk), {"shown": first, "pick": first[:1]})
    assert {row.organization_id for row in campaign.recipients.all()} == {first[0], last[0]}
    # What was not shown is not taken, whatever the form says.
    client.post(url("pick", campaign.pk), {"shown": [first[1]], "pick": [first[1], last[3], "x"]})
    assert campaign.recipients.count() == 3
    client.post(url("pick_all", campaign.pk), {"query": ""})
    assert campaign.recipients.count() == 30


def test_what_the_club_knows_narrows_the_prospects(client, club, organiser):
    invited, came, fresh, member = structures("Invitée", "Venue", "Nouvelle", "Membre", email="a@example.org")
    structures("Sans adresse")
    make_member(club, member)
    reindex_all()
    make_recipient(make_campaign(club), invited, sent=True)
    make_attendance(make_meeting(club), "Karim", organization=came, checked_in_at="2026-01-01T10:00Z")
    campaign = make_campaign(club, state="draft")

    def shown(query: str) -> set[str]:
        page = client.get(url("pick", campaign.pk) + query).content.decode()
        names = ("Invitée", "Venue", "Nouvelle", "Membre", "Sans adresse")
        return {name for name in names if f"<strong>{name}</strong>" in page}

    assert shown("") == {"Invitée", "Venue", "Nouvelle", "Sans adresse"}
    assert shown("?connues=pas-invitees") == {"Venue", "Nouvelle", "Sans adresse"}
    assert shown("?connues=jamais-venues") == {"Invitée", "Nouvelle", "Sans adresse"}
    assert shown("?connues=venues-une-fois") == {"Venue"}
    assert shown("?connues=avec-adresse&connues=pas-invitees&connues=jamais-venues") == {"Nouvelle"}
    assert shown("?connues=inconnu&q=nouvelle") == {"Nouvelle"}
    assert fresh.name == "Nouvelle"


def test_an_address_is_given_in_place(client, club, organiser):
    recipient = make_recipient(make_campaign(club, state="draft"), make_organization("Sans adresse"))
    address = url("give_address", recipient.campaign_id, recipient.pk)
    page = client.post(address, {"name": "Léa Petit", "email": "léa"}).content.decode()
    assert "Léa Petit" in page  # nothing typed is lost
    assert "Écrivez une adresse e-mail" in page
    client.post(address, {"name": "Léa Petit", "role": "trésorière", "email": "Lea@example.org"})
    person = Representation.objects.get()
    assert (person.name, person.role, person.email, person.visibility) == (
        "Léa Petit", "trésorière", "lea@example.org", "hidden",
    )  # fmt: skip
    recipient.refresh_from_db()
    assert recipient.contact == person


def test_a_wrong_field_keeps_what_was_typed(client, club, organiser):
    campaign = make_campaign(club, state="draft")
    page = client.post(url("write", campaign.pk), {"subject": "Venez", "words": "Bonjour {prénom}"}).content.decode()
    assert "Bonjour {prénom}" in page
    assert "Nous ne connaissons pas le champ {prénom}" in page


def test_lists_cost_the_same(client, club, organiser):
    campaign = make_campaign(club, meeting=make_meeting(club))
    assert_same_queries(
        client, url("detail", campaign.pk), lambda n: [make_recipient(campaign, sent=True) for _n in range(n)]
    )
    draft = make_campaign(club, state="draft")

    def more(count: int) -> None:
        for _number in range(count):
            make_recipient(draft)
            make_recipient(draft, make_organization("Sans adresse"))

    assert_same_queries(client, url("addresses", draft.pk), more)
    assert_same_queries(client, url("review", draft.pk), more)
    assert_same_queries(client, url("index"), lambda n: [make_campaign(club) for _n in range(n)])
    listing = reverse("joining:index", args=["ici"])
    assert_same_queries(client, listing, lambda n: [make_application(club) for _n in range(n)])
    assert_same_queries(
        client, reverse("day:index", args=["ici"]), lambda n: [make_application(club) for _n in range(n)]
    )


def test_the_dashboard_filters(client, club, organiser):
    campaign = make_campaign(club)
    make_recipient(campaign, make_organization("Oui d'accord"), sent=True, answer="yes")
    make_recipient(campaign, make_organization("Silencieuse"), sent=True)
    page = client.get(url("detail", campaign.pk) + "?voir=oui").content.decode()
    assert "Oui d&#x27;accord" in page
    assert "Silencieuse" not in page


def test_asking_to_join_from_the_page_of_the_club(client, club):
    make_member(club, make_organization("Alpha"))
    (mine,) = structures("Les Vélos du Canal")
    address = reverse("joining:apply", args=["ici"])
    assert "Les Vélos du Canal" in client.get(address, {"q": "velos"}).content.decode()
    form = {"name": "Karim", "email": "karim@example.org", "why": "Nous réparons.", "website": ""}
    page = client.post(f"{address}?structure={mine.pk}", form | {"email": "karim"}).content.decode()
    assert "Nous réparons." in page
    client.post(f"{address}?structure={mine.pk}", form | {"website": "robot"})
    assert not Application.objects.exists()
    response = client.post(f"{address}?structure={mine.pk}", form)
    assert response.url == reverse("clubs:detail", args=["ici"])
    application = Application.objects.get()
    assert application.state == "new"
    follow = reverse("joining:follow", args=["ici", links.trail_token(application.pk)])
    for _time in range(10):  # scanners open the link of the message
        client.get(follow)
        client.head(follow)
        assert client.get(f"{follow}confirmer/").status_code == 405
    application.refresh_from_db()
    assert application.state == "new"
    client.post(f"{follow}confirmer/")
    application.refresh_from_db()
    assert application.state == "sponsored"  # a club of one member is young


def test_the_link_of_a_candidate_does_nothing_else(client, club):
    application = make_application(club)
    follow = reverse("joining:follow", args=["ici", links.trail_token(application.pk)])
    for word in ("admettre", "se-porter-garant", "parrainer", "refuser", "voter", "s-opposer", "n-importe-quoi"):
        assert client.post(f"{follow}{word}/", {"words": "Oui."}).status_code == 404, word
    application.refresh_from_db()
    assert application.state == "seeking"
    invitation = links.invitation_token(application.pk)
    assert client.get(reverse("joining:follow", args=["ici", invitation])).status_code == 409
    make_club("ailleurs")
    elsewhere = reverse("joining:follow", args=["ailleurs", links.trail_token(application.pk)])
    assert client.get(elsewhere).status_code == 409


def test_each_reader_sees_what_is_theirs(client, club):
    for name in ("Alpha", "Bravo", "Charlie"):
        make_representation(make_member(club, make_organization(name)), make_user(f"{name.lower()}@example.org"))
    application = make_application(club)
    address = reverse("joining:trail", args=["ici", application.pk])
    alpha = Representation.objects.get(organization__name="Alpha").user
    client.force_login(alpha)
    page = client.get(address).content.decode()
    assert "Parrainer Candidate" in page
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") > 0
    assert application.email not in page
    assert client.post(f"{address}refuser/", {"words": "Non."}).status_code == 404
    client.post(f"{address}parrainer/", {"words": "Nous travaillons ensemble."})
    application.refresh_from_db()
    assert application.state == "sponsored"
    organiser = make_organiser(club, make_user("odile@example.org"))
    client.force_login(organiser)
    page = client.get(address).content.decode()
    assert application.email in page
    assert page.count('method="post"') == page.count("csrfmiddlewaretoken") > 0
    page = client.post(f"{address}parrainer/", {"words": "x"}).status_code
    assert page == 404  # an organiser who represents no member stands in, does not sponsor
    client.post(f"{address}admettre/")
    application.refresh_from_db()
    assert application.state == "admitted"
    client.force_login(make_user("dehors@example.org"))
    assert client.get(address).status_code == 404


def test_tasks_of_the_day(client, club):
    for name in ("Alpha", "Bravo", "Charlie"):
        make_representation(make_member(club, make_organization(name)), make_user(f"{name.lower()}@example.org"))
    alpha = Representation.objects.get(organization__name="Alpha")
    application = make_application(club, make_organization("Delta"), state="asked")
    application.sponsorings.create(club=club, sponsor=alpha.organization)
    day = reverse("day:index", args=["ici"])
    client.force_login(alpha.user)
    assert "Delta vous demande de la parrainer" in client.get(day).content.decode()
    organiser = make_organiser(club, make_user("odile@example.org"))
    make_application(club, make_organization("Echo"))
    make_application(club, make_organization("Foxtrot"), state="sponsored")
    client.force_login(organiser)
    page = client.get(day).content.decode()
    assert "Echo cherche qui la parraine" in page
    assert "Foxtrot est parrainée" in page
    club.admission = Admission.BOARD
    club.save()
    officer = make_organiser(club, make_user("bureau@example.org"), ClubRole.OFFICER)
    client.force_login(officer)
    assert "Votre voix pour Foxtrot" in client.get(day).content.decode()


def test_proposing_from_the_page_of_a_structure(client, club):
    alpha = make_member(club, make_organization("Alpha"))
    make_representation(alpha, user := make_user("alpha@example.org"))
    (other,) = structures("Hôtel du Nord")
    client.force_login(user)
    address = reverse("joining:propose", args=["ici", other.pk])
    assert address in client.get(other.get_absolute_url()).content.decode()
    assert (
        reverse("joining:propose", args=["ici", alpha.pk]) not in client.get(alpha.get_absolute_url()).content.decode()
    )
    client.post(address, {"words": "Nos voisins.", "name": "Fatou", "email": "fatou@example.org"})
    application = Application.objects.get()
    assert application.state == "proposed"
    assert client.get(address).url == reverse("joining:trail", args=["ici", application.pk])
    assert "« Nos voisins. »" in Message.objects.get(to="fatou@example.org").text


def test_answering_an_invitation_takes_a_place_at_the_meeting(client, club):
    meeting = make_meeting(club, capacity=1)
    campaign = make_campaign(club, meeting=meeting)
    rows = [make_recipient(campaign, sent=True) for _number in range(2)]
    for row in rows:
        link = reverse("invitation:answer", args=["ici", links.invitation_token(row.pk)])
        client.post(link, {"reponse": "oui"})
    seats = list(meeting.attendances.order_by("pk").values_list("kind", "answer", "seat", "organization"))
    assert seats == [
        ("prospect", "yes", "held", rows[0].organization_id), ("prospect", "yes", "waiting", rows[1].organization_id),
    ]  # fmt: skip
    page = client.get(reverse("invitation:open", args=["ici", links.invitation_token(rows[1].pk)])).content.decode()
    assert "liste d’attente" in page
    # The first gives its place back: the second has it; and the campaign knows.
    client.post(reverse("invitation:answer", args=["ici", links.invitation_token(rows[0].pk)]), {"reponse": "non"})
    assert meeting.attendances.get(organization=rows[1].organization).seat == "held"
    assert Recipient.objects.get(pk=rows[0].pk).answer == "no"
