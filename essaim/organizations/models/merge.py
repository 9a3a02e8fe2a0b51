"""Two pages of one body: pairs to look at, and merges that can be undone."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q

from essaim.kernel.models import Dated

from ..enums import PairState
from .organization import Organization


class DuplicatePair(Dated):
    """Two organizations that are perhaps one. `a` is the older page (the smaller key)."""

    a = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    b = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    score = models.FloatField()  # 0 to 1: duplicates.matching
    reasons = models.JSONField(default=list)  # codes of duplicates.matching.Reason
    state = models.CharField(max_length=10, choices=PairState, default=PairState.TO_REVIEW)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["a", "b"], name="organizations_pair_once"),
            models.CheckConstraint(condition=Q(a__lt=F("b")), name="organizations_pair_in_order"),
            models.CheckConstraint(condition=Q(score__range=(0, 1)), name="organizations_pair_score"),
        ]
        indexes = [models.Index(fields=["state", "-score"], name="organizations_pair_state")]

    def __str__(self) -> str:
        return f"{self.a} · {self.b}"


class Merge(Dated):
    """`removed` became part of `kept`. `operations` are the writes, in order, that undoing takes back in reverse.

    Each is {"op": "update", "model", "pk", "old": {column: value}, "new": {…}}, {"op": "create", "model", "pk"} or
    {"op": "aside", "model", "pk"}: a row that stays with the removed page, because the kept one has its equal.
    """

    kept = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    removed = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    kept_name = models.CharField(max_length=200)  # what they were called then
    removed_name = models.CharField(max_length=200)
    operations = models.JSONField(default=list, encoder=DjangoJSONEncoder)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["removed"], condition=Q(undone_at__isnull=True), name="organizations_merged_once"
            ),
            models.CheckConstraint(condition=~Q(kept=F("removed")), name="organizations_merge_two"),
        ]
        indexes = [models.Index(fields=["-created_at"], name="organizations_merge_latest")]

    def __str__(self) -> str:
        return f"{self.removed_name} → {self.kept_name}"
