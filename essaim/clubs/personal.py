"""What clubs hold about a person: the charges they have."""

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .enums import ClubRole
from .models import Charge, Club


def data_of(person: User) -> list[dict]:
    charges = Charge.objects.filter(user=person).select_related("club").order_by("pk")
    return [{"club": one.club.name, "charge": one.role, "title": one.title} for one in charges]


def forget(person: User) -> None:
    """Give the charges back. Refuses when a club would be left without organiser."""
    charges = Charge.objects.filter(user=person)
    clubs = list(Club.objects.select_for_update().filter(pk__in=charges.values("club")).order_by("pk"))
    for club in clubs:
        run = Charge.objects.filter(club=club, role=ClubRole.ORGANISER)
        if run.filter(user=person).exists() and not run.exclude(user=person).exists():
            raise Refusal(
                _("Vous animez seul ou seule %(club)s. Donnez d'abord cette charge à quelqu'un d'autre.")
                % {"club": club.name},
                code="last_organiser",
            )
    charges.delete()
