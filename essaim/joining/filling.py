"""The values of merge fields for each recipient."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format

from essaim.ui.templatetags.ui import first_name, weekday

from .models import Campaign, Recipient
from .queries.contacts import communes_of


def values_of(campaign: Campaign, rows: Sequence[Recipient]) -> dict[int, dict[str, str]]:
    """Values by recipient. One query; the names of the rows are those to write to."""
    communes = communes_of([row.organization_id for row in rows])
    shared = {"club": campaign.club.name, **_meeting_values(campaign)}
    return {
        row.pk: {
            "structure": row.organization.name,
            "prenom": first_name(row.name),
            "nom": row.name,
            "commune": communes.get(row.organization_id, ""),
            **shared,
        }
        for row in rows
    }


def _meeting_values(campaign: Campaign) -> dict[str, str]:
    meeting = campaign.meeting
    if meeting is None:
        return {"rencontre": "", "date": "", "heure": "", "lieu": ""}
    start = meeting.starts_at and timezone.localtime(meeting.starts_at)
    place = ", ".join(str(part) for part in (meeting.room, meeting.municipality) if part)
    return {
        "rencontre": meeting.title,
        "date": weekday(start) if start else "",
        "heure": date_format(start, "H:i") if start else "",
        "lieu": place,
    }
