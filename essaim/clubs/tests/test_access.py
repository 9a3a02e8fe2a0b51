"""Who sees and edits what through a club."""

import pytest
from django.urls import reverse

from essaim.clubs.access import Standing, standing_in
from essaim.clubs.enums import ClubRole, MembershipState, Visibility
from essaim.organizations.access import can_edit, sees_as_member
from essaim.organizations.tests.factories import (
    make_municipality,
    make_organization,
    make_place,
    make_representation,
    make_user,
)

from .factories import make_club, make_member, make_organiser

pytestmark = pytest.mark.django_db


def test_an_organiser_edits_the_members_of_the_club():
    club = make_club()
    organiser = make_organiser(club)
    member, invited, stranger = make_member(club), make_member(club, state=MembershipState.INVITED), make_organization()
    assert can_edit(organiser, member)
    assert not can_edit(organiser, invited)
    assert not can_edit(organiser, stranger)


def test_an_organiser_edits_who_stands_on_the_territory():
    place = make_place(make_organization())
    by_whole = make_organiser(make_club(intermunicipalities=["200072460"]))
    club = make_club()
    club.municipalities.add(make_municipality())
    by_commune = make_organiser(club)
    elsewhere = make_organiser(make_club(intermunicipalities=["200000000"]))
    assert can_edit(by_whole, place.organization)
    assert can_edit(by_commune, place.organization)
    assert not can_edit(elsewhere, place.organization)


def test_an_officer_does_not_edit_but_sees_as_a_member():
    club = make_club()
    officer = make_organiser(club, role=ClubRole.OFFICER)
    member = make_member(club)
    assert not can_edit(officer, member)
    assert sees_as_member(officer, member)


def test_members_of_any_club_see_what_members_see():
    person, outsider = make_user(), make_user()
    make_representation(make_member(make_club()), person)
    make_representation(make_organization(), outsider)
    somewhere = make_organization()
    assert sees_as_member(person, somewhere)
    assert not sees_as_member(outsider, somewhere)


def test_standing():
    club = make_club()
    person = make_user()
    assert standing_in(club, person) == Standing()
    make_representation(make_member(club), person)
    assert standing_in(club, person) == Standing(is_member=True)
    assert standing_in(club, make_organiser(club)) == Standing(is_member=True, is_organiser=True)
    assert standing_in(club, make_user(is_operator=True)).is_operator


def test_members_kept_for_members(client):
    club = make_club(directory_visibility=Visibility.MEMBERS)
    member = make_member(club)
    address = reverse("club_members:index", args=[club.slug])
    assert client.get(address).url == reverse("account_login") + f"?next={address}"
    home = client.get(reverse("clubs:detail", args=[club.slug])).content.decode()
    assert member.name not in home
    assert address not in home
    client.force_login(make_user())
    assert client.get(address).status_code == 404
    client.force_login(make_organiser(club))
    assert member.name in client.get(address).content.decode()


def test_the_charge_of_another_club_is_not_found(client):
    here, there = make_club(), make_club()
    make_organiser(there, make_user())
    foreign = there.charges.get()
    make_organiser(there)
    client.force_login(make_organiser(here))
    response = client.post(reverse("club_settings:take_charge_back", args=[here.slug, foreign.pk]))
    assert response.status_code == 404
    assert there.charges.count() == 2


@pytest.mark.parametrize("visibility", Visibility.values)
def test_who_organises_is_shown_as_the_club_wants(client, visibility):
    club = make_club(people_visibility=visibility)
    make_organiser(club)
    page = client.get(reverse("clubs:detail", args=[club.slug])).content.decode()
    assert ("Odile Lefebvre" in page) == (visibility == Visibility.PUBLIC)
