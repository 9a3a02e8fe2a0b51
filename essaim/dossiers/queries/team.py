"""A dossier, its partners, whom to write to."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.html import strip_tags
from django.utils.timezone import localdate

from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.clubs.enums import IN_REGISTER, MembershipState
from essaim.clubs.models import Club, Membership
from essaim.clubs.queries import municipalities_of
from essaim.kernel.text import fold
from essaim.organizations.enums import RepresentativeKind, StatusKind
from essaim.organizations.models import Organization, Representation, Skill
from essaim.organizations.queries import listed_organizations
from essaim.writing.models import Text

from ..enums import ACTIVE, IN_TEAM, LOOKING, PREPARING, DossierState, NeedKind, OpenTo, PartnerRole, SectionState
from ..models import AccessLink, CallHand, Composition, Dossier, Partner, Section

_RANK = {RepresentativeKind.REPRESENTATIVE: 0, RepresentativeKind.SUBSTITUTE: 1, RepresentativeKind.CONTRIBUTOR: 2}


def dossier_by_pk(pk: int) -> Dossier | None:
    return Dossier.objects.select_related("club").filter(pk=pk).first()


def partner_by_pk(dossier: Dossier, pk: int) -> Partner | None:
    row = Partner.objects.filter(dossier=dossier, pk=pk).select_related("organization", "user", "through").first()
    if row:
        row.dossier = dossier
    return row


def partners_of(dossier: Dossier) -> list[Partner]:
    """All of them, whatever their state, with structure, contact and club. One query."""
    rows = list(
        Partner.objects.filter(dossier=dossier).select_related("organization", "user", "through").order_by("pk")
    )
    for row in rows:
        row.dossier = dossier
    return rows


def lead_of(dossier: Dossier) -> Partner | None:
    rows = Partner.objects.filter(dossier=dossier, role=PartnerRole.LEAD, state__in=IN_TEAM)
    found = rows.select_related("organization", "user", "through").first()
    if found:
        found.dossier = dossier
    return found


def leads_another(organization: Organization, call: Call, *, but: Dossier | None = None) -> bool:
    """Whether it leads another answer to the same call, that is prepared or sent."""
    rows = Partner.objects.filter(
        organization=organization, role=PartnerRole.LEAD, state__in=IN_TEAM, dossier__call=call,
        dossier__state__in=(*PREPARING, DossierState.SUBMITTED),
    )  # fmt: skip
    return rows.exclude(dossier=but).exists() if but else rows.exists()


def hands_for(call: Call, club: Club) -> list[CallHand]:
    """Who would answer the call, among the members of the club. One query."""
    return list(CallHand.objects.filter(call=call, club=club).select_related("organization", "user"))


def dossiers_for(call: Call, club: Club) -> list[Dossier]:
    """Those of the club that answer the call and look for partners. One query."""
    rows = Dossier.objects.filter(call=call, club=club, state__in=LOOKING, open_to=OpenTo.CLUB)
    return list(rows.select_related("club").order_by("pk"))


def writes_to(organization: Organization) -> list[User]:
    """Who represents it, else who stands in, else who keeps its page. One query."""
    rows = list(Representation.objects.filter(organization=organization, user__isnull=False).select_related("user"))
    best = min((_RANK[RepresentativeKind(row.kind)] for row in rows), default=0)
    return list(dict.fromkeys(row.user for row in rows if row.user and _RANK[RepresentativeKind(row.kind)] == best))


def people_of(partner: Partner) -> list[User]:
    """The person it named, else the structure's people; nobody when only an address is known."""
    return [partner.user] if partner.user else writes_to(partner.organization)


def people_of_lead(dossier: Dossier) -> list[User]:
    lead = lead_of(dossier)
    return people_of(lead) if lead else []


def link_by_pk(pk: int) -> AccessLink | None:
    rows = AccessLink.objects.select_related("dossier__club", "partner__organization", "partner__through")
    return rows.filter(pk=pk).first()


def gone_from_club(partners: Iterable[Partner]) -> list[Partner]:
    """Those of the team whose structure has left the club by which it takes part. One query."""
    team = [one for one in partners if one.state in IN_TEAM and one.through_id]
    rows = Membership.objects.filter(
        organization__in=[one.organization_id for one in team], state__in=IN_REGISTER
    ).values_list("organization_id", "club_id")  # fmt: skip
    known = set(rows)
    return [one for one in team if (one.organization_id, one.through_id) not in known]


def could_be_asked(typed: str, *, limit: int = 12) -> list[Organization]:
    """Structures of the directory whose name holds the words typed. None when nothing is typed."""
    words = fold(typed).split()
    if not words:
        return []
    rows = listed_organizations()
    for word in words:
        rows = rows.filter(folded_name__contains=word)
    return list(rows[:limit])


