"""The members' register: on any day, how the club grew, what each member brings, the place of one organization."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.access import person
from essaim.kernel.errors import Refusal
from essaim.ui.sheets import Sheet
from essaim.ui.templatetags.ui import day as in_words

from .. import access, actions, queries
from ..enums import MEMBERSHIP_VERBS, MembershipState
from ..forms import DayForm, PlaceForm
from ..involvement import contributions, involvement_in
from ..models import Club, Membership
from ..register import growth_of, register_columns, register_on
from ..sponsors import drawing, tree_of


def index(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_with_register(request, club_slug)
    form, day = _day_of(request)
    columns, rows = _table(club, day)
    return render(
        request,
        "clubs/register.html",
        {"form": form, "day": day, "columns": columns, "rows": rows, "tabs": _tabs(request, club, "register")},
    )


def export(request: HttpRequest, club_slug: str, form: str) -> HttpResponse:
    """The register of a day in a file (`ui.sheets.FORMS`)."""
    club = access.get_club_with_register(request, club_slug)
    _form, day = _day_of(request)
    columns, rows = _table(club, day)
    sheet = Sheet(
        title=_("Registre des membres"),
        subtitle=_("%(club)s, au %(day)s") % {"club": club.name, "day": in_words(day)},
        heads=[_("Structure"), _("SIREN"), _("État"), _("Depuis le"), *columns],
        rows=[
            [row["line"].organization.name, row["line"].organization.siren, row["line"].state_label,
             row["line"].since, *row["cells"]]
            for row in rows
        ],
        widths=[4, 2, 2, 2, *[3] * len(columns)],
    )  # fmt: skip
    return sheet.response(form)


def _day_of(request: HttpRequest) -> tuple[DayForm, date]:
    """The form and the day it asks for; today when nothing, or nothing that is a day, is asked."""
    form = DayForm(request.GET if "le" in request.GET else None, initial={"le": localdate()})
    return form, form.cleaned_data["le"] if form.is_bound and form.is_valid() else localdate()


def _table(club: Club, day: date) -> tuple[list[str], list[dict]]:
    """Titles of the added columns, and the lines with their cells in those columns."""
    added = list(register_columns)
    cells = [column.read(club, day) for column in added]
    rows: list[dict[str, Any]] = [
        {"line": line, "cells": [words.get(line.organization.pk, "") for words in cells]}
        for line in register_on(club, day)
    ]
    titles = [str(column.label) for column in added]
    for row in rows:
        row["titled"] = list(zip(titles, row["cells"], strict=True))
    return titles, rows


def growth(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_with_register(request, club_slug)
    days, counts = growth_of(club, localdate())
    tree = tree_of(club)
    title = _("Qui a parrainé qui")
    return render(
        request,
        "clubs/growth.html",
        {
            "labels": [f"{one:%m/%y}" for one in days],
            "series": [(_("Membres"), counts)],
            "counts": counts,
            "tree": tree,
            "drawing": drawing(tree, title),
            "tabs": _tabs(request, club, "growth"),
        },
    )


def involvement(request: HttpRequest, club_slug: str) -> HttpResponse:
    club = access.get_club_to_run(request, club_slug)
    rows = involvement_in(club, localdate())
    known = any(True for _kind in contributions)
    return render(
        request,
        "clubs/involvement.html",
        {
            "quiet": [row for row in rows if row.quiet] if known else [],
            "rows": rows,
            "tabs": _tabs(request, club, "involvement"),
        },
    )


def place(request: HttpRequest, club_slug: str, pk: int) -> HttpResponse:
    """The place of one organization in the club: where it stands, what may change, what happened."""
    club = access.get_club_to_run(request, club_slug)
    membership = access.get_membership(club, pk)
    form = PlaceForm(request.POST or None, verbs=_verbs_from(membership), initial={"on": localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            actions.turn(
                data["verb"], club=club, organization=membership.organization, actor=person(request), on=data["on"],
                reason=data["reason"],
            )  # fmt: skip
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("C'est dans le registre."))
            return redirect("club_members:place", club_slug=club.slug, pk=pk)
    return render(
        request,
        "clubs/place.html",
        {
            "membership": membership,
            "form": form,
            "events": [(_words_of(event.verb), event) for event in queries.events_of(membership)],
        },
    )


def _verbs_from(membership: Membership) -> list[tuple[str, str]]:
    """The verbs that may be carried out now, in words. A former member comes back rather than being admitted anew."""
    words = {
        "invite": _("L'inviter"),
        "apply": _("Elle est candidate"),
        "admit": _("L'admettre comme membre"),
        "come_back": _("Elle revient"),
        "resume": _("Lever la suspension"),
        "suspend": _("La suspendre : ses personnes n'entrent plus dans le club, jusqu'à nouvel ordre"),
        "leave": _("Elle quitte le club"),
    }
    state = MembershipState(membership.state)
    apart = {"admit"} if state == MembershipState.LEFT and membership.since else {"come_back"}
    return [(verb, label) for verb, label in words.items() if state in MEMBERSHIP_VERBS[verb][0] and verb not in apart]


def _words_of(verb: str) -> str:
    return {
        "invite": _("Invitée"),
        "apply": _("A demandé à rejoindre le club"),
        "admit": _("Admise"),
        "suspend": _("Suspendue"),
        "resume": _("Suspension levée"),
        "leave": _("Partie"),
        "come_back": _("Revenue"),
    }[verb]


def _tabs(request: HttpRequest, club: Club, current: str) -> list[dict]:
    labels = [("register", _("Registre")), ("growth", _("Essor"))]
    if request.standing.is_organiser:  # type: ignore[attr-defined]
        labels.append(("involvement", _("Ce que chaque membre apporte")))
    return [
        {"label": label, "url": reverse(f"club_members:{name}", args=[club.slug]), "current": name == current}
        for name, label in labels
    ]
