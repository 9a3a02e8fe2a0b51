"""What the pages of a dossier draw."""

from typing import Any

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.calls.tabs import work_tabs_for
from essaim.clubs.models import Club
from essaim.writing import access as writing_access
from essaim.writing import markup
from essaim.writing import screen as writing
from essaim.writing.models import Text
from essaim.writing.queries import others_here

from . import access, outlines, queries, rules, tabs, texts
from .enums import (
    ASKED,
    CONFIRMING,
    DOSSIER_VERBS,
    SECTION_VERBS,
    DossierState,
    PartnerRole,
    PartnerState,
    SectionState,
)
from .models import Dossier, Partner, Section


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
        "call": dossier.call,
        "call_url": call_url(context["club"], dossier, is_member=context["is_member"]),
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


def call_url(club: Club, dossier: Dossier, *, is_member: bool) -> str:
    """The page of the call for members of the club, else where it was published; empty without call."""
    call = dossier.call
    if call is None:
        return ""
    seen = is_member and call.club_id in (None, club.pk)
    return call.address_in(club) if seen else call.url


def to_confirm(dossier: Dossier, seat: access.Seat) -> list[Partner]:
    """The person's own rows that have to confirm the composition now."""
    if dossier.state not in CONFIRMING:
        return []
    return [one for one in seat.parts if one.state == PartnerState.ACCEPTED]


def file(request: HttpRequest, dossier: Dossier, **more: Any) -> dict[str, Any]:
    """The parts of the file, each with its words set, how long it is, and what this reader may do."""
    context = frame(request, dossier)
    seat: access.Seat = context["seat"]
    rows = queries.sections_of(dossier)
    talks = queries.talks_on(rows) if seat.in_team else {}
    return context | {
        "parts": [
            {
                "section": one, "html": markup.render(one.text.content), "length": len(one.text.content),
                "rights": texts.rights_on(seat, one), "talks": talks.get(one.text_id, 0),
                "verbs": section_verbs(seat, one),
            }
            for one in rows
        ],
        "done": sum(one.state == SectionState.DONE for one in rows),
        "outlines": [(name, label) for name, label in outlines.NAMES.items()] if seat.can_lead else [],
        **more,
    }  # fmt: skip


def section_verbs(seat: access.Seat, section: Section) -> set[str]:
    """What this reader may say of a part: its owner and the lead say that it is finished, any writer that it is to be
    read."""
    if not seat.can_write:
        return set()
    owns = seat.is_lead or section.owner_id is None or any(one.pk == section.owner_id for one in seat.parts)
    own_by_link = seat.link is None or any(one.pk == section.owner_id for one in seat.parts)
    found = {verb for verb, (starts, _to) in SECTION_VERBS.items() if section.state in starts}
    return found if owns and own_by_link else set()


def section(request: HttpRequest, section: Section, **more: Any) -> dict[str, Any]:
    """One part: where it is written, or read with what is said of it."""
    context = frame(request, section.dossier)
    seat: access.Seat = context["seat"]
    rights = texts.rights_on(seat, section)
    text = section.text
    text.club = section.dossier.club
    return context | {
        "section": section,
        "length": len(text.content),
        "rights": rights,
        "verbs": section_verbs(seat, section),
        "editor": writing.editor(request, text, label=section.title) if rights.write else None,
        "reading": writing.reading(request, text, rights),
        "here": here(request, text) if rights.write else "",
        **more,
    }


def here(request: HttpRequest, text: Text) -> str:
    """« Claire est ici aussi »: who else has the part open."""
    who = writing_access.who(request, text)
    return writing.people_here(others_here(text, who["actor"], who["by"]))


def plan(request: HttpRequest, dossier: Dossier, **more: Any) -> dict[str, Any]:
    """What is to be done until when, by whom; the work packages; what was decided; when the team meets."""
    context = frame(request, dossier)
    seat: access.Seat = context["seat"]
    today = localdate()
    tasks = queries.tasks_of(dossier)
    going = [one for one in tasks if one.done_at is None]
    late = {one.pk for one in going if one.due_on and one.due_on < today} if dossier.may_change else set()
    return context | {
        "late": [one for one in going if one.pk in late],
        "to_do": [one for one in going if one.pk not in late],
        "done_tasks": [one for one in tasks if one.done_at is not None],
        "packages": queries.packages_of(dossier),
        "decisions": list(dossier.decisions.select_related("author")) if seat.in_team else [],
        "meetings": queries.meetings_of(dossier) if seat.in_team else [],
        "today": today,
        **more,
    }  # fmt: skip


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
