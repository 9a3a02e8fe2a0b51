"""A meeting that does not exist, for the previews of messages. Nothing here is saved."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.organizations.examples import organization

from .enums import MeetingState
from .models import Attendance, Meeting, Speaker, Talk


def moment(days: int, at: time = time(9, 30)) -> datetime:
    """So many days from now, at that hour here."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), at))


def meeting(days: int = 30, **fields: Any) -> Meeting:
    """So many days from now, a morning."""
    now = timezone.now()
    return Meeting(**{
        "pk": PK, "club": club(), "title": "Recruter ensemble", "state": MeetingState.ANNOUNCED,
        "presentation": "Trois structures racontent comment elles partagent un poste. Puis on cherche, par tables, qui "
        "pourrait en partager un avec vous.",
        "starts_at": moment(days), "ends_at": moment(days, time(12, 0)), "room": "La Fabrique", "capacity": 40,
        "address": "12 rue du Puits, Lillers", "access_notes": "Le parking est derrière la salle, de plain-pied.",
        "uid": uuid.UUID(int=PK), "created_at": now, "updated_at": now, **fields,
    })  # fmt: skip


def attendance(of: Meeting | None = None, **fields: Any) -> Attendance:
    of = of or meeting()
    return Attendance(**{
        "pk": PK, "club": of.club, "meeting": of, "organization": organization(), "user": person(),
        "name": person().name, "email": person().email, **fields,
    })  # fmt: skip


def talk(of: Meeting | None = None, **fields: Any) -> Talk:
    of = of or meeting()
    speaker = Speaker(pk=PK, club=of.club, name="Aminata Cuvelier", email="aminata@example.org")
    return Talk(**{
        "pk": PK, "club": of.club, "meeting": of, "speaker": speaker, "asked": 1,
        "subject": "le groupement d’employeurs, cinq ans après", **fields,
    })  # fmt: skip
