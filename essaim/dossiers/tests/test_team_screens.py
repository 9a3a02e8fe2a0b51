"""The pages of the team: who sees what, what each button does."""

import pytest
from django.urls import reverse

from essaim.calls.tests.factories import make_call
from essaim.clubs.actions import leave
from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.dossiers import actions, queries
from essaim.dossiers.enums import DossierState, OpenTo, PartnerState
from essaim.dossiers.models import CallHand, Dossier
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_user
from tests.helpers.queries import assert_same_queries

from .factories import a_member, again, agree, make_dossier, part_of, send, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")


def page(client, user, name, dossier, *more, slug=None):
    client.force_login(user)
    return client.get(reverse(f"dossiers:{name}", args=[slug or dossier.club.slug, dossier.pk, *more]))


def post(client, user, page, dossier, *more, slug=None, **data):
    client.force_login(user)
    return client.post(reverse(f"dossiers:{page}", args=[slug or dossier.club.slug, dossier.pk, *more]), data)


def test_from_a_call_to_a_dossier(client, club, velos):
    call = make_call(title="Cuisines ouvertes")
    client.force_login(user_of(velos))
    assert (
        "Cuisines ouvertes" in client.get(reverse("dossiers:start", args=["ici"]), {"appel": call.pk}).content.decode()
    )
    answer = client.post(
        reverse("dossiers:start", args=["ici"]),
        {"appel": call.pk, "title": "Notre cuisine", "open_to": "club", "template": "grant"},
    )  # fmt: skip
    dossier = Dossier.objects.get()
    assert answer["Location"] == reverse("dossiers:detail", args=["ici", dossier.pk])
    assert (dossier.call, dossier.deadline, dossier.sections.count()) == (call, call.deadline, 8)
    assert client.get(reverse("dossiers:start", args=["ici"]), {"appel": "9" * 12}).status_code == 404


def test_who_sees_what(client, club, velos, brouette):
    dossier = make_dossier(club, velos, opened=False)
    organiser, elsewhere = make_organiser(club), a_member(make_club("la-bas"), "Ailleurs")
    assert page(client, user_of(velos), "detail", dossier).status_code == 200
    for user in (user_of(brouette), organiser, user_of(elsewhere), make_user(is_operator=True)):
        assert page(client, user, "detail", dossier).status_code == 404
    dossier = actions.open_dossier(dossier=dossier, actor=None)
    for user, status in ((user_of(brouette), 200), (organiser, 200), (user_of(elsewhere), 404)):
        assert page(client, user, "detail", dossier).status_code == status
        assert page(client, user, "team", dossier).status_code == 404
    assert "Nous proposer" in page(client, user_of(brouette), "detail", dossier).content.decode()
    actions.update_dossier(dossier=dossier, actor=None, open_to=OpenTo.NAMED)
    assert page(client, user_of(brouette), "detail", dossier).status_code == 404


def test_between_clubs_each_sees_what_it_takes_part_in(client, club, velos):
    other = make_club("la-bas", name="Club de là-bas")
    far, neighbour = a_member(other, "Le Moulin"), a_member(other, "La Voisine")
    third = make_club("plus-loin")
    dossier = make_dossier(club, velos, far, title="À deux clubs")
    make_dossier(club, velos, title="Entre nous seulement")
    assert part_of(dossier, far).through == other
    user = user_of(far)
    seen = page(client, user, "detail", dossier, slug="la-bas")
    assert seen.status_code == 200
    assert page(client, user, "detail", dossier, slug=third.slug).status_code == 404
    listed = client.get(reverse("dossiers:index", args=["la-bas"])).content.decode()
    assert "À deux clubs" in listed
    assert "Entre nous seulement" not in listed
    # Nothing else of the first club: neither its list, nor its people's day; and the neighbour sees nothing.
    assert client.get(reverse("dossiers:index", args=["ici"])).status_code == 404
    assert page(client, user_of(neighbour), "detail", dossier, slug="la-bas").status_code == 404
    assert "À deux clubs" not in client.get(reverse("dossiers:index", args=["la-bas"])).content.decode()
    assert reverse("dossiers:detail", args=["la-bas", dossier.pk]) in "".join(
        row.text for row in Message.objects.filter(kind="dossiers.invited")
    )  # fmt: skip


