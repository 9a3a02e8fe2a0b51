"""The problems that members share."""

from essaim.meetings.models import Theme, ThemeSupport

from .cast import Cast, read


def add_themes(cast: Cast) -> None:
    for entry in read("themes"):
        theme = Theme.objects.create(
            club=cast.club, title=entry["title"], text=entry["text"], state=entry["state"],
            proposed_by=cast.organizations[entry["by"]], author=cast.representative(entry["by"]).user,
        )  # fmt: skip
        ThemeSupport.objects.bulk_create(
            ThemeSupport(club=cast.club, theme=theme, organization=cast.organizations[key], brings=brings)
            for key, brings in entry["supports"].items()
        )
        cast.themes[entry["key"]] = theme
