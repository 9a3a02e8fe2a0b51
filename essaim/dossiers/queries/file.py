"""The parts of a file, its plan, how far it is."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from essaim.meetings.models import Meeting
from essaim.writing.models import Comment, Text
from essaim.writing.queries import open_proposals

from ..enums import SectionState
from ..models import Dossier, PlanTask, Section, TeamMeeting, WorkPackage


def tasks_of(dossier: Dossier) -> list[PlanTask]:
    """Its tasks, the nearest day first, those without day last. One query."""
    rows = PlanTask.objects.filter(dossier=dossier).select_related("owner__organization", "user", "package", "done_by")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "pk"))


def packages_of(dossier: Dossier) -> list[WorkPackage]:
    return list(WorkPackage.objects.filter(dossier=dossier).select_related("owner__organization"))


def meetings_of(dossier: Dossier) -> list[Meeting]:
    """The meetings of the team, the last first."""
    rows = TeamMeeting.objects.filter(dossier=dossier).select_related("meeting__club", "meeting__municipality")
    return [one.meeting for one in rows]


def sections_of(dossier: Dossier) -> list[Section]:
    """The parts of its file in order, with their words and who answers for them. One query."""
    query = Section.objects.filter(dossier=dossier).select_related("text", "owner__organization")
    rows = list(query.order_by("position", "pk"))
    for row in rows:
        row.dossier = dossier
    return rows


def talks_on(sections: Iterable[Section]) -> dict[int, int]:
    """How many remarks and proposals wait on each text. Two queries."""
    texts = [one.text_id for one in sections]
    found: dict[int, int] = {}
    remarks = Comment.objects.filter(text__in=texts, answers=None, resolved_at=None)
    for rows in (remarks, open_proposals(texts)):
        for text, count in rows.order_by().values_list("text").annotate(count=Count("pk")):
            found[text] = found.get(text, 0) + count
    return found


def section_of(text: Text) -> Section | None:
    """The part of a file that a text is, with its dossier."""
    rows = Section.objects.select_related("dossier__club", "dossier__handed_to")
    return rows.filter(text_id=text.pk).first()


@dataclass(frozen=True)
class Progress:
    """Parts that are finished, and tasks that are done, of all."""

    done_parts: int
    parts: int
    done_tasks: int
    tasks: int


def progress_of(dossier: Dossier) -> Progress:
    """Two queries."""
    parts = dossier.sections.aggregate(done=Count("pk", filter=Q(state=SectionState.DONE)), all=Count("pk"))
    tasks = dossier.tasks.aggregate(done=Count("pk", filter=Q(done_at__isnull=False)), all=Count("pk"))
    return Progress(parts["done"], parts["all"], tasks["done"], tasks["all"])