def test_the_way_of_a_team(client, club, velos, brouette):
    dossier = make_dossier(club, velos)
    assert post(client, user_of(brouette), "raise_hand", dossier, word="Un camion").status_code == 302
    hand = part_of(dossier, brouette)
    assert page(client, user_of(brouette), "team", dossier).status_code == 404
    lead = user_of(velos)
    assert "Un camion" in page(client, lead, "team", dossier).content.decode()
    post(client, lead, "welcome", dossier, hand.pk, oui="1")
    rows = [part_of(dossier, velos), part_of(dossier, brouette)]
    data = {"form": "joint", "seen": again(dossier).composition_number, "parts-TOTAL_FORMS": 2,
            "parts-INITIAL_FORMS": 2}  # fmt: skip
    for place, (row, share) in enumerate(zip(rows, ("66,67", "33,34"), strict=True)):
        data |= {f"parts-{place}-partner": row.pk, f"parts-{place}-role": "partner", f"parts-{place}-share": share}
    assert post(client, lead, "shares", dossier, **data).status_code == 302
    assert "100,01" in page(client, lead, "team", dossier).content.decode()
    assert post(client, lead, "shares", dossier, **data | {"seen": 1}).status_code == 200  # changed meanwhile
    data |= {"parts-1-share": "33,33", "seen": again(dossier).composition_number}
    post(client, lead, "shares", dossier, **data)
    post(client, lead, "compose", dossier)
    dossier = again(dossier)
    assert dossier.state == DossierState.COMPOSED
    for user, row in ((lead, rows[0]), (user_of(brouette), rows[1])):
        assert "je confirme" in page(client, user, "detail", dossier).content.decode()
        assert post(client, user, "confirm", dossier, row.pk, version=dossier.composition_number).status_code == 302
    assert {part_of(dossier, one).state for one in (velos, brouette)} == {PartnerState.CONFIRMED}
    # Not in the name of another structure.
    assert post(client, lead, "confirm", dossier, rows[1].pk, version=1).status_code == 404
    assert page(client, user_of(brouette), "versions", dossier).status_code == 200
    post(client, lead, "turn", dossier, "check")
    assert again(dossier).state == DossierState.CHECKED
    assert post(client, user_of(brouette), "turn", dossier, "withdraw").status_code == 404


def test_bad_shares_keep_what_was_typed(client, club, velos, brouette):
    dossier = make_dossier(club, velos, brouette)
    rows = [part_of(dossier, velos), part_of(dossier, brouette)]
    data = {"form": "joint", "seen": dossier.composition_number, "parts-TOTAL_FORMS": 2, "parts-INITIAL_FORMS": 2}
    for place, row in enumerate(rows):
        data |= {f"parts-{place}-partner": row.pk, f"parts-{place}-role": "partner", f"parts-{place}-share": "120",
                 f"parts-{place}-brings": "Un four à pain"}  # fmt: skip
    answer = post(client, user_of(velos), "shares", dossier, **data)
    assert answer.status_code == 200
    assert "Un four à pain" in answer.content.decode()
    assert part_of(dossier, velos).share is None


def test_inviting(client, club, velos, brouette):
    dossier = make_dossier(club, velos)
    lead = user_of(velos)
    client.force_login(lead)
    found = client.get(reverse("dossiers:invite", args=["ici", dossier.pk]), {"q": "brouette"}).content.decode()
    assert "La Brouette partagée" in found
    assert post(client, lead, "invite_one", dossier, brouette.pk, role="partner").status_code == 302
    partner = part_of(dossier, brouette)
    assert "Nous en sommes" in page(client, user_of(brouette), "detail", dossier).content.decode()
    assert post(client, user_of(brouette), "answer", dossier, partner.pk, oui="1").status_code == 302
    alone = make_organization("Sans personne")
    assert "compte" in post(client, lead, "invite_one", dossier, alone.pk, role="partner").content.decode()
    post(client, lead, "invite", dossier, name="Le Fournil", email="claire@fournil.example", role="subcontractor")
    assert [one.organization.name for one in queries.partners_of(dossier) if one.state == "invited"] == ["Le Fournil"]


