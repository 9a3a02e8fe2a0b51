"""Who sees, writes and leads a dossier. Getters give the object, or 404, and set `request.seat`.

A person has a seat by the structures they act for, whatever club these are in, even once they have left it; or, without
account, by a link that they have opened in this session. Apps above decorate their views with `gate.open_to_links` and
call these getters: pages then serve partners of every club and outside partners alike. Addresses may be made with
`request.club.slug`: the club that opened the dossier, or the one by which the partner takes part.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.clubs.access import get_club
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization, Representation
from essaim.organizations.queries import listed_organizations

from . import links, queries
from .enums import ACTIVE, IN_TEAM, LOOKING, LinkKind, OpenTo, PartnerRole, PartnerState
from .models import AccessLink, Dossier, Need, Partner, PlanTask, Section, WorkPackage

SESSION_KEY = "dossier_links"


@dataclass(frozen=True)
class Seat:
    """What somebody is in a dossier. `partner`: the row by which they take part (None for a reader, or a member who
    looks); `parts`: all of theirs. `link`: they have no account, and came by it."""

    dossier: Dossier
    partner: Partner | None = None
    parts: tuple[Partner, ...] = ()
    link: AccessLink | None = None

    @property
    def in_team(self) -> bool:
        return self.partner is not None and self.partner.state in IN_TEAM

    @property
    def is_lead(self) -> bool:
        return self.partner is not None and self.in_team and self.partner.role == PartnerRole.LEAD

    @property
    def is_reader(self) -> bool:
        """The funder: reads what the team shows, and nothing of its discussions."""
        return self.link is not None and self.partner is None

    @property
    def is_invited(self) -> bool:
        return self.partner is not None and self.partner.state == PartnerState.INVITED

    @property
    def reads_file(self) -> bool:
        """In the team, invited to it, or a reader: who raised a hand waits for an answer first."""
        return self.in_team or self.is_invited or self.is_reader

    @property
    def can_write(self) -> bool:
        """Whether words, plan and team may be changed from this seat now."""
        return self.in_team and self.dossier.may_change

    @property
    def can_lead(self) -> bool:
        return self.is_lead and self.dossier.may_change

    @property
    def by(self) -> str:
        """How whoever has no account signs: `Claire Lefort (Les Jardins)`; empty for an account."""
        if self.link is None:
            return ""
        return f"{self.link.name} ({self.partner.organization.name})" if self.partner else self.link.name


def acts(request: HttpRequest) -> dict[str, Any]:
    """Who acts, as actions take it: `actor` (a person or None) and `by` (the name of who has no account)."""
    user = request.user if isinstance(request.user, User) else None
    seat: Seat | None = getattr(request, "seat", None)
    return {"actor": user, "by": seat.by if seat else ""}


def organizations_of(request: HttpRequest) -> set[int]:
    """Keys of the structures that the person acts for, in any club or none; read once a request."""
    known: set[int] | None = getattr(request, "organizations_of_dossiers", None)
    if known is None:
        known = set()
        if isinstance(request.user, User):
            known = set(Representation.objects.filter(user=request.user).values_list("organization_id", flat=True))
        request.organizations_of_dossiers = known  # type: ignore[attr-defined]
    return known


def own_in(request: HttpRequest, club: Club) -> list[Organization]:
    """The person's own member organizations there, read once for each page."""
    known = getattr(request, "own_members_of_dossiers", None)
    if known is None or known[0] != club.pk:
        known = (club.pk, list(own_members(request.user, club)))
        request.own_members_of_dossiers = known  # type: ignore[attr-defined]
    return known[1]


def link_of_session(request: HttpRequest, dossier: Dossier) -> AccessLink | None:
    """The link by which this session entered the dossier, when it still serves."""
    token = request.session.get(SESSION_KEY, {}).get(str(dossier.pk))
    if not isinstance(token, str):
        return None
    try:
        link = links.read_link(token)
    except Refusal:
        return None
    return link if link.dossier_id == dossier.pk else None


def seat_in(request: HttpRequest, dossier: Dossier) -> Seat:
    """The seat of whoever asks; without partner nor link, they have none. Sets `request.partners`: all rows of the
    dossier, read once. Three queries at most."""
    rows = queries.partners_of(dossier)
    request.partners = rows  # type: ignore[attr-defined]
    mine = organizations_of(request)
    user = request.user if isinstance(request.user, User) else None
    parts = [
        row for row in rows
        if row.state in ACTIVE
        and (row.organization_id in mine or (user and row.user_id == user.pk and row.through_id is None))
    ]  # fmt: skip
    # The lead's seat first, then that of who is in, then of who is asked.
    parts.sort(key=lambda row: (row.role != PartnerRole.LEAD, row.state not in IN_TEAM, row.pk))
    if parts:
        return Seat(dossier, parts[0], tuple(parts))
    link = link_of_session(request, dossier)
    if link is None:
        return Seat(dossier)
    partner = next((row for row in rows if row.pk == link.partner_id), None)
    return Seat(dossier, partner, (partner,) if partner else (), link)


