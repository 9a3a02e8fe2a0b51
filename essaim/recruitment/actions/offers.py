"""Publish an offer, change it, close it, say how the post was filled."""

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
from essaim.search.actions import reindex

from .. import mails
from ..enums import OFFER_VERBS, WAGED, FilledThrough, OfferState
from ..models import Offer
from ..models.offers import MOST_MINUTES
from ..occupations import find
from ..queries import offers as queries
from ..searching import NAME

LONGEST = timedelta(days=183)  # an offer that nobody looks after for six months is no offer
FIELDS = (
    "title", "contract", "weekly_minutes", "pay_least", "pay_most", "pay_period", "municipality", "remote", "starts_on",
    "description", "apply_email", "apply_phone", "apply_url", "until",
)  # fmt: skip


def publish(*, club: Club, organization: Organization, author: User, **values: Any) -> Offer:
    """`values`: those of FIELDS, and `occupation` as typed. Refuses with the field: what `check` says."""
    facts = check(values)
    with transaction.atomic():
        offer = Offer.objects.create(
            club=club, organization=organization, author=author, published_on=timezone.localdate(), **facts
        )
        _tell("publish", offer, author)
    return offer


def update(*, offer: Offer, user: User, **values: Any) -> Offer:
    """Change an open offer."""
    facts = check(values)
    with transaction.atomic():
        row = _held(offer)
        if row.state != OfferState.OPEN:
            raise _closed(row)
        for name, value in facts.items():
            setattr(row, name, value)
        row.save(update_fields=[*facts, "updated_at"])
        _tell("update", row, user)
    return row


def fill(*, offer: Offer, user: User, through: str) -> Offer:
    """« Pourvue », and how. Refuses when nobody says how (field `through`)."""
    if through not in FilledThrough.values:
        raise Refusal(_("Dites comment : un clic suffit."), code="no_how", field="through")
    return _turn("fill", offer, user, filled_through=through, closed_on=timezone.localdate())


def withdraw(*, offer: Offer, user: User) -> Offer:
    return _turn("withdraw", offer, user, closed_on=timezone.localdate())


def reopen(*, offer: Offer, user: User, until: date) -> Offer:
    """Publish again, as of today, until another day. Refuses as `check` does (field `until`)."""
    check_until(until)
    today = timezone.localdate()
    return _turn("reopen", offer, user, until=until, published_on=today, filled_through="", closed_on=None)


def close_past(today: date) -> int:
    """Each day: offers whose day has passed are closed, and their author is asked whether someone was found."""
    count = 0
    for offer in queries.past_their_day(today):
        with transaction.atomic():
            row = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
            if row.state != OfferState.OPEN or row.until >= today:
                continue
            _start, row.state = OFFER_VERBS["expire"]
            row.closed_on = today
            row.save(update_fields=["state", "closed_on", "updated_at"])
            _tell("expire", row, None)
            mails.was_it_filled(offer)
            count += 1
    return count


def check(values: dict[str, Any]) -> dict[str, Any]:
    """The facts of an offer. Refuses, with the field: no title (`title`), a code of the ROME that does not exist
    (`occupation`), no hours or more than 48 (`weekly_minutes`), a wage that is not told or upside down (`pay_least`,
    `pay_most`), no commune (`municipality`), no way to apply (`apply_email`), a day that has passed or is beyond six
    months (`until`)."""
    facts = {name: values.get(name) for name in FIELDS}
    for name in ("title", "apply_email", "apply_phone", "apply_url"):
        facts[name] = " ".join((facts[name] or "").split())
    facts["description"] = (facts["description"] or "").strip()
    if not facts["title"]:
        raise Refusal(_("Donnez un titre à l'offre."), code="no_title", field="title")
    if not facts["description"]:
        raise Refusal(_("Dites en quelques lignes ce qu'on y fait."), code="no_description", field="description")
    occupation = find(values.get("occupation") or facts["title"])
    minutes, least, most = facts["weekly_minutes"], facts["pay_least"], facts["pay_most"]
    if minutes is not None and not 0 < minutes <= MOST_MINUTES:
        raise Refusal(_("Entre 1 et 48 heures par semaine."), code="hours", field="weekly_minutes")
    if least is not None and most is not None and least > most:
        raise Refusal(_("Le maximum est en dessous du minimum."), code="pay", field="pay_most")
    if facts["contract"] in WAGED and least is None:
        raise Refusal(
            _("Dites le salaire, au moins son minimum : chacun sait alors à quoi s'attendre."),
            code="no_pay", field="pay_least",
        )  # fmt: skip
    if facts["municipality"] is None:
        raise Refusal(_("Dites dans quelle commune."), code="no_commune", field="municipality")
    if not (facts["apply_email"] or facts["apply_phone"] or facts["apply_url"]):
        raise Refusal(
            _("Dites comment répondre : une adresse, un numéro ou un lien."), code="no_way", field="apply_email"
        )
    check_until(facts["until"])
    return facts | {"occupation": occupation.name, "occupation_code": occupation.code}


def check_until(until: date | None) -> None:
    today = timezone.localdate()
    if until is None or until < today:
        raise Refusal(_("Cette date est passée. Jusqu'à quand peut-on répondre ?"), code="past", field="until")
    if until > today + LONGEST:
        raise Refusal(
            _("Six mois au plus : vous pourrez toujours la republier."), code="too_long", field="until"
        )  # fmt: skip


@transaction.atomic
def _turn(verb: str, offer: Offer, user: User, **values: Any) -> Offer:
    starts, state = OFFER_VERBS[verb]
    row = _held(offer)
    if row.state not in starts:
        raise _closed(row)
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values, "updated_at"])
    _tell(verb, row, user)
    return row


def _held(offer: Offer) -> Offer:
    return Offer.objects.select_for_update(of=("self",)).select_related("club", "organization").get(pk=offer.pk)


def _closed(row: Offer) -> Refusal:
    state = OfferState(row.state).label.lower()
    return Refusal(_("Cette offre est déjà dans cet état : %(state)s.") % {"state": state}, code="settled")


def _tell(verb: str, offer: Offer, user: User | None) -> None:
    reindex(source=NAME, ids=[offer.pk])
    journaled.tell(
        actor=user, verb=f"recruitment.{verb}_offer", subject=offer, club=offer.club,
        details={"organization": offer.organization_id, "contract": offer.contract},
    )  # fmt: skip
