"""A purchase is prepared: what, until when, which offers; then it is opened."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.files.actions import storing
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from ..enums import Basis, PurchaseKind, PurchaseState
from ..models import Offer, OfferDocument, Purchase, Tier
from .common import lock, one_line, told, turn

MOST_OFFERS, MOST_TIERS = 6, 8
FACTS = ("title", "about", "kind", "unit", "single_cents", "single_source", "deadline", "payee", "lead")


@transaction.atomic
def start_purchase(
    *, club: Club, organization: Organization, actor: User | None, title: str, unit: str, deadline: date,
    kind: str = PurchaseKind.GOODS, about: str = "", single_cents: int | None = None, single_source: str = "",
    payee: str = "",
) -> Purchase:  # fmt: skip
    """Begin a purchase that `organization` leads. `single_cents`: the price of one unit alone, in cents.

    Refuses (fields `title`, `unit`, `deadline`) what is empty or past, and an organization that is no member
    (`not_member`).
    """
    if not members_of(club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    purchase = Purchase(
        club=club, organization=organization, lead=actor, title=one_line(title)[:120], unit=one_line(unit)[:40],
        kind=PurchaseKind(kind), about=about.strip()[:3000], single_cents=single_cents,
        single_source=one_line(single_source)[:160], deadline=deadline, payee=one_line(payee)[:300],
    )  # fmt: skip
    _check(purchase)
    purchase.save()
    told(purchase, "start", actor)
    return purchase


@transaction.atomic
def update_purchase(*, purchase: Purchase, actor: User | None, **facts: Any) -> Purchase:
    """Change what is said of it (of FACTS). Once it is open, its unit and deadline are promises: refused (code
    `promised`); `extend` moves the deadline."""
    purchase = lock(purchase)
    if set(facts) - set(FACTS):
        raise TypeError(f"not facts of a purchase: {set(facts) - set(FACTS)}")
    if purchase.state in (PurchaseState.DONE, PurchaseState.CANCELLED):
        raise Refusal(_("Cet achat est terminé."), code="state")
    if purchase.state != PurchaseState.PREPARING:
        for name in ("unit", "deadline"):
            if name in facts and facts[name] != getattr(purchase, name):
                raise Refusal(
                    _("Des structures se sont engagées là-dessus : cela ne change plus."), code="promised", field=name
                )
    for name, most in (("title", 120), ("unit", 40), ("single_source", 160), ("payee", 300)):
        if name in facts:
            facts[name] = one_line(facts[name])[:most]
    for name, value in facts.items():
        setattr(purchase, name, value)
    _check(purchase, new_deadline="deadline" in facts and purchase.state == PurchaseState.PREPARING)
    purchase.save(update_fields=[*facts, "updated_at"])
    told(purchase, "update", actor, fields=sorted(facts))
    return purchase


def _check(purchase: Purchase, *, new_deadline: bool = True) -> None:
    if not purchase.title:
        raise Refusal(_("Dites ce que vous achetez."), code="title", field="title")
    if not purchase.unit:
        raise Refusal(_("Dites ce que l'on compte : un sac, une place, une heure…"), code="unit", field="unit")
    if new_deadline and purchase.deadline < timezone.localdate():
        raise Refusal(_("Ce jour est passé. Laissez au moins une semaine."), code="past", field="deadline")


@transaction.atomic
def set_offer(
    *, purchase: Purchase, actor: User | None, supplier: str, unit_cents: int, offer: Offer | None = None,
    tiers: Sequence[tuple[int, int]] = (), basis: str = Basis.UNITS, case_size: int = 1, delivery_cents: int = 0,
    delivery: str = "", least_units: int = 0, least_participants: int = 0, notes: str = "",
) -> Offer:  # fmt: skip
    """Add an offer, or change `offer`. `tiers`: (from, cents for one), beyond the first unit.

    Refuses prices or cases under 1 (`price`, `case`), tiers that begin at the same place, or that do not get cheaper
    as they go (`tiers`), a supplier named twice (`twice`), and what is promised: the offer gone for once people have
    been asked to confirm (`state`).
    """
    purchase = lock(purchase)
    if purchase.state not in (PurchaseState.PREPARING, PurchaseState.OPEN, PurchaseState.MISSED):
        raise Refusal(_("Les offres ne changent plus : on confirme, ou c'est commandé."), code="state")
    if purchase.state != PurchaseState.PREPARING and offer is not None and offer.pk == purchase.chosen_id:
        raise Refusal(
            _("Des structures se sont engagées sur cette offre. Ajoutez-en une autre, puis passez à celle-ci."),
            code="promised",
        )
    supplier = one_line(supplier)[:120]
    if not supplier:
        raise Refusal(_("Nommez le fournisseur."), code="supplier", field="supplier")
    if unit_cents < 1:
        raise Refusal(_("Un prix est d'un centime au moins."), code="price", field="unit_cents")
    if case_size < 1:
        raise Refusal(_("Un carton contient au moins une unité."), code="case", field="case_size")
    _check_tiers(unit_cents, tiers)
    if offer is None and purchase.offers.count() >= MOST_OFFERS:
        raise Refusal(_("Six offres suffisent : retirez-en une d'abord."), code="full")
    values = {
        "supplier": supplier, "unit_cents": unit_cents, "basis": Basis(basis), "case_size": case_size,
        "delivery_cents": max(0, delivery_cents), "delivery": one_line(delivery)[:160],
        "least_units": max(0, least_units), "least_participants": max(0, least_participants),
        "notes": notes.strip()[:1000],
    }  # fmt: skip
    try:
        with transaction.atomic():
            if offer is None:
                offer = Offer.objects.create(club=purchase.club, purchase=purchase, **values)
            else:
                Offer.objects.filter(pk=offer.pk).update(**values)
                offer = Offer.objects.get(pk=offer.pk)
    except IntegrityError:
        raise Refusal(_("Ce fournisseur a déjà son offre."), code="twice", field="supplier") from None
    offer.tiers.all().delete()
    Tier.objects.bulk_create(
        Tier(club=purchase.club, offer=offer, least=least, unit_cents=cents) for least, cents in tiers
    )
    if purchase.chosen_id is None:
        Purchase.objects.filter(pk=purchase.pk).update(chosen=offer)
    told(purchase, "set_offer", actor, supplier=supplier, cents=unit_cents)
    return offer


def _check_tiers(first: int, tiers: Sequence[tuple[int, int]]) -> None:
    field = "tiers"
    if len(tiers) > MOST_TIERS:
        raise Refusal(_("Huit paliers suffisent."), code="tiers", field=field)
    before, price = 1, first
    for least, cents in sorted(tiers):
        if least == before:
            raise Refusal(
                _("Deux prix commencent à %(count)s : gardez-en un.") % {"count": least}, code="tiers", field=field
            )
        if least < before or cents < 1:
            raise Refusal(_("Un palier commence à 2 au moins, à un prix."), code="tiers", field=field)
        if cents >= price:
            raise Refusal(
                _("À partir de %(count)s, le prix doit baisser.") % {"count": least}, code="tiers", field=field
            )
        before, price = least, cents


def add_document(*, offer: Offer, actor: User | None, upload: UploadedFile) -> OfferDocument:
    """Keep a quotation with an offer. Refuses (field `upload`) what `read_upload` refuses, or what is there already
    (`twice`)."""
    document = OfferDocument(club_id=offer.club_id, offer=offer, added_by=actor, **read_upload(upload))
    try:
        with storing(document, upload), transaction.atomic():
            purchase = lock(offer.purchase)
            document.save()
            told(purchase, "add_document", actor, supplier=offer.supplier, sha256=document.sha256)
    except IntegrityError:
        raise Refusal(_("Ce document est déjà avec cette offre."), code="twice", field="upload") from None
    return document


@transaction.atomic
def remove_offer(*, offer: Offer, actor: User | None) -> None:
    """Take an offer away. Refuses the one that people committed to (code `promised`)."""
    purchase = lock(offer.purchase)
    if purchase.state != PurchaseState.PREPARING and offer.pk == purchase.chosen_id:
        raise Refusal(_("Des structures se sont engagées sur cette offre."), code="promised")
    supplier = offer.supplier
    offer.delete()
    if purchase.chosen_id == offer.pk or purchase.chosen_id is None:
        Purchase.objects.filter(pk=purchase.pk).update(chosen=purchase.offers.first())
    told(purchase, "remove_offer", actor, supplier=supplier)


@transaction.atomic
def choose_offer(*, offer: Offer, actor: User | None) -> Purchase:
    """The offer to go for, while it is being prepared; then `fall_back` changes it."""
    purchase = lock(offer.purchase)
    if purchase.state != PurchaseState.PREPARING:
        raise Refusal(_("L'achat est ouvert : pour changer d'offre, passez par « une autre offre »."), code="state")
    purchase.chosen = offer
    purchase.save(update_fields=["chosen", "updated_at"])
    told(purchase, "choose_offer", actor, supplier=offer.supplier)
    return purchase


@transaction.atomic
def open_purchase(*, purchase: Purchase, actor: User | None) -> Purchase:
    """Let members commit. Refuses without offer (`no_offer`), or with a deadline that is past (`past`)."""
    purchase = lock(purchase)
    if purchase.chosen_id is None:
        raise Refusal(_("Ajoutez au moins une offre : on s'engage sur un prix."), code="no_offer")
    if purchase.deadline < timezone.localdate():
        raise Refusal(_("Le dernier jour est passé : choisissez-en un autre."), code="past", field="deadline")
    return turn(purchase, "open", actor, confirm_by=purchase.deadline + timedelta(days=7))
