"""The house's own verbs on people; passwords, codes, addresses and sessions are django-allauth's."""

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .mails import person_at
from .models import User


def create_person(
    *, email: str, name: str = "", operator: bool = False, language: str = "fr", actor: User | None = None
) -> User:
    """Return the person who has this address, made when there is none, without password.

    Their address stays to be verified: the first code they receive there proves that it is theirs, and opens the
    account. Called again with the same address it gives the same person, fills an empty name, and makes them an
    operator when asked; it never takes that away. Refuses what is not an address (field `email`).
    """
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            _("« %(email)s » n'est pas une adresse e-mail. Il y faut un nom, une arobase et un domaine.")
            % {"email": email},
            code="not_an_address",
            field="email",
        ) from None
    try:
        with transaction.atomic():
            person = person_at(email) or _new_person(email=email, name=name, language=language, actor=actor)
    except IntegrityError:  # another process made them meanwhile
        person = User.objects.get(email__iexact=email)
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person.pk)
        changes: dict[str, object] = {}
        if name and not person.name:
            changes["name"] = name
        if operator and not person.is_operator:
            changes["is_operator"] = True
        if changes:
            for field, value in changes.items():
                setattr(person, field, value)
            person.save(update_fields=[*changes, "updated_at"])
            journaled.tell(
                actor=actor, verb="accounts.update_person", subject=person, club=None, details={"fields": list(changes)}
            )
    return person


def _new_person(*, email: str, name: str, language: str, actor: User | None) -> User:
    person = User.objects.create_user(email, name=name, language=language)
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=False)
    journaled.tell(actor=actor, verb="accounts.create_person", subject=person, club=None, details={})
    return person


@transaction.atomic
def update_person(*, person: User, name: str, language: str) -> User:
    """Change one's own name and the language of the messages one gets."""
    person = User.objects.select_for_update().get(pk=person.pk)
    fields = [field for field, value in (("name", name), ("language", language)) if getattr(person, field) != value]
    if fields:
        person.name, person.language = name, language
        person.save(update_fields=[*fields, "updated_at"])
        journaled.tell(
            actor=person, verb="accounts.update_person", subject=person, club=None, details={"fields": fields}
        )
    return person
