"""The sheet: who did it, what it took, its written parts, its figures, its documents."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.files.models import KeptFile
from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.writing.models import Text

from ..enums import STANDING, Audience, PartKind, PracticeState

person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "blank": True,
    "related_name": "+",
}


class PracticeSettings(Dated):
    """What a club lets its members open to everybody. Without a row: its organisers decide, practice by practice."""

    club = models.OneToOneField(Club, on_delete=models.CASCADE, related_name="practice_settings")
    authors_open = models.BooleanField(_("Chaque structure choisit si sa pratique est publique"), default=False)

    def __str__(self) -> str:
        return str(self.club)


class Practice(Dated):
    """What `organization` did. `hours` of work and `euros` spent to set it up, None when not said.

    `contact` is whom to ask; visitors read their name only when `names_contact`. `asks_public`: the structure would
    like everybody to read it, and the club has not said yes. `checked_on`: the day it was last said true.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="practices")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="practices")
    author = models.ForeignKey(**person)
    title = models.CharField(_("Titre"), max_length=120)
    summary = models.CharField(_("En une phrase"), max_length=240, blank=True)
    state = models.CharField(max_length=9, choices=PracticeState, default=PracticeState.DRAFT)
    audience = models.CharField(_("Qui peut la lire"), max_length=7, choices=Audience, default=Audience.MEMBERS)
    asks_public = models.BooleanField(default=False)
    hours = models.PositiveIntegerField(_("Heures de travail"), null=True, blank=True)
    euros = models.PositiveIntegerField(_("Dépense, en euros"), null=True, blank=True)
    contact = models.ForeignKey(**person)
    names_contact = models.BooleanField(default=False)
    offers_visit = models.BooleanField(_("Une visite"), default=False)
    offers_call = models.BooleanField(_("Un appel"), default=False)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(**person)
    checked_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="practices_practice_titled"),
            models.CheckConstraint(condition=Q(state__in=PracticeState.values), name="practices_practice_state"),
            models.CheckConstraint(condition=Q(audience__in=Audience.values), name="practices_practice_audience"),
            models.CheckConstraint(
                condition=~Q(state__in=STANDING) | Q(published_at__isnull=False, checked_on__isnull=False),
                name="practices_practice_published",
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "checked_on"], name="practices_practice_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def stands(self) -> bool:
        """Whether members find it in the list."""
        return self.state in STANDING


class Part(Dated):
    """A written part of the sheet. Its words are a text of `essaim.writing`: versions and remarks come from there."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="parts")
    kind = models.CharField(max_length=11, choices=PartKind)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="practice_part")

    class Meta:
        ordering = ["pk"]  # the order in which the sheet is written
        constraints = [
            models.UniqueConstraint(fields=["club", "practice", "kind"], name="practices_part_once"),
            models.CheckConstraint(condition=Q(kind__in=PartKind.values), name="practices_part_kind"),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class ThemeWord(Dated):
    """A word of the sheet's theme, as typed; `folded` is what words are compared by."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="words")
    word = models.CharField(max_length=40)
    folded = models.CharField(max_length=40)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "practice", "folded"], name="practices_word_once"),
            models.CheckConstraint(condition=~Q(folded=""), name="practices_word_said"),
        ]

    def __str__(self) -> str:
        return self.word


class Figure(Dated):
    """A result in figures: « Repas servis par semaine », before and after, with their units."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="figures")
    what = models.CharField(_("Ce qui est compté"), max_length=80)
    before = models.CharField(_("Avant"), max_length=30, blank=True)
    after = models.CharField(_("Après"), max_length=30)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what="") & ~Q(after=""), name="practices_figure_said"),
        ]

    def __str__(self) -> str:
        return f"{self.what} : {self.after}"


class PracticeDocument(KeptFile):
    """A file that goes with the sheet: a model of letter, a plan, a sheet of figures."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="documents")
    title = models.CharField(_("Titre"), max_length=120)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["club", "practice", "sha256"], name="practices_document_once"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(file_name=""), name="practices_document_named"),
        ]

    def __str__(self) -> str:
        return self.title
