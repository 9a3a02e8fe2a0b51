"""The trail from the request to a sponsor: each verb, each refusal, each message."""

from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.joining import actions
from essaim.joining.enums import APPLICATION_VERBS, CLOSED, UNDER_WAY, ApplicationState, Part
from essaim.joining.models import Application, Sponsoring
from essaim.joining.queries import given
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_municipality, make_organization, make_user

from .acting import apply, grown_club, member, sent, state, user_of
from .factories import make_campaign, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return grown_club()


def test_the_table_holds_together():
    assert {verb.state for verb in APPLICATION_VERBS.values() if verb.state} == set(ApplicationState)
    for one in UNDER_WAY:  # nobody is ever stuck: the candidate may leave, the organiser may close
        assert one in APPLICATION_VERBS["withdraw"].starts
        assert one in APPLICATION_VERBS["refuse"].starts
    for verb in APPLICATION_VERBS.values():
        assert not verb.starts & CLOSED
        assert verb.by <= set(Part)


def test_from_the_request_to_the_club_through_a_sponsor(club):
    application = apply(club, sponsor=member("Alpha"))
    assert state(application) == "asked"
    assert Membership.objects.get(organization__name="Delta").state == MembershipState.CANDIDATE
    assert ("joining.sponsor_asked", "alpha@example.org") in sent()
    actions.vouch(
        application=application, sponsor=member("Alpha"), words="Nous réparons ensemble.", actor=user_of("Alpha")
    )
    assert state(application) == "sponsored"
    assert ("joining.vouched", "karim@delta.example.org") in sent()
    assert application.user.email == "karim@delta.example.org"
    actions.admit(application=application, actor=user_of("Alpha"))
    assert state(application) == "admitted"
    assert Membership.objects.get(organization__name="Delta").state == MembershipState.MEMBER
    assert ("joining.welcome", "karim@delta.example.org") in sent()
    assert application.organization.representations.get().user == application.user
    verbs = list(application.events.values_list("verb", flat=True))
    assert verbs == ["apply", "confirm", "ask_sponsor", "vouch", "admit"]


def test_an_address_nobody_confirmed_is_nobodys_business(club):
    application = apply(club, confirm=False)
    assert state(application) == "new"
    assert sent() == {("joining.please_follow", "karim@delta.example.org")}
    assert not Membership.objects.filter(organization=application.organization).exists()
    # Someone who really reads their mail takes the place of whoever typed an address.
    other = actions.apply(
        club=club, organization=application.organization, name="Léa", email="lea@example.org", why="Nous.",
        user=make_user("lea@example.org"),
    )  # fmt: skip
    assert other.state == "seeking"
    assert not Application.objects.filter(pk=application.pk).exists()


def test_a_known_address_needs_no_confirmation(club):
    organization = make_organization("Echo")
    recipient = make_recipient(make_campaign(club), organization, sent=True, email="echo@example.org")
    values = {"club": club, "organization": organization, "name": "Ève", "why": "Nous."}
    assert actions.apply(**values, email="Echo@example.org", recipient=recipient).state == "seeking"
    with pytest.raises(Refusal) as refused:
        actions.apply(**values, email="echo@example.org", recipient=recipient)
    assert refused.value.code == "under_way"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "no_name"),
        ({"email": "karim"}, "not_an_address"),
        ({"email": "a@b.org\r\nBcc: c@d.org"}, "not_an_address"),
    ],
)
def test_what_is_refused(club, values, code):
    with pytest.raises(Refusal) as refused:
        apply(club, **values)
    assert refused.value.code == code


def test_a_member_does_not_ask_again(club):
    with pytest.raises(Refusal) as refused:
        actions.apply(club=club, organization=member("Alpha"), name="K", email="k@example.org", why="")
    assert refused.value.code == "already_member"


def test_a_structure_that_is_not_in_the_directory(club):
    application = actions.apply(
        club=club, organization=None, new_name="Toute Neuve", municipality=make_municipality(), name="Zoé",
        email="zoe@example.org", why="Nous.",
    )  # fmt: skip
    assert not application.organization.listed
    actions.confirm(application=application)
    actions.stand_in(application=application, words="Rencontrée au marché.", actor=user_of("Alpha"))
    actions.admit(application=application, actor=None)
    application.organization.refresh_from_db()
    assert application.organization.listed
    with pytest.raises(Refusal):
        actions.apply(club=club, organization=None, new_name=" ", name="Zoé", email="z@example.org", why="")


def test_a_robot_stops_at_thirty(club, monkeypatch):
    monkeypatch.setattr("essaim.joining.actions.applying.MOST_UNCONFIRMED", 2)
    for number in range(2):
        apply(club, f"Robot {number}", confirm=False)
    with pytest.raises(Refusal) as refused:
        apply(club, "Robot 3", confirm=False)
    assert refused.value.code == "too_many"


def test_declined_kindly_then_asked_elsewhere(club):
    application = apply(club, sponsor=member("Alpha"))
    actions.decline(application=application, sponsor=member("Alpha"), words="", actor=user_of("Alpha"))
    assert state(application) == "seeking"
    assert ("joining.sponsor_declined", "karim@delta.example.org") in sent()
    actions.ask_sponsor(application=application, sponsor=member("Bravo"))
    assert state(application) == "asked"
    with pytest.raises(Refusal):
        actions.ask_sponsor(application=application, sponsor=member("Charlie"))
    with pytest.raises(Refusal):
        actions.decline(application=application, sponsor=member("Alpha"), words="", actor=user_of("Alpha"))


