"""The screens of duplicates: the list, the comparison, choosing, undoing; who sees what."""

import pytest
from django.urls import reverse

from essaim.clubs.enums import ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.organizations.duplicates.actions import merge
from essaim.organizations.enums import PairState
from essaim.organizations.models import DuplicatePair, Merge
from essaim.organizations.tests.factories import make_municipality, make_organization, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client):
    person = make_user(is_operator=True, name="Odile Fruchart")
    client.force_login(person)
    return person


def make_pair(number: int = 0, **fields) -> DuplicatePair:
    a = make_organization(f"MJC Étoile {number}", summary="Un lieu pour tous.", phone="0321000000")
    b = make_organization(f"Maison des jeunes Étoile {number}", summary="Une maison.", email="bonjour@example.org")
    for page in (a, b):
        page.places.create(municipality=make_municipality())
    return DuplicatePair.objects.create(a=a, b=b, score=0.9, reasons=["acronym", "same_city"], **fields)


def text(response) -> str:
    return response.content.decode().replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def test_the_list_says_why_and_how_many(client, operator):
    make_pair(1)
    make_pair(2, state=PairState.DIFFERENT)
    page = text(client.get(reverse("organizations:duplicates")))
    assert "MJC Étoile 1" in page
    assert "Même nom à un sigle près. Même commune." in page
    assert "90 % de ressemblance" in page
    assert "MJC Étoile 2" not in page
    assert "MJC Étoile 2" in text(client.get(reverse("organizations:duplicates"), {"etat": "different"}))


def test_the_list_is_searched(client, operator):
    make_pair(1)
    address = reverse("organizations:duplicates")
    assert "MJC Étoile 1" in text(client.get(address, {"q": "ÉTOILE mjc"}))
    assert "Aucune paire ne porte « lune »" in text(client.get(address, {"q": "lune"}))


@pytest.mark.parametrize("rows", [1, 30])
def test_the_lists_cost_the_same_for_1_and_for_30(client, operator, rows, django_assert_num_queries):
    for number in range(rows):
        make_pair(number)
        merged = make_pair(number)
        merge(kept=merged.a, removed=merged.b, actor=operator)
    with django_assert_num_queries(8):
        client.get(reverse("organizations:duplicates"))
    with django_assert_num_queries(6):
        client.get(reverse("organizations:merges"))


def test_the_comparison_marks_what_differs(client, operator):
    made = make_pair()
    page = text(client.get(reverse("organizations:duplicate", args=[made.pk])))
    assert "4 différences" in page
    assert "d'un seul côté" in page
    assert "C'est la même structure" in page


def test_from_the_comparison_to_one_page_and_back(client, operator):
    made = make_pair()
    address = reverse("organizations:merge", args=[made.pk])
    assert "La fiche qui reste" in text(client.get(address))
    answer = client.post(address, {"kept": "b", "name": "a", "summary": "b"}, follow=True)
    assert "fait maintenant partie de cette fiche" in text(answer)
    made.b.refresh_from_db()
    assert (made.b.name, made.b.summary, made.b.phone) == ("MJC Étoile 0", "Une maison.", "0321000000")
    redirected = client.get(made.a.get_absolute_url())
    assert (redirected.status_code, redirected.url) == (301, made.b.get_absolute_url())
    assert client.get(address).status_code == 404
    assert "n'en font plus qu'une" in text(client.get(reverse("organizations:duplicate", args=[made.pk])))
    undone = client.post(reverse("organizations:undo_merge", args=[Merge.objects.get().pk]), follow=True)
    assert "de nouveau deux fiches" in text(undone)
    assert client.get(made.a.get_absolute_url()).status_code == 200


def test_a_field_left_out_is_asked_again_and_nothing_is_lost(client, operator):
    made = make_pair()
    answer = client.post(reverse("organizations:merge", args=[made.pk]), {"kept": "b", "name": "a"})
    assert not Merge.objects.exists()
    assert 'name="kept" value="b" id="id_kept_1" checked' in text(answer).replace("required ", "")
    assert "Un point reste à revoir" in text(answer)


def test_a_refusal_is_read_on_the_page(client, operator):
    made = make_pair()
    done = merge(kept=made.a, removed=make_organization("Étoile"), actor=operator)
    merge(kept=make_organization("Une autre Étoile"), removed=made.a, actor=operator)
    answer = client.post(reverse("organizations:undo_merge", args=[done.pk]), follow=True)
    assert "Défaites d'abord cette réunion-là" in text(answer)


def test_two_bodies_are_kept_apart_and_looked_at_again(client, operator):
    made = make_pair()
    answer = client.post(reverse("organizations:keep_apart", args=[made.pk]), follow=True)
    assert "On ne vous le demandera plus" in text(answer)
    assert "Odile Fruchart a dit le" in text(client.get(reverse("organizations:duplicate", args=[made.pk])))
    client.post(reverse("organizations:reconsider", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == PairState.TO_REVIEW


def test_organisers_settle_the_pairs_of_which_they_look_after_both_pages(client):
    organiser, other_club = make_user(), Club.objects.create(slug="la-bas", name="Là-bas", short_name="Là-bas")
    club = Club.objects.create(slug="ici", name="Ici", short_name="Ici")
    Charge.objects.create(club=club, user=organiser, role=ClubRole.ORGANISER)
    mine, half = make_pair(1), make_pair(2)
    for page in (mine.a, mine.b, half.a):
        Membership.objects.create(club=club, organization=page, state=MembershipState.MEMBER)
    Membership.objects.create(club=other_club, organization=half.b, state=MembershipState.MEMBER)
    client.force_login(organiser)
    page = text(client.get(reverse("organizations:duplicates")))
    assert "MJC Étoile 1" in page
    assert "MJC Étoile 2" not in page
    assert client.get(reverse("organizations:merge", args=[half.pk])).status_code == 404
    assert client.post(reverse("organizations:keep_apart", args=[half.pk])).status_code == 404
    assert client.get(reverse("organizations:merge", args=[mine.pk])).status_code == 200


def test_empty_lists_say_what_will_come(client, operator):
    assert "find_duplicates" in text(client.get(reverse("organizations:duplicates")))
    assert "avec un bouton pour la défaire" in text(client.get(reverse("organizations:merges")))
