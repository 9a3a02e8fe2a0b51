"""Articles at work, versions frozen, signatures."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.writing.models import Text

from .enums import ChangeKind


class Article(Dated):
    """One article of the working draft; its words are a text that several people write. Numbers follow `position`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="charter_articles")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.OneToOneField(Text, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class Version(models.Model):
    """The charter as published, written once (the database sees to it): `sha256` is that of `content` in UTF-8.

    `sign_by`: until when organizations are asked to sign, for a major change. The first version is major.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="charter_versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=ChangeKind)
    summary = models.CharField(_("Ce qui change"), max_length=500)
    content = models.TextField()
    sha256 = models.CharField(max_length=64)
    sign_by = models.DateField(_("À signer avant le"), null=True, blank=True)
    published_at = models.DateTimeField(default=timezone.now, editable=False)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "number"], name="charter_version_once"),
            models.CheckConstraint(condition=Q(kind__in=ChangeKind.values), name="charter_version_kind"),
            models.CheckConstraint(condition=~Q(content=""), name="charter_version_written"),
            models.CheckConstraint(condition=Q(number__gt=1) | Q(kind=ChangeKind.MAJOR), name="charter_first_is_major"),
            models.CheckConstraint(
                condition=Q(kind=ChangeKind.MAJOR, sign_by__isnull=False) | Q(kind=ChangeKind.MINOR, sign_by=None),
                name="charter_version_sign_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.club} ({self.number})"


class Signature(models.Model):
    """An organization agrees to a version, by the hand of a person. Written once, never changed.

    `sha256` is what was shown to the person; name, role and address are theirs at that moment.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="charter_signatures")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="charter_signatures")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(_("Prénom et nom"), max_length=120)
    role = models.CharField(_("Fonction"), max_length=120)
    email = models.EmailField(blank=True)  # empty once the account is closed
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "version", "organization"], name="charter_signature_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(role=""), name="charter_signature_named"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.version}"
