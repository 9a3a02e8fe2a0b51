"""People from outside who speak at meetings, and what they speak of."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization

from ..enums import TalkState
from .attendance import Attendance
from .meeting import AgendaItem, Meeting


class Speaker(Dated):
    """A person from outside. Only organisers read how to reach them; members read name, organization and subject.

    `forgotten_at`: how to reach them was erased, because nobody had been in touch for years or because they asked.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="speakers")
    name = models.CharField(_("Prénom et nom"), max_length=120)
    role = models.CharField(_("Fonction"), max_length=120, blank=True)
    # One of the directory, or free words.
    organization = models.ForeignKey(Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    organization_name = models.CharField(_("Structure"), max_length=160, blank=True)
    email = models.EmailField(_("Adresse e-mail"), blank=True)
    phone = models.CharField(_("Téléphone"), max_length=30, blank=True)
    subjects = models.CharField(
        _("De quoi cette personne peut parler"), max_length=300, blank=True,
        help_text=_("Quelques mots, séparés par des virgules."),
    )  # fmt: skip
    notes = models.TextField(_("Notes de l'animation"), blank=True, max_length=2000)
    # When the person said that the club may keep these lines, and how it was said.
    consented_on = models.DateField(_("Accord donné le"), null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("club", Lower("email"), condition=~Q(email=""), name="meetings_speaker_once"),
            models.CheckConstraint(condition=~Q(name=""), name="meetings_speaker_named"),
            models.CheckConstraint(
                condition=Q(forgotten_at__isnull=True) | Q(email="", phone="", notes=""),
                name="meetings_speaker_forgotten",
            ),
        ]
        indexes = [models.Index(fields=["club", "name"], name="meetings_speaker_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def where_from(self) -> str:
        """The name of their organization, in the directory or not."""
        return self.organization.name if self.organization else self.organization_name


class Talk(Dated):
    """What a speaker is asked for at a meeting, their answer, what they need."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="talks")
    speaker = models.ForeignKey(Speaker, on_delete=models.CASCADE, related_name="talks")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="talks",
        verbose_name=_("Moment de l'ordre du jour"),
    )  # fmt: skip
    subject = models.CharField(_("Sujet"), max_length=160)
    state = models.CharField(max_length=8, choices=TalkState, default=TalkState.PROPOSED)
    # How many times they were asked: the number makes each message its own.
    asked = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    equipment = models.CharField(_("Matériel"), max_length=300, blank=True)
    access = models.CharField(_("Accès"), max_length=300, blank=True)
    travel = models.CharField(_("Trajet, horaires"), max_length=300, blank=True)
    words = models.CharField(_("Un mot pour le club"), max_length=300, blank=True)
    thanked_on = models.DateField(null=True, blank=True)
    attendance = models.OneToOneField(
        Attendance, on_delete=models.SET_NULL, null=True, blank=True, related_name="talk", editable=False
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "meeting", "speaker"], name="meetings_talk_once"),
            models.CheckConstraint(condition=Q(state__in=TalkState.values), name="meetings_talk_state"),
            models.CheckConstraint(condition=~Q(subject=""), name="meetings_talk_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.speaker} · {self.subject}"
