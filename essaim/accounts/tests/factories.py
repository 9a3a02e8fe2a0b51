"""People for the tests."""

from itertools import count

from allauth.account.models import EmailAddress

from essaim.accounts.models import User

_numbers = count(1)
PASSWORD = "terril-et-miel-2026"


def make_user(email: str = "", *, verified: bool = True, password: str | None = PASSWORD, **fields) -> User:
    email = email or f"personne{next(_numbers)}@example.org"
    user = User.objects.create_user(email, password, **{"name": "Odile Lefebvre"} | fields)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=verified)
    return user
