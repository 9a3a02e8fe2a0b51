"""Prospects are forgotten three years after the last contact (CNIL, prospects: domain.md §7.1)."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.organizations.models import Representation

from ..models import Recipient

KEPT_FOR = timedelta(days=3 * 365 + 1)
BATCH = 500


def forget_prospects(*, today: date) -> int:
    """Take name, address and words away from invitations whose address was not in contact with the club for three
    years; and from the page, the person added there so as to be invited. Returns how many were forgotten.

    What counts stays: the structure, the state, the answer. Those who said « plus jamais » keep their address, or the
    club would write to them again.
    """
    count = 0
    while forgotten := _forget_batch(today):
        count += forgotten
    return count


@transaction.atomic
def _forget_batch(today: date) -> int:
    limit = timezone.make_aware(datetime.combine(today - KEPT_FOR, time.min))
    recent = (
        Recipient.objects.filter(club=OuterRef("club"))
        .alias(address=Lower("email"))
        .filter(address=Lower(OuterRef("email")))
        .filter(Q(asked_at__gte=limit) | Q(answered_at__gte=limit))
    )
    member = Membership.objects.filter(
        club=OuterRef("club"), organization=OuterRef("organization"), state=MembershipState.MEMBER
    )
    old = (
        Recipient.objects.filter(forgotten_at=None, asked_at__lt=limit)
        .exclude(state="refused")
        .filter(~Exists(recent), ~Exists(member))
        .order_by("pk")
    )
    rows = list(old.values_list("pk", "contact_id")[:BATCH])
    if not rows:
        return 0
    Representation.objects.filter(pk__in=[contact for _pk, contact in rows if contact], user=None).delete()
    return Recipient.objects.filter(pk__in=[pk for pk, _contact in rows]).update(
        name="", email="", word="", contact=None, forgotten_at=timezone.now()
    )