def test_handing_over_on_the_page(client, club, velos, brouette):
    dossier = make_dossier(club, velos, brouette)
    other = part_of(dossier, brouette)
    post(client, user_of(velos), "hand_over", dossier, partner=other.pk)
    assert "prendra-t-elle la main" in page(client, user_of(brouette), "team", dossier).content.decode()
    post(client, user_of(brouette), "take_over", dossier, other.pk, oui="1")
    assert queries.lead_of(dossier).organization == brouette
    assert post(client, user_of(velos), "hand_over", dossier, partner=other.pk).status_code == 404


def test_who_left_the_club_still_comes_in(client, club, velos, brouette):
    dossier = agree(make_dossier(club, velos, brouette))
    leave(club=club, organization=brouette, actor=None, reason="Un essai")
    assert client.get(reverse("dossiers:index", args=["ici"])).status_code == 302
    seen = page(client, user_of(brouette), "detail", dossier)
    assert seen.status_code == 200
    assert client.get(reverse("dossiers:index", args=["ici"])).status_code == 404
    assert "a quitté son club" in page(client, user_of(velos), "team", dossier).content.decode()


def test_partant_on_a_call(client, club, velos):
    call = make_call()
    client.force_login(user_of(velos))
    client.post(reverse("dossiers:partant", args=["ici", call.pk]), {"word": "Un camion", "mener": "1"})
    assert CallHand.objects.get().would_lead
    client.post(reverse("dossiers:partant", args=["ici", call.pk]), {"retirer": velos.pk})
    assert not CallHand.objects.exists()
    foreign = make_call(make_club())
    assert client.post(reverse("dossiers:partant", args=["ici", foreign.pk]), {}).status_code == 404


def test_sent_pages_have_no_button_left(client, club, velos, brouette):
    dossier = send(make_dossier(club, velos, brouette))
    seen = page(client, user_of(velos), "team", dossier).content.decode()
    assert "figée" in seen
    assert reverse("dossiers:shares", args=["ici", dossier.pk]) not in seen
    data = {"form": "joint", "parts-TOTAL_FORMS": 0, "parts-INITIAL_FORMS": 0, "seen": ""}
    post(client, user_of(velos), "shares", dossier, **data | {"form": "joint_and_several"})
    assert again(dossier).form == "joint"


def test_duplicating_on_the_page(client, club, velos, brouette):
    dossier = send(make_dossier(club, velos, brouette, template="free"))
    answer = post(client, user_of(brouette), "duplicate", dossier, title="Deuxième essai", with_team="on")
    made = Dossier.objects.get(title="Deuxième essai")
    assert answer["Location"] == reverse("dossiers:detail", args=["ici", made.pk])
    assert part_of(made, velos).state == PartnerState.INVITED


def test_a_list_costs_the_same_for_one_and_thirty(client, club, velos):
    client.force_login(user_of(velos))

    def make(count):
        for _number in range(count):
            make_dossier(club, velos, days=None)

    assert assert_same_queries(client, reverse("dossiers:index", args=["ici"]), make) == 12

    dossier = make_dossier(club, velos, title="Une grande équipe")

    def join(count):
        for number in range(count):
            one = a_member(club, f"Structure {number}")
            actions.accept(partner=actions.invite(dossier=dossier, organization=one, actor=None), actor=user_of(one))

    assert assert_same_queries(client, reverse("dossiers:team", args=["ici", dossier.pk]), join, rows=12) == 11
    assert assert_same_queries(client, reverse("dossiers:detail", args=["ici", dossier.pk]), lambda _count: None) == 14
