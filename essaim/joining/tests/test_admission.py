"""Admission: by the organiser, by the officers' votes, by the members' silence; refusals, and what they leave."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.charter.tests.factories import make_version, sign_with
from essaim.clubs.actions import admit
from essaim.clubs.enums import Admission, ClubRole, MembershipState
from essaim.clubs.models import Membership
from essaim.clubs.queries import members_of
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.joining import actions
from essaim.joining.models import Application, Sponsoring
from essaim.joining.queries.trail import is_young, votes_of
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_user

from .acting import apply, grown_club, member, sent, state, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return grown_club()


def test_a_young_club_asks_for_no_sponsor():
    club = make_club("jeune")
    make_member(club, make_organization("Fondatrice"))
    make_organiser(club)
    application = apply(club)
    assert state(application) == "sponsored"
    actions.admit(application=application, actor=None)
    assert state(application) == "admitted"


def test_officers_vote_and_more_than_half_admits(club):
    club.admission = Admission.BOARD
    club.save()
    officers = [make_user(f"bureau{n}@example.org") for n in range(3)]
    for one in officers:
        make_organiser(club, one, ClubRole.OFFICER)
    application = apply(club)
    actions.stand_in(application=application, words="Oui.", actor=officers[0])
    assert {to for kind, to in sent() if kind == "joining.vote_asked"} == {one.email for one in officers}
    actions.vote(application=application, user=officers[0], yes=True)
    with pytest.raises(Refusal) as refused:
        actions.vote(application=application, user=officers[0], yes=True)
    assert refused.value.code == "voted"
    actions.vote(application=application, user=officers[1], yes=False)
    assert state(application) == "sponsored"
    actions.vote(application=application, user=officers[2], yes=True)
    assert state(application) == "admitted"


def test_a_board_that_says_no_leaves_the_word_to_the_organiser(club):
    club.admission = Admission.BOARD
    club.save()
    officer = make_user("bureau@example.org")
    make_organiser(club, officer, ClubRole.OFFICER)
    application = apply(club)
    actions.stand_in(application=application, words="Oui.", actor=officer)
    actions.vote(application=application, user=officer, yes=False)
    assert state(application) == "sponsored"
    assert Message.objects.filter(key__contains="board_no").exists()


@pytest.fixture
def shown(club):
    """An application shown to the members of a club that decides by their silence."""
    club.admission, club.objection_days = Admission.MEMBERS, 10
    club.save()
    application = apply(club)
    actions.vouch(application=application, sponsor=member("Alpha"), words="Oui.", actor=user_of("Alpha"))
    application.refresh_from_db()
    return application


def test_silence_admits_on_the_day_after(shown):
    assert shown.state == "open"
    told = {to for kind, to in sent() if kind == "joining.presented"}
    assert told == {"alpha@example.org", "bravo@example.org", "charlie@example.org"}
    assert Message.objects.filter(kind="joining.presented", stream="admissions").count() == 3
    last = timezone.localdate() + timedelta(days=10)
    assert shown.objections_until == last
    assert actions.admit_silently(today=last) == 0
    assert actions.admit_silently(today=last + timedelta(days=1)) == 1
    assert actions.admit_silently(today=last + timedelta(days=1)) == 0
    assert state(shown) == "admitted"


def test_an_objection_stops_the_clock_and_calls_the_organiser(shown):
    with pytest.raises(Refusal) as refused:
        actions.object_to(application=shown, organization=member("Bravo"), reason=" ", user=user_of("Bravo"))
    assert refused.value.code == "no_reason"
    actions.object_to(application=shown, organization=member("Bravo"), reason="Un impayé.", user=user_of("Bravo"))
    assert state(shown) == "contested"
    assert Message.objects.filter(key__contains="contested", to="anime@example.org").exists()
    # The reason is told to nobody: neither the timeline nor any message holds it.
    assert not shown.events.filter(words__contains="impayé").exists()
    assert not Message.objects.filter(text__contains="impayé").exists()
    assert actions.admit_silently(today=timezone.localdate() + timedelta(days=99)) == 0
    actions.admit(application=shown, actor=None)
    assert state(shown) == "admitted"


def test_too_late_to_object(shown):
    Application.objects.update(objections_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Refusal) as refused:
        actions.object_to(application=shown, organization=member("Bravo"), reason="Non.", user=user_of("Bravo"))
    assert refused.value.code == "too_late"


def test_a_refusal_is_kind_and_its_reason_stays_inside(club):
    application = apply(club, sponsor=member("Alpha"))
    with pytest.raises(Refusal):
        actions.refuse(application=application, reason="", actor=user_of("Alpha"))
    actions.refuse(application=application, reason="Concurrence déloyale.", actor=user_of("Alpha"))
    assert state(application) == "refused"
    assert Membership.objects.get(organization__name="Delta").state == MembershipState.LEFT
    assert ("joining.refused", "karim@delta.example.org") in sent()
    assert not Message.objects.filter(text__contains="déloyale").exists()
    assert not application.events.filter(words__contains="déloyale").exists()
    assert not Sponsoring.objects.filter(state="asked").exists()
    again = actions.apply(
        club=club, organization=application.organization, name="Karim", email="karim@delta.example.org", why="Encore."
    )
    assert again.state == "new"


def test_a_member_admitted_meanwhile_is_not_put_out_by_a_refusal(club):
    application = apply(club)
    Membership.objects.filter(organization=application.organization).update(state=MembershipState.MEMBER)
    actions.refuse(application=application, reason="Trop tard.", actor=user_of("Alpha"))
    assert Membership.objects.get(organization=application.organization).state == MembershipState.MEMBER


def test_an_admission_noted_by_hand_ends_the_trail(club):
    application = apply(club)
    admit(club=club, organization=application.organization, actor=user_of("Alpha"))
    assert state(application) == "admitted"


def test_the_charter_comes_before_admission(club):
    """No admission without the signature; signing moves the trail on by itself, with the account given on the way."""
    make_version(club)
    application = apply(club)
    actions.stand_in(application=application, words="Oui.", actor=user_of("Alpha"))
    with pytest.raises(Refusal) as refused:
        actions.admit(application=application, actor=None)
    assert refused.value.code == "charter"
    application.refresh_from_db()
    assert not Message.objects.filter(key__contains="ready").exists()
    sign_with(application.organization.representations.get(user=application.user), club)
    assert Message.objects.filter(key__contains="ready", to="anime@example.org").exists()
    actions.admit(application=application, actor=None)
    assert state(application) == "admitted"


def test_members_are_told_once_the_charter_is_signed(club):
    club.admission = Admission.MEMBERS
    club.save()
    make_version(club)
    application = apply(club)
    actions.stand_in(application=application, words="Oui.", actor=user_of("Alpha"))
    assert state(application) == "sponsored"
    sign_with(application.organization.representations.get(user=application.user), club)
    assert state(application) == "open"
    # A new version to sign came meanwhile: silence does not admit before its signature.
    make_version(club)
    day = application.objections_until + timedelta(days=1)
    assert actions.admit_silently(today=day) == 0
    sign_with(application.organization.representations.get(user=application.user), club)
    assert actions.admit_silently(today=day) == 1


@pytest.mark.parametrize(
    ("rule", "officers", "needed", "too_many"),
    [
        ("half", 1, 1, 1),
        ("half", 4, 3, 2),
        ("half", 5, 3, 3),
        ("thirds", 3, 2, 2),
        ("thirds", 4, 3, 2),
        ("all", 3, 3, 1),
    ],
)
def test_how_many_of_the_board(club, rule, officers, needed, too_many):
    club.board_rule = rule
    club.save()
    for number in range(officers):
        make_organiser(club, make_user(f"bureau{number}@example.org"), ClubRole.OFFICER)
    assert votes_of(club) == (needed, too_many)


@pytest.mark.parametrize(("below", "young"), [(0, False), (3, False), (4, True)])
def test_when_a_club_is_young_is_its_own_choice(club, below, young):
    assert members_of(club).count() == 3
    club.young_below = below
    assert is_young(club) is young


def test_the_rules_are_set_on_a_page_and_said(client, club):
    client.force_login(make_organiser(club))
    address = reverse("club_settings:admission", args=[club.slug])
    typed = {"admission": "board", "objection_days": "15", "board_rule": "thirds", "young_below": "0"}
    assert client.post(address, typed).status_code == 302
    club.refresh_from_db()
    assert (club.board_rule, club.young_below) == ("thirds", 0)
    assert client.post(address, typed | {"board_rule": "one"}).context["form"].errors["board_rule"]
    assert client.post(address, typed | {"young_below": "21"}).context["form"].errors["young_below"]
    page = client.get(reverse("joining:apply", args=[club.slug]) + "?nouvelle").text
    assert "il faut le oui des deux tiers" in page