def test_vouching_takes_a_sentence(club):
    application = apply(club, sponsor=member("Alpha"))
    with pytest.raises(Refusal) as refused:
        actions.vouch(application=application, sponsor=member("Alpha"), words="  ", actor=user_of("Alpha"))
    assert (refused.value.code, refused.value.field) == ("no_words", "words")
    assert state(application) == "asked"


def test_a_silent_sponsor_is_reminded_twice_then_the_organiser_is_told(club):
    application = apply(club, sponsor=member("Alpha"))
    today = timezone.localdate()
    counts = {}
    for day in range(30):
        for _time in range(2):  # the worker may call again on the same day
            if sent_now := actions.remind_sponsors(today=today + timedelta(days=day)):
                counts[day] = counts.get(day, 0) + sent_now
    assert counts == {7: 1, 14: 1}
    told = Message.objects.filter(kind="joining.to_organiser", key__contains="silent")
    assert [message.to for message in told] == ["anime@example.org"]
    actions.stand_in(application=application, words="Je connais l'équipe.", actor=user_of("Alpha"))
    assert state(application) == "sponsored"
    assert set(Sponsoring.objects.values_list("state", "sponsor__name")) == {("lapsed", "Alpha"), ("vouched", None)}


def test_withdrawing_and_coming_back(club):
    application = apply(club)
    actions.withdraw(application=application, words="Plus tard.")
    assert state(application) == "withdrawn"
    with pytest.raises(Refusal) as refused:
        actions.withdraw(application=application)
    assert refused.value.code == "state"
    assert actions.apply(
        club=club, organization=application.organization, name="Karim", email="k@example.org", why=""
    ).pk  # fmt: skip


def test_a_member_proposes_and_the_structure_accepts(club):
    organization = make_organization("Foxtrot")
    values = {"club": club, "organization": organization, "sponsor": member("Alpha"), "actor": user_of("Alpha")}
    with pytest.raises(Refusal):
        actions.propose(**values, words="", name="Fatou", email="fatou@example.org")
    application = actions.propose(**values, words="Nous cuisinons ensemble.", name="Fatou", email="fatou@example.org")
    assert state(application) == "proposed"
    assert ("joining.proposed", "fatou@example.org") in sent()
    assert not Membership.objects.filter(organization=organization).exists()
    actions.accept(application=application, why="Avec plaisir.")
    assert state(application) == "sponsored"
    assert Membership.objects.get(organization=organization).state == MembershipState.CANDIDATE


def test_one_application_at_a_time_and_one_sponsor_are_constraints(club):
    application = apply(club, sponsor=member("Alpha"))
    with pytest.raises(IntegrityError):
        Sponsoring.objects.create(club=club, application=application, sponsor=member("Bravo"))


def test_one_open_application_is_a_constraint(club):
    application = apply(club)
    with pytest.raises(IntegrityError):
        Application.objects.create(
            club=club, organization=application.organization, name="K", email="k@example.org", state="seeking"
        )


def test_unconfirmed_ones_go_after_two_weeks(club):
    application = apply(club, confirm=False)
    assert actions.forget_unconfirmed() == 0
    Application.objects.filter(pk=application.pk).update(created_at=timezone.now() - timedelta(days=15))
    assert actions.forget_unconfirmed() > 0
    assert not Application.objects.exists()


def test_what_was_abandoned_leaves_no_page_and_the_person_is_told_once(club):
    application = actions.apply(
        club=club, organization=None, new_name="La Ruche d'à côté", name="Karim", email="karim@delta.example.org",
        why="Des vélos.",
    )  # fmt: skip
    pages = Organization.objects.filter(name="La Ruche d'à côté")
    assert not pages.get().listed
    Application.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert [actions.forget_unconfirmed() for _time in range(2)] == [1, 0]
    assert not pages.exists()
    told = Message.objects.get(kind="joining.forgotten")
    assert told.to == application.email
    assert "/rejoindre/" in told.text


def test_a_page_that_someone_holds_stays(club):
    application = actions.apply(
        club=club, organization=None, new_name="La Ruche d'à côté", name="Karim", email="karim@delta.example.org",
        why="Des vélos.",
    )  # fmt: skip
    application.organization.representations.create(name="Ana", kind="representative")
    Application.objects.update(created_at=timezone.now() - timedelta(days=15))
    assert actions.forget_unconfirmed() == 1
    assert Organization.objects.filter(name="La Ruche d'à côté").exists()


def test_the_register_says_who_sponsored(club):
    application = apply(club, sponsor=member("Alpha"))
    actions.vouch(application=application, sponsor=member("Alpha"), words="Oui.", actor=user_of("Alpha"))
    actions.admit(application=application, actor=None)
    assert given.register_cells(club, timezone.localdate()) == {application.organization_id: "Alpha"}
    assert given.register_cells(club, timezone.localdate() - timedelta(days=1)) == {}
