"""What every verb does first: check that the import is at a step where it may be done."""

from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..enums import TRANSITIONS
from ..models import ImportBatch


def move(batch: ImportBatch, verb: str) -> ImportBatch:
    """Lock the batch and check that the verb may be done now; the caller writes the new state with the rest."""
    locked = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    froms, to = TRANSITIONS[verb]
    if locked.state not in froms:
        raise Refusal(
            _("Cet import est à l'étape « %(state)s » : ce n'est plus possible.")
            % {"state": locked.get_state_display()},
            code="state",
        )
    locked.state = to
    return locked
