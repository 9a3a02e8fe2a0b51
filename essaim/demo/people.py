"""The people of the demonstration: one account for each role, and one for the representative of each member."""

from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from essaim.accounts.models import User

PASSWORD = "essaim-demo"
DOMAIN = "demo.example"


@dataclass(frozen=True)
class DemoAccount:
    """An account that the start of the demonstration tells, with what it is for."""

    key: str
    name: str
    about: str

    @property
    def email(self) -> str:
        return f"{self.key}@{DOMAIN}"


# The order is that of the list printed.
ACCOUNTS = [
    DemoAccount("exploitation", "Nadia Vasseur", "exploite l’installation : tout voir, tout régler"),
    DemoAccount("animation", "Camille Delannoy", "anime le club de Béthune-Bruay"),
    DemoAccount("bureau", "Yvon Caudron", "membre du bureau du club"),
    DemoAccount("membre", "Odile Fruchart", "représente La Brouette partagée, et tient les comptes d’une AMAP"),
    DemoAccount("voisine", "Salima Kacimi", "représente une structure invitée, pas encore membre"),
]


@cache
def _hashed() -> str:
    """Half a second to work out, by design; every account has this same password, printed for all to see."""
    return make_password(PASSWORD)


def create_account(*, email: str, name: str, operator: bool = False) -> User:
    """Create a person whose address is verified, with the password of the demonstration."""
    user = User.objects.create_user(email, name=name, is_operator=operator)
    user.password = _hashed()
    user.save(update_fields=["password"])
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def member_email(name: str, organization_key: str) -> str:
    return f"{slugify(name).replace('-', '.')}@{organization_key}.example"
