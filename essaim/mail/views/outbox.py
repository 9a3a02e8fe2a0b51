"""« Courrier »: what went to whom, what came in, addresses that are no more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.accounts.access import person
from essaim.clubs.models import Club

from .. import access, actions, outbox


def index(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    search = outbox.Search(request.GET.get("q", "")[:100].strip(), request.GET.get("etat", ""))
    page = outbox.page_of(club, search, request.GET.get("page", "1"))
    return render(request, "mail/outbox.html", {
        "page": page, "search": search, "facets": outbox.facets_of(club, search), "tabs": _tabs(club, "index"),
        "here": _address(club, "index"),
        "rows": [{"message": one, "retry": _address(club, "retry", one.pk)} for one in page],
    })  # fmt: skip


def incoming(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    page = outbox.page_of_incoming(club, request.GET.get("page", "1"))
    rows = [{"mail": one, "read": _address(club, "read", one.pk)} for one in page]
    return render(request, "mail/incoming.html", {"page": page, "rows": rows, "tabs": _tabs(club, "incoming")})


def addresses(request: HttpRequest, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    page = outbox.page_of_suppressions(club, request.GET.get("page", "1"))
    rows = [{"one": one, "lift": _address(club, "lift", one.pk)} for one in page]
    return render(request, "mail/addresses.html", {"page": page, "rows": rows, "tabs": _tabs(club, "addresses")})


@require_POST
def retry(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    actions.retry(message=access.get_message(club, pk), actor=person(request))
    messages.success(request, _("Le message repart."))
    return redirect(_address(club, "index"))


@require_POST
def read(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    actions.mark_read(row=access.get_incoming(club, pk))
    return redirect(_address(club, "incoming"))


@require_POST
def lift(request: HttpRequest, pk: int, club_slug: str = "") -> HttpResponse:
    club = access.get_club_of_mail(request, club_slug)
    suppression = access.get_suppression(club, pk)
    actions.lift(address=suppression.address, club=club, actor=person(request))
    messages.success(request, _("Les nouvelles repartent vers %(address)s.") % {"address": suppression.address})
    return redirect(_address(club, "addresses"))


def _address(club: Club | None, name: str, *arguments: int) -> str:
    if club:
        return reverse(f"club_mail:{name}", args=[club.slug, *arguments])
    return reverse(f"mail:{name}", args=arguments)


def _tabs(club: Club | None, current: str) -> list[dict]:
    labels = {"index": _("Ce qui part"), "incoming": _("Ce qui arrive"), "addresses": _("Adresses disparues")}
    return [{"label": label, "url": _address(club, name), "current": name == current} for name, label in labels.items()]
