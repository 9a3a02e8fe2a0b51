"""What the journal holds about a person: what they did. Their name goes with their account."""

from essaim.accounts.models import User

from .models import Entry

MOST = 5000  # the latest acts: years of them, in a file that still opens


def data_of(person: User) -> list[dict]:
    rows = Entry.objects.filter(actor=person).order_by("-at", "-pk")[:MOST]
    return [{"at": row.at.isoformat(), "verb": row.verb, "about": row.subject_label} for row in rows]


def forget(person: User) -> None:
    """Their own name stood as a subject too: it becomes that of a closed account."""
    Entry.objects.filter(subject_type=person._meta.label_lower, subject_id=str(person.pk)).update(subject_label="–")
