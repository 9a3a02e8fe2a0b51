"""Reading themes: the list, those that look alike, their story."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from essaim.clubs.models import Club
from essaim.kernel.text import fold
from essaim.organizations.models import Organization

from ..enums import TalkState, ThemeState
from ..likeness import LIKELY, likeness
from ..models import Meeting, Talk, Theme, ThemeSupport

# The parts of the list: what waits, what was treated, what was set aside.
PARTS: dict[str, set[str]] = {
    "a-traiter": {ThemeState.PROPOSED, ThemeState.CHOSEN},
    "traites": {ThemeState.TREATED},
    "mis-de-cote": {ThemeState.SET_ASIDE},
}


def themes_of(club: Club) -> QuerySet[Theme]:
    """Themes with `support_count`, those that matter to most first, then the newest."""
    return (
        Theme.objects.filter(club=club)
        .select_related("proposed_by")
        .annotate(support_count=Count("supports"))
        .order_by("-support_count", "-created_at", "-pk")
    )


@dataclass(frozen=True)
class ThemeList:
    themes: list[Theme]
    counts: dict[str, int]  # of each of PARTS, whatever was searched


def theme_list(club: Club, *, part: str, words: str = "") -> ThemeList:
    """The themes of one part that hold all these words in title, text or organization. One query.

    A club has tens of themes: they are looked through here, accents and case set aside.
    """
    everything = list(themes_of(club))
    of_part = {state: name for name, states in PARTS.items() for state in states}
    counts = Counter(of_part[theme.state] for theme in everything)
    wanted = fold(words).split()
    found = [theme for theme in everything if of_part[theme.state] == part and _holds(theme, wanted)]
    return ThemeList(found, {name: counts[name] for name in PARTS})


def _holds(theme: Theme, words: list[str]) -> bool:
    if not words:
        return True
    text = fold(f"{theme.title} {theme.text} {theme.proposed_by or ''}")
    return all(word in text for word in words)


def alike(club: Club, *, title: str, text: str, but: int | None = None, limit: int = 3) -> list[Theme]:
    """Themes of the club that probably tell the same problem, the most alike first. One query."""
    scored = [(likeness(title, text, theme.title, theme.text), theme) for theme in themes_of(club) if theme.pk != but]
    likely = sorted((one for one in scored if one[0] >= LIKELY), key=lambda one: -one[0])
    return [theme for _score, theme in likely[:limit]]


def supported(club: Club, organizations: list[Organization]) -> set[int]:
    """Themes (pk) that matter to one of these organizations already."""
    rows = ThemeSupport.objects.filter(club=club, organization__in=organizations)
    return set(rows.values_list("theme_id", flat=True))


def supports_of(theme: Theme) -> list[ThemeSupport]:
    """Who is concerned: those who say what they bring first."""
    rows = theme.supports.select_related("organization").order_by("organization__folded_name")
    return sorted(rows, key=lambda support: not support.brings)


def meetings_on(theme: Theme) -> list[Meeting]:
    """Meetings on the theme, the latest first, each with `told_talks`: what was or will be said there. Two queries."""
    shown = Talk.objects.filter(state__in=[TalkState.ACCEPTED, TalkState.GIVEN]).select_related("speaker__organization")
    return list(
        theme.meetings.select_related("host")
        .prefetch_related(Prefetch("talks", queryset=shown.order_by("pk"), to_attr="told_talks"))
        .order_by("-starts_at", "-pk")
    )
