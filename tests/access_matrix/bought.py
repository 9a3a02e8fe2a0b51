"""Group purchases: in preparation, open, ordered; and their rows."""

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.purchases import actions
from essaim.purchases.models import Purchase
from essaim.purchases.tests.factories import in_days, make_purchase

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, Row

OPEN = {**CLUB, "pk": "open_purchase_pk"}
DRAFT = {**CLUB, "pk": "draft_purchase_pk"}
ORDERED = {**CLUB, "pk": "ordered_purchase_pk"}
# In the name of a structure of one's own: only the member has one.
THEY_ACT = (302, 404, 302, 404, 404, 404)


class BuyingCast:
    club: Club
    organization: Organization

    open_purchase_pk = property(lambda self: _purchase(self, "Papier recyclé").pk)
    draft_purchase_pk = property(lambda self: _purchase(self, "Gants", opened=False).pk)
    draft_offer_pk = property(lambda self: _purchase(self, "Gants", opened=False).offers.get().pk)
    ordered_purchase_pk = property(lambda self: _ordered(self).pk)
    share_pk = property(lambda self: _ordered(self).commitments.get().pk)
    offer_document_pk = property(lambda self: _document(self))
    order_form = "pdf"


def _purchase(cast: BuyingCast, title: str, *, opened: bool = True) -> Purchase:
    known = Purchase.objects.filter(club=cast.club, title=title).first()
    return known or make_purchase(cast.club, cast.organization, title=title, opened=opened, case_size=1)


def _ordered(cast: BuyingCast) -> Purchase:
    if known := Purchase.objects.filter(club=cast.club, title="Savon").first():
        return known
    purchase = _purchase(cast, "Savon")
    actions.commit(purchase=purchase, organization=cast.organization, actor=None, quantity=3)
    actions.close(purchase=purchase, actor=None)
    actions.confirm(purchase=purchase, organization=cast.organization, actor=None)
    return actions.order(purchase=purchase, actor=None)


def _document(cast: BuyingCast) -> int:
    offer = _purchase(cast, "Papier recyclé").offers.get()
    known = offer.documents.first()
    if known is None:
        known = actions.add_document(offer=offer, actor=None, upload=SimpleUploadedFile("devis.txt", b"Un devis."))
    return known.pk


PURCHASES = {
    "purchases:index": Row(MEMBERS, CLUB),
    "purchases:start": Row(MEMBERS, CLUB),
    "purchases:detail": Row(MEMBERS, OPEN),
    "purchases:edit": Row(KEEPERS, DRAFT),
    "purchases:add_offer": Row(KEEPERS, DRAFT),
    "purchases:edit_offer": Row(KEEPERS, {**DRAFT, "offer_pk": "draft_offer_pk"}),
    "purchases:remove_offer": Row(KEEPERS_POST, {**DRAFT, "offer_pk": "draft_offer_pk"}, "post"),
    "purchases:choose_offer": Row(KEEPERS_POST, {**DRAFT, "offer_pk": "draft_offer_pk"}, "post"),
    "purchases:document": Row(MEMBERS, {**OPEN, "document_pk": "offer_document_pk"}),
    "purchases:open": Row(KEEPERS_POST, DRAFT, "post"),
    "purchases:commit": Row(THEY_ACT, OPEN, "post", {"quantity": "3", "if_basis": "people"}),
    "purchases:confirm": Row(THEY_ACT, OPEN, "post"),
    "purchases:withdraw": Row(THEY_ACT, OPEN, "post"),
    "purchases:close": Row(KEEPERS_POST, OPEN, "post"),
    "purchases:extend": Row(KEEPERS_POST, OPEN, "post", {"deadline": in_days(30).isoformat()}),
    "purchases:fall_back": Row(KEEPERS, OPEN, "post"),
    "purchases:cancel": Row(KEEPERS_POST, OPEN, "post"),
    "purchases:order": Row(KEEPERS_POST, OPEN, "post"),
    "purchases:deliver": Row(KEEPERS_POST, ORDERED, "post"),
    "purchases:finish": Row(KEEPERS_POST, ORDERED, "post"),
    "purchases:pay": Row(KEEPERS_POST, {**ORDERED, "commitment_pk": "share_pk"}, "post", {"paye": "1"}),
    "purchases:sheet": Row(KEEPERS, {**ORDERED, "form": "order_form"}),
}
