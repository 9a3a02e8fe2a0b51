"""Choosing structures page by page, and giving the addresses that they lack."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.directory.access import Scope
from essaim.directory.screen import Screen
from essaim.kernel.errors import Refusal

from .. import access, actions
from ..forms import AddressForm
from ..models import Campaign
from ..queries import campaigns as queries
from ..queries.contacts import contacts_of
from ..queries.prospects import Prospects, prospects
from .common import step, tried


def _look_up(campaign: Campaign, data: QueryDict) -> tuple[Screen, Prospects]:
    # Those of the territory that are not members: the counts beside the filters are theirs too.
    data = data.copy()
    data["membre"] = "non"
    screen = Screen(data, Scope(campaign.club, True))
    screen.scope = Scope(campaign.club, False)
    screen.path = reverse("campaigns:pick", args=[campaign.club.slug, campaign.pk])
    return screen, prospects(campaign.club, screen.form.criteria, set(data.getlist("connues")), screen.result)


def pick(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Look for structures and tick them; a POST keeps what is ticked on this page, then goes on."""
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    if request.method == "POST":
        shown = {int(value) for value in request.POST.getlist("shown") if value.isdigit()}
        ticked = {int(value) for value in request.POST.getlist("pick") if value.isdigit()}

        def said(counts: tuple[int, int]) -> str:
            return _("Sélection gardée : %(came)s de plus, %(gone)s de moins.") % {
                "came": counts[0],
                "gone": counts[1],
            }

        tried(request, lambda: actions.select(campaign=campaign, shown=shown, ticked=ticked & shown), said)
        if request.POST.get("next") == "addresses":
            return redirect("campaigns:addresses", club_slug, pk)
        query = QueryDict(request.POST.get("query", ""), mutable=True)
        if (following := request.POST.get("next", "")).isdigit():
            query["page"] = following
        return redirect(f"{reverse('campaigns:pick', args=[club_slug, pk])}?{query.urlencode()}")
    screen, found = _look_up(campaign, request.GET)
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "screen": screen,
        "prospects": found,
        "picked": queries.picked_ids(campaign),
        "doors": [(door, f"{screen.path}?{_switched(query, door.word, door.on)}") for door in found.doors],
        "query": query.urlencode(),
        "next_page": found.page + 1 if found.page < found.pages else None,
        **step(campaign, "pick"),
    }
    return render(request, "joining/pick.html", context)


def _switched(query: QueryDict, word: str, on: bool) -> str:
    """The same search with one door more, or less."""
    pairs = [(name, value) for name, values in query.lists() for value in values if (name, value) != ("connues", word)]
    return urlencode(pairs if on else [*pairs, ("connues", word)])


@require_POST
def pick_all(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Take every result of a search."""
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    data = QueryDict(request.POST.get("query", ""))
    _screen, found = _look_up(campaign, data)

    def said(count: int) -> str:
        return ngettext("Une structure de plus est choisie.", "%(count)s structures de plus sont choisies.", count) % {
            "count": count
        }

    tried(request, lambda: actions.pick_all(campaign=campaign, organizations=found.ids), said)
    return redirect(f"{reverse('campaigns:pick', args=[club_slug, pk])}?{data.urlencode()}")


PER_PAGE = 50


def addresses(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    campaign = access.get_campaign_to_run(request, club_slug, pk)
    return _addresses(request, campaign)


def _addresses(request: HttpRequest, campaign: Campaign, bad: tuple[int, AddressForm] | None = None) -> HttpResponse:
    """Those without address first: a form for each, its names apart, so that a page has many."""
    rows = list(queries.to_write(campaign))
    contacts = contacts_of([row.organization_id for row in rows])
    lacking = [row for row in rows if row.organization_id not in contacts]
    page = Paginator(lacking, 20).get_page(request.GET.get("page"))
    forms = [
        (row, bad[1] if bad and bad[0] == row.pk else AddressForm(auto_id=f"id_{row.pk}_%s"))
        for row in page.object_list
    ]
    context = {
        "forms": forms,
        "page": page,
        "total": len(rows),
        "lacking": len(lacking),
        "known": [(row, contacts[row.organization_id]) for row in rows if row.organization_id in contacts][:PER_PAGE],
        "known_count": len(rows) - len(lacking),
        **step(campaign, "addresses"),
    }
    return render(request, "joining/addresses.html", context, status=200)


@require_POST
def give_address(request: HttpRequest, club_slug: str, pk: int, recipient_pk: int) -> HttpResponse:
    recipient = access.get_recipient_to_run(request, club_slug, pk, recipient_pk)
    form = AddressForm(request.POST, auto_id=f"id_{recipient.pk}_%s")
    if form.is_valid():
        try:
            actions.give_address(recipient=recipient, actor=person(request), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            tried(request, lambda: None, _("%(name)s peut être invitée.") % {"name": recipient.organization.name})
            return redirect("campaigns:addresses", club_slug, pk)
    return _addresses(request, recipient.campaign, (recipient.pk, form))


@require_POST
def drop(request: HttpRequest, club_slug: str, pk: int, recipient_pk: int) -> HttpResponse:
    recipient = access.get_recipient_to_run(request, club_slug, pk, recipient_pk)
    tried(request, lambda: actions.drop(recipient=recipient), _("Cette structure n'est plus choisie."))
    return redirect("campaigns:addresses", club_slug, pk)
