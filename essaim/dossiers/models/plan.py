"""Who does what until when, and what the team decided."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.models import Meeting

from .composition import Partner
from .dossier import Dossier, person


class WorkPackage(Dated):
    """A part of the project that a partner answers for."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="packages")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("Lot de travail"), max_length=120)
    about = models.TextField(_("Ce qu'il contient"), max_length=1000, blank=True)
    owner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="packages")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossiers_package_titled"),
            models.UniqueConstraint(fields=["club", "dossier", "title"], name="dossiers_package_once"),
        ]

    def __str__(self) -> str:
        return self.title


class PlanTask(Dated):
    """Something to do. `days_before`: counted back from the deadline, which `due_on` then follows; None for a day of
    its own."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="tasks")
    package = models.ForeignKey(WorkPackage, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    title = models.CharField(_("Ce qui est à faire"), max_length=160)
    days_before = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField(_("Pour le"), null=True, blank=True)
    owner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, blank=True, related_name="tasks")
    user = models.ForeignKey(**person)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(**person)
    reminded_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="dossiers_task_titled"),
        ]
        indexes = [models.Index(fields=["due_on", "done_at"], name="dossiers_task_due")]

    def __str__(self) -> str:
        return self.title


class TeamDecision(Dated):
    """A line of the decisions log."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="decisions")
    on = models.DateField(_("Le"))
    words = models.CharField(_("Ce qui est décidé"), max_length=500)
    why = models.TextField(_("Pourquoi"), max_length=1000, blank=True)
    author = models.ForeignKey(**person)
    by = models.CharField(max_length=160, blank=True)

    class Meta:
        ordering = ["-on", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="dossiers_decision_said")]

    def __str__(self) -> str:
        return self.words


class TeamMeeting(Dated):
    """A meeting of the team: one of its club's, to which its partners alone are invited."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="meetings")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="team_meeting")

    class Meta:
        ordering = ["-meeting__starts_at", "-pk"]

    def __str__(self) -> str:
        return str(self.meeting)
