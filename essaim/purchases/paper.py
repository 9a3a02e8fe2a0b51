"""The order on paper: for the supplier, and for whoever shares it out."""

from django.utils.translation import gettext as _

from essaim.ui.sheets import Sheet
from essaim.ui.templatetags.ui import day, number

from .models import Commitment, Offer, Purchase
from .words import euros


def order_sheet(purchase: Purchase, offer: Offer, shares: list[Commitment]) -> Sheet:
    """One row for each structure, and the total: units asked, units had, what it pays."""
    units = sum(one.allotted or 0 for one in shares)
    goods, delivery = sum(one.goods_cents or 0 for one in shares), sum(one.delivery_cents or 0 for one in shares)
    rows: list[list[str | int]] = [
        [one.organization.name, one.quantity, one.allotted or 0, euros(one.goods_cents), euros(one.delivery_cents),
         euros(one.due_cents), _("payé") if one.paid_on else ""]
        for one in shares
    ]  # fmt: skip
    asked = sum(one.quantity for one in shares)
    rows.append([_("Ensemble"), asked, units, euros(goods), euros(delivery), euros(goods + delivery), ""])
    price = euros(goods // units) if units else ""
    about = [
        _("Fournisseur : %(supplier)s") % {"supplier": offer.supplier},
        _("%(units)s × %(unit)s, à %(price)s") % {"units": number(units), "unit": purchase.unit, "price": price},
    ]
    if offer.case_size > 1:
        about.append(
            _("%(cases)s cartons de %(size)s") % {"cases": number(units // offer.case_size), "size": offer.case_size}
        )
    if offer.delivery:
        about.append(_("Livraison : %(words)s") % {"words": offer.delivery})
    if purchase.payee:
        about.append(_("À qui payer : %(payee)s") % {"payee": purchase.payee})
    return Sheet(
        title=_("Commande : %(title)s") % {"title": purchase.title},
        subtitle=_("%(name)s, le %(day)s") % {"name": purchase.organization.name, "day": day(purchase.ordered_on)},
        heads=[_("Structure"), _("Demandé"), _("Part"), _("Marchandise"), _("Livraison"), _("À payer"), _("Payé")],
        rows=rows,
        about=about,
        widths=(5, 2, 2, 3, 2, 3, 2),
    )
