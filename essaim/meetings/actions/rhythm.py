"""The club's rhythm, and a meeting prepared from one of the dates it gives."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..dates import moments, three_dates
from ..enums import ThemeState
from ..models import Meeting, Rhythm, Theme
from ..queries.rhythm import rhythm_of
from .meetings import create_meeting
from .polls import open_poll
from .themes import turn_theme


@transaction.atomic
def set_rhythm(
    *, club: Club, actor: User | None, months: int, weekdays: Sequence[int], at: time, minutes: int,
    avoided_months: Sequence[int] = (),
) -> Rhythm:  # fmt: skip
    """Keep what the club agreed on. `weekdays`: 0 is Monday. Refuses (with the field) a rhythm that leaves no day."""
    values: dict[str, Any] = {
        "months": months, "weekdays": sorted(set(weekdays)), "at": at, "minutes": minutes,
        "avoided_months": sorted(set(avoided_months)),
    }  # fmt: skip
    if not values["weekdays"] or not set(values["weekdays"]) <= set(range(7)):
        raise Refusal(_("Cochez au moins un jour de la semaine."), code="no_day", field="weekdays")
    if len(values["avoided_months"]) > 10:
        raise Refusal(_("Laissez au moins deux mois dans l'année."), code="no_month", field="avoided_months")
    if not 1 <= months <= 12:
        raise Refusal(_("De tous les mois à une fois par an."), code="months", field="months")
    if not 15 <= minutes <= 720:
        raise Refusal(_("De 15 minutes à 12 heures."), code="minutes", field="minutes")
    Club.objects.select_for_update().get(pk=club.pk)
    rhythm, _created = Rhythm.objects.update_or_create(club=club, defaults=values)
    journaled.tell(
        actor=actor, verb="meetings.set_rhythm", subject=rhythm, club=club,
        details={"months": months, "weekdays": values["weekdays"]},
    )  # fmt: skip
    return rhythm


@transaction.atomic
def prepare_meeting(
    *, club: Club, actor: User | None, day: date | None = None, poll: bool = False, theme: Theme | None = None,
    host: Organization | None = None,
) -> Meeting:  # fmt: skip
    """Begin a meeting: on that day at the club's hour, or with a poll on it and the two nearest days, or without date.

    A theme that gets its meeting is thereby chosen. The title is the theme's, else the month's.
    """
    rhythm = rhythm_of(club)
    if day and day <= timezone.localdate():
        raise Refusal(_("Cette date est passée."), code="past")
    times: dict[str, Any] = {}
    if day and not poll:
        times = dict(zip(("starts_at", "ends_at"), moments(rhythm, day), strict=True))
    meeting = create_meeting(
        club=club, actor=actor, title=theme.title if theme else _title(day), theme=theme, host=host, **times
    )
    if theme and theme.state != ThemeState.CHOSEN:
        turn_theme(theme=theme, verb="choose", actor=actor)
    if day and poll:
        days = three_dates(rhythm, day, today=timezone.localdate())
        open_poll(meeting=meeting, actor=actor, options=[moments(rhythm, one) for one in days])
    return meeting


def _title(day: date | None) -> str:
    if day is None:
        return _("Prochaine rencontre")
    return _("Rencontre, %(month)s") % {"month": date_format(datetime.combine(day, time()), "F Y")}
