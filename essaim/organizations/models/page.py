"""What the page of an organization shows: know-how, references, offers and needs, people, pictures, links."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.kernel.models import Dated

from ..enums import ExchangeKind, RepresentativeKind, Visibility
from .organization import Organization


class Skill(models.Model):
    """A know-how, in a few words."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(_("Savoir-faire"), max_length=120)
    folded_name = models.CharField(max_length=120, db_index=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["organization", "folded_name"], name="organizations_skill_once")]

    def __str__(self) -> str:
        return self.name


class Reference(models.Model):
    """A proof of know-how: for whom, what, when."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="references")
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="references")
    client = models.CharField(_("Pour qui"), max_length=160)
    what = models.CharField(_("Quoi"), max_length=240)
    year = models.PositiveSmallIntegerField(_("Année"))
    amount = models.DecimalField(_("Montant en euros"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(year__range=(1800, 2200)), name="organizations_reference_year"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="organizations_reference_amount"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client} ({self.year})"


class Exchange(Dated):
    """Something offered to others, or looked for."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="exchanges")
    kind = models.CharField(max_length=5, choices=ExchangeKind)
    title = models.CharField(_("En quelques mots"), max_length=140)
    text = models.CharField(_("Précisions"), max_length=400, blank=True)
    until = models.DateField(_("Jusqu'au"), null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class Representation(Dated):
    """A person and their part in the organization. With an account, they may keep its page up to date."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="representations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="representations",
    )
    name = models.CharField(_("Prénom et nom"), max_length=120)
    role = models.CharField(_("Fonction"), max_length=120, blank=True)
    kind = models.CharField(max_length=16, choices=RepresentativeKind, default=RepresentativeKind.CONTRIBUTOR)
    email = models.EmailField(_("Adresse e-mail"), blank=True)
    phone = models.CharField(_("Téléphone"), max_length=20, blank=True)
    visibility = models.CharField(
        _("Qui voit cette personne"), max_length=8, choices=Visibility, default=Visibility.MEMBERS
    )

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(kind="representative"),
                name="organizations_one_representative",
            ),
            models.UniqueConstraint(
                fields=["organization"], condition=Q(kind="substitute"), name="organizations_one_substitute"
            ),
            models.UniqueConstraint(
                fields=["organization", "user"],
                condition=Q(user__isnull=False),
                name="organizations_person_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Link(models.Model):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="links")
    title = models.CharField(_("Titre"), max_length=80)
    url = models.URLField(_("Adresse"), max_length=300)

    def __str__(self) -> str:
        return self.title


class Picture(Dated):
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="pictures")
    image = models.ImageField(_("Image"), upload_to="organizations/")
    description = models.CharField(
        _("Description de l'image"),
        max_length=240,
        help_text=_("Lue à voix haute aux personnes qui ne voient pas l'image."),
    )
    is_logo = models.BooleanField(_("C'est notre logo"), default=False)
    width = models.PositiveIntegerField(null=True)  # pixels, so that the page keeps the picture's place
    height = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["organization"], condition=Q(is_logo=True), name="organizations_one_logo")
        ]

    def __str__(self) -> str:
        return self.description
