"""Reference prices: of an owner for its means, of the club for a kind; whether the year is shown to everybody."""

from collections.abc import Mapping

from django.db import transaction

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization
from essaim.resources.enums import ResourceKind
from essaim.resources.models import Resource

from ..models import KindPrice, ReferencePrice, ValueSettings
from ..worth import DEFAULT_PRICES


@transaction.atomic
def say_prices(*, club: Club, owner: Organization, actor: User, prices: Mapping[Resource, int | None]) -> None:
    """What hiring each of these means costs elsewhere, in cents; None: the kind's price. For the loans to come."""
    for resource, cents in prices.items():
        known = ReferencePrice.objects.filter(club=club, resource=resource)
        if cents is None:
            known.delete()
        elif not known.update(cents=cents):
            ReferencePrice.objects.create(club=club, owner=owner, resource=resource, cents=cents)
    details = {str(resource.pk): cents for resource, cents in prices.items()}
    journaled.tell(actor=actor, verb="lending.say_prices", subject=owner, club=club, details=details)


@transaction.atomic
def set_prices(*, club: Club, actor: User, prices: Mapping[str, int | None], public: bool) -> None:
    """The club's prices by kind (None: the default), for the loans to come, and whether everybody reads the year."""
    Club.objects.select_for_update().get(pk=club.pk)
    KindPrice.objects.filter(club=club).delete()
    KindPrice.objects.bulk_create(
        KindPrice(club=club, kind=ResourceKind(kind), cents=cents)
        for kind, cents in prices.items()
        if cents is not None and cents != DEFAULT_PRICES[ResourceKind(kind)]
    )
    ValueSettings.objects.update_or_create(club=club, defaults={"public": public})
    journaled.tell(
        actor=actor, verb="lending.set_prices", subject=club, club=club, details={**prices, "public": public}
    )
