"""People who offer themselves, with their consent; who read their CV; who recommended them to whom."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from ..enums import RecommendationState, SeekerState
from ..occupations import MOST_LETTERS, card


def new_secret() -> str:
    return secrets.token_hex(8)


class JobSeeker(Dated):
    """Somebody who looks for work. Members read it once the address is confirmed, until `expires_on` at the latest;
    then nothing is left. `secret` is in their links: another one makes the old links useless. `consent_text` is what
    they agreed to, as it was written, at `consent_at`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="job_seekers")
    name = models.CharField(_("Prénom et nom"), max_length=120)
    email = models.EmailField(_("Adresse e-mail"))
    phone = models.CharField(_("Téléphone"), max_length=20, blank=True)
    occupation = models.CharField(_("Métier cherché"), max_length=MOST_LETTERS)
    occupation_code = models.CharField(max_length=5, blank=True)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    weekly_minutes = models.PositiveSmallIntegerField(_("Heures par semaine"), null=True, blank=True)
    words = models.TextField(_("Quelques mots"), max_length=1500, blank=True)
    language = models.CharField(max_length=2, default="fr")
    secret = models.CharField(max_length=16, default=new_secret)
    state = models.CharField(max_length=6, choices=SeekerState, default=SeekerState.NEW)
    consent_text = models.TextField()
    consent_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                F("club"), Lower("email"), condition=Q(state="shared"), name="recruitment_seeker_once"
            ),
            models.CheckConstraint(condition=Q(state__in=SeekerState.values), name="recruitment_seeker_state"),
            models.CheckConstraint(
                condition=Q(state="new") | (Q(confirmed_at__isnull=False) & Q(expires_on__isnull=False)),
                name="recruitment_shared_is_confirmed",
            ),
            models.CheckConstraint(condition=~Q(consent_text=""), name="recruitment_seeker_consents"),
        ]
        indexes = [models.Index(fields=["club", "state", "expires_on"], name="recruitment_seeker_shown")]

    def __str__(self) -> str:
        return self.name

    @property
    def card(self) -> str:
        return card(self.occupation_code)


class SeekerCv(KeptFile):
    """A CV, in PDF."""

    seeker = models.OneToOneField(JobSeeker, on_delete=models.CASCADE, related_name="cv")


class CvReading(Dated):
    """A structure downloaded a CV: the candidate reads it on their page."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    seeker = models.ForeignKey(JobSeeker, on_delete=models.CASCADE, related_name="readings")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.organization} → {self.seeker}"


class Recommendation(Dated):
    """`giver` points a candidate out to `receiver`. It outlives the candidate's data, without their name."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="recommendations")
    seeker = models.ForeignKey(JobSeeker, on_delete=models.SET_NULL, null=True, related_name="recommendations")
    occupation = models.CharField(max_length=MOST_LETTERS)
    giver = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    receiver = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    words = models.CharField(_("Pourquoi eux"), max_length=400, blank=True)
    state = models.CharField(max_length=8, choices=RecommendationState, default=RecommendationState.SENT)
    settled_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["club", "seeker", "giver", "receiver"], name="recruitment_recommended_once"
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="recruitment_recommended_to_another"),
            models.CheckConstraint(
                condition=Q(state__in=RecommendationState.values), name="recruitment_recommendation_state"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}"
