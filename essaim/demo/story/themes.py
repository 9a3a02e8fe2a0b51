"""The problems that members share."""

from datetime import date, timedelta

from essaim.meetings.models import Theme, ThemeSupport

from .cast import Cast, read
from .days import day_of, moment


def add_themes(cast: Cast) -> None:
    for entry in read("themes"):
        theme = Theme.objects.create(
            club=cast.club, title=entry["title"], text=entry["text"], state=entry["state"],
            proposed_by=cast.organizations[entry["by"]], author=cast.representative(entry["by"]).user,
        )  # fmt: skip
        proposed = moment(_proposed_on(cast, entry), 17)
        Theme.objects.filter(pk=theme.pk).update(created_at=proposed)
        ThemeSupport.objects.bulk_create(
            ThemeSupport(club=cast.club, theme=theme, organization=cast.organizations[key], brings=brings)
            for key, brings in entry["supports"].items()
        )
        cast.themes[entry["key"]] = theme


def _proposed_on(cast: Cast, entry: dict) -> date:
    """Some weeks before the meeting that treats it, else of late; never before its organization joined."""
    meetings = [one["number"] for one in read("meetings") if one.get("theme") == entry["key"]]
    before = day_of(meetings[0], cast.today) if meetings else cast.today
    return max(cast.members[entry["by"]], before - timedelta(days=cast.chance.randrange(25, 60)))
