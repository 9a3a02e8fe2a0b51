"""Which date of a poll is the best, and why: pure reckoning, no database."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _

from essaim.ui.templatetags.ui import weekday

from .enums import Choice
from .models import PollOption
from .words import clock


@dataclass
class Tally:
    """What was answered to one date. `required_*` count those without whom the meeting makes no sense."""

    option: PollOption
    yes: int = 0
    maybe: int = 0
    no: int = 0
    required_yes: int = 0
    required_no: int = 0
    names: dict[str, list[str]] = field(default_factory=lambda: {choice: [] for choice in Choice.values})

    @property
    def answers(self) -> int:
        return self.yes + self.maybe + self.no

    def add(self, choice: str, *, name: str = "", required: bool = False) -> None:
        setattr(self, choice, getattr(self, choice) + 1)
        self.names[choice].append(name)
        if required and choice != Choice.MAYBE:
            setattr(self, f"required_{choice}", getattr(self, f"required_{choice}") + 1)


def rank(tally: Tally) -> tuple:
    """The lowest comes first. A date that someone who is needed cannot make comes after all those they can; then the
    most yes, the fewest no, the most yes among those who are needed, the earliest."""
    return (tally.required_no, -tally.yes, tally.no, -tally.required_yes, tally.option.starts_at, tally.option.pk)


def in_order(tallies: Sequence[Tally], *, now: datetime) -> list[Tally]:
    """The dates that may be chosen, the best first: to come, and answered by somebody who could come."""
    could = [one for one in tallies if one.option.starts_at > now and one.yes + one.maybe > 0]
    return sorted(could, key=rank)


def rule() -> str:
    return _(
        "La date retenue est celle qui a le plus de oui, puis le moins de non. Une date où une personne indispensable "
        "ne peut pas venir passe après les autres. À égalité, celle qui convient le mieux aux personnes "
        "indispensables, sinon la plus proche."
    )


def why(best: Tally, others: Sequence[Tally]) -> str:
    """One sentence: what made the difference with the next best date."""
    if not others:
        return _("C'était la seule date possible.")
    other = min(others, key=rank)
    words = {"other": named(other.option), "yes": best.yes, "no": best.no, "other_yes": other.yes, "other_no": other.no}
    if best.required_no != other.required_no:
        return _("Le %(other)s, une personne indispensable ne pouvait pas venir.") % words
    if best.yes != other.yes:
        return _("C'est la date qui a le plus de oui : %(yes)s, contre %(other_yes)s le %(other)s.") % words
    if best.no != other.no:
        return _("Autant de oui que le %(other)s, mais moins de non : %(no)s, contre %(other_no)s.") % words
    if best.required_yes != other.required_yes:
        return (
            _("Les mêmes réponses que le %(other)s ; cette date convient mieux aux personnes indispensables.") % words
        )
    return _("Les mêmes réponses que le %(other)s : la plus proche l'emporte.") % words


def named(option: PollOption) -> str:
    """`mardi 9 mars 2027 à 9 h`."""
    return _("%(day)s à %(hour)s") % {"day": weekday(option.starts_at), "hour": clock(option.starts_at)}
