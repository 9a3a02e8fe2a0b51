"""A paper in the vault of an organization."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.files.models import StoredFile
from essaim.organizations.models import Organization

from ..enums import Condition, Signature, Visibility


class Paper(StoredFile):
    """A file with its kind (a code of `types`) and its dates.

    `exercise`: the year it is about, for accounts. `valid_until`: the last day it holds, None when nothing ends it; it
    comes from the rule of its kind, or from its people's hand (`dated_by_hand`). `alone`: its kind has one paper in
    force; a newer one `replaces` it, and the old one is kept as history, from `replaced_at` on, until it is removed.
    `told_days`: the last reminder said « ends in so many days », -1 « has ended ».
    """

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="papers")
    kind = models.CharField(max_length=24)
    title = models.CharField(_("Ce que c'est"), max_length=120, blank=True)
    issued_on = models.DateField(_("Émise le"), null=True, blank=True)
    exercise = models.PositiveSmallIntegerField(_("Exercice"), null=True, blank=True)
    valid_until = models.DateField(_("Valable jusqu'au"), null=True, blank=True)
    dated_by_hand = models.BooleanField(default=False)
    visibility = models.CharField(
        _("Qui peut la lire"), max_length=15, choices=Visibility, default=Visibility.REPRESENTATIVES
    )
    readers = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="+")
    condition = models.CharField(max_length=10, choices=Condition, default=Condition.READABLE)
    signature = models.CharField(max_length=7, choices=Signature, default=Signature.UNKNOWN)
    pages = models.PositiveIntegerField(null=True, blank=True)
    alone = models.BooleanField(default=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="replaced_by"
    )
    replaced_at = models.DateTimeField(null=True, blank=True)
    told_days = models.SmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind=""), name="vault_paper_kind"),
            models.CheckConstraint(condition=Q(visibility__in=Visibility.values), name="vault_paper_visibility"),
            models.CheckConstraint(condition=Q(condition__in=Condition.values), name="vault_paper_condition"),
            models.CheckConstraint(condition=Q(signature__in=Signature.values), name="vault_paper_signature"),
            models.CheckConstraint(
                condition=Q(exercise=None) | Q(exercise__range=(1900, 2200)), name="vault_paper_exercise"
            ),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(valid_until=None) | Q(valid_until__gte=F("issued_on")),
                name="vault_paper_ends_after",
            ),
            # One paper of a kind is in force.
            models.UniqueConstraint(
                fields=["organization", "kind"], condition=Q(alone=True, replaced_at=None), name="vault_paper_in_force"
            ),
            models.UniqueConstraint(
                fields=["organization", "kind", "sha256"], condition=Q(replaced_at=None), name="vault_paper_once"
            ),
        ]
        indexes = [
            models.Index(fields=["valid_until"], name="vault_paper_ending", condition=Q(replaced_at=None)),
        ]

    @property
    def shelf(self) -> str:
        return f"s{self.organization_id}"

    @property
    def in_force(self) -> bool:
        return self.replaced_at is None

    @property
    def usable(self) -> bool:
        """Whether whoever receives it can open it, and finds it signed where it says it must be."""
        return self.condition == Condition.READABLE and self.signature != Signature.MISSING
