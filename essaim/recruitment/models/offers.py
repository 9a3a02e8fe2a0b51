"""An offer of a member."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..enums import Contract, FilledThrough, OfferState, PayPeriod, Remote
from ..occupations import MOST_LETTERS, card

MOST_MINUTES = 48 * 60  # a week, Labour code L3121-20


class Offer(Dated):
    """`weekly_minutes`: None where hours do not say it. Pay in cents; `occupation_code` of the ROME, or ''.

    An offer is shown while it is open and `until` has not passed; the daily task then writes what is already true.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="offers")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="offers")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("Titre"), max_length=120)
    occupation = models.CharField(_("Métier"), max_length=MOST_LETTERS)
    occupation_code = models.CharField(max_length=5, blank=True)
    contract = models.CharField(_("Contrat"), max_length=14, choices=Contract)
    weekly_minutes = models.PositiveSmallIntegerField(_("Heures par semaine"), null=True, blank=True)
    pay_least = models.PositiveIntegerField(_("Rémunération, au moins"), null=True, blank=True)
    pay_most = models.PositiveIntegerField(_("Rémunération, au plus"), null=True, blank=True)
    pay_period = models.CharField(max_length=5, choices=PayPeriod, default=PayPeriod.MONTH)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    remote = models.CharField(_("Lieu"), max_length=6, choices=Remote, default=Remote.NO)
    starts_on = models.DateField(_("Début"), null=True, blank=True)
    description = models.TextField(_("Le poste"), max_length=6000)
    apply_email = models.EmailField(_("Par mail"), blank=True)
    apply_phone = models.CharField(_("Par téléphone"), max_length=20, blank=True)
    apply_url = models.CharField(_("Par un site"), max_length=300, blank=True)
    until = models.DateField(_("Jusqu'au"))
    published_on = models.DateField()
    state = models.CharField(max_length=9, choices=OfferState, default=OfferState.OPEN)
    filled_through = models.CharField(max_length=9, choices=FilledThrough, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="recruitment_offer_state"),
            models.CheckConstraint(
                condition=Q(weekly_minutes=None) | Q(weekly_minutes__range=(1, MOST_MINUTES)),
                name="recruitment_offer_hours",
            ),
            models.CheckConstraint(
                condition=Q(pay_least=None) | Q(pay_most=None) | Q(pay_least__lte=F("pay_most")),
                name="recruitment_offer_pay",
            ),
            models.CheckConstraint(condition=Q(until__gte=F("published_on")), name="recruitment_offer_until"),
            models.CheckConstraint(
                condition=~Q(apply_email="") | ~Q(apply_phone="") | ~Q(apply_url=""), name="recruitment_offer_apply"
            ),
            models.CheckConstraint(
                condition=~Q(state=OfferState.FILLED) | ~Q(filled_through=""), name="recruitment_filled_says_how"
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "until"], name="recruitment_offer_shown")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("recruitment:offer", args=[self.club.slug, self.pk])

    @property
    def card(self) -> str:
        """The name of its card of the ROME, or ''."""
        return card(self.occupation_code)
