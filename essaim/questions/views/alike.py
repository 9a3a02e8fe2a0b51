"""What may answer already."""

from dataclasses import dataclass, field

from essaim.clubs.models import Club

from .. import queries
from ..models import Question


@dataclass(frozen=True)
class Existing:
    """Questions of the club, and other things that it has, that look like what is asked."""

    questions: list[Question] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.questions)


def what_exists(club: Club, *, title: str, tried: str) -> Existing:
    """One query."""
    return Existing(queries.alike(club, title=title, tried=tried))
