"""What may answer already."""

from dataclasses import dataclass, field

from essaim.clubs.models import Club
from essaim.practices.models import Practice

from .. import queries
from ..models import Question


@dataclass(frozen=True)
class Existing:
    """Questions of the club, and other things that it has, that look like what is asked."""

    questions: list[Question] = field(default_factory=list)
    practices: list[Practice] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.questions or self.practices)


def what_exists(club: Club, *, title: str, tried: str) -> Existing:
    """Three queries."""
    return Existing(
        queries.alike(club, title=title, tried=tried), queries.practices_alike(club, title=title, tried=tried)
    )
