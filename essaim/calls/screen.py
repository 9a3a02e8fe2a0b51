"""What the list and the page of a call draw."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from essaim.search.labels import labels

from . import access, queries
from .enums import CallStatus, Scale
from .found import Found
from .models import Call, Draft
from .panels import Mark, marks_of, panels_of
from .territories import WIDE, names_of

SHOWN = 100  # rows of a list that is looked at
TONES = {CallStatus.CANCELLED: "no", CallStatus.AMENDED: "wait"}


@dataclass(frozen=True)
class Card:
    """A call in a list."""

    call: Call
    where: str
    marks: list[Mark] = field(default_factory=list)

    @property
    def shown_status(self) -> str:
        """What to say of its state; nothing for one that is plainly open."""
        if self.call.status == CallStatus.OPEN:
            return "" if self.call.stands else str(CallStatus.CLOSED.label)
        return str(CallStatus(self.call.status).label)

    @property
    def tone(self) -> str:
        return TONES.get(CallStatus(self.call.status), "")

    @property
    def is_soon(self) -> bool:
        return self.call.stands and (self.call.days_left or 99) <= 14


def where_of(call: Call, names: dict[str, str]) -> str:
    """Its territory in a few words."""
    if call.scale in WIDE:
        return str(Scale(call.scale).label)
    named = [names[one] for one in call.places if one in names]
    if not named:
        return call.territory_words
    return ", ".join(named[:3]) + ("…" if len(named) > 3 else "")


def cards(request: HttpRequest, calls: list[Call]) -> list[Card]:
    """At most four queries for the places, and those of the marks."""
    names = names_of({one for call in calls for one in call.places})
    marks = marks_of(request, calls)
    return [Card(call, where_of(call, names), marks[call.pk]) for call in calls]


def page(request: HttpRequest, call: Call) -> dict[str, Any]:
    """The page of a call, with what this reader may do of it and what apps above say."""
    panels = panels_of(request, call)
    named = labels("sector", call.sectors)
    return {
        "call": call,
        "club": request.club,  # type: ignore[attr-defined]
        "card": Card(call, where_of(call, names_of(call.places))),
        "description": safe(call.description),
        "eligibility": safe(call.eligibility),
        "history": queries.history_of(call),
        "records": queries.records_of(call),
        "edits": access.edits(request, call),
        "tells_apart": access.tells_apart(request, call),
        "sectors": [named[one] for one in call.sectors if one in named],
        "panels": [one for one in panels if not one.aside],
        "panels_aside": [one for one in panels if one.aside],
    }


def safe(text: str) -> SafeString:
    """HTML that `cleaning.clean` made safe when it was written."""
    return mark_safe(text)


def preview(draft: Draft) -> dict[str, Any]:
    """A list that was read: its calls as they will be, and what is refused."""
    calls = []
    for held in draft.found[:SHOWN]:
        found = Found.from_json({name: value for name, value in held.items() if name != "raw"})
        calls.append(Call(club_id=draft.club_id, status=found.status, **found.values()))
    names = names_of({one for call in calls for one in call.places})
    return {
        "club": draft.club,
        "draft": draft,
        "rows": [(call, where_of(call, names)) for call in calls],
        "total": len(draft.found),
        "left_out": max(0, len(draft.found) - SHOWN),
    }
