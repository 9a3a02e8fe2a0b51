"""What the form of a question proposes."""

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club
from essaim.meetings.enums import ThemeState
from essaim.meetings.models import Theme
from essaim.organizations.models import Sector, Skill

MOST_SKILLS = 300


def first_sectors() -> list[Sector]:
    return list(Sector.objects.filter(parent=None))


def live_themes(club: Club, *, also: Theme | None = None) -> list[Theme]:
    """Themes of the club that were not set aside, by title; `also` in any case. One query."""
    themes = list(Theme.objects.filter(club=club).exclude(state=ThemeState.SET_ASIDE).order_by("title"))
    return themes if also is None or also in themes else [also, *themes]


def club_skills(club: Club) -> list[str]:
    """The know-how of members, each once, for the field that proposes them. One query."""
    rows = Skill.objects.filter(
        organization__memberships__club=club, organization__memberships__state=MembershipState.MEMBER
    ).order_by("folded_name")
    return list(dict.fromkeys(rows.values_list("name", flat=True)[: 2 * MOST_SKILLS]))[:MOST_SKILLS]
