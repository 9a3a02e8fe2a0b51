"""Taking away a page that was made in passing and that nothing holds."""

from django.db import transaction

from essaim.accounts.models import User
from essaim.kernel.hooks import journaled, organizations_changed

from ..models import Organization

# What a page is made of; anything else that names it is somebody's.
_ITS_OWN = {"places", "field_sources", "other_names", "links", "sector_links", "served_areas"}


@transaction.atomic
def remove_if_unused(*, organization: Organization, actor: User | None) -> bool:
    """Take away a page that the directory never showed, when nobody and nothing has to do with it: no person, member,
    signature, meeting, announcement. Returns whether it was."""
    row = Organization.objects.select_for_update().filter(pk=organization.pk, listed=False, merged_into=None).first()
    if row is None or _is_held(row):
        return False
    journaled.tell(actor=actor, verb="organizations.remove", subject=row, club=None, details={"name": row.name})
    pk = row.pk
    row.delete()
    organizations_changed.tell(ids=[pk])
    return True


def _is_held(row: Organization) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in Organization._meta.related_objects
        if relation.get_accessor_name() not in _ITS_OWN
    )
