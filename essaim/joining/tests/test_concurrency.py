"""Many hands at once: two officers' last votes, an objection in the last minute, two sponsors."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from django.db import connections
from django.utils import timezone

from essaim.clubs.enums import Admission, ClubRole, MembershipState
from essaim.clubs.models import Membership, MembershipEvent
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.joining import actions
from essaim.joining.models import Application
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .factories import make_application

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts) -> list[str]:
    """Do the acts in as many threads, begun together; `ok`, or the code of the refusal, of each."""
    results, start = [""] * len(acts), threading.Barrier(len(acts))

    def run(place: int, act) -> None:
        start.wait()
        try:
            act()
            results[place] = "ok"
        except Refusal as refusal:
            results[place] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


@pytest.fixture
def club():
    club = make_club("ici", admission=Admission.BOARD)
    for name in ("Alpha", "Bravo", "Charlie"):
        make_representation(make_member(club, make_organization(name)), make_user(f"{name.lower()}@example.org"))
    return club


def admissions(application: Application) -> int:
    return MembershipEvent.objects.filter(
        membership__organization=application.organization, after=MembershipState.MEMBER
    ).count()


def test_officers_vote_at_the_same_moment(club):
    officers = [make_organiser(club, make_user(f"b{n}@example.org"), ClubRole.OFFICER) for n in range(4)]
    application = make_application(club, state="sponsored")
    results = at_once(*(lambda one=one: actions.vote(application=application, user=one, yes=True) for one in officers))
    assert sorted(results) == ["ok", "ok", "ok", "state"]  # three of four admit; the fourth comes too late
    assert admissions(application) == 1
    assert Message.objects.filter(kind="joining.welcome").count() == 1


def test_the_same_officer_presses_twice(club):
    officer = make_organiser(club, make_user("b@example.org"), ClubRole.OFFICER)
    make_organiser(club, make_user("c@example.org"), ClubRole.OFFICER)
    application = make_application(club, state="sponsored")
    results = at_once(*[lambda: actions.vote(application=application, user=officer, yes=True)] * 4)
    assert sorted(results) == ["ok", "voted", "voted", "voted"]
    assert application.votes.count() == 1


def test_an_objection_and_the_end_of_the_period(club):
    """Whichever is first, either the objection stands and nobody is admitted, or the admission does."""
    today = timezone.localdate()
    for number in range(6):
        application = make_application(club, state="open", objections_until=today)
        member = Membership.objects.filter(club=club, state=MembershipState.MEMBER).first().organization
        user = member.representations.get().user
        says_no = partial(actions.object_to, application=application, organization=member, reason="Non.", user=user)
        result, _clock = at_once(says_no, partial(actions.admit_silently, today=today + timedelta(days=1)))
        application.refresh_from_db()
        if result == "ok":
            assert (application.state, admissions(application)) == ("contested", 0), number
        else:
            assert (application.state, admissions(application), result) == ("admitted", 1, "state"), number


def test_two_members_sponsor_at_once(club):
    application = make_application(club)
    members = [row.organization for row in Membership.objects.filter(club=club, state=MembershipState.MEMBER)]
    results = at_once(
        *(
            lambda one=one: actions.vouch(
                application=application, sponsor=one, words="Oui.", actor=one.representations.get().user
            )
            for one in members
        )
    )
    assert sorted(results) == ["ok", "state", "state"]
    assert application.sponsorings.filter(state="vouched").count() == 1


def test_the_same_structure_asks_twice_at_once(club):
    organization = make_organization("Delta")
    make = lambda n: lambda: actions.apply(  # noqa: E731
        club=club, organization=organization, name="Karim", email=f"k{n}@example.org", why="",
        user=make_user(f"k{n}@example.org"),
    )  # fmt: skip
    assert sorted(at_once(*map(make, range(3)))) == ["ok", "under_way", "under_way"]
