"""What the account holds about a person: to take away, and to erase."""

import secrets

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import forget_person, journaled, personal_data

from .models import User


def account_of(person: User) -> dict:
    """The account's own part of the person's data."""
    addresses = EmailAddress.objects.filter(user=person).order_by("pk")
    sessions = UserSession.objects.filter(user=person).order_by("pk")
    return {
        "name": person.name,
        "language": person.language,
        "created_at": person.created_at.isoformat(),
        "operator": person.is_operator,
        "addresses": [{"email": one.email, "verified": one.verified} for one in addresses],
        "second_factors": list(Authenticator.objects.filter(user=person).values_list("type", flat=True)),
        "linked_accounts": list(SocialAccount.objects.filter(user=person).values_list("provider", flat=True)),
        "sessions": [
            {"ip": one.ip, "browser": one.user_agent, "last_seen_at": one.last_seen_at.isoformat()} for one in sessions
        ],
    }


def data_of(person: User) -> dict:
    """Everything that is kept about the person, app by app, as JSON can hold it."""
    parts = {name: make(person) for name, make in personal_data.items()}
    return {"made_at": timezone.now().isoformat(), "account": account_of(person), **parts}


@transaction.atomic
def close_account(*, person: User, typed: str) -> None:
    """Erase the person: the account stays as an empty shell, so that the journal keeps its rows without a name.

    Refuses (field `typed`) when what was typed is not the person's address, and when someone must take over first:
    the last operator of the installation, the last organiser of a club.
    """
    person = User.objects.select_for_update().get(pk=person.pk)
    if typed.strip().lower() != person.email.lower():
        raise Refusal(_("Pour confirmer, tapez votre adresse : %(email)s.") % {"email": person.email}, field="typed")
    others = User.objects.filter(is_operator=True, is_active=True).exclude(pk=person.pk)
    if person.is_operator and not others.exists():
        raise Refusal(
            _("Vous exploitez seul ou seule cette installation. Nommez d'abord quelqu'un d'autre."),
            code="last_operator",
        )
    for forget in forget_person:
        forget(person)
    for kept in (EmailAddress, Authenticator, SocialAccount, UserSession):
        kept._default_manager.filter(user=person).delete()
    person.email = f"{secrets.token_hex(8)}@compte-ferme.invalid"
    person.name = ""
    person.is_active = False
    person.is_operator = False
    person.set_unusable_password()
    person.save()
    journaled.tell(actor=None, verb="accounts.close", subject=person, club=None, details={})