def is_open_to(request: HttpRequest, dossier: Dossier) -> bool:
    """Whether members of the club that opened it are asked to take part, and this is one."""
    standing = request.standing  # type: ignore[attr-defined]
    here = request.club.pk == dossier.club_id  # type: ignore[attr-defined]
    return here and standing.is_member and dossier.open_to == OpenTo.CLUB and dossier.state in LOOKING


def _dossier(request: HttpRequest, club_slug: str, pk: int) -> tuple[Dossier, Seat]:
    club = get_club(request, club_slug)
    dossier = get_object_or_404(Dossier.objects.select_related("club", "call", "handed_to__organization"), pk=pk)
    seat = seat_in(request, dossier)
    # Under the club that opened it, or the one by which the person's structure takes part; under no other.
    if club.pk != dossier.club_id and not any(part.through_id == club.pk for part in seat.parts):
        raise Http404
    request.seat = seat  # type: ignore[attr-defined]
    return dossier, seat


def get_dossier_to_see(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    """For whoever takes part or is asked to; and for members of the club when it looks for partners among them, who
    see what it is about, what it needs and who is in, nothing more."""
    dossier, seat = _dossier(request, club_slug, pk)
    if not (seat.parts or seat.link or is_open_to(request, dossier)):
        raise Http404
    return dossier


def get_dossier(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    """The whole of it: for the team, who is invited to it, and a reader by link. Check `request.seat` for more."""
    dossier, seat = _dossier(request, club_slug, pk)
    if not seat.reads_file:
        raise Http404
    return dossier


def get_dossier_of_team(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    """For the team alone, outside partners included: to write, to decide, to read what is said among themselves."""
    dossier, seat = _dossier(request, club_slug, pk)
    if not seat.in_team:
        raise Http404
    return dossier


def get_dossier_to_lead(request: HttpRequest, club_slug: str, pk: int) -> Dossier:
    dossier, seat = _dossier(request, club_slug, pk)
    if not seat.is_lead:
        raise Http404
    return dossier


def get_dossier_by_link(request: HttpRequest, club_slug: str, token: str) -> Dossier:
    """The dossier that a link opens, `request.seat` being that of the link, before one enters. Raises `Refusal` when it
    serves no more; 404 under another club."""
    club = get_club(request, club_slug)
    link = links.read_link(token)
    if link.dossier.club_id != club.pk:
        raise Http404
    parts = (link.partner,) if link.partner else ()
    request.seat = Seat(link.dossier, link.partner, parts, link)  # type: ignore[attr-defined]
    return link.dossier


def get_own_part(request: HttpRequest, dossier: Dossier, pk: int) -> Partner:
    """One's own row in the dossier, of the seat that a getter has set."""
    seat: Seat = request.seat  # type: ignore[attr-defined]
    found = next((part for part in seat.parts if part.pk == pk), None)
    if found is None:
        raise Http404
    return found


def get_partner(request: HttpRequest, dossier: Dossier, pk: int) -> Partner:
    """A row of the dossier, for who may reach its page."""
    found = next((row for row in request.partners if row.pk == pk), None)  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    return found


def get_call(request: HttpRequest, club: Club, wanted: str | None) -> Call | None:
    """The call that is asked for by its key, of the club or of everybody; 404 for another, None without any."""
    if not wanted:
        return None
    if not wanted.isdecimal() or len(wanted) > 15:
        raise Http404
    return get_object_or_404(Call.objects.filter(Q(club=None) | Q(club=club), merged_into=None), pk=int(wanted))


def links_of(dossier: Dossier) -> list[AccessLink]:
    """The read-only links that still serve, the last made first."""
    rows = AccessLink.objects.filter(dossier=dossier, kind=LinkKind.READER, withdrawn_at=None)
    return list(rows.select_related("dossier__club"))


def get_link(dossier: Dossier, pk: int) -> AccessLink:
    return get_object_or_404(AccessLink.objects.select_related("dossier__club"), dossier=dossier, pk=pk)


def get_organization(pk: int) -> Organization:
    """A structure of the public directory."""
    return get_object_or_404(listed_organizations(), pk=pk)


def get_need(dossier: Dossier, pk: int) -> Need:
    return get_object_or_404(Need.objects.select_related("dossier__club"), dossier=dossier, pk=pk)


def get_section(dossier: Dossier, pk: int) -> Section:
    row = get_object_or_404(Section.objects.select_related("text", "owner__organization"), dossier=dossier, pk=pk)
    row.dossier = dossier
    return row


def get_task(dossier: Dossier, pk: int) -> PlanTask:
    row = get_object_or_404(PlanTask.objects.select_related("owner", "package"), dossier=dossier, pk=pk)
    row.dossier = dossier
    return row


def get_package(dossier: Dossier, pk: int) -> WorkPackage:
    row = get_object_or_404(WorkPackage.objects.select_related("owner"), dossier=dossier, pk=pk)
    row.dossier = dossier
    return row


def enter(request: HttpRequest, dossier: Dossier, token: str) -> None:
    """This session has entered by that link; it is read again at each page."""
    known = dict(request.session.get(SESSION_KEY, {}))
    known[str(dossier.pk)] = token
    request.session[SESSION_KEY] = known


def close_door(request: HttpRequest, dossier: Dossier) -> None:
    known = dict(request.session.get(SESSION_KEY, {}))
    known.pop(str(dossier.pk), None)
    request.session[SESSION_KEY] = known
