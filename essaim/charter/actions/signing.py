"""Signing in the name of an organization, and asking those that have not."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails, queries
from ..models import Signature, Version

# Days before `sign_by` on which those who have not signed are reminded; the last is a week after.
REMINDERS = (14, 3, -7)
PEACE = timedelta(days=3)


@transaction.atomic
def sign(*, club: Club, organization: Organization, user: User, name: str, role: str, sha256: str) -> Signature:
    """Sign the present version in the name of the organization.

    `sha256` is that of the text the person read. Refuses: another version has come since (`changed`); someone signed
    already for the organization (`signed`); the person neither represents it nor stands in, or it is neither member
    nor candidate (`not_yours`); a name or a role is missing (fields `name`, `role`).
    """
    name, role = " ".join(name.split())[:120], " ".join(role.split())[:120]
    Club.objects.select_for_update().get(pk=club.pk)  # nothing is published meanwhile
    version = queries.current_version(club)
    if version is None or version.sha256 != sha256:
        raise Refusal(
            _("La charte a changé pendant que vous la lisiez. Voici le nouveau texte : relisez-le avant de signer."),
            code="changed",
        )
    if not any(seat.organization == organization for seat in queries.seats_of(user, club)):
        raise Refusal(
            _("Seule la personne qui représente %(name)s, ou sa suppléance, signe en son nom.")
            % {"name": organization.name},
            code="not_yours",
        )
    for field, value in (("name", name), ("role", role)):
        if not value:
            raise Refusal(_("Il manque cette réponse."), code="missing", field=field)
    if known := queries.good_signature(club, organization):
        raise Refusal(
            _("%(who)s a déjà signé la charte au nom de %(name)s.") % {"who": known.name, "name": organization.name},
            code="signed",
        )
    signature = Signature.objects.create(
        club=club, version=version, organization=organization, user=user, name=name, role=role, email=user.email,
        sha256=version.sha256,
    )  # fmt: skip
    journaled.tell(
        actor=user, verb="charter.sign", subject=signature, club=club,
        details={"organization": organization.pk, "version": version.number, "sha256": version.sha256},
    )  # fmt: skip
    mails.signed(signature)
    return signature


@transaction.atomic
def remind(*, club: Club, actor: User | None) -> int:
    """Write again to those who could sign and have not: once a day at most. Returns how many people."""
    version = queries.to_sign(club)
    if version is None:
        raise Refusal(_("Il n'y a pas encore de charte à signer."), code="no_charter")
    today = timezone.localdate()
    people = list(queries.signing_people(queries.unsigned_members(club)))
    for person in people:
        mails.to_sign_again(version, person, key=f"asked:{today}")
    journaled.tell(actor=actor, verb="charter.remind", subject=version, club=club, details={"people": len(people)})
    return len(people)


def remind_unsigned(today: date) -> None:
    """Each day: the reminders that are due. The same is never sent twice, whatever happens to the worker."""
    for version in queries.clubs_to_remind(today):
        left = (version.sign_by - today).days  # type: ignore[operator]
        due = [days for days in REMINDERS if left <= days]
        # Who has just read that the charter is to be signed is left in peace.
        if due and today - timezone.localdate(version.published_at) >= PEACE:
            _remind(version, min(due))


@transaction.atomic
def _remind(version: Version, days: int) -> None:
    for person in queries.signing_people(queries.unsigned_members(version.club)):
        mails.to_sign_again(version, person, key=f"reminder:{days}")
