"""Reading what dossiers ask for and what they were given."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from essaim.accounts.models import User
from essaim.budgets import queries as budgets
from essaim.budgets.models import Budget
from essaim.dossiers.enums import IN_TEAM, PartnerRole
from essaim.dossiers.models import Dossier, Partner, PlanTask, Section
from essaim.organizations.models import Representation

from ..models import AskedPaper, DirectPaper, GivenPaper


def dossiers(ids: Collection[int]) -> QuerySet[Dossier]:
    return Dossier.objects.filter(pk__in=ids).select_related("club")


def reads(user: User, dossier_pk: int) -> tuple[bool, bool]:
    """Whether the person is of the team of a dossier, and of its lead. Two queries."""
    own = Representation.objects.filter(user=user).values("organization_id")
    parts = Partner.objects.filter(dossier=dossier_pk, state__in=IN_TEAM)
    roles = set(
        parts.filter(Q(organization__in=own) | Q(user=user, through=None)).values_list("role", flat=True)
    )  # fmt: skip
    return bool(roles), PartnerRole.LEAD in roles


def is_in_team(dossier_pk: int, organization_pk: int) -> bool:
    return Partner.objects.filter(dossier=dossier_pk, organization=organization_pk, state__in=IN_TEAM).exists()


def asked_for(dossier: Dossier) -> list[AskedPaper]:
    return list(AskedPaper.objects.filter(dossier=dossier).select_related("partner__organization").order_by("pk"))


def direct_papers(dossier: Dossier) -> list[DirectPaper]:
    return list(DirectPaper.objects.filter(dossier=dossier).order_by("-pk"))


def given_papers(dossier: Dossier) -> list[GivenPaper]:
    """What left with it, by structure and kind."""
    return list(GivenPaper.objects.filter(dossier=dossier))


def budget_of(dossier: Dossier) -> Budget | None:
    """With its lines and parties; None before it has one."""
    return budgets.with_lines().filter(attached_dossier__dossier=dossier).first()


def asks_papers(dossier: Dossier) -> bool:
    return AskedPaper.objects.filter(dossier=dossier).exists()


def sections_of(dossier: Dossier) -> list[Section]:
    """With their words."""
    return list(Section.objects.filter(dossier=dossier).select_related("text").order_by("position", "pk"))


def late_tasks(dossier: Dossier, today: date) -> list[PlanTask]:
    rows = PlanTask.objects.filter(dossier=dossier, done_at=None, due_on__lt=today)
    return list(rows.order_by("due_on", "pk"))
