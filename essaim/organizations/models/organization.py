"""An organization: who it is, by which numbers it is known, where each value comes from."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.kernel.models import Dated

from ..enums import CooperativeKind, EssBasis, Family, Headcount, NafNomenclature, Source


class Organization(Dated):
    """A legal unit or, when it has no number, a structure known by its name and place.

    Identifiers are text without spaces; `None` when unknown, so that the unique keys allow many.
    """

    name = models.CharField(_("Nom"), max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)  # kernel.text.fold(name)
    slug = models.SlugField(max_length=80, db_index=False)  # beautifies the address; the number in it decides
    acronym = models.CharField(_("Sigle"), max_length=40, blank=True)

    siren = models.CharField(_("SIREN"), max_length=9, null=True, blank=True, unique=True)
    siret = models.CharField(_("SIRET du siège"), max_length=14, null=True, blank=True, unique=True)
    rna = models.CharField(_("Numéro RNA"), max_length=10, null=True, blank=True, unique=True)
    vat_number = models.CharField(_("Numéro de TVA"), max_length=14, blank=True)

    legal_category = models.CharField(_("Catégorie juridique"), max_length=4, blank=True)  # INSEE, 4 digits
    family = models.CharField(_("Famille"), max_length=12, choices=Family, blank=True)
    cooperative_kind = models.CharField(_("Type de coopérative"), max_length=14, choices=CooperativeKind, blank=True)
    ess_basis = models.CharField(_("Appartenance à l'ESS"), max_length=12, choices=EssBasis, default=EssBasis.UNKNOWN)
    ess_note = models.CharField(_("Source de cette appartenance"), max_length=200, blank=True)
    naf_code = models.CharField(_("Code NAF"), max_length=6, blank=True)
    naf_nomenclature = models.CharField(max_length=8, choices=NafNomenclature, blank=True)
    naf25_code = models.CharField(_("Code NAF 2025"), max_length=6, blank=True)
    headcount = models.CharField(_("Effectif"), max_length=2, choices=Headcount, blank=True)
    founded_on = models.DateField(_("Date de création"), null=True, blank=True)
    closed_on = models.DateField(_("Date de fermeture"), null=True, blank=True)

    summary = models.CharField(_("En une phrase"), max_length=240, blank=True)
    description = models.TextField(_("Présentation"), blank=True)
    website = models.URLField(_("Site internet"), max_length=300, blank=True)
    email = models.EmailField(_("Adresse e-mail"), blank=True)
    phone = models.CharField(_("Téléphone"), max_length=20, blank=True)

    listed = models.BooleanField(_("Visible dans l'annuaire"), default=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged", db_index=False
    )
    checked_on = models.DateField(_("Dernière vérification"), null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)  # last "please confirm" message
    completeness = models.PositiveSmallIntegerField(default=0)  # 0 to 100: organizations.completeness

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="organizations_organization_named"),
            models.CheckConstraint(
                condition=~Q(siren="") & ~Q(siret="") & ~Q(rna=""), name="organizations_ids_null_not_empty"
            ),
        ]
        indexes = [
            models.Index(fields=["listed", "folded_name"], name="organizations_listed_name"),
            # Few pages were merged: an index of those alone.
            models.Index(fields=["merged_into"], name="organizations_merged", condition=Q(merged_into__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organizations:detail", args=[self.pk, self.slug])


class OtherName(models.Model):
    """Another name that people or files use for the same body."""

    # The unique key begins with the organization: an index of its own would only slow imports down.
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="other_names", db_index=False)
    name = models.CharField(max_length=200)
    folded_name = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "folded_name"], name="organizations_other_name_once")
        ]

    def __str__(self) -> str:
        return self.name


class FieldSource(models.Model):
    """Where the present value of one field comes from, and when it was last seen there.

    The line without a field (`WHOLE_PAGE`) speaks for all those that have none of their own: a page that a file made
    needs one line, not ten.
    A value that a person wrote (`PERSON`) is never overwritten by an import without a person's word.
    """

    # The unique key begins with the organization: an index of its own would only slow imports down.
    organization = models.ForeignKey(
        Organization, on_delete=models.CASCADE, related_name="field_sources", db_index=False
    )
    field = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    detail = models.CharField(max_length=200, blank=True)  # name of the file, of the resource
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", db_index=False
    )
    seen_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "field"], name="organizations_field_source_once")
        ]
        indexes = [
            models.Index(fields=["user"], name="organizations_source_user", condition=Q(user__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.source}"
