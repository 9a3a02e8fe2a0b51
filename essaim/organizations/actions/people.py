"""The people of an organization: who represents it, who stands in, who keeps the page up to date."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold

from ..contact import clean_phone
from ..enums import RepresentativeKind, Source
from ..models import Organization, Representation
from .common import kept_for_a_person, locked, replace_rows, tell

_ONE_AT_MOST = (RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE)


@transaction.atomic
def set_people(
    *, organization: Organization, people: Sequence[dict[str, Any]], actor=None, source: str = Source.PERSON,
    detail: str = "", overwrite: bool = False,
) -> bool:  # fmt: skip
    """`people`: name, role, kind (`RepresentativeKind`), email, phone, visibility (`Visibility`), pk to keep one.

    One representative and one substitute at most. A person whose address is that of an account may then edit the page;
    when both name and address of a row change, it is another person, and the former account goes.
    """
    row = locked(organization)
    if kept_for_a_person(row, "people", source, overwrite):
        return False
    present = {person.pk: person for person in row.representations.select_related("user")}
    rows = [_with_account({**given}, present.get(given.get("pk", 0))) for given in people]
    _check_people(rows)
    kinds = {values.get("pk"): values.get("kind") for values in rows}
    for person in present.values():
        # Two people who change places: the unique key holds at every moment, so the first lets go first.
        if person.kind in _ONE_AT_MOST and kinds.get(person.pk) != person.kind:
            row.representations.filter(pk=person.pk).update(kind=RepresentativeKind.CONTRIBUTOR)
    changed = replace_rows(row, row.representations, rows)
    if changed:
        tell(organization, "people", actor=actor, fields=["people"], source=source, detail=detail)
    return changed


def _with_account(values: dict[str, Any], present: Representation | None) -> dict[str, Any]:
    values["phone"] = clean_phone(values.get("phone", ""))
    values["email"] = values.get("email", "").strip().lower()
    if "user" in values:
        return values
    someone_else = (
        present is not None and fold(present.name) != fold(values["name"]) and present.email != values["email"]
    )
    if present is not None and present.user_id and not someone_else:
        values["user"] = present.user
    else:
        values["user"] = account_of(values["email"])
    return values


def account_of(email: str) -> User | None:
    """Return the account whose address this is."""
    return User.objects.filter(email__iexact=email, is_active=True).first() if email else None


def _check_people(rows: Sequence[dict[str, Any]]) -> None:
    kinds = [values.get("kind", RepresentativeKind.CONTRIBUTOR) for values in rows]
    if kinds.count(RepresentativeKind.REPRESENTATIVE) > 1:
        raise Refusal(
            _("Deux personnes représentent la structure. Gardez-en une ; l'autre peut la remplacer."),
            code="two_representatives",
            field="kind",
        )
    if kinds.count(RepresentativeKind.SUBSTITUTE) > 1:
        raise Refusal(
            _("Une seule personne remplace celle qui représente la structure. Gardez-en une."),
            code="two_substitutes",
            field="kind",
        )
    accounts = [values["user"].pk for values in rows if values["user"] is not None]
    if len(accounts) != len(set(accounts)):
        raise Refusal(_("La même personne est indiquée deux fois."), code="twice", field="email")


@transaction.atomic
def add_person(
    *, organization: Organization, user: User, role: str = "", kind: str | None = None, actor=None
) -> Representation:
    """Let an account keep the page up to date. `kind` None: the representative when there is none, else contributor."""
    row = locked(organization)
    if existing := row.representations.filter(user=user).first():
        return existing
    if kind is None:
        taken = row.representations.filter(kind=RepresentativeKind.REPRESENTATIVE).exists()
        kind = RepresentativeKind.CONTRIBUTOR if taken else RepresentativeKind.REPRESENTATIVE
    person = Representation.objects.create(
        organization=row, user=user, name=str(user)[:120], role=role, kind=kind, email=user.email
    )
    tell(organization, "people", actor=actor or user, fields=["people"])
    return person


@transaction.atomic
def link_account(*, user: User, email: str = "") -> int:
    """Give a person whose address is now verified the pages on which that address was written. Returns how many."""
    count = 0
    waiting = Representation.objects.select_for_update().filter(user=None, email__iexact=email or user.email)
    for person in waiting:
        if person.organization.representations.filter(user=user).exists():
            continue
        person.user = user
        person.save(update_fields=["user", "updated_at"])
        tell(person.organization, "people", actor=user)
        count += 1
    return count
