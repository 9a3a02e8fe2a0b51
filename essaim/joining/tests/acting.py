"""A club of three members and its organiser; asking to join it, made short."""

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.joining import actions
from essaim.joining.models import Application
from essaim.mail.models import Message
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user


def grown_club() -> Club:
    """Three members: the club is no longer young. Its organiser represents none."""
    club = make_club("ici", name="Club d'ici", email="club@example.org")
    for name in ("Alpha", "Bravo", "Charlie"):
        organization = make_member(club, make_organization(name))
        make_representation(organization, make_user(f"{name.lower()}@example.org", name=f"Personne de {name}"))
    make_organiser(club, make_user("anime@example.org", name="Odile"))
    return club


def member(name: str) -> Organization:
    return Organization.objects.get(name=name)


def user_of(name: str):
    return member(name).representations.get().user


def apply(club, structure="Delta", *, confirm=True, **values) -> Application:
    values = {"name": "Karim Delobelle", "email": "karim@delta.example.org", "why": "Des vélos à prêter."} | values
    application = actions.apply(club=club, organization=make_organization(structure), **values)
    return actions.confirm(application=application) if confirm else application


def state(application) -> str:
    application.refresh_from_db()
    return application.state


def sent() -> set[tuple[str, str]]:
    return set(Message.objects.values_list("kind", "to"))
