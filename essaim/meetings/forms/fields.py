"""Fields of meetings: hours as people write them, communes by name (those of organizations)."""

import re
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.organizations.forms.fields import CommuneField

_HOUR = re.compile(r"(\d{1,2})\s*(?:(?:h|:|\.)\s*(\d{2})?)?\s*(?:min)?", re.IGNORECASE)
__all__ = ["CommuneField", "HourField", "instant"]


class HourField(forms.CharField):
    """An hour, by the browser's own picker; `14h30`, `14 h`, `9.15` are read too. Cleans to a time, or None."""

    def __init__(self, **options) -> None:
        super().__init__(widget=forms.TextInput(attrs={"type": "time", "class": "input-s"}), **options)

    def clean(self, value: Any) -> time | None:
        text = super().clean(value)
        if not text:
            return None
        # A browser may send the seconds.
        found = _HOUR.fullmatch(re.sub(r"^(\d{1,2}:\d{2}):\d{2}$", r"\1", text.strip()))
        if found and int(found[1]) < 24 and int(found[2] or 0) < 60:
            return time(int(found[1]), int(found[2] or 0))
        raise ValidationError(_("Écrivez une heure, par exemple 14 h 30."), code="hour")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            value = timezone.localtime(value).time()
        return value.strftime("%H:%M") if isinstance(value, time) else value


def instant(day: date, hour: time) -> datetime:
    """The instant of a date and an hour read on the wall. The earlier one when the hour comes twice (October).

    Raises ValidationError for the hour that the clocks jump over in March: it is on no wall.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    moment = datetime.combine(day, hour, tzinfo=zone)
    # In UTC from here on: Python holds an hour that comes twice for different from any instant (PEP 495).
    universal = moment.astimezone(UTC)
    if universal.astimezone(zone).replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise ValidationError(
            _("Cette nuit-là on avance les montres : %(hour)s n'existe pas.")
            % {"hour": f"{hour.hour} h {hour.minute:02}"},
            code="no_such_hour",
        )
    return universal
