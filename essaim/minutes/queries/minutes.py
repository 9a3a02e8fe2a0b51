"""Minutes, their sections, who came, the register of decisions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Prefetch, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.urls import reverse

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.meetings.models import Attendance, Meeting, Theme
from essaim.writing.models import Text

from ..enums import ActionState, MinutesState
from ..models import ActionItem, Decision, Minutes, Section


def url_of_section(text: Text) -> str:
    """Where the words of a section stand, for `writing`."""
    section = Section.objects.select_related("minutes").get(text=text)
    return f"{reverse('minutes:detail', args=[text.club.slug, section.minutes.meeting_id])}#partie-{section.pk}"


def minutes_of(meeting: Meeting) -> Minutes | None:
    return Minutes.objects.filter(meeting=meeting).select_related("published_by").first()


@dataclass
class SectionRow:
    """A section with what was decided and promised in it."""

    section: Section
    decisions: list[Decision] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)


def rows_of(minutes: Minutes) -> tuple[list[SectionRow], SectionRow | None]:
    """The sections in order, then what stands in none of them. Three queries."""
    rows = {row.pk: SectionRow(row) for row in minutes.sections.select_related("text").order_by("position", "pk")}
    for row in rows.values():
        row.section.text.club = minutes.club
    apart = SectionRow(Section())
    for decision in minutes.decisions.order_by("year", "number"):
        rows.get(decision.section_id or 0, apart).decisions.append(decision)
    for item in minutes.actions.order_by("due_on", "pk"):
        rows.get(item.section_id or 0, apart).actions.append(item)
    return list(rows.values()), apart if apart.decisions or apart.actions else None


def came_to(meeting: Meeting) -> list[Attendance]:
    """Those who were checked in, by name."""
    rows = Attendance.objects.filter(meeting=meeting, checked_in_at__isnull=False)
    return list(rows.select_related("organization").order_by("name", "pk"))


def attendance_that_came(club: Club, pk: int) -> Attendance | None:
    rows = Attendance.objects.filter(club=club, checked_in_at__isnull=False)
    return rows.select_related("meeting", "club", "organization").filter(pk=pk).first()


def own_attendance(meeting: Meeting, person: User) -> Attendance | None:
    """The person's own presence, when they were checked in."""
    return Attendance.objects.filter(meeting=meeting, user=person, checked_in_at__isnull=False).first()


def readers_of(minutes: Minutes) -> list[tuple[str, User | None]]:
    """Who gets the minutes: those who were invited to the meeting or came, who have an account. Guests have no right to
    the club's pages, so that they get none."""
    rows = Attendance.objects.filter(meeting=minutes.meeting, user__isnull=False, user__is_active=True)
    return [(row.user.email, row.user) for row in rows.select_related("user").order_by("pk") if row.user]


def meetings_with_minutes(
    club: Club, *, year: int | None = None, theme: Theme | None = None, published: bool = True
) -> QuerySet[Minutes]:
    """Minutes of a series, latest first; with those being written when `published` is False."""
    rows = Minutes.objects.filter(club=club).select_related("meeting", "meeting__theme")
    if published:
        rows = rows.filter(state=MinutesState.PUBLISHED)
    if year:
        rows = rows.filter(meeting__starts_at__year=year)
    if theme:
        rows = rows.filter(meeting__theme=theme)
    return rows.order_by("-meeting__starts_at", "-pk")


def only(minutes: Minutes) -> QuerySet[Minutes]:
    """These minutes alone, for `whole`."""
    return Minutes.objects.filter(pk=minutes.pk)


def whole(rows: QuerySet[Minutes], *, most: int = 1) -> list[Minutes]:
    """The same with all that their document holds, oldest first; the `most` latest. Five queries, whatever their
    number."""
    came = Attendance.objects.filter(checked_in_at__isnull=False).select_related("organization").order_by("name", "pk")
    found = rows.select_related("club", "meeting", "meeting__host", "meeting__municipality", "meeting__theme")
    found = found.prefetch_related(
        Prefetch("sections", Section.objects.select_related("text").order_by("position", "pk")),
        Prefetch("decisions", Decision.objects.order_by("year", "number")),
        Prefetch("actions", ActionItem.objects.order_by("due_on", "pk")),
        Prefetch("meeting__attendances", came, to_attr="came"),
    )
    return list(found.order_by("-meeting__starts_at", "-pk")[:most])[::-1]


def left_by(meetings: Iterable[Meeting]) -> dict[int, int]:
    """Meetings with published minutes → how many decisions these hold. One query."""
    rows = Minutes.objects.filter(meeting__in=meetings, state=MinutesState.PUBLISHED)
    return dict(rows.annotate(count=Count("decisions")).values_list("meeting_id", "count"))


def years_of(club: Club) -> list[int]:
    """Years with published minutes, latest first."""
    rows = Minutes.objects.filter(club=club, state=MinutesState.PUBLISHED, meeting__starts_at__isnull=False)
    return list(
        rows.annotate(year=ExtractYear("meeting__starts_at"))
        .values_list("year", flat=True)
        .distinct()
        .order_by("-year")
    )


def themes_of(club: Club) -> list[Theme]:
    """Themes that have published minutes."""
    return list(
        Theme.objects.filter(club=club, meetings__record__state=MinutesState.PUBLISHED).distinct().order_by("title")
    )


def decisions_of_club(club: Club, *, words: str = "", drafts: bool = False) -> QuerySet[Decision]:
    """The register, latest first: all the words typed are in it, accents aside. Decisions of minutes that are still
    being written are not in it yet."""
    rows = Decision.objects.filter(club=club).select_related("minutes__meeting", "section")
    if not drafts:
        rows = rows.filter(minutes__state=MinutesState.PUBLISHED)
    for word in fold(words).split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-year", "-number")


def minutes_on_theme(theme: Theme) -> list[Minutes]:
    """Published minutes of meetings on the theme, latest first, with `open`: how many actions remain. One query."""
    rows = meetings_with_minutes(theme.club, theme=theme)
    return list(rows.annotate(open=Count("actions", filter=Q(actions__state=ActionState.OPEN)))[:20])


def decisions_on_theme(theme: Theme) -> list[Decision]:
    rows = Decision.objects.filter(minutes__meeting__theme=theme, minutes__state=MinutesState.PUBLISHED)
    return list(rows.select_related("minutes__meeting").order_by("-year", "-number")[:20])
