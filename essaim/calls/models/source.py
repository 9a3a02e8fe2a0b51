"""Where calls are read, and what each source said of them."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated

from ..enums import Connector
from .call import Call, person


class Source(Dated):
    """A feed, an API, a list. `club` null: the operator's, read for all.

    `options`: what its connector takes (filters, number of pages, mapping of columns). `token_name`: the environment
    variable that holds its token, which is never stored. `report`: what the last reading gave (`reading.Report`).
    `last_count`: how many rows its last good reading had. `next_read_at`: not before; further after each failure.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, null=True, blank=True, related_name="call_sources")
    kind = models.CharField(_("Comment elle se lit"), max_length=18, choices=Connector)
    name = models.CharField(_("Nom de la source"), max_length=120)
    address = models.CharField(_("Adresse de la source"), max_length=1000, blank=True)
    options = models.JSONField(default=dict, blank=True)
    token_name = models.CharField(_("Variable d'environnement du jeton"), max_length=80, blank=True)
    paused = models.BooleanField(default=False)
    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    last_read_at = models.DateTimeField(null=True, blank=True)
    last_success_at = models.DateTimeField(null=True, blank=True)
    reading_since = models.DateTimeField(null=True, blank=True)  # whoever reads it now; nobody else does
    next_read_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_count = models.PositiveIntegerField(default=0)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="calls_source_named"),
            models.CheckConstraint(condition=Q(kind__in=Connector.values), name="calls_source_kind"),
            models.UniqueConstraint(fields=["club", "name"], name="calls_source_once"),
            models.UniqueConstraint(fields=["name"], condition=Q(club=None), name="calls_source_once_for_all"),
        ]
        indexes = [models.Index(fields=["paused", "next_read_at"], name="calls_source_due")]

    def __str__(self) -> str:
        return self.name


class CallRecord(Dated):
    """What a source says of a call, as it was read. `raw`: the row of the payload; `digest`: its SHA-256; `found`: what
    the connector made of it (`found.Found` as JSON). `apart`: the operator took it out of a merge, so that it never
    joins another call by itself. `gone_at`: the source no longer has it."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="records")
    external_id = models.CharField(max_length=250)
    raw = models.JSONField()
    digest = models.CharField(max_length=64)
    found = models.JSONField()
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="records")
    merged_for = models.CharField(max_length=20, blank=True)  # why it joined a call that was there: matching.Why
    apart = models.BooleanField(default=False)
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="calls_record_once"),
            models.CheckConstraint(condition=~Q(external_id=""), name="calls_record_identified"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id}:{self.external_id}"


class Draft(Dated):
    """A list that someone brought, read and not yet taken in: its good rows (`found`) and those refused."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="call_drafts")
    added_by = models.ForeignKey(**person)
    name = models.CharField(max_length=200)
    found = models.JSONField()
    refused = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class FeedKey(models.Model):
    """The version of the secret that opens the calendar of deadlines to one person; a new one closes the former."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["club", "user"], name="calls_feedkey_once")]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.version}"
