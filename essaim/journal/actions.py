"""Writing the journal, in the transaction of the act."""

from typing import Any

from django.db.models import Model

from essaim.accounts.models import User
from essaim.clubs.models import Club

from .models import Entry


def record(
    *, actor: User | None, verb: str, subject: Model, club: Club | None = None, details: dict[str, Any] | None = None
) -> None:
    """Listener of `kernel.hooks.journaled`."""
    Entry.objects.create(
        club=club,
        actor=actor if isinstance(actor, User) and actor.pk else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        details=details or {},
    )
