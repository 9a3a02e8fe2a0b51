"""Six meetings held, one being prepared: where, on what, with whom."""

from datetime import timedelta

from essaim.meetings.enums import Answer, AttendeeKind, MeetingState, Seat, TalkState
from essaim.meetings.models import AgendaItem, Attendance, Meeting, Speaker, Talk
from essaim.organizations.models import Representation
from essaim.territory.models import Municipality

from .cast import Cast, read
from .days import NEXT_MEETING, day_of, moment, start_of

HOURS = (9, 12)
OF_TEN_MEMBERS = 8  # come, on average; all those invited came to the first one


def add_meetings(cast: Cast) -> None:
    speakers = {
        entry["key"]: Speaker.objects.create(
            club=cast.club, name=entry["name"], role=entry["role"], organization_name=entry["body"],
            email=entry["email"], phone=entry.get("phone", ""), subjects=entry["subject"],
            consented_on=cast.today - timedelta(days=60),
        )
        for entry in read("speakers")
    }  # fmt: skip
    for entry in read("meetings"):
        meeting = _meeting(cast, entry)
        cast.meetings[entry["number"]] = meeting
        items = AgendaItem.objects.bulk_create(
            AgendaItem(
                meeting=meeting, position=position, title=one["title"], minutes=one["minutes"],
                led_by=one.get("led_by", "") or (speakers[one["speaker"]].name if "speaker" in one else ""),
                text=one.get("text", ""),
            )
            for position, one in enumerate(entry["agenda"])
        )  # fmt: skip
        held = entry["number"] < NEXT_MEETING
        for item, one in zip(items, entry["agenda"], strict=True):
            if key := one.get("speaker"):
                _talk(cast, meeting, item, speakers[key], held=held)
        if held:
            _came(cast, meeting, first=entry["number"] == 1)
        else:
            _are_coming(cast, meeting)


def _meeting(cast: Cast, entry: dict) -> Meeting:
    day = day_of(entry["number"], cast.today)
    held = entry["number"] < NEXT_MEETING
    return Meeting.objects.create(
        club=cast.club, theme=cast.themes.get(entry.get("theme", "")), title=entry["title"],
        presentation=entry["presentation"], state=MeetingState.HELD if held else MeetingState.ANNOUNCED,
        starts_at=moment(day, HOURS[0]), ends_at=moment(day, HOURS[1]), host=cast.organizations[entry["host"]],
        room=entry["room"], address=entry["address"], municipality=Municipality.objects.get(pk=entry["insee"]),
        access_notes=entry["access_notes"], capacity=entry["capacity"], public=True,
    )  # fmt: skip


def _talk(cast: Cast, meeting: Meeting, item: AgendaItem, speaker: Speaker, *, held: bool) -> None:
    attendance = Attendance.objects.create(
        club=cast.club, meeting=meeting, kind=AttendeeKind.SPEAKER, name=speaker.name, email=speaker.email,
        answer=Answer.YES, seat=Seat.HELD, answered_at=start_of(meeting) - timedelta(days=30),
        checked_in_at=start_of(meeting) - timedelta(minutes=10) if held else None,
    )  # fmt: skip
    Talk.objects.create(
        club=cast.club, meeting=meeting, speaker=speaker, agenda_item=item, subject=speaker.subjects,
        state=TalkState.GIVEN if held else TalkState.ACCEPTED, asked=1, attendance=attendance,
        asked_at=start_of(meeting) - timedelta(days=40), answered_at=attendance.answered_at,
        equipment="Un vidéoprojecteur et une table", thanked_on=start_of(meeting).date() if held else None,
    )  # fmt: skip


def _person(cast: Cast, key: str) -> Representation:
    """The representative, or now and then whoever stands in."""
    people = cast.people[key]
    return people[1] if len(people) > 1 and cast.chance.random() < 0.2 else people[0]


def _attendance(cast: Cast, meeting: Meeting, key: str, kind: str, **fields) -> Attendance:
    person = _person(cast, key)
    return Attendance(
        club=cast.club, meeting=meeting, kind=kind, organization=cast.organizations[key], user=person.user,
        name=person.name, email=person.user.email if person.user else person.email,
        invited_at=start_of(meeting) - timedelta(days=35), **fields,
    )  # fmt: skip


def _came(cast: Cast, meeting: Meeting, *, first: bool) -> None:
    """Who was there. To the first meeting every organization had been invited, before there was any member."""
    members = list(cast.members) if first else cast.members_on(start_of(meeting).date())
    rows = []
    for key in [*members, *cast.invited] if first else members:
        comes = first or cast.chance.random() * 10 < OF_TEN_MEMBERS or cast.organizations[key] == meeting.host
        rows.append(
            _attendance(
                cast, meeting, key, AttendeeKind.PROSPECT if first else AttendeeKind.MEMBER,
                answer=Answer.YES if comes else Answer.NO, seat=Seat.HELD if comes else Seat.NONE,
                answered_at=start_of(meeting) - timedelta(days=cast.chance.randrange(2, 30)),
                checked_in_at=start_of(meeting) + timedelta(minutes=cast.chance.randrange(-15, 12)) if comes else None,
            )
        )  # fmt: skip
    Attendance.objects.bulk_create(rows)


def _are_coming(cast: Cast, meeting: Meeting) -> None:
    """Answers to the next one, so far: the person who tries the demonstration has not answered yet."""
    trying = cast.accounts["membre"]
    rows = []
    for key in cast.members:
        luck = cast.chance.random()
        answer = (
            Answer.YES if luck < 0.7 else Answer.MAYBE if luck < 0.76 else Answer.NO if luck < 0.84 else Answer.NONE
        )
        row = _attendance(cast, meeting, key, AttendeeKind.MEMBER)
        if row.user == trying or cast.organizations[key] == cast.representative("brouette-partagee").organization:
            answer, row.user, row.name, row.email = Answer.NONE, trying, trying.name, trying.email
        row.answer = answer
        row.seat = Seat.HELD if answer == Answer.YES else Seat.NONE
        if answer != Answer.NONE:
            row.answered_at = start_of(meeting) - timedelta(days=cast.chance.randrange(8, 20))
        if answer == Answer.YES and luck < 0.2:
            row.leaves_from, row.car_places = cast.organizations[key].places.all()[0].municipality, 3
        rows.append(row)
    _needs(rows)
    Attendance.objects.bulk_create(rows)


def _needs(rows: list[Attendance]) -> None:
    coming = [row for row in rows if row.answer == Answer.YES]
    for row, need in zip(
        coming, ("Repas sans gluten", "Une place près de la porte : je marche avec une canne"), strict=False
    ):
        row.needs = need
