"""What the pages of a dossier draw."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.calls.tabs import work_tabs_for

from . import access, queries, rules, tabs
from .enums import ASKED, DOSSIER_VERBS, DossierState, PartnerRole, PartnerState
from .models import Dossier, Partner


def frame(request: HttpRequest, dossier: Dossier, **more: Any) -> dict[str, Any]:
    """What every page of a dossier needs: `dossier`, the `club` in which it is read, `seat`, `tabs`, `partners`. The
    getter has set the seat. Templates extend `dossiers/page.html`, and fill its blocks `title` and `body`."""
    club = request.club  # type: ignore[attr-defined]
    seat: access.Seat = request.seat  # type: ignore[attr-defined]
    return {
        "dossier": dossier,
        "club": club,
        "seat": seat,
        "tabs": tabs.tabs_for(request, dossier),
        "is_member": request.standing.is_member,  # type: ignore[attr-defined]
        "partners": request.partners,  # type: ignore[attr-defined]
        **more,
    }


def index(request: HttpRequest, rows: list[Dossier], looking: list[Dossier]) -> dict[str, Any]:
    """Those of the person's structures by what they wait for, and those that look for partners."""
    mine = {one.pk for one in rows}
    going = [one for one in rows if one.may_change]
    return {
        "club": request.club,  # type: ignore[attr-defined]
        "tabs": work_tabs_for(request, "dossiers"),
        "going": going,
        "waiting": [one for one in rows if one.state == DossierState.SUBMITTED],
        "past": [one for one in rows if one.state in (DossierState.WON, DossierState.LOST, DossierState.WITHDRAWN,
                                                       DossierState.ARCHIVED)][::-1],
        "looking": [one for one in looking if one.pk not in mine],
    }  # fmt: skip


def days_left(dossier: Dossier) -> int | None:
    if dossier.deadline is None:
        return None
    return (localdate(dossier.deadline) - localdate()).days


def detail(request: HttpRequest, dossier: Dossier, **forms: Any) -> dict[str, Any]:
    """The dossier as this reader sees it: what it is about, what it lacks, who is in, what they may do."""
    context = frame(request, dossier)
    partners: list[Partner] = context["partners"]
    seat: access.Seat = context["seat"]
    team = rules.team_of(partners)
    own = access.own_in(request, context["club"]) if context["is_member"] else []
    there = {one.organization_id for one in partners if one.state in (*ASKED, PartnerState.ACCEPTED,
                                                                       PartnerState.CONFIRMED)}  # fmt: skip
    may_offer = access.is_open_to(request, dossier) and not seat.reads_file
    return context | {
        "lead": next((one for one in team if one.role == PartnerRole.LEAD), None),
        "team": team,
        "needs": list(dossier.needs.all()),
        "days_left": days_left(dossier),
        "lacks": rules.lacks_to_send(dossier, partners) if seat.in_team and dossier.may_change else [],
        "gone": queries.gone_from_club(partners) if seat.in_team and dossier.may_change else [],
        "answers": [one for one in seat.parts if one.state == PartnerState.INVITED] if dossier.may_change else [],
        "to_confirm": to_confirm(dossier, seat),
        "may_offer": [one for one in own if one.pk not in there] if may_offer else [],
        "offered": [one for one in seat.parts if one.state == PartnerState.RAISED],
        "verbs": {verb for verb, (starts, _to) in DOSSIER_VERBS.items() if dossier.state in starts}
        if seat.is_lead else set(),
        "progress": queries.progress_of(dossier) if seat.in_team else None,
        **forms,
    }  # fmt: skip


def to_confirm(dossier: Dossier, seat: access.Seat) -> list[Partner]:
    """The person's own rows that have to confirm the composition now."""
    if dossier.state not in (DossierState.COMPOSED, DossierState.WRITING, DossierState.CHECKED):
        return []
    return [one for one in seat.parts if one.state == PartnerState.ACCEPTED]


def team(request: HttpRequest, dossier: Dossier, **more: Any) -> dict[str, Any]:
    """The composition: who is in, for which share, who confirmed, who is asked, what lacks."""
    context = frame(request, dossier)
    partners: list[Partner] = context["partners"]
    seat: access.Seat = context["seat"]
    rows = rules.team_of(partners)
    return context | {
        "team": rows,
        "several": len(rules.members(partners)) > 1,
        "total": rules.total_share(partners),
        "asked": [one for one in partners if one.state == PartnerState.INVITED],
        "raised": [one for one in partners if one.state == PartnerState.RAISED],
        "out": [one for one in partners if one.state in (PartnerState.DECLINED, PartnerState.LEFT)],
        "lacks": rules.lacks_to_send(dossier, partners) if seat.in_team and dossier.may_change else [],
        "may_compose": not rules.lacks(dossier, partners),
        "gone": queries.gone_from_club(partners) if seat.in_team else [],
        "version": queries.latest_asked(dossier),
        "to_confirm": to_confirm(dossier, seat),
        "answers": [one for one in seat.parts if one.state == PartnerState.INVITED] if dossier.may_change else [],
        "heirs": [one for one in rows if one.role == PartnerRole.PARTNER] if seat.can_lead else [],
        "asked_to_lead": [one for one in seat.parts if one.pk == dossier.handed_to_id],
        **more,
    }