def link_of(partner: Partner) -> AccessLink | None:
    """The link that a partner's contact has now, if it still serves."""
    rows = AccessLink.objects.filter(partner=partner, withdrawn_at=None, until__gte=localdate())
    link = rows.select_related("dossier__club").first()
    if link is not None:
        link.partner = partner
    return link


def people_of_members(club: Club) -> list[User]:
    """Whoever acts for a member of the club and has an account. One query."""
    rows = User.objects.filter(
        representations__organization__memberships__club=club,
        representations__organization__memberships__state=MembershipState.MEMBER, is_active=True,
    )  # fmt: skip
    return list(rows.distinct().order_by("pk"))


def section_of(text: Text) -> Section | None:
    """The part of a file that a text is, with its dossier."""
    rows = Section.objects.select_related("dossier__club", "dossier__handed_to")
    return rows.filter(text_id=text.pk).first()


@dataclass(frozen=True)
class Progress:
    """Parts that are finished, and tasks that are done, of all."""

    done_parts: int
    parts: int
    done_tasks: int
    tasks: int


def progress_of(dossier: Dossier) -> Progress:
    """Two queries."""
    parts = dossier.sections.aggregate(done=Count("pk", filter=Q(state=SectionState.DONE)), all=Count("pk"))
    tasks = dossier.tasks.aggregate(done=Count("pk", filter=Q(done_at__isnull=False)), all=Count("pk"))
    return Progress(parts["done"], parts["all"], tasks["done"], tasks["all"])


def compositions_of(dossier: Dossier) -> QuerySet[Composition]:
    """Every version, the last first, each with who confirmed it."""
    rows = Composition.objects.filter(dossier=dossier).select_related("actor")
    return rows.prefetch_related("confirmations__partner__organization", "confirmations__user").order_by("-number")


def latest_asked(dossier: Dossier) -> Composition | None:
    """The last version: the one that partners are asked to confirm."""
    return Composition.objects.filter(dossier=dossier, number=dossier.composition_number).first()


def words_of_call(dossier: Dossier) -> str:
    """What the call and the dossier say, as plain text."""
    call = dossier.call
    said = [dossier.title, dossier.summary]
    if call is not None:
        said += [call.title, strip_tags(call.description), strip_tags(call.eligibility), " ".join(call.reserved_for)]
    return " ".join(said)


@dataclass(frozen=True)
class SuggestedNeed:
    kind: str
    label: str
    value: str


# Words of a call that ask for a status, beside the names of the statuses themselves.
_STATUS_WORDS = {"siae": "siae", "insertion par l activite economique": "siae", "entreprise adaptee": StatusKind.EA,
                 "entreprises adaptees": StatusKind.EA, "esus": StatusKind.ESUS}  # fmt: skip


def suggested_needs(dossier: Dossier, words: str, *, limit: int = 12) -> list[SuggestedNeed]:
    """What the call's words (plain text) ask for, as far as the directory knows these words: know-how, statuses,
    communes of the club. The longest names first; none that the dossier has already. Three queries."""
    text = f" {fold(words)} "
    if not text.strip():
        return []
    found: dict[tuple[str, str], SuggestedNeed] = {}
    names = Skill.objects.order_by("folded_name").values_list("folded_name", "name").distinct()
    for folded, name in sorted(names, key=lambda one: -len(one[0])):
        if len(folded) >= 4 and f" {folded} " in text:
            found.setdefault((NeedKind.SKILL, folded), SuggestedNeed(NeedKind.SKILL, name, folded))
    for kind in StatusKind:
        label = fold(str(kind.label))
        if len(label) > 3 and f" {label} " in text and kind != StatusKind.OTHER:
            found[NeedKind.STATUS, kind.value] = SuggestedNeed(NeedKind.STATUS, str(kind.label), kind.value)
    for asked, value in _STATUS_WORDS.items():
        if f" {asked} " in text:
            label = "SIAE" if value == "siae" else str(StatusKind(value).label)
            found[NeedKind.STATUS, str(value)] = SuggestedNeed(NeedKind.STATUS, label, str(value))
    for code, name, folded in municipalities_of(dossier.club).values_list("pk", "name", "folded_name"):
        if f" {folded} " in text:
            found[NeedKind.TERRITORY, code] = SuggestedNeed(NeedKind.TERRITORY, name, code)
    known = {(kind, fold(label)) for kind, label in dossier.needs.values_list("kind", "label")}
    return [one for one in found.values() if (one.kind, fold(one.label)) not in known][:limit]


def active_partner(dossier: Dossier, organization: Organization) -> Partner | None:
    """The row of a structure that is asked, or in."""
    return Partner.objects.filter(dossier=dossier, organization=organization, state__in=ACTIVE).first()
