"""« Votre attestation finit dans sept jours »: told once for each of the days that its kind says, by one message."""

from datetime import date

from django.db import transaction

from .. import mails, queries
from ..models import Paper
from ..types import document_types
from .common import lock


def remind(today: date) -> int:
    """Write to the people of each vault of what ends there. Returns how many vaults were told of."""
    kinds = document_types()
    return sum(_remind(owner, keys, kinds, today) for owner, keys in queries.to_remind(today).items())


@transaction.atomic
def _remind(owner: int, keys: list[int], kinds: dict, today: date) -> bool:
    organization = lock(owner)
    found = []
    for paper in Paper.objects.filter(pk__in=keys, replaced_at=None).order_by("valid_until", "pk"):
        alert = queries.due(paper, kinds.get(paper.kind), today)
        if alert is not None:
            Paper.objects.filter(pk=paper.pk).update(told_days=alert)
            found.append(paper)
    if found:
        mails.ending(organization, found, today)
    return bool(found)
