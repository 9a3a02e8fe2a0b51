"""The checklist of a dossier: what is asked of whom, what was handed in for it alone, what left with it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.dossiers.models import Dossier, Partner
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.vault.enums import Condition, Signature

from ..enums import Asked


class AskedPaper(Dated):
    """A line: a kind of paper (a code of `vault.types`), of whom. `partner`: of that one alone, `who` being `one`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="asked_papers")
    kind = models.CharField(_("Pièce"), max_length=24)
    who = models.CharField(_("Demandée à"), max_length=14, choices=Asked, default=Asked.TEAM)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, null=True, blank=True, related_name="asked_papers")
    required = models.BooleanField(_("Sans elle, le dossier ne part pas"), default=True)
    note = models.CharField(_("Précision"), max_length=200, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="") & Q(who__in=Asked.values), name="submissions_asked_said"),
            models.CheckConstraint(
                condition=Q(who=Asked.ONE, partner__isnull=False) | (~Q(who=Asked.ONE) & Q(partner=None)),
                name="submissions_asked_whom",
            ),
            models.UniqueConstraint(
                fields=["club", "dossier", "kind", "who"], condition=Q(partner=None), name="submissions_asked_once"
            ),
            models.UniqueConstraint(
                fields=["club", "dossier", "kind", "partner"], condition=Q(partner__isnull=False),
                name="submissions_asked_one_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} · {self.dossier}"


class HandedFile(KeptFile):
    """A paper that belongs to the dossier. The columns that `vault.Paper` has too mean the same."""

    kind = models.CharField(max_length=24)
    title = models.CharField(_("Ce que c'est"), max_length=120, blank=True)
    issued_on = models.DateField(_("Émise le"), null=True, blank=True)
    exercise = models.PositiveSmallIntegerField(_("Exercice"), null=True, blank=True)
    valid_until = models.DateField(_("Valable jusqu'au"), null=True, blank=True)
    condition = models.CharField(max_length=10, choices=Condition, default=Condition.READABLE)
    signature = models.CharField(max_length=7, choices=Signature, default=Signature.UNKNOWN)
    pages = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def usable(self) -> bool:
        """As `vault.Paper.usable`."""
        return self.condition == Condition.READABLE and self.signature != Signature.MISSING


class DirectPaper(HandedFile):
    """Handed in for this dossier alone, by a partner without account or by who leads for it. Of a partner that looks
    after no vault here: it stays the dossier's. `by`: the name of who has no account."""

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="direct_papers")
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="direct_papers")
    by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "dossier", "partner", "kind", "sha256"], name="submissions_direct_once"
            ),
        ]


class GivenPaper(HandedFile):
    """What left with the dossier: a copy made when it was sent, never changed, whatever becomes of the vault.

    `name`: what the structure was called then.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="given_papers")
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="given_papers")
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="papers_given"
    )
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["club", "dossier", "name", "kind", "sha256"], name="submissions_given_once"
            ),
        ]
