"""What is written, and what is planned."""

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.dossiers.enums import SectionState
from essaim.dossiers.models import Section
from essaim.ui.templatetags.ui import day

from .. import queries
from ..checks import Check, Subject
from ..enums import Urgency

FILE, PLAN = "dossiers:file", "dossiers:plan"


def section_checks(subject: Subject) -> list[Check]:
    """One query. An empty part is not said to be unfinished too."""
    sections = queries.sections_of(subject.dossier)
    if not sections:
        page = subject.page(FILE)
        return [Check("file.none", Urgency.BLOCKING, _("Rien n'est écrit encore : choisissez un plan."), page)]
    return [point for section in sections for point in _of_section(subject, section)]


def _of_section(subject: Subject, section: Section) -> list[Check]:
    page = subject.page(FILE, anchor=f"partie-{section.pk}")
    if not section.text.content.strip():
        words = _("« %(title)s » est vide.") % {"title": section.title}
        return [Check("file.empty", Urgency.BLOCKING, words, page)]
    found = []
    if section.over:
        words = ngettext(
            "« %(title)s » dépasse la limite de %(count)s caractère.",
            "« %(title)s » dépasse la limite de %(count)s caractères.", section.over,
        ) % {"title": section.title, "count": section.over}  # fmt: skip
        found.append(Check("file.over", Urgency.BLOCKING, words, page))
    if section.state != SectionState.DONE:
        words = _("« %(title)s » n'est pas terminée : %(state)s.") % {
            "title": section.title, "state": SectionState(section.state).label.lower()
        }  # fmt: skip
        found.append(Check("file.unfinished", Urgency.SOON, words, page))
    return found


def plan_checks(subject: Subject) -> list[Check]:
    """What should be done by today, and is not. One query."""
    return [
        Check(
            "plan.late", Urgency.TO_SEE,
            _("En retard depuis le %(day)s : %(title)s") % {"day": day(task.due_on), "title": task.title},
            subject.page(PLAN),
        )
        for task in queries.late_tasks(subject.dossier, localdate(subject.now))
    ]  # fmt: skip
