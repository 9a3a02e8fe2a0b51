"""Agreements between two members: what they agree on, each version on paper, who signed it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.resources.models import Booking, Resource

from ..enums import AgreementKind, AgreementState, DocumentKind
from .ledger import person_field


class Agreement(Dated):
    """`lender` lends to `borrower`. Numbered within the club. `deposit` in cents. `version`: of the last documents
    made, 0 before."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="agreements")
    number = models.PositiveIntegerField()
    kind = models.CharField(_("Quoi"), max_length=9, choices=AgreementKind)
    lender = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="agreements_lent")
    borrower = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="agreements_borrowed")
    booking = models.ForeignKey(Booking, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements")
    resource = models.ForeignKey(Resource, on_delete=models.SET_NULL, null=True, blank=True, related_name="agreements")
    state = models.CharField(max_length=7, choices=AgreementState, default=AgreementState.DRAFT)
    version = models.PositiveIntegerField(default=0)
    thing = models.CharField(_("Ce qui est prêté"), max_length=200)
    starts_on = models.DateField(_("Du"))
    ends_on = models.DateField(_("Au"))
    purpose = models.CharField(_("Pour quoi faire"), max_length=300, blank=True)
    place = models.CharField(_("Où"), max_length=200, blank=True)
    condition = models.TextField(_("À quel prix, ou gratuitement"), max_length=1000, blank=True)
    deposit = models.PositiveIntegerField(_("Caution"), default=0)
    shape = models.TextField(_("En quel état"), max_length=1000, blank=True)
    insurance = models.TextField(_("Qui assure quoi"), max_length=1000, blank=True)
    rules = models.TextField(_("À respecter"), max_length=2000, blank=True)
    back = models.TextField(_("Comment on rend"), max_length=1000, blank=True)
    paper_signed_on = models.DateField(_("Signée sur papier le"), null=True, blank=True)
    written_by = models.ForeignKey(**person_field)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["club", "number"], name="lending_agreement_once"),
            models.CheckConstraint(condition=~Q(lender=F("borrower")), name="lending_agreement_two"),
            models.CheckConstraint(condition=Q(kind__in=AgreementKind.values), name="lending_agreement_kind"),
            models.CheckConstraint(condition=Q(state__in=AgreementState.values), name="lending_agreement_state"),
            models.CheckConstraint(condition=Q(starts_on__lte=F("ends_on")), name="lending_agreement_in_order"),
            models.CheckConstraint(condition=~Q(thing=""), name="lending_agreement_says_what"),
            models.CheckConstraint(
                condition=~Q(state__in=[AgreementState.TO_SIGN, AgreementState.HALF, AgreementState.SIGNED])
                | Q(version__gt=0),
                name="lending_agreement_made",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.thing}"

    @property
    def is_staff(self) -> bool:
        return self.kind == AgreementKind.STAFF

    def other_of(self, organization: Organization) -> Organization:
        return self.borrower if organization.pk == self.lender_id else self.lender


class StaffTerms(models.Model):
    """What the law asks of an agreement on lent staff and of the rider (Code du travail, L8241-2)."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    agreement = models.OneToOneField(Agreement, on_delete=models.CASCADE, related_name="staff")
    employee = models.CharField(_("Prénom et nom de la personne"), max_length=120, blank=True)
    qualification = models.CharField(_("Sa qualification"), max_length=120, blank=True)
    work = models.TextField(_("Le travail confié"), max_length=1500, blank=True)
    hours = models.CharField(_("Les horaires"), max_length=300, blank=True)
    features = models.TextField(_("Ce que le poste a de particulier"), max_length=1000, blank=True)
    wages = models.TextField(_("Comment le salaire facturé est calculé"), max_length=600, blank=True)
    charges = models.TextField(_("Comment les charges sociales facturées sont calculées"), max_length=600, blank=True)
    expenses = models.TextField(_("Quels frais professionnels sont facturés"), max_length=600, blank=True)
    trial = models.CharField(_("Période probatoire"), max_length=200, blank=True)
    lender_council = models.CharField(_("Le CSE de la structure qui prête"), max_length=200, blank=True)
    borrower_council = models.CharField(_("Le CSE de la structure qui accueille"), max_length=200, blank=True)
    employee_agreed_on = models.DateField(_("La personne a dit oui le"), null=True, blank=True)
    rider_signed_on = models.DateField(_("L'avenant a été signé le"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.agreement}: {self.employee}"


class AgreementDocument(KeptFile):
    """A version on paper, never changed: its fingerprint is that of the file."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=9, choices=DocumentKind)
    version = models.PositiveIntegerField()

    class Meta:
        ordering = ["-version", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["club", "agreement", "kind", "version"], name="lending_document_once"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="lending_document_kind"),
        ]


class AgreementSignature(models.Model):
    """A structure agrees to a version, by the hand of a person. `sha256` is that of the file they read; name, role and
    address are theirs at that moment."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(AgreementDocument, on_delete=models.PROTECT, related_name="signatures")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(**person_field)
    name = models.CharField(_("Prénom et nom"), max_length=120)
    role = models.CharField(_("Fonction"), max_length=120)
    email = models.EmailField(blank=True)  # empty once the account is closed
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "document", "organization"], name="lending_signature_once"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(role=""), name="lending_signature_named"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.document}"
