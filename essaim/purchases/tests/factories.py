"""Purchases for the tests of every app."""

from datetime import date, timedelta

from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.purchases import actions
from essaim.purchases.models import Purchase


def a_member(club: Club, name: str, address: str = "", person: str = "") -> Organization:
    """A member with someone who has an account."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=person or f"Quelqu'un de {name}"))
    return organization


def user_of(organization: Organization) -> User:
    user = organization.representations.get(user__isnull=False).user
    assert user is not None
    return user


def in_days(count: int) -> date:
    return timezone.localdate() + timedelta(days=count)


def make_purchase(
    club: Club, leader: Organization, *, opened: bool = True, case_size: int = 6, days: int = 10,
    title: str = "Papier recyclé", **offer,
) -> Purchase:  # fmt: skip
    """Boxes of paper at 10 €, 8 € from 12 units on, in cases of 6, 7 € of delivery; 12,50 € alone."""
    actor = user_of(leader)
    purchase = actions.start_purchase(
        club=club, organization=leader, actor=actor, title=title, unit="ramette", deadline=in_days(days),
        single_cents=1250, single_source="Catalogue de mars", payee="Au fournisseur, par virement",
    )  # fmt: skip
    values = {"tiers": [(12, 800)], "delivery_cents": 700} | offer
    actions.set_offer(
        purchase=purchase, actor=actor, supplier="La Papeterie du Nord", unit_cents=1000, case_size=case_size, **values
    )
    if opened:
        actions.open_purchase(purchase=purchase, actor=actor)
    return Purchase.objects.select_related("club", "organization", "lead", "chosen").get(pk=purchase.pk)
