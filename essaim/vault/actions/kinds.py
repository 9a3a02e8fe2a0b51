"""The operator changes how long a kind of papers holds, and when its people are told."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import COUNTED, Rule
from ..models import Paper, TypeSetting
from ..queries import LONGEST_ALERT
from ..types import DocumentType, document_type
from .common import kind_of

MOST_MONTHS, MOST_ALERTS = 240, 6


@transaction.atomic
def set_type(*, code: str, actor: User | None, alert_days: Iterable[int], months: int | None = None) -> DocumentType:
    """Change the validity (`months`, for the rules that count) and the days before the last one on which its people are
    told. Papers in force follow, those dated by hand aside.

    Refuses (on `months`) what is not between 0 and 240, (on `alert_days`) what is not between 1 and 366, or more than
    six.
    """
    known = kind_of(code)
    if known.rule in COUNTED and (months is None or not 0 <= months <= MOST_MONTHS):
        raise Refusal(_("Un nombre de mois entre 0 et 240."), code="months", field="months")
    if known.rule == Rule.MONTHS and not months:
        raise Refusal(_("Un mois au moins."), code="months", field="months")
    days = sorted(set(alert_days), reverse=True)
    if len(days) > MOST_ALERTS or any(not 1 <= one <= LONGEST_ALERT for one in days):
        raise Refusal(
            _("Six rappels au plus, chacun entre 1 et 366 jours avant la fin."), code="alert_days", field="alert_days"
        )
    row, _new = TypeSetting.objects.update_or_create(
        code=code, defaults={"months": months if known.rule in COUNTED else None, "alert_days": days}
    )
    journaled.tell(
        actor=actor, verb="vault.set_type", subject=row, club=None, details={"months": row.months, "alert_days": days}
    )
    return _apply(document_type(code))


@transaction.atomic
def reset_type(*, code: str, actor: User | None) -> DocumentType:
    """Back to what the product ships."""
    kind_of(code)
    if row := TypeSetting.objects.filter(code=code).first():
        journaled.tell(actor=actor, verb="vault.reset_type", subject=row, club=None, details={})
        row.delete()
    return _apply(document_type(code))


def _apply(known: DocumentType) -> DocumentType:
    """The last days of the papers in force, as the rule now gives them."""
    if known.rule not in COUNTED:
        return known
    rows = Paper.objects.select_for_update().filter(kind=known.code, replaced_at=None, dated_by_hand=False)
    changed = []
    for paper in rows:
        until = known.last_day(issued_on=paper.issued_on, ends_on=paper.valid_until, exercise=paper.exercise)
        if until != paper.valid_until:
            paper.valid_until, paper.told_days = until, None
            changed.append(paper)
    Paper.objects.bulk_update(changed, ["valid_until", "told_days"], batch_size=500)
    return known
