"""What a calendar replies by mail (iMIP, RFC 6047; iTIP, RFC 5546 §3.2.3, §3.2.7): read here, taken by
`actions.take_reply`.

Everything in it was written by someone else, some of it by broken programs: what is not a plain answer about one
event, from the person it speaks of, is refused with a reason.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Component

from essaim.kernel.errors import Refusal

from .enums import Answer

MOST_CHARACTERS = 200_000
ANSWERS = {"ACCEPTED": Answer.YES, "TENTATIVE": Answer.MAYBE, "DECLINED": Answer.NO}


@dataclass(frozen=True)
class CalendarAnswer:
    """One person's reply about one event. `answer` is None for another date proposed (COUNTER)."""

    method: str
    uid: str
    sequence: int
    attendee: str  # address, lower case
    answer: Answer | None
    stamp: datetime | None  # DTSTAMP: when the person answered
    proposed_start: datetime | None
    comment: str


def read_reply(text: str, sender: str) -> CalendarAnswer:
    """Read an iCalendar object that came from the address `sender`.

    Raises `Refusal` with a code: `too_large`, `garbage`, `method`, `no_event`, `recurring`, `no_uid`, `other_person`,
    `partstat`.
    """
    if len(text) > MOST_CHARACTERS:
        raise Refusal(_("La réponse de l'agenda est démesurée."), code="too_large")
    calendar = _parsed(text)
    method = _text(calendar, "METHOD").upper()[:20]
    if method not in ("REPLY", "COUNTER"):
        # DECLINECOUNTER is ours to send; REQUEST, CANCEL, ADD, REFRESH and PUBLISH organise somebody else's event.
        raise Refusal(_("Ce message d'agenda n'est pas une réponse à une invitation."), code="method")
    events = [part for part in calendar.subcomponents if part.name == "VEVENT"]
    if not events:
        raise Refusal(_("La réponse de l'agenda ne parle d'aucune rencontre."), code="no_event")
    event = events[0]
    if len(events) > 1 or any(event.get(name) for name in ("RECURRENCE-ID", "RRULE", "RDATE", "EXDATE")):
        raise Refusal(_("La réponse de l'agenda parle de plusieurs dates à la fois."), code="recurring")
    uid = _text(event, "UID")
    if not uid or len(uid) > 120:
        raise Refusal(_("La réponse de l'agenda ne dit pas de quelle rencontre elle parle."), code="no_uid")
    attendee, partstat = _attendee(event, sender)
    answer = ANSWERS.get(partstat)
    if answer is None and method == "REPLY":
        raise Refusal(_("La réponse de l'agenda ne dit ni oui, ni non, ni peut-être."), code="partstat")
    return CalendarAnswer(
        method=method,
        uid=uid,
        sequence=_number(event, "SEQUENCE"),
        attendee=attendee,
        answer=answer if method == "REPLY" else None,
        stamp=_moment(event, "DTSTAMP"),
        proposed_start=_moment(event, "DTSTART") if method == "COUNTER" else None,
        comment=" ".join(_text(event, "COMMENT").split())[:300],
    )


def _parsed(text: str) -> Component:
    try:
        found = Calendar.from_ical(text.strip().encode())
    # The parser meets files of any kind, and fails on some in ways of its own.
    except Exception:
        found = None
    if not isinstance(found, Component) or found.name != "VCALENDAR":
        raise Refusal(_("La réponse de l'agenda n'est pas lisible."), code="garbage")
    return found


def _text(component: Component, name: str) -> str:
    value: Any = component.get(name, "")
    value = value[0] if isinstance(value, list) and value else value
    return str(value).strip()


def _number(component: Component, name: str) -> int:
    try:
        return int(_text(component, name) or 0)
    except ValueError:
        return 0


def _moment(component: Component, name: str) -> datetime | None:
    """An instant, or None when it cannot be read; a bare date is its midnight, a bare hour is ours."""
    value = getattr(component.get(name), "dt", None)
    if isinstance(value, date) and not isinstance(value, datetime):
        value = datetime.combine(value, time())
    if not isinstance(value, datetime):
        return None
    try:
        return (timezone.make_aware(value) if value.tzinfo is None else value).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _attendee(event: Component, sender: str) -> tuple[str, str]:
    """The address and the PARTSTAT of the one who answers: whoever sent the message, and nobody else."""
    values: Any = event.get("ATTENDEE", [])
    for value in values if isinstance(values, list) else [values]:
        address = str(value).strip().lower().removeprefix("mailto:").strip()
        if address and address == sender.strip().lower():
            parameters: Any = getattr(value, "params", {})
            return address, str(parameters.get("PARTSTAT", "NEEDS-ACTION")).upper()
    raise Refusal(_("La réponse de l'agenda parle d'une autre personne que celle qui l'envoie."), code="other_person")
