"""Minutes: begun from the agenda, written by all, published once."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.meetings.enums import MeetingState
from essaim.meetings.models import Meeting
from essaim.writing.actions import create_text

from .. import mails, queries
from ..enums import MinutesState
from ..models import Minutes, Section

KIND = "minutes.section"


@transaction.atomic
def start_minutes(*, meeting: Meeting, actor: User | None) -> Minutes:
    """Open the minutes: one section for each moment of the agenda, with who leads it, or a single one without agenda.

    Opened already, they are given back as they are. Refuses a meeting that is still being prepared, or cancelled.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("club").get(pk=meeting.pk)
    if known := Minutes.objects.filter(meeting=meeting).first():
        return known
    if meeting.state not in (MeetingState.ANNOUNCED, MeetingState.HELD):
        raise Refusal(
            _("Le compte rendu s'ouvre une fois la rencontre annoncée : il part de son programme."), code="too_early"
        )
    minutes = Minutes.objects.create(club=meeting.club, meeting=meeting)
    items = list(meeting.agenda.all())
    with override("fr"):  # the club's own language, whoever opens them
        for position, item in enumerate(items):
            _section(minutes, position, item.title, actor, agenda_item=item, content=_first_words(item))
        if not items:
            _section(minutes, 0, _("Ce qui s'est dit"), actor)
    journaled.tell(actor=actor, verb="minutes.start", subject=minutes, club=meeting.club, details={})
    return minutes


@transaction.atomic
def add_section(*, minutes: Minutes, title: str, actor: User) -> Section:
    """Add a part at the end. Refuses (field `title`) an empty title."""
    title = title.strip()[:120]
    if not title:
        raise Refusal(_("Donnez un titre à cette partie."), code="no_title", field="title")
    minutes = lock(minutes)
    last = minutes.sections.aggregate(last=Max("position"))["last"]
    section = _section(minutes, 0 if last is None else last + 1, title, actor)
    journaled.tell(
        actor=actor, verb="minutes.add_section", subject=minutes, club=minutes.club, details={"title": title}
    )
    return section


@transaction.atomic
def remove_section(*, section: Section, actor: User) -> None:
    """Take away a part in which nothing is written. Refuses one that has words, or that holds the last place."""
    minutes = lock(section.minutes)
    section = Section.objects.select_related("text").get(pk=section.pk)
    if section.text.content.strip():
        raise Refusal(_("Cette partie n'est pas vide. Videz-la d'abord, ou laissez-la."), code="not_empty")
    if minutes.sections.count() == 1:
        raise Refusal(_("Il reste une seule partie : gardez-la pour écrire."), code="last")
    text = section.text
    section.delete()
    text.delete()
    journaled.tell(
        actor=actor, verb="minutes.remove_section", subject=minutes, club=minutes.club,
        details={"title": section.title},
    )  # fmt: skip


@transaction.atomic
def publish_minutes(*, minutes: Minutes, actor: User) -> Minutes:
    """Give the minutes to the members: those who came and those who were invited get a message. Published already, they
    stay so. Refuses empty ones."""
    minutes = lock(minutes)
    if minutes.state == MinutesState.PUBLISHED:
        return minutes
    written = minutes.sections.exclude(text__content="").exists()
    if not (written or minutes.decisions.exists() or minutes.actions.exists()):
        raise Refusal(_("Rien n'est encore écrit. Quelques lignes suffisent : ce qui s'est dit, qui fait quoi."),
                      code="empty")  # fmt: skip
    minutes.state = MinutesState.PUBLISHED
    minutes.published_at, minutes.published_by = timezone.now(), actor
    minutes.save(update_fields=["state", "published_at", "published_by", "updated_at"])
    journaled.tell(actor=actor, verb="minutes.publish", subject=minutes, club=minutes.club, details={})
    for address, person in queries.readers_of(minutes):
        mails.minutes_published(minutes, address=address, person=person)
    return minutes


def lock(minutes: Minutes) -> Minutes:
    return (
        Minutes.objects.select_for_update(of=("self",)).select_related("club", "meeting", "meeting__club")
        .get(pk=minutes.pk)
    )  # fmt: skip


def _section(minutes: Minutes, position: int, title: str, actor, *, agenda_item=None, content: str = "") -> Section:
    text = create_text(club=minutes.club, kind=KIND, title=title, content=content, actor=actor)
    return Section.objects.create(
        club=minutes.club, minutes=minutes, agenda_item=agenda_item, position=position, title=title, text=text
    )


def _first_words(item) -> str:
    """Who leads, and what the agenda already says: one writes after it."""
    lines = []
    if item.led_by:
        lines.append(_("Mené par %(who)s.") % {"who": item.led_by})
    if item.text:
        lines.append(item.text.strip())
    return "\n\n".join(lines) + ("\n\n" if lines else "")
