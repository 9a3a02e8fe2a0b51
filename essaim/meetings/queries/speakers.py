"""Reading speakers and what they said."""

from datetime import datetime

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest

from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.organizations.models import Organization
from essaim.organizations.queries import listed_organizations

from ..enums import MeetingState, TalkState
from ..models import AgendaItem, Meeting, Speaker, Talk

TOLD = (TalkState.ACCEPTED, TalkState.GIVEN)


def speakers_of(club: Club) -> QuerySet[Speaker]:
    """Speakers by name, with `given` (how many talks took place) and `last_at` (the latest)."""
    took_place = Q(talks__state=TalkState.GIVEN)
    return (
        Speaker.objects.filter(club=club)
        .select_related("organization")
        .annotate(given=Count("talks", filter=took_place), last_at=Max("talks__meeting__starts_at", filter=took_place))
        .order_by("name", "pk")
    )


def speaker_list(club: Club, words: str = "") -> list[Speaker]:
    """Those whose name, organization or subjects hold all these words. One query."""
    wanted = fold(words).split()
    return [one for one in speakers_of(club) if all(word in _text(one) for word in wanted)]


def _text(speaker: Speaker) -> str:
    return fold(f"{speaker.name} {speaker.role} {speaker.where_from} {speaker.subjects}")


def talks_of(speaker: Speaker) -> list[Talk]:
    """All that was asked of a person, the latest first."""
    return list(speaker.talks.select_related("meeting__theme").order_by(F("meeting__starts_at").desc(nulls_first=True)))


def talks_at(meeting: Meeting) -> list[Talk]:
    """The talks of a meeting, whatever their state, in the order of the agenda."""
    rows = Talk.objects.filter(meeting=meeting).select_related("speaker__organization", "agenda_item")
    return list(rows.order_by(F("agenda_item__position").asc(nulls_last=True), "pk"))


def talks_told(meeting: Meeting) -> list[Talk]:
    """What members read on the meeting's page: who speaks, of what; not those who declined. One query."""
    return [talk for talk in talks_at(meeting) if talk.state in TOLD]


def talk_by_pk(pk: int) -> Talk | None:
    """The talk that a link names, with what its page reads."""
    return (
        Talk.objects.filter(pk=pk)
        .select_related(
            "speaker__organization", "agenda_item", "meeting__club", "meeting__host", "meeting__municipality",
            "meeting__theme",
        )
        .first()
    )  # fmt: skip


def namesakes(speaker: Speaker) -> list[Speaker]:
    """Other sheets that may be of the same person: the same name, accents and order of words set aside. One query."""
    key = sorted(fold(speaker.name).split())
    others = Speaker.objects.filter(club=speaker.club_id).exclude(pk=speaker.pk).select_related("organization")
    return [one for one in others.order_by("pk") if sorted(fold(one.name).split()) == key]


def held_with_accepted_talks() -> QuerySet[Talk]:
    """Talks whose meeting took place, that nobody noted as given."""
    return Talk.objects.filter(state=TalkState.ACCEPTED, meeting__state=MeetingState.HELD).order_by("pk")


def out_of_touch(before: datetime) -> QuerySet[Speaker]:
    """Speakers whom the club can still reach, though nothing was asked of them since then."""
    rows = Speaker.objects.filter(forgotten_at=None).exclude(email="", phone="", notes="")
    return (
        rows.annotate(asked_at=Max("talks__asked_at"), spoke_at=Max("talks__meeting__starts_at"))
        .annotate(
            seen_at=Greatest(
                F("updated_at"), Coalesce("asked_at", F("updated_at")), Coalesce("spoke_at", F("updated_at"))
            )
        )
        .filter(seen_at__lt=before)
        .order_by("pk")
    )


def organization_called(name: str) -> Organization | None:
    """The one organization of the directory that has this name; none when several do. One query at most."""
    if not (folded := fold(name)):
        return None
    found = list(listed_organizations().filter(folded_name=folded)[:2])
    return found[0] if len(found) == 1 else None


def agenda_items(meeting: Meeting) -> list[AgendaItem]:
    return list(AgendaItem.objects.filter(meeting=meeting))
