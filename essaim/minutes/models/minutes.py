"""The minutes of a meeting, section by section, and what came of it: decisions, actions."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from essaim.clubs.models import Club
from essaim.kernel.models import Dated
from essaim.meetings.models import AgendaItem, Meeting
from essaim.organizations.models import Organization
from essaim.writing.models import Text

from ..enums import ActionState, Method, MinutesState

_person: dict[str, Any] = {
    "to": settings.AUTH_USER_MODEL,
    "on_delete": models.SET_NULL,
    "null": True,
    "related_name": "+",
}


class Minutes(Dated):
    """What was said at a meeting. Once published, only organisers write, and each version stays readable."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="record")
    state = models.CharField(max_length=9, choices=MinutesState, default=MinutesState.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(**_person)

    class Meta:
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MinutesState.values), name="minutes_minutes_state"),
            models.CheckConstraint(
                condition=Q(state=MinutesState.DRAFT) | Q(published_at__isnull=False), name="minutes_minutes_published"
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)


class Section(Dated):
    """A part of the minutes, of a moment of the agenda or added since. Its words are a text of `essaim.writing`."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="+")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="sections")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("Titre"), max_length=120)
    text = models.OneToOneField(Text, on_delete=models.PROTECT, related_name="section")

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="minutes_section_titled"),
            models.UniqueConstraint(
                fields=["club", "minutes", "agenda_item"], condition=Q(agenda_item__isnull=False),
                name="minutes_section_once",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Decision(Dated):
    """One sentence that binds the club. `year` and `number` name it in the register: 2026-4."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="decisions")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="decisions")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    sentence = models.CharField(_("La décision, en une phrase"), max_length=500)
    folded = models.TextField(editable=False)  # without accents, for the register's search
    method = models.CharField(_("Comment"), max_length=9, choices=Method, default=Method.CONSENSUS)
    precision = models.CharField(
        _("Précision"), max_length=200, blank=True, help_text=_("Par exemple « 18 pour, 2 abstentions ».")
    )

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["club", "year", "number"], name="minutes_decision_number"),
            models.CheckConstraint(condition=~Q(sentence=""), name="minutes_decision_said"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="minutes_decision_method"),
        ]

    def __str__(self) -> str:
        return f"{self.year}-{self.number}"


class ActionItem(Dated):
    """What someone will do, and before when. It is shown at each next meeting until it is done.

    Its owner is a person, an organization, or a name (`owner_name`) of someone without account.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="actions")
    minutes = models.ForeignKey(Minutes, on_delete=models.CASCADE, related_name="actions")
    section = models.ForeignKey(Section, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions")
    what = models.CharField(_("Quoi"), max_length=300)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions_owned"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.SET_NULL, null=True, blank=True, related_name="actions_owned"
    )
    owner_name = models.CharField(max_length=160)  # what is shown, whatever becomes of the account
    due_on = models.DateField(_("Avant le"), null=True, blank=True)
    state = models.CharField(max_length=7, choices=ActionState, default=ActionState.OPEN)
    outcome = models.CharField(_("Ce que cela a donné"), max_length=300, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(**_person)
    reminded_for = models.DateField(null=True, blank=True)  # the due date of which the owner was reminded

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="minutes_action_said"),
            models.CheckConstraint(condition=~Q(owner_name=""), name="minutes_action_owned"),
            models.CheckConstraint(condition=Q(state__in=ActionState.values), name="minutes_action_state"),
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN, settled_at=None)
                | (~Q(state=ActionState.OPEN) & Q(settled_at__isnull=False)),
                name="minutes_action_settled",
            ),
        ]
        indexes = [models.Index(fields=["club", "state", "due_on"], name="minutes_action_open")]

    def __str__(self) -> str:
        return self.what
