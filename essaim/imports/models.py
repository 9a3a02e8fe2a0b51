"""An import, its rows, the mappings it remembers."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from .enums import BatchState, Decision, Outcome, SourceKind, Work


class ImportBatch(Dated):
    """One file brought in: its columns, its figures, what it takes to undo it.

    The uploaded file lies under MEDIA_ROOT/imports/<stored> and is erased once applied.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=6, choices=SourceKind, default=SourceKind.FILE)
    state = models.CharField(max_length=9, choices=BatchState, default=BatchState.UPLOADED)
    work = models.CharField(max_length=7, choices=Work, blank=True, default="")  # what the worker has to do, or is at
    progress = models.PositiveIntegerField(default=0)  # rows read of that work
    tries = models.PositiveSmallIntegerField(default=0)
    file_name = models.CharField(_("Fichier"), max_length=200)
    stored = models.CharField(max_length=80, blank=True)
    columns = models.JSONField(default=list, blank=True)  # one Target or "" for each column
    options = models.JSONField(default=dict, blank=True)
    problem = models.CharField(max_length=400, blank=True)
    rows_read = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    duplicates = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    kept = models.PositiveIntegerField(default=0)  # organizations that an undo left as they were
    snapshot = models.BinaryField(null=True, blank=True)  # applying.undo: what was there before

    class Meta:
        verbose_name_plural = "import batches"
        constraints = [
            models.CheckConstraint(
                condition=Q(rows_read=F("created") + F("updated") + F("unchanged") + F("duplicates") + F("refused")),
                name="imports_every_row_counted",
            ),
            models.CheckConstraint(condition=Q(state__in=BatchState.values), name="imports_batch_state"),
            models.CheckConstraint(condition=Q(work__in=["", *Work.values]), name="imports_batch_work"),
        ]
        indexes = [
            models.Index(fields=["club", "-created_at"], name="imports_batch_recent"),
            models.Index(fields=["id"], name="imports_batch_waiting", condition=~Q(work="")),  # asked every second
        ]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        if self.club:
            return reverse("club_imports:detail", args=[self.club.slug, self.pk])
        return reverse("imports:detail", args=[self.pk])


class ImportRow(models.Model):
    """What becomes, or became, of one row of the file. `number` is the one that a spreadsheet shows."""

    # The unique key begins with the batch: an index of its own would only slow a long import down.
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome)
    name = models.CharField(max_length=200, blank=True)
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=24, blank=True)  # reasons.REASONS
    details = models.JSONField(default=dict, blank=True)
    decision = models.CharField(max_length=4, choices=Decision, blank=True, default="")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["batch", "number"], name="imports_row_once")]
        indexes = [models.Index(fields=["batch", "outcome", "number"], name="imports_row_outcome")]

    def __str__(self) -> str:
        return f"{self.number}: {self.outcome}"


class ColumnMapping(Dated):
    """A mapping that people named, found again by its name or by the headers of a file."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    name = models.CharField(_("Nom de la correspondance"), max_length=80)
    signature = models.CharField(max_length=32, db_index=True)  # columns.signature(headers)
    columns = models.JSONField(default=dict)  # folded header → Target

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "name"], name="imports_mapping_once_in_club"),
            models.UniqueConstraint(fields=["name"], condition=Q(club=None), name="imports_mapping_once"),
        ]

    def __str__(self) -> str:
        return self.name
