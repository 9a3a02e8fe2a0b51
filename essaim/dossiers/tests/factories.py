"""Dossiers for the tests of every app."""

from datetime import datetime, timedelta

from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.dossiers import actions, queries, rules
from essaim.dossiers.enums import ConsortiumForm, PartnerRole
from essaim.dossiers.models import Dossier, Partner
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user


def a_member(club: Club, name: str, address: str = "", person: str = "") -> Organization:
    """A member with someone who has an account."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=person or f"Quelqu'un de {name}"))
    return organization


def user_of(organization: Organization) -> User:
    user = organization.representations.filter(user__isnull=False).first().user
    assert user is not None
    return user


def in_days(count: int) -> datetime:
    return timezone.now() + timedelta(days=count)


def make_dossier(
    club: Club, leader: Organization, *partners: Organization, title: str = "Cuisine partagée", opened: bool = True,
    template: str = "", days: int | None = 30, **facts,
) -> Dossier:  # fmt: skip
    """A dossier that `leader` leads, with partners who said yes; open to the club unless told."""
    actor = user_of(leader) if leader.representations.filter(user__isnull=False).exists() else None
    deadline = None if days is None else in_days(days)
    dossier = actions.start_dossier(
        club=club, organization=leader, actor=actor, title=title, deadline=deadline, template=template, **facts
    )
    if opened:
        dossier = actions.open_dossier(dossier=dossier, actor=actor)
    for one in partners:
        partner = actions.invite(dossier=dossier, organization=one, actor=actor)
        actions.accept(partner=partner, actor=user_of(one))
    return again(dossier)


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.select_related("club", "handed_to").get(pk=dossier.pk)


def part_of(dossier: Dossier, organization: Organization) -> Partner:
    """The last row of that structure."""
    row = Partner.objects.filter(dossier=dossier, organization=organization).order_by("-pk").first()
    assert row is not None
    return queries.partner_by_pk(dossier, row.pk)


def share_out(dossier: Dossier, form: str = ConsortiumForm.JOINT) -> Dossier:
    """Equal shares, the rest to the lead; 100 % to the hundredth."""
    rows = rules.members(queries.partners_of(dossier))
    each, rest = divmod(10_000, len(rows))
    places = {
        one.pk: actions.Place(one.role, each + (rest if one.role == PartnerRole.LEAD else 0), one.amount_cents)
        for one in rows
    }
    actions.set_shares(dossier=dossier, places=places, actor=None, form=form)
    return again(dossier)


def agree(dossier: Dossier) -> Dossier:
    """Shares, composed, and confirmed by all."""
    dossier = again(actions.compose(dossier=share_out(dossier), actor=None))
    for one in rules.team_of(queries.partners_of(dossier)):
        actions.confirm(partner=one, actor=None, number=dossier.composition_number)
    return again(dossier)


def send(dossier: Dossier) -> Dossier:
    """Agreed, checked and sent."""
    dossier = actions.mark_checked(dossier=agree(dossier), actor=None)
    return again(actions.submit(dossier=dossier, actor=None))
