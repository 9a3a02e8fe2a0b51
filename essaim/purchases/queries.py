"""Reading purchases."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Sum

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import clubs_of
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from .enums import ALIVE, CommitmentState, PurchaseState
from .models import Commitment, Offer, Purchase

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}
CURRENT = (PurchaseState.OPEN, PurchaseState.CONFIRMING, PurchaseState.MISSED, PurchaseState.ORDERED,
           PurchaseState.DELIVERED)  # fmt: skip
JOINED = (PurchaseState.OPEN, PurchaseState.CONFIRMING, PurchaseState.MISSED, PurchaseState.ORDERED)


def is_of(user: User, organization: Organization) -> bool:
    return Representation.objects.filter(organization=organization, user=user).exists()


def people_to_write_to(organization: Organization) -> list[User]:
    """Who represents it, else who stands in, else who keeps its page. One query."""
    rows = list(Representation.objects.filter(organization=organization, user__isnull=False).select_related("user"))
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return list(
        dict.fromkeys(row.user for row in rows if row.user and _RANK[RepresentativeKind(row.kind)] == best)
    )  # fmt: skip


def whom_to_ask(purchase: Purchase) -> list[User]:
    """Who leads it: the person, else the structure's people."""
    if purchase.lead and is_of(purchase.lead, purchase.organization):
        return [purchase.lead]
    return people_to_write_to(purchase.organization)


def purchases_of(club: Club) -> QuerySet[Purchase]:
    """As lists show them: with who leads, the chosen offer, `people` and `units` that are committed."""
    alive = Q(commitments__state__in=ALIVE)
    return (
        Purchase.objects.filter(club=club)
        .select_related("organization", "chosen")
        .annotate(people=Count("commitments", filter=alive), units=Sum("commitments__quantity", filter=alive))
    )


def listed(club: Club, own: Iterable[Organization], *, runs: bool) -> list[Purchase]:
    """Those that this reader may see, the nearest deadline first; the ones in preparation, to who leads them."""
    rows = purchases_of(club).order_by("deadline", "pk")
    if not runs:
        rows = rows.filter(~Q(state=PurchaseState.PREPARING) | Q(organization__in=list(own)))
    return list(rows)


def in_order(club: Club, ids: list[int]) -> list[Purchase]:
    """The purchases of these keys, in their order. One query."""
    rows = {row.pk: row for row in purchases_of(club).filter(pk__in=ids)}
    return [rows[pk] for pk in ids if pk in rows]


def led_by(organization: Organization, user) -> list[Purchase]:
    """Those under way that it leads, in the clubs that the reader is of. Two queries, none for a visitor."""
    if not isinstance(user, User):
        return []
    rows = Purchase.objects.filter(organization=organization, state__in=JOINED)
    if not user.is_operator:
        rows = rows.filter(club__in=list(clubs_of(user)))
    return list(rows.select_related("club").order_by("deadline", "pk"))


def of_a_page() -> tuple[QuerySet, ...]:
    """What the page of an organization asks (`organizations.panels.PagePanel.when`)."""
    return (Purchase.objects.filter(organization=OuterRef("pk"), state__in=JOINED),)


def with_all(club: Club) -> QuerySet[Purchase]:
    """Purchases with what their page draws."""
    offers = Offer.objects.prefetch_related("tiers", "documents").order_by("pk")
    commitments = Commitment.objects.select_related("organization").order_by("created_at", "pk")
    return Purchase.objects.filter(club=club).select_related("organization", "lead").prefetch_related(
        Prefetch("offers", offers), Prefetch("commitments", commitments)
    )  # fmt: skip


def chosen_of(purchase: Purchase) -> Offer | None:
    """The chosen offer among those that were read with the purchase."""
    return next((one for one in purchase.offers.all() if one.pk == purchase.chosen_id), None)


def own_commitments(purchase: Purchase, own: Iterable[Organization]) -> dict[int, Commitment]:
    """What the person's structures said, by organization."""
    mine = {one.pk for one in own}
    return {one.organization_id: one for one in purchase.commitments.all() if one.organization_id in mine}


def due(today: date) -> list[int]:
    """Keys of the open ones whose last day is past."""
    rows = Purchase.objects.filter(state=PurchaseState.OPEN, deadline__lt=today)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def to_confirm(day: date) -> list[Commitment]:
    """Those that nobody confirmed, with three days left or fewer."""
    rows = Commitment.objects.filter(
        state=CommitmentState.COMMITTED, purchase__state=PurchaseState.CONFIRMING,
        purchase__confirm_by__range=(day, day + timedelta(days=3)),
    )  # fmt: skip
    return list(rows.select_related("purchase__club", "purchase__organization", "organization"))


def waiting(club: Club, own: list[Organization]) -> list[Commitment]:
    """What these structures have to confirm, in a club."""
    rows = Commitment.objects.filter(
        club=club, organization__in=own, state=CommitmentState.COMMITTED, purchase__state=PurchaseState.CONFIRMING
    )
    return list(rows.select_related("purchase", "organization").order_by("purchase__confirm_by", "pk"))


def to_pay(club: Club, own: list[Organization]) -> list[Commitment]:
    rows = Commitment.objects.filter(club=club, organization__in=own, allotted__isnull=False, paid_on=None)
    return list(rows.select_related("purchase", "organization").order_by("pk"))


def led_and_waiting(club: Club, own: list[Organization], today: date) -> list[Purchase]:
    """Those that these structures lead, and that wait for them: threshold missed, or confirmations over."""
    rows = Purchase.objects.filter(club=club, organization__in=own)
    late = Q(state=PurchaseState.CONFIRMING, confirm_by__lt=today)
    return list(rows.filter(Q(state=PurchaseState.MISSED) | late).order_by("pk"))


def open_to(club: Club, own: list[Organization], today: date) -> list[Purchase]:
    """Open ones that close within a week, and of which these structures have said nothing."""
    rows = Purchase.objects.filter(
        club=club, state=PurchaseState.OPEN, deadline__range=(today, today + timedelta(days=7))
    )
    return list(rows.exclude(commitments__organization__in=own).order_by("deadline", "pk")) if own else []


def counts(club: Club) -> int:
    """How many are open to commitments."""
    return Purchase.objects.filter(club=club, state=PurchaseState.OPEN).count()
