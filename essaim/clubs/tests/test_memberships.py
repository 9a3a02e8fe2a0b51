"""The life of a membership, and its lines in the register."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs import actions
from essaim.clubs.access import standing_in
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership, MembershipEvent
from essaim.clubs.register import growth_of, register_on, stay_on, steps_of
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .factories import make_club, make_member, make_organiser

pytestmark = pytest.mark.django_db


def names(club, day):
    return [line.organization.name for line in register_on(club, day)]


def test_from_candidate_to_member_suspended_resumed_gone_and_back():
    club, organization, actor = make_club(), make_organization(), make_user()
    at = {"club": club, "organization": organization, "actor": actor}
    actions.apply(**at)
    actions.admit(**at)
    actions.suspend(**at, reason="Trois rencontres sans nouvelle")
    actions.resume(**at)
    actions.leave(**at, reason="La structure ferme")
    assert actions.come_back(**at).state == MembershipState.MEMBER
    rows = MembershipEvent.objects.filter(club=club).order_by("pk")
    assert [(row.verb, row.before, row.after, row.reason) for row in rows] == [
        ("apply", "", "candidate", ""),
        ("admit", "candidate", "member", ""),
        ("suspend", "member", "suspended", "Trois rencontres sans nouvelle"),
        ("resume", "suspended", "member", ""),
        ("leave", "member", "left", "La structure ferme"),
        ("come_back", "left", "member", ""),
    ]
    assert {row.actor for row in rows} == {actor}


@pytest.mark.parametrize(
    ("state", "verb", "code"),
    [
        ("member", "invite", "already_member"), ("member", "apply", "already_member"),
        ("suspended", "admit", "suspended"), ("suspended", "invite", "suspended"),
        ("candidate", "invite", "candidate"), ("candidate", "suspend", "candidate"),
        ("invited", "come_back", "invited"), ("left", "suspend", "not_in_club"),
        ("left", "resume", "not_in_club"),
    ],
)  # fmt: skip
def test_what_the_table_does_not_hold_is_refused(state, verb, code):
    club = make_club()
    organization = make_member(club, state=state)
    with pytest.raises(Refusal) as refusal:
        actions.turn(verb, club=club, organization=organization, actor=None, reason="Un essai")
    assert refusal.value.code == code
    assert Membership.objects.get().state == state


def test_a_suspension_says_why():
    club = make_club()
    organization = make_member(club)
    with pytest.raises(Refusal) as refusal:
        actions.suspend(club=club, organization=organization, actor=None, reason="  ")
    assert (refusal.value.code, refusal.value.field) == ("no_reason", "reason")
    with pytest.raises(IntegrityError), transaction.atomic():
        MembershipEvent.objects.filter(club=club).update(verb="suspend", reason="")


def test_a_day_to_come_is_refused():
    tomorrow = timezone.localdate() + timedelta(days=1)
    with pytest.raises(Refusal) as refusal:
        actions.admit(club=make_club(), organization=make_organization(), actor=None, since=tomorrow)
    assert refusal.value.code == "future"


def test_who_was_invited_and_declined_does_not_come_back():
    club, organization = make_club(), make_organization()
    actions.invite(club=club, organization=organization, actor=None)
    actions.leave(club=club, organization=organization, actor=None)
    with pytest.raises(Refusal) as refusal:
        actions.come_back(club=club, organization=organization, actor=None)
    assert refusal.value.code == "never_member"


def test_suspended_is_no_member_in_access():
    club, user = make_club(), make_user()
    organization = make_member(club)
    make_representation(organization, user)
    assert standing_in(club, user).is_member
    actions.suspend(club=club, organization=organization, actor=None, reason="Un essai")
    assert not standing_in(club, user).is_member
    actions.resume(club=club, organization=organization, actor=None)
    assert standing_in(club, user).is_member


def test_the_register_on_any_day():
    club = make_club()
    first, second = make_organization("Alpha"), make_organization("Bêta")
    today = timezone.localdate()
    actions.admit(club=club, organization=first, actor=None, since=date(2025, 6, 12))
    actions.admit(club=club, organization=second, actor=None, since=date(2025, 9, 1))
    actions.leave(club=club, organization=first, actor=None, on=date(2026, 1, 15))
    actions.invite(club=club, organization=make_organization("Gamma"), actor=None)
    make_member(make_club(), make_organization("Ailleurs"), on=date(2025, 1, 1))
    assert names(club, date(2025, 6, 11)) == []
    assert names(club, date(2025, 6, 12)) == ["Alpha"]
    assert names(club, date(2025, 12, 31)) == ["Alpha", "Bêta"]
    assert names(club, date(2026, 1, 14)) == ["Alpha", "Bêta"]
    assert names(club, date(2026, 1, 15)) == ["Bêta"]
    assert names(club, today) == ["Bêta"]


def event(verb, after, on):
    return MembershipEvent(verb=verb, after=after, on=on)


def test_what_is_written_last_of_a_day_is_right():
    steps = steps_of([event("invite", "invited", date(2026, 11, 1)), event("admit", "member", date(2025, 6, 12))])
    assert stay_on(steps, date(2025, 6, 11)) is None
    assert stay_on(steps, date(2026, 11, 27)).on == date(2025, 6, 12)


def test_a_suspension_keeps_the_first_day_and_coming_back_begins_another():
    steps = steps_of(
        [
            event("admit", "member", date(2025, 6, 12)),
            event("suspend", "suspended", date(2025, 10, 1)),
            event("resume", "member", date(2025, 11, 1)),
            event("leave", "left", date(2026, 1, 1)),
            event("come_back", "member", date(2026, 5, 1)),
        ]
    )
    suspended = stay_on(steps, date(2025, 10, 15))
    assert (suspended.on, suspended.after) == (date(2025, 6, 12), "suspended")
    assert stay_on(steps, date(2025, 12, 31)).on == date(2025, 6, 12)
    assert stay_on(steps, date(2026, 2, 1)) is None
    assert stay_on(steps, date(2026, 6, 1)).on == date(2026, 5, 1)


@pytest.mark.parametrize(("years", "most"), [(0, 12), (1, 12), (2, 12), (5, 12), (40, 12), (150, 12)])
def test_growth_fits_in_a_drawing(years, most):
    club, today = make_club(), date(2026, 11, 27)
    make_member(club, on=date(2026 - years, 6, 12))
    days, counts = growth_of(club, today)
    assert len(days) <= most
    assert days == sorted(set(days))
    assert days[-1] == today
    assert counts == [1] * len(counts)


def test_growth_counts_who_left():
    club = make_club()
    one = make_member(club, on=date(2025, 6, 12))
    make_member(club, on=date(2025, 9, 1))
    actions.leave(club=club, organization=one, actor=None, on=date(2026, 2, 1))
    days, counts = growth_of(club, date(2026, 11, 27))
    assert dict(zip(days, counts, strict=True)) == {
        date(2025, 6, 30): 1, date(2025, 9, 30): 2, date(2025, 12, 31): 2, date(2026, 3, 31): 1,
        date(2026, 6, 30): 1, date(2026, 9, 30): 1, date(2026, 11, 27): 1,
    }  # fmt: skip
    assert growth_of(make_club(), date(2026, 11, 27)) == ([], [])


def test_how_one_joins_is_a_setting(client):
    club = make_club("ici")
    client.force_login(make_organiser(club))
    client.post("/ici/reglages/adhesion/", {"admission": "members", "objection_days": "21"})
    assert Club.objects.values_list("admission", "objection_days").get() == ("members", 21)
    page = client.post("/ici/reglages/adhesion/", {"admission": "members", "objection_days": "400"}).content.decode()
    assert 'href="#id_objection_days"' in page
    assert 'value="400"' in page
