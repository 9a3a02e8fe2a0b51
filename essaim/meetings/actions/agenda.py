"""The agenda: moments in order, each with its length in minutes."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..models import AgendaItem, Meeting
from .common import lock, one_line

MOST_MINUTES = 12 * 60


@transaction.atomic
def add_agenda_item(
    *, meeting: Meeting, actor: User | None, title: str, minutes: int = 15, led_by: str = "", text: str = ""
) -> AgendaItem:
    """Add a moment at the end. Refuses no title, and what is not a length (fields `title`, `minutes`)."""
    values = _checked(title=title, minutes=minutes, led_by=led_by, text=text)
    meeting = lock(meeting)
    last = AgendaItem.objects.filter(meeting=meeting).aggregate(last=Max("position"))["last"]
    item = AgendaItem.objects.create(meeting=meeting, position=0 if last is None else last + 1, **values)
    _tell(actor, item)
    return item


@transaction.atomic
def update_agenda_item(
    *, item: AgendaItem, actor: User | None, title: str, minutes: int, led_by: str = "", text: str = ""
) -> AgendaItem:
    values = _checked(title=title, minutes=minutes, led_by=led_by, text=text)
    item = AgendaItem.objects.select_for_update(of=("self",)).select_related("meeting__club").get(pk=item.pk)
    fields = [name for name, value in values.items() if getattr(item, name) != value]
    for name in fields:
        setattr(item, name, values[name])
    if fields:
        item.save(update_fields=[*fields, "updated_at"])
        _tell(actor, item)
    return item


@transaction.atomic
def move_agenda_item(*, item: AgendaItem, actor: User | None, up: bool) -> None:
    """One place up or down; at the end of the list nothing changes."""
    lock(item.meeting)
    items = list(AgendaItem.objects.filter(meeting=item.meeting_id))
    rank = next((rank for rank, row in enumerate(items) if row.pk == item.pk), None)
    if rank is None:
        return
    other = rank + (-1 if up else 1)
    if not 0 <= other < len(items):
        return
    items[rank], items[other] = items[other], items[rank]
    for position, row in enumerate(items):
        if row.position != position:
            AgendaItem.objects.filter(pk=row.pk).update(position=position)
    _tell(actor, item)


@transaction.atomic
def remove_agenda_item(*, item: AgendaItem, actor: User | None) -> None:
    _tell(actor, item)
    item.delete()


def _checked(*, title: str, minutes: int, led_by: str, text: str) -> dict:
    title = one_line(title)
    if not title:
        raise Refusal(_("Dites en quelques mots ce qui se passe à ce moment."), code="no_title", field="title")
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refusal(
            _("Un moment dure au moins une minute, et pas plus de douze heures."), code="minutes", field="minutes"
        )
    return {"title": title, "minutes": minutes, "led_by": one_line(led_by), "text": text.strip()}


def _tell(actor: User | None, item: AgendaItem) -> None:
    meeting = item.meeting
    journaled.tell(
        actor=actor, verb="meetings.agenda", subject=meeting, club=meeting.club, details={"item": item.title}
    )
