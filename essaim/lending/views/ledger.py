"""The accounts: of one's structure, with another, a line typed, a line undone, those of the club."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.clubs.access import get_club_to_run, pick
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import access, words
from ..actions import ledger as actions
from ..enums import Source
from ..forms import GivenForm, ReasonForm, StatementForm
from ..models import Entry
from ..queries import ledger as queries
from ..queries import statements as statement_queries


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    """A structure's accounts (`?structure=`): a sentence, with whom, the last lines."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    since = localdate() - queries.A_YEAR
    entries = list(queries.entries_of(club, mine)) if mine else []
    balance = queries.balance_of(entries, mine, since) if mine else None
    return render(
        request,
        "lending/index.html",
        {
            "mine": mine,
            "choices": [{"label": one.name, "url": f"?structure={one.pk}", "current": one == mine} for one in own]
            if len(own) > 1 else [],
            "sentence": words.time_sentence(balance.given, balance.got) if balance else "",
            "pairs": queries.pairs_of(entries, mine, since) if mine else [],
            "lines": [line_of(entry, mine) for entry in entries[: queries.MOST_LINES]] if mine else [],
            "statements": statement_queries.open_of(club, mine) if mine else [],
        },
    )  # fmt: skip


def line_of(entry: Entry, mine: Organization) -> dict:
    """One line of the table, from the side of `mine`."""
    gave = entry.giver_id == mine.pk
    undone = bool(entry.undone_by.all())
    return {
        "entry": entry,
        "other": entry.receiver if gave else entry.giver,
        "gave": gave,
        "what": entry.what,
        "amounts": words.euros(entry.cents)
        if entry.source == Source.PAYMENT
        else words.amounts(entry.minutes, entry.cents, entry.owed_minutes),
        "undone": undone,
        "to_undo": not undone and entry.source in (Source.BOOKING, Source.TYPED),
    }


def pair(request: HttpRequest, club_slug: str, organization_pk: int) -> HttpResponse:
    """« Vous et La Brouette »: what was lent each way, what is due, the lines, the statements."""
    club, _own, mine = access.get_club_and_structure(request, club_slug)
    if mine is None:
        return redirect("lending:index", club.slug)
    other = access.get_other(club, mine, organization_pk)
    entries = list(queries.between(club, mine, other))
    since = localdate() - queries.A_YEAR
    found = queries.pairs_of(entries, mine, since)
    statements = list(statement_queries.between(club, mine, other))
    return render(
        request,
        "lending/pair.html",
        {
            "mine": mine,
            "other": other,
            "pair": found[0] if found else queries.Pair(other),
            "lines": [line_of(entry, mine) for entry in entries],
            "statements": statements,
            "open": next((one for one in statements if one.is_open), None),
            "may_propose": bool(statement_queries.free_entries(club, mine, other, localdate()).exists()),
            "form": StatementForm(initial={"until": localdate()}),
        },
    )


def add(request: HttpRequest, club_slug: str) -> HttpResponse:
    """Help that no booking tells."""
    club, own, mine = access.get_club_and_structure(request, club_slug)
    if mine is None or mine not in own:
        mine = pick(own, None)
    if mine is None:
        messages.error(
            request, _("Les comptes se tiennent au nom d'une structure membre, et vous n'en représentez pas ici.")
        )
        return redirect("lending:index", club.slug)
    form = GivenForm(
        request.POST or None, others=members_of(club).exclude(pk=mine.pk), initial=_begin(request, club, mine)
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        sides = (mine, data["other"]) if data["way"] == "gave" else (data["other"], mine)
        given = actions.Given(
            day=data["day"], what=data["what"], kind=data["kind"], minutes=data["minutes"], cents=data["cents"] or 0,
            owed=data["owed"],
        )  # fmt: skip
        try:
            actions.give(club=club, giver=sides[0], receiver=sides[1], actor=person(request), given=given)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est noté. %(name)s le lit dans ses comptes.") % {"name": data["other"].name})
            return redirect(_url("lending:pair", club, mine, data["other"].pk))
    return render(request, "lending/add.html", {"form": form, "mine": mine})


def _begin(request: HttpRequest, club: Club, mine: Organization) -> dict:
    day: date = localdate()
    other = request.GET.get("avec", "")
    return {"day": day, "other": other if other.isdecimal() else None}


def undo(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """Undo a line, with the reason."""
    entry, mine = access.get_entry(request, club_slug, pk)
    form = ReasonForm(request.POST or None)
    other = entry.receiver if entry.giver_id == mine.pk else entry.giver
    if request.method == "POST" and form.is_valid():
        try:
            actions.undo(entry=entry, actor=person(request), reason=form.cleaned_data["reason"])
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("La ligne est annulée ; les deux restent lisibles."))
            return redirect(_url("lending:pair", entry.club, mine, other.pk))
    amounts = words.amounts(entry.minutes, entry.cents, entry.owed_minutes)
    return render(
        request,
        "lending/undo.html",
        {
            "form": form, "entry": entry, "mine": mine, "other": other, "amounts": amounts,
            "readings": queries.readings_of(entry),
        },
    )  # fmt: skip


def kept(request: HttpRequest, club_slug: str) -> HttpResponse:
    """For the organisers who keep the accounts: what is due between members."""
    club = get_club_to_run(request, club_slug)
    return render(
        request,
        "lending/kept.html",
        {
            "dues": queries.dues_in(club),
            "statements": list(statement_queries.open_in(club)),
            "form": StatementForm(initial={"until": localdate()}),
        },
    )


def _url(name: str, club: Club, mine: Organization, *arguments: int) -> str:
    return f"{reverse(name, args=[club.slug, *arguments])}?structure={mine.pk}"
