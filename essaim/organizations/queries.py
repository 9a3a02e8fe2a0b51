"""Reading organizations."""

from django.db.models import QuerySet

from .models import Organization


def listed_organizations() -> QuerySet[Organization]:
    """Organizations that the public directory shows, by name."""
    return Organization.objects.filter(listed=True, merged_into=None).order_by("folded_name")
