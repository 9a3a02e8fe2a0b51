"""Charges: who runs a club. It keeps at least one organiser."""

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from .. import mails
from ..enums import ClubRole
from ..models import Charge, Club


@transaction.atomic
def give_charge(*, club: Club, user: User, role: str, actor: User | None, title: str = "") -> Charge:
    """Give the person the charge, and write to them unless they gave it to themselves.

    Given again, it changes its title when there is one.
    """
    role = ClubRole(role)
    Club.objects.select_for_update().get(pk=club.pk)
    charge, created = Charge.objects.get_or_create(club=club, user=user, role=role, defaults={"title": title.strip()})
    if created:
        journaled.tell(
            actor=actor, verb="clubs.give_charge", subject=charge, club=club,
            details={"user": user.pk, "role": role.value},
        )  # fmt: skip
        if actor != user:
            mails.charge_given(charge)
    elif title.strip() and title.strip() != charge.title:
        charge.title = title.strip()
        charge.save(update_fields=["title", "updated_at"])
    return charge


@transaction.atomic
def take_charge_back(*, club: Club, user: User, role: str, actor: User | None) -> bool:
    """Take the charge back. False when the person does not hold it. Refuses to leave a club without organiser."""
    role = ClubRole(role)
    # Whoever takes or gives a charge of this club holds its row: two organisers cannot leave at the same moment.
    Club.objects.select_for_update().get(pk=club.pk)
    charge = Charge.objects.select_related("user").filter(club=club, user=user, role=role).first()
    if charge is None:
        return False
    others = Charge.objects.filter(club=club, role=ClubRole.ORGANISER).exclude(user=user)
    if role == ClubRole.ORGANISER and not others.exists():
        raise Refusal(
            _("%(name)s anime seule ou seul le club. Donnez d'abord cette charge à quelqu'un d'autre.")
            % {"name": charge.user},
            code="last_organiser",
        )
    journaled.tell(
        actor=actor, verb="clubs.take_charge_back", subject=charge, club=club,
        details={"user": user.pk, "role": role.value},
    )  # fmt: skip
    charge.delete()
    return True
