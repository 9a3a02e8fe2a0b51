"""Practices for the tests of every app."""

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.practices import actions
from essaim.practices.enums import Audience, PracticeState
from essaim.practices.models import Practice


def a_member(club: Club, name: str, address: str = "", person: str = "") -> Organization:
    """A member with someone who has an account."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=person or f"Quelqu'un de {name}"))
    return organization


def user_of(organization: Organization) -> User:
    user = organization.representations.get(user__isnull=False).user
    assert user is not None
    return user


def make_practice(
    organization: Organization, club: Club, *, state: str = PracticeState.PUBLISHED, title: str = "Livrer à vélo",
    audience: str = Audience.MEMBERS, **facts,
) -> Practice:  # fmt: skip
    """A practice written in three parts, brought to that state by its verbs."""
    practice = actions.start_practice(
        club=club, organization=organization, actor=user_of(organization), title=title,
        situation="La camionnette coûtait cher.", done="- une remorque\n- deux tournées", results="Moins de **frais**.",
    )  # fmt: skip
    if facts:
        actions.update_sheet(practice=practice, actor=None, **facts)
    if state in (PracticeState.REVIEW, PracticeState.PUBLISHED, PracticeState.RECHECK, PracticeState.ARCHIVED):
        actions.submit(practice=practice, actor=None)
    if state in (PracticeState.PUBLISHED, PracticeState.RECHECK, PracticeState.ARCHIVED):
        actions.publish(practice=practice, actor=None, stands_in=True, audience=audience, decides=True)
    if state == PracticeState.ARCHIVED:
        actions.archive(practice=practice, actor=None)
    return Practice.objects.select_related("club", "organization").get(pk=practice.pk)
