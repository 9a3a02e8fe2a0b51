"""What a structure or its club looks for."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.calls.enums import CallKind
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization, Sector

from ..models import Interest, Waiting
from .answering import score_again

FIELDS = ("sectors", "places", "kinds", "amount_min_cents", "amount_max_cents", "wanted", "unwanted")


@transaction.atomic
def save_interest(*, club: Club, organization: Organization | None, actor: User | None, **values: Any) -> Interest:
    """Write what is looked for (fields of Interest); the club's without organization. What is left empty is deduced.

    Refuses amounts that are the wrong way round (field `amount_max`), and drops sectors and kinds that do not exist.
    """
    low, high = values.get("amount_min_cents"), values.get("amount_max_cents")
    if low is not None and high is not None and high < low:
        raise Refusal(
            _("Le plus grand montant est plus petit que l'autre."), code="amounts", field="amount_max"
        )  # fmt: skip
    if "sectors" in values:
        known = set(Sector.objects.filter(pk__in=values["sectors"]).values_list("pk", flat=True))
        values["sectors"] = [code for code in values["sectors"] if code in known]
    if "kinds" in values:
        values["kinds"] = [kind for kind in values["kinds"] if kind in CallKind.values]
    held = {name: value for name, value in values.items() if name in FIELDS}
    row, _created = Interest.objects.select_for_update(of=("self",)).update_or_create(
        club=club, organization=organization, defaults=held
    )
    if organization is not None:
        score_again(club, organization)
    else:
        Waiting.objects.bulk_create(
            [Waiting(club=club, organization=one) for one in members_of(club)], ignore_conflicts=True
        )
    journaled.tell(
        actor=actor, verb="watch.save_interest", subject=row, club=club,
        details={"organization": organization.pk if organization else None},
    )  # fmt: skip
    return row
