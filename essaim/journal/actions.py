"""Writing the journal, in the transaction of the act."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Model

from essaim.accounts.models import User
from essaim.clubs.models import Club

from .models import Entry


def record(
    *, actor: User | None, verb: str, subject: Model, club: Club | None = None, details: dict[str, Any] | None = None
) -> None:
    """Listener of `kernel.hooks.journaled`."""
    _entry(actor, verb, subject, club, details).save()


def record_many(
    *, actor: User | None, verb: str, subjects: Sequence[Model], club: Club | None = None,
    details: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """Listener of `kernel.hooks.journaled_together`. A query for some hundreds."""
    rows = [_entry(actor, verb, subject, club, details) for subject in subjects]
    Entry.objects.bulk_create(rows, batch_size=500)


def _entry(actor: User | None, verb: str, subject: Model, club: Club | None, details: dict[str, Any] | None) -> Entry:
    return Entry(
        club=club,
        actor=actor if isinstance(actor, User) and actor.pk else None,
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        details=details or {},
    )
