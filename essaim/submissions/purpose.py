"""What vaults ask of a dossier: a paper given for it is read by its team, bank and identity by its lead alone, until
it is sent."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.vault.purposes import Facts, Rights

from . import queries

PURPOSE = "dossiers"


def facts(ids: Collection[int]) -> dict[int, Facts]:
    """One query. Once it is sent, what left with it is a copy that it keeps: the vault is read no more."""
    return {
        row.pk: Facts(
            row.title, reverse("submissions:papers", args=[row.club.slug, row.pk]),
            localdate(row.deadline) if row.deadline else None, row.may_change,
        )
        for row in queries.dossiers(ids)
    }  # fmt: skip


def rights(user: User, dossier_pk: int) -> Rights:
    """Of whoever acts for a structure of its team."""
    return Rights(*queries.reads(user, dossier_pk))


def takes_part(dossier_pk: int, organization_pk: int) -> bool:
    return queries.is_in_team(dossier_pk, organization_pk)
