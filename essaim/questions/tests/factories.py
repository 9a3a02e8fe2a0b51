"""Members and questions for the tests."""

from essaim.clubs.tests.factories import make_member
from essaim.organizations.enums import ExchangeKind
from essaim.organizations.models import Exchange, Organization, Skill
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.questions import actions
from essaim.questions.models import Answer, Question

TITLE = "Où faire laver trois cents serviettes après un banquet ?"


def a_member(club, name: str, address: str, *, offers=(), skills=()) -> Organization:
    """A member whose representative has an account at the address."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=address.split("@")[0].title()))
    for title in offers:
        Exchange.objects.create(organization=organization, kind=ExchangeKind.OFFER, title=title)
    for name in skills:
        Skill.objects.create(organization=organization, name=name, folded_name=name.lower())
    return organization


def user_of(organization: Organization):
    return organization.representations.get(kind="representative").user


def ask(organization: Organization, title: str = TITLE, **fields) -> Question:
    """Asked by whoever represents the organization."""
    club = organization.memberships.get().club
    return actions.ask(club=club, author=user_of(organization), organization=organization, title=title, **fields)


def answer(question: Question, organization: Organization, text: str = "Appelez-moi mardi.") -> Answer:
    return actions.answer(question=question, author=user_of(organization), organization=organization, text=text)[0]
