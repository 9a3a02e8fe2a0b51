"""The verbs of clubs: what they write, what they tell, what they refuse."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from essaim.clubs import actions
from essaim.clubs.enums import RESERVED_SLUGS, ClubRole, MembershipState
from essaim.clubs.models import Charge, Club, Membership
from essaim.clubs.queries import map_key_of
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import organizations_changed
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_municipality, make_organization, make_user
from essaim.territory.models import HexagonalMap, Intermunicipality

from .factories import make_club, make_member, make_organiser

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    heard = []

    def listen(ids):
        heard.append(ids)

    organizations_changed.connect(listen)
    yield heard
    organizations_changed._listeners.remove(listen)


def test_a_club_is_made_and_journaled():
    actor = make_user()
    club = actions.create_club(name=" Club de la Lys ", slug="Lys", actor=actor)
    assert (club.slug, club.name, club.short_name) == ("lys", "Club de la Lys", "Club de la Lys")
    entry = Entry.objects.get(verb="clubs.create")
    assert (entry.club, entry.actor) == (club, actor)


@pytest.mark.parametrize("slug", ["", "a", "-lys", "lys-", "lys--artois", "l ys", "béthune", "a" * 41, "../x"])
def test_an_address_that_cannot_be_one(slug):
    with pytest.raises(Refusal) as refusal:
        actions.create_club(name="Club", slug=slug, actor=None)
    assert (refusal.value.field, refusal.value.code) == ("slug", "slug_shape")


@pytest.mark.parametrize("slug", [*sorted(RESERVED_SLUGS - {"a-propos"})[:5], "Annuaire", "clubs"])
def test_a_word_of_the_installation_is_no_address(slug):
    with pytest.raises(Refusal) as refusal:
        actions.create_club(name="Club", slug=slug, actor=None)
    assert refusal.value.code == "slug_reserved"


def test_an_address_serves_one_club():
    make_club("lys")
    with pytest.raises(Refusal) as refusal:
        actions.create_club(name="Autre", slug="lys", actor=None)
    assert refusal.value.code == "slug_taken"
    assert Club.objects.count() == 1


def test_the_database_holds_lower_case():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_club("Lys")


def test_a_club_is_changed_and_only_what_changed_is_told():
    club = make_club()
    actions.update_club(club=club, actor=None, name=club.name, tagline="Cent communes", short_name="")
    club.refresh_from_db()
    assert (club.tagline, club.short_name) == ("Cent communes", club.name[:40])
    assert set(Entry.objects.get(verb="clubs.update").details["fields"]) == {"tagline", "short_name"}
    with pytest.raises(TypeError):
        actions.update_club(club=club, actor=None, slug="autre")
    with pytest.raises(Refusal):
        actions.update_club(club=club, actor=None, name=" ")


def test_a_club_opened_has_an_organiser_who_is_told():
    club = actions.open_club(name="Club de la Lys", slug="lys", organiser="odile@example.org", actor=None)
    charge = Charge.objects.get(club=club)
    assert (charge.user.email, charge.role) == ("odile@example.org", ClubRole.ORGANISER)
    message = Message.objects.get(to="odile@example.org")
    assert "/lys/" in message.text
    assert message.club == club


def test_what_fails_half_way_leaves_nothing():
    with pytest.raises(Refusal):
        actions.open_club(name="Club", slug="lys", organiser="pas une adresse", actor=None)
    assert Club.objects.count() == 0


def test_a_charge_is_given_once_and_taken_back():
    club = make_club()
    first, second = make_organiser(club), make_user()
    for _time in range(2):
        actions.give_charge(club=club, user=second, role=ClubRole.ORGANISER, actor=first, title="Coprésidente")
    assert Charge.objects.get(user=second).title == "Coprésidente"
    assert Entry.objects.filter(verb="clubs.give_charge").count() == 1
    assert Message.objects.filter(to=second.email).count() == 1
    assert actions.take_charge_back(club=club, user=first, role=ClubRole.ORGANISER, actor=second) is True
    assert actions.take_charge_back(club=club, user=first, role=ClubRole.ORGANISER, actor=second) is False


def test_the_last_organiser_stays():
    club = make_club()
    organiser, officer = make_organiser(club), make_organiser(club, make_user(), ClubRole.OFFICER)
    with pytest.raises(Refusal) as refusal:
        actions.take_charge_back(club=club, user=organiser, role=ClubRole.ORGANISER, actor=organiser)
    assert refusal.value.code == "last_organiser"
    assert "Odile Lefebvre" in str(refusal.value)
    assert actions.take_charge_back(club=club, user=officer, role=ClubRole.OFFICER, actor=organiser)


def test_who_gives_themselves_a_charge_gets_no_message():
    club, user = make_club(), make_user()
    actions.give_charge(club=club, user=user, role=ClubRole.OFFICER, actor=user)
    assert Message.objects.count() == 0


def test_the_life_of_a_membership(told):
    club, organization = make_club(), make_organization()
    assert actions.invite(club=club, organization=organization, actor=None).state == MembershipState.INVITED
    member = actions.admit(club=club, organization=organization, actor=None, since=date(2025, 6, 12))
    assert (member.state, member.since) == (MembershipState.MEMBER, date(2025, 6, 12))
    with pytest.raises(Refusal) as refusal:
        actions.invite(club=club, organization=organization, actor=None)
    assert refusal.value.code == "already_member"
    assert actions.leave(club=club, organization=organization, actor=None).state == MembershipState.LEFT
    assert actions.admit(club=club, organization=organization, actor=None).state == MembershipState.MEMBER
    assert Membership.objects.count() == 1
    assert told == [[organization.pk]] * 4
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "clubs.invite", "clubs.admit", "clubs.leave", "clubs.admit",
    ]  # fmt: skip


def test_the_same_verb_twice_tells_nothing(told):
    club = make_club()
    organization = make_member(club)
    actions.admit(club=club, organization=organization, actor=None)
    assert told == []


def test_who_is_not_there_cannot_leave():
    with pytest.raises(Refusal) as refusal:
        actions.leave(club=make_club(), organization=make_organization(), actor=None)
    assert refusal.value.code == "not_in_club"


def test_a_page_merged_into_another_does_not_join():
    kept = make_organization("Fil & Terril")
    merged = make_organization("Fil et Terril", merged_into=kept)
    with pytest.raises(Refusal) as refusal:
        actions.admit(club=make_club(), organization=merged, actor=None)
    assert refusal.value.code == "merged"


def test_a_territory_of_a_whole_and_one_commune_besides():
    inside = make_municipality()
    other, _ = Intermunicipality.objects.get_or_create(code="200072478", defaults={"name": "CC Flandre Lys"})
    beside = make_municipality("62338", "Fleurbaix", intermunicipality=other, latitude=50.65, longitude=2.83)
    club = make_club()
    actions.set_territory(
        club=club, intermunicipalities=["200072460"], municipalities=[inside.pk, beside.pk], actor=None
    )
    club.refresh_from_db()
    assert club.intermunicipalities == ["200072460"]
    assert [one.pk for one in club.municipalities.all()] == [beside.pk]  # the other is in the whole
    assert set(HexagonalMap.objects.get(pk=map_key_of(club)).cells) == {inside.pk, beside.pk}
    actions.set_territory(club=club, intermunicipalities=["200072460"], municipalities=[beside.pk], actor=None)
    assert Entry.objects.filter(verb="clubs.set_territory").count() == 1


def test_a_territory_without_coordinates_has_no_map():
    make_municipality(latitude=None, longitude=None)
    club = make_club()
    actions.set_territory(club=club, intermunicipalities=["200072460"], municipalities=[], actor=None)
    assert not HexagonalMap.objects.exists()


@pytest.mark.parametrize(
    ("wholes", "communes", "code"),
    [([], [], "empty"), (["999999999"], [], "unknown_code"), ([], ["00000"], "unknown_code")],
)
def test_a_territory_that_cannot_be(wholes, communes, code):
    club = make_club()
    with pytest.raises(Refusal) as refusal:
        actions.set_territory(club=club, intermunicipalities=wholes, municipalities=communes, actor=None)
    assert refusal.value.code == code


def test_a_territory_too_large(monkeypatch):
    monkeypatch.setattr("essaim.clubs.actions.territory.MOST_COMMUNES", 1)
    make_municipality()
    make_municipality("62126", "Beuvry")
    with pytest.raises(Refusal) as refusal:
        actions.set_territory(club=make_club(), intermunicipalities=["200072460"], municipalities=[], actor=None)
    assert refusal.value.code == "too_many"
