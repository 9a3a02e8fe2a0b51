"""Reading the journal."""

from django.db.models import Model, QuerySet

from .models import Entry


def journal_of(subject: Model) -> QuerySet[Entry]:
    """What was done to one thing, latest first."""
    return Entry.objects.filter(subject_type=subject._meta.label_lower, subject_id=str(subject.pk)).select_related(
        "actor"
    ).order_by("-at", "-pk")  # fmt: skip
