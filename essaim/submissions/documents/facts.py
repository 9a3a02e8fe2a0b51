"""What the papers of a dossier say, read once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localtime

from essaim.budgets.engine import Balance, Plan, balance, positions
from essaim.budgets.models import Budget, Line
from essaim.budgets.queries import lines_of, plan_of
from essaim.calls.enums import CallKind
from essaim.calls.models import Call
from essaim.dossiers import queries as dossiers
from essaim.dossiers import rules
from essaim.dossiers.enums import ConsortiumForm, PartnerRole
from essaim.dossiers.models import Dossier, Partner, PlanTask, Section, WorkPackage
from essaim.organizations.enums import PlaceKind, RepresentativeKind
from essaim.organizations.identifiers import display_siren, display_siret
from essaim.organizations.models import Organization, Place, Reference, Representation, Status
from essaim.ui.templatetags.ui import day

from .. import queries
from ..models import FilePlan

TENDERS = (CallKind.TENDER, CallKind.RESERVED_TENDER)
BLANK = "………………………"


@dataclass(frozen=True)
class Member:
    """A structure of the team as papers name it. `cents`: its part of the whole, when it is known."""

    partner: Partner
    address: str = ""
    representative: str = ""
    references: Sequence[Reference] = ()
    statuses: Sequence[Status] = ()
    cents: int | None = None

    @property
    def organization(self) -> Organization:
        return self.partner.organization

    @property
    def name(self) -> str:
        return self.organization.name

    @property
    def is_lead(self) -> bool:
        return self.partner.role == PartnerRole.LEAD

    @property
    def number(self) -> str:
        """« SIRET 732 829 320 00074 », else SIREN, else RNA."""
        one = self.organization
        if one.siret:
            return f"SIRET {display_siret(one.siret)}"
        if one.siren:
            return f"SIREN {display_siren(one.siren)}"
        return f"RNA {one.rna}" if one.rna else "SIRET : à compléter"

    @property
    def share(self) -> str:
        return rules.percent(self.partner.share)

    @property
    def whole(self) -> str:
        """« La Brouette, SIRET 732…, 3 rue des Fèves, 62400 Béthune, représentée par Odile Fruchart »."""
        parts = [self.name, self.number, self.address or f"adresse : {BLANK}"]
        return ", ".join([*parts, f"représentée par {self.representative or BLANK}"])


@dataclass(frozen=True)
class FileFacts:
    dossier: Dossier
    call: Call | None
    plan: FilePlan
    members: Sequence[Member]
    subcontractors: Sequence[Member]
    sections: Sequence[Section]
    packages: Sequence[WorkPackage]
    tasks: Sequence[PlanTask]
    budget: Budget | None = None
    lines: Sequence[Line] = ()
    numbers: Plan = field(default_factory=Plan)

    @property
    def lead(self) -> Member | None:
        return next((one for one in self.members if one.is_lead), None)

    @property
    def sums(self) -> Balance:
        return balance(self.numbers)

    @property
    def is_tender(self) -> bool:
        return self.call is not None and self.call.kind in TENDERS

    @property
    def is_group(self) -> bool:
        return len(self.members) > 1

    @property
    def form(self) -> str:
        """« groupement conjoint »."""
        return str(ConsortiumForm(self.dossier.form).label).lower() if self.dossier.form else "forme à dire"

    @property
    def addressee(self) -> str:
        return self.plan.addressee or (", ".join(self.call.funders) if self.call else "") or BLANK

    @property
    def subject(self) -> str:
        return self.plan.subject or (self.call.title if self.call else self.dossier.title)

    @property
    def foot(self) -> str:
        return f"{self.dossier.title} · {self.lead.name if self.lead else self.dossier.club.name}"

    @property
    def deadline(self) -> str:
        moment = self.dossier.deadline
        return f"{day(moment)} à {localtime(moment):%H:%M}" if moment else ""


def facts_of(dossier: Dossier) -> FileFacts:
    """About a dozen queries, whatever the size of the team."""
    team = rules.team_of(dossiers.partners_of(dossier))
    ids = [one.organization_id for one in team]
    budget = queries.budget_of(dossier)
    lines = lines_of(budget) if budget else []
    numbers = plan_of(budget, lines) if budget else Plan()
    parts = {str(one.pk): one.key for one in budget.parties.all()} if budget else {}
    spent = {parts.get(str(one.party), ""): one.charges for one in positions(numbers)} if budget else {}
    addresses, people = _addresses(ids), _people(ids)
    references: dict[int, list[Any]] = _by_organization(Reference.objects.filter(organization__in=ids))
    statuses: dict[int, list[Any]] = _by_organization(Status.objects.filter(organization__in=ids).order_by("pk"))
    members = [
        Member(
            one, addresses.get(one.organization_id, ""), people.get(one.organization_id, "") or one.contact,
            references.get(one.organization_id, []), statuses.get(one.organization_id, []),
            one.amount_cents if one.amount_cents is not None else spent.get(str(one.pk)),
        )
        for one in team
    ]  # fmt: skip
    return FileFacts(
        dossier, dossier.call, queries.file_plan_of(dossier) or FilePlan(club=dossier.club, dossier=dossier),
        [one for one in members if one.partner.role != PartnerRole.SUBCONTRACTOR],
        [one for one in members if one.partner.role == PartnerRole.SUBCONTRACTOR],
        list(dossier.sections.select_related("text").order_by("position", "pk")),
        list(dossier.packages.select_related("owner__organization").order_by("position", "pk")),
        list(dossier.tasks.select_related("owner__organization", "package").order_by("due_on", "pk")),
        budget, lines, numbers,
    )  # fmt: skip


def _addresses(ids: Sequence[int]) -> dict[int, str]:
    rows = Place.objects.filter(organization__in=ids, kind=PlaceKind.HEAD_OFFICE)
    return {
        one.organization_id: ", ".join(filter(None, [one.street, f"{one.postal_code} {one.city}".strip()]))
        for one in rows
    }


def _people(ids: Sequence[int]) -> dict[int, str]:
    rows = Representation.objects.filter(organization__in=ids, kind=RepresentativeKind.REPRESENTATIVE).order_by("-pk")
    return {one.organization_id: ", ".join(filter(None, [one.name, one.role])) for one in rows}


def _by_organization(rows: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.organization_id, []).append(row)
    return found
