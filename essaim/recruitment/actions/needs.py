"""Say what one needs a few hours of; take it back."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..engine.problem import HALF
from ..enums import LOOSE, NEED_VERBS
from ..models import JobNeed, SharedPart, SharedPost
from ..models.offers import MOST_MINUTES
from ..occupations import find
from ..queries import shared as queries
from ..words import hours

USUAL_WAIT = timedelta(days=60)
LONGEST = timedelta(days=366)
FIELDS = (
    "least",
    "most",
    "slots",
    "municipality",
    "remote",
    "starts_on",
    "starts_by",
    "hourly_budget",
    "words",
    "until",
)


def state_need(*, club: Club, organization: Organization, author: User, **values: Any) -> JobNeed:
    """`values`: those of FIELDS, and `occupation` as typed. Refuses what `check` says."""
    facts = check(values)
    with transaction.atomic():
        need = JobNeed.objects.create(club=club, organization=organization, author=author, **facts)
        _tell("state_need", need, author)
    return need


def withdraw_need(*, need: JobNeed, user: User) -> JobNeed:
    """Take it back, with the posts that were only proposed. Refuses one that is being discussed (code `bound`)."""
    with transaction.atomic():
        Club.objects.select_for_update().get(pk=need.club_id)
        row = JobNeed.objects.select_for_update(of=("self",)).get(pk=need.pk)
        if SharedPart.objects.filter(need=row, live=True).exclude(post__state__in=LOOSE).exists():
            raise Refusal(
                _("Ce besoin est dans un poste que vous discutez. Répondez non à ce poste, ou abandonnez-le."),
                code="bound",
            )
        _turn("withdraw", row)
        SharedPost.objects.filter(club=row.club_id, state__in=LOOSE, parts__need=row).delete()
        _tell("withdraw_need", row, user)
    return row


def expire_needs(today: date) -> int:
    """Each day: needs whose day has passed look for nobody any more."""
    count = 0
    for need in queries.past_needs(today):
        with transaction.atomic():
            Club.objects.select_for_update().get(pk=need.club_id)
            row = queries.past_needs(today).select_for_update(of=("self",)).filter(pk=need.pk).first()
            if row is None:
                continue
            _turn("expire", row)
            SharedPost.objects.filter(club=row.club_id, state__in=LOOSE, parts__need=row).delete()
            _tell("expire_need", row, None)
            count += 1
    return count


def check(values: dict[str, Any]) -> dict[str, Any]:
    """The facts of a need. Refuses, with the field: an unknown code of the ROME (`occupation`), zero hours or more than
    48 (`least`, `most`), a minimum over the maximum (`most`), no half-day or too few for the hours (`slots`), no
    commune (`municipality`), an end before the start (`starts_by`), a day that has passed (`starts_by`, `until`)."""
    today = timezone.localdate()
    facts = {name: values.get(name) for name in FIELDS}
    occupation = find(values.get("occupation") or "")
    if not occupation.name:
        raise Refusal(_("Dites quel métier."), code="no_occupation", field="occupation")
    least: int = facts["least"] or 0
    most: int = facts["most"] or least
    facts["most"] = most
    if least <= 0:
        raise Refusal(_("Zéro heure, ce n'est pas un besoin. Combien, au moins ?"), code="hours", field="least")
    if most > MOST_MINUTES:
        raise Refusal(_("Entre 1 et 48 heures par semaine."), code="hours", field="most")
    if least > most:
        raise Refusal(_("Le maximum est en dessous du minimum."), code="hours", field="most")
    slots = facts["slots"] or 0
    if slots <= 0:
        raise Refusal(_("Cochez au moins une demi-journée possible."), code="no_slot", field="slots")
    if slots.bit_count() * HALF < least:
        raise Refusal(
            _("Ces demi-journées font %(most)s au plus (4 h chacune), et il en faut %(least)s. Cochez-en d'autres.")
            % {"most": hours(slots.bit_count() * HALF), "least": hours(least)}, code="few_slots", field="slots",
        )  # fmt: skip
    if facts["municipality"] is None:
        raise Refusal(_("Dites dans quelle commune."), code="no_commune", field="municipality")
    starts = facts["starts_on"] = facts["starts_on"] or today
    by = facts["starts_by"] = facts["starts_by"] or max(starts, today) + USUAL_WAIT
    if by < starts:
        raise Refusal(_("La fin est avant le début : inversez les deux dates."), code="upside_down", field="starts_by")
    if by < today:
        raise Refusal(_("Cette date est passée."), code="past", field="starts_by")
    until = facts["until"] = facts["until"] or by
    if not today <= until <= today + LONGEST:
        raise Refusal(_("Une date dans l'année qui vient."), code="past", field="until")
    facts["words"] = (facts["words"] or "").strip()[:1000]
    facts["remote"] = bool(facts["remote"])
    return facts | {"occupation": occupation.name, "occupation_code": occupation.code}


def _turn(verb: str, row: JobNeed) -> None:
    starts, state = NEED_VERBS[verb]
    if row.state not in starts:
        raise Refusal(_("Ce besoin n'est plus ouvert."), code="settled")
    row.state = state
    row.save(update_fields=["state", "updated_at"])


def _tell(verb: str, need: JobNeed, user: User | None) -> None:
    journaled.tell(
        actor=user,
        verb=f"recruitment.{verb}",
        subject=need,
        club=need.club,
        details={"organization": need.organization_id},
    )
