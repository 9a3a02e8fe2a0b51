"""What purchases bring to « Ma journée », and what their door says."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.clubs.day import Task
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.ui.templatetags.ui import day

from . import queries
from .enums import PurchaseState
from .models import Purchase
from .words import euros


def tasks(request: HttpRequest, club: Club) -> list[Task]:
    """To confirm, to pay, to decide for who leads, to join before it closes. Five queries."""
    own, today = list(own_members(request.user, club)), localdate()

    def url(purchase: Purchase) -> str:
        return reverse("purchases:detail", args=[club.slug, purchase.pk])

    found = [
        Task(
            "shopping-basket",
            _("À confirmer avant le %(day)s : %(title)s")
            % {"day": day(row.purchase.confirm_by), "title": row.purchase.title},
            url(row.purchase), _("Confirmer"),
            _("Nous sommes assez nombreux. Sans votre oui, la commande part sans vous."),
        )
        for row in queries.waiting(club, own)
    ]  # fmt: skip
    found += [
        Task(
            "banknote",
            _("%(amount)s à payer : %(title)s") % {"amount": euros(row.due_cents), "title": row.purchase.title},
            url(row.purchase), _("Voir"), row.purchase.payee,
        )
        for row in queries.to_pay(club, own)
    ]  # fmt: skip
    found += [
        Task(
            "shopping-basket", purchase.title, url(purchase), _("Décider"),
            _("Le seuil n'est pas atteint : prolonger, changer d'offre, ou annuler.")
            if purchase.state == PurchaseState.MISSED
            else _("Les confirmations sont closes : vous pouvez commander."),
        )
        for purchase in queries.led_and_waiting(club, own, today)
    ]  # fmt: skip
    found += [
        Task(
            "shopping-basket", _("En serez-vous ? %(title)s") % {"title": purchase.title}, url(purchase),
            _("Regarder"), _("On s'engage jusqu'au %(day)s.") % {"day": day(purchase.deadline)},
        )
        for purchase in queries.open_to(club, own, today)
    ]  # fmt: skip
    return found


def news(request: HttpRequest, club: Club) -> str:
    """`2 achats ouverts`. One query."""
    count = queries.counts(club)
    if not count:
        return ""
    return ngettext("%(count)s achat ouvert", "%(count)s achats ouverts", count) % {"count": count}
