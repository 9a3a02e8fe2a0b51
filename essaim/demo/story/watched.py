"""What members look for, and what they said of the calls; the scores, as they are each night."""

from datetime import timedelta

from django.utils import timezone

from essaim.watch import actions
from essaim.watch.enums import Verdict
from essaim.watch.models import Answer, Waiting

from .cast import Cast, read
from .days import moment


def add_watched(cast: Cast) -> None:
    for entry in read("watched"):
        if entry["by"] in cast.members:
            _told(cast, entry)
    Waiting.objects.all().delete()
    actions.score_everything()


def _told(cast: Cast, entry: dict) -> None:
    organization, user = cast.organizations[entry["by"]], cast.representative(entry["by"]).user
    low, high = entry.get("amount", (None, None))
    if entry.keys() & {"wanted", "unwanted", "amount", "kinds"}:
        actions.save_interest(
            club=cast.club, organization=organization, actor=user, wanted=entry.get("wanted", ""),
            unwanted=entry.get("unwanted", ""), kinds=entry.get("kinds", []),
            amount_min_cents=low and low * 100, amount_max_cents=high and high * 100,
        )  # fmt: skip
    for one in entry["say"]:
        row = actions.answer(
            club=cast.club, organization=organization, call=cast.calls[one["call"]], actor=user,
            verdict=one["verdict"], reason=one.get("reason", ""), words=one.get("words", ""),
        )  # fmt: skip
        at = min(moment(cast.today - timedelta(days=one["ago"]), 11, 20), timezone.now())
        until = at.date() + timedelta(days=7) if one["verdict"] == Verdict.LATER else None
        Answer.objects.filter(pk=row.pk).update(given_at=at, created_at=at, until=until)
