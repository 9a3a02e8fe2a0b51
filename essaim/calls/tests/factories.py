"""Calls for the tests of every app."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from essaim.calls import actions
from essaim.calls.enums import Connector
from essaim.calls.models import Call, Source
from essaim.clubs.models import Club


def in_days(count: float) -> datetime:
    return timezone.now() + timedelta(days=count)


def make_call(club: Club | None = None, title: str = "Cuisine partagée et circuits courts", **values: Any) -> Call:
    """A call of a club, else shared: open for three weeks to associations, 5 000 to 20 000 €."""
    held: dict[str, Any] = {
        "funders": ["Région Hauts-de-France"],
        "description": "<p>La Région soutient les cuisines ouvertes à plusieurs structures.</p>",
        "scale": "region",
        "places": ["region:32"],
        "deadline": in_days(21),
        "amount_min_cents": 500_000,
        "amount_max_cents": 2_000_000,
        "audiences": ["association"],
        "themes": ["Alimentation"],
        "sectors": ["alimentation"],
    }
    return actions.create_call(club=club, actor=None, title=title, **held | values)


def make_source(club: Club | None = None, kind: Connector = Connector.TABLE, **values: Any) -> Source:
    return Source.objects.create(club=club, kind=kind, **{"name": "Une liste", **values})
