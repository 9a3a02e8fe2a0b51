"""Reading one's own account."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from .models import User


@dataclass(frozen=True)
class Safety:
    """How a person comes in, for the account page."""

    addresses: list[EmailAddress]
    has_password: bool
    has_application: bool
    keys: int
    session_count: int
    has_provider: bool
    linked: int


def safety_of(request: HttpRequest, person: User) -> Safety:
    """Four queries, whatever the number of addresses, keys and sessions."""
    kinds = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    return Safety(
        addresses=list(EmailAddress.objects.filter(user=person).order_by("-primary", "email")),
        has_password=person.has_usable_password(),
        has_application=Authenticator.Type.TOTP in kinds,
        keys=kinds.count(Authenticator.Type.WEBAUTHN),
        session_count=UserSession.objects.filter(user=person).count(),
        has_provider=bool(get_adapter().list_apps(request)),
        linked=SocialAccount.objects.filter(user=person).count(),
    )
