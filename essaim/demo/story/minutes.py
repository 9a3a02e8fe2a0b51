"""What each meeting left: minutes, decisions, actions, what people thought of it."""

from datetime import timedelta

from django.utils.timezone import localdate, now

from essaim.meetings.models import Attendance, Meeting
from essaim.minutes import actions
from essaim.minutes.enums import ActionState, Met, Method
from essaim.minutes.models import ActionItem, Minutes, Review, ReviewAnswer, ReviewInvitation, Section
from essaim.writing.actions import write

from .cast import Cast, read
from .days import NEXT_MEETING, start_of


def add_minutes(cast: Cast) -> None:
    for entry in read("meetings"):
        if entry["number"] == NEXT_MEETING:
            continue
        meeting = cast.meetings[entry["number"]]
        _minutes(cast, meeting, entry)
        _review(cast, meeting, entry)


def _minutes(cast: Cast, meeting: Meeting, entry: dict) -> None:
    author = cast.accounts["animation"]
    minutes = actions.start_minutes(meeting=meeting, actor=author)
    sections = Section.objects.filter(minutes=minutes).select_related("text").order_by("position")
    for section, one in zip(sections, entry["agenda"], strict=True):
        if notes := one.get("notes"):
            write(text=section.text, base=section.text.number, content=notes, actor=author)
    for one in entry.get("decision", []):
        method = Method.VOTE if "main levée" in one["how"] or "pour" in one["how"] else Method.CONSENSUS
        actions.add_decision(
            minutes=minutes, sentence=one["text"], actor=author, method=method, precision=one["how"].rstrip(".")
        )
    for one in entry.get("action", []):
        _action(cast, minutes, one)
    actions.publish_minutes(minutes=minutes, actor=author)
    Minutes.objects.filter(pk=minutes.pk).update(published_at=start_of(meeting) + timedelta(days=3))


def _action(cast: Cast, minutes: Minutes, entry: dict) -> None:
    due = localdate(start_of(minutes.meeting)) + timedelta(weeks=entry["due"])
    item = actions.add_action(
        minutes=minutes, what=entry["text"], actor=cast.accounts["animation"],
        organization=cast.organizations[entry["owner"]], due_on=due,
    )  # fmt: skip
    if entry["done"]:
        settled = min(start_of(minutes.meeting) + timedelta(weeks=entry["due"], days=-3), now())
        ActionItem.objects.filter(pk=item.pk).update(
            state=ActionState.DONE, settled_at=settled, settled_by=cast.representative(entry["owner"]).user
        )


def _review(cast: Cast, meeting: Meeting, entry: dict) -> None:
    told, words = entry["review"], list(entry["words"])
    review = Review.objects.create(
        club=cast.club, meeting=meeting, closes_on=localdate(start_of(meeting)) + timedelta(days=21),
        reminded_on=localdate(start_of(meeting)) + timedelta(days=8),
    )  # fmt: skip
    came = list(
        Attendance.objects.filter(meeting=meeting, checked_in_at__isnull=False).exclude(email="").order_by("pk")
    )
    answered = {row.pk for row in cast.chance.sample(came, min(told["answers"], len(came)))}
    ReviewInvitation.objects.bulk_create(
        ReviewInvitation(club=cast.club, review=review, attendance=row, answered=row.pk in answered) for row in came
    )
    ReviewAnswer.objects.bulk_create(
        ReviewAnswer(
            club=cast.club, review=review, useful=_around(cast, told["useful"], 1, 5),
            organised=_around(cast, told["organised"], 1, 5), desire=_around(cast, told["together"], 0, 10),
            met=cast.chance.choice([Met.FEW, Met.SOME, Met.SOME, Met.MANY]), words=words.pop() if words else "",
        )
        for _one in answered
    )  # fmt: skip


def _around(cast: Cast, mean: float, least: int, most: int) -> int:
    return max(least, min(most, round(cast.chance.gauss(mean, 0.9))))
