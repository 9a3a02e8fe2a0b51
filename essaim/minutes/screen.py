"""What the pages draw of minutes and actions."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.accounts.access import person
from essaim.meetings.models import Meeting
from essaim.meetings.tabs import tabs_for
from essaim.writing import markup
from essaim.writing import screen as writing

from . import access, queries
from .enums import ActionState, MinutesState
from .forms import ActionForm, DecisionForm, SectionForm
from .links import certificate_code
from .models import ActionItem, Minutes


def marked(request: HttpRequest, items: Iterable[ActionItem], *, every: bool) -> list[ActionItem]:
    """Actions with what the page says of each: `may_settle`, `is_late`. `every`: this reader may settle any."""
    items = list(items)
    own = queries.organizations_of(person(request)) if items and not every else set()
    for item in items:
        mine = item.owner_id == request.user.pk or (item.owner_id is None and item.organization_id in own)
        item.may_settle = every or mine  # type: ignore[attr-defined]
        item.is_late = bool(  # type: ignore[attr-defined]
            item.state == ActionState.OPEN and item.due_on and item.due_on < localdate()
        )
    return items


def meeting_page(request: HttpRequest, meeting: Meeting, **more: Any) -> dict[str, Any]:
    """What the head of a meeting's pages needs."""
    return {"meeting": meeting, "tabs": tabs_for(request, meeting), **more}


def minutes_page(
    request: HttpRequest, meeting: Meeting, minutes: Minutes, *, writes: bool,
    decision_form: DecisionForm | None = None, action_form: ActionForm | None = None,
    section_form: SectionForm | None = None,
) -> dict[str, Any]:  # fmt: skip
    """The minutes, to be read, or written when `writes`; the forms are those that a refusal gives back."""
    may_write = access.may_write(request, minutes)
    own = queries.own_attendance(meeting, person(request))
    rows, apart = queries.rows_of(minutes)
    for row in rows:
        if writes:
            row.editor = writing.editor(request, row.section.text, label=row.section.title)  # type: ignore[attr-defined]
        else:
            row.html = markup.render(row.section.text.content)  # type: ignore[attr-defined]
    for row in [*rows, *([apart] if apart else [])]:
        row.actions = marked(request, row.actions, every=may_write)
    context = meeting_page(
        request, meeting, minutes=minutes, rows=rows, apart=apart, writes=writes, may_write=may_write,
        carried=marked(request, queries.carried_to(meeting), every=may_write), came=queries.came_to(meeting),
        own_code=certificate_code(own) if own else "", published=minutes.state == MinutesState.PUBLISHED,
    )  # fmt: skip
    if writes:
        context |= {
            "decision_form": decision_form or DecisionForm(minutes=minutes, auto_id="decision-%s"),
            "action_form": action_form or make_action_form(minutes),
            "section_form": section_form or SectionForm(auto_id="partie-%s"),
        }
    return context


def make_action_form(minutes: Minutes, data=None, **options: Any) -> ActionForm:
    people, organizations = queries.who_may_own(minutes.club, minutes.meeting)
    return ActionForm(data, minutes=minutes, people=people, organizations=organizations, auto_id="action-%s", **options)
