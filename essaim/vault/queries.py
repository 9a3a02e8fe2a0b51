"""Reading vaults: who opens them, what they hold, what is given to whom, who read what."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from essaim.accounts.models import User
from essaim.journal.models import Entry
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.models import Organization, Representation

from .enums import PaperState, Visibility
from .models import Consent, Paper
from .types import DocumentType, document_types

STANDING = (RepresentativeKind.REPRESENTATIVE, RepresentativeKind.SUBSTITUTE)
READ = "vault.read"
LONGEST_ALERT = 366


def people_of(ids: Collection[int]) -> dict[int, list[User]]:
    """Who opens the vault of each of these organizations: who represents it and who stands in, when they have an
    account; else whoever keeps its page. One query."""
    rows = Representation.objects.filter(organization__in=ids, user__is_active=True).select_related("user")
    all_of: dict[int, list[Any]] = defaultdict(list)
    standing: dict[int, list[Any]] = defaultdict(list)
    for row in rows.order_by("pk"):
        all_of[row.organization_id].append(row.user)
        if row.kind in STANDING:
            standing[row.organization_id].append(row.user)
    return {key: standing.get(key) or everybody for key, everybody in all_of.items()}


def represents(user, organization: Organization) -> bool:
    """Whether the person opens this vault. The operator and organisers do not, unless they represent it too."""
    return user.is_authenticated and user in people_of([organization.pk]).get(organization.pk, [])


def keepers_of(organization: Organization) -> list[User]:
    """Those who keep the page and may be named as readers of a paper: its people, the ones above aside."""
    above = set(people_of([organization.pk]).get(organization.pk, []))
    rows = Representation.objects.filter(organization=organization, user__is_active=True).select_related("user")
    return [row.user for row in rows.order_by("name", "pk") if row.user and row.user not in above]


def vaults_of(user: User) -> list[Organization]:
    """The organizations whose vault the person opens, by name. Two queries."""
    rows = Organization.objects.filter(representations__user=user, merged_into=None).order_by("folded_name")
    own = {row.pk: row for row in rows}
    people = people_of(own) if own else {}
    return [row for key, row in own.items() if user in people.get(key, [])]


def papers_of(organization: Organization, user: User | None = None) -> QuerySet[Paper]:
    """In force and kept as history, the latest first; with `user`, those that this person is named for."""
    rows = Paper.objects.filter(organization=organization)
    if user is not None:
        rows = rows.filter(visibility=Visibility.NAMED, readers=user, replaced_at=None)
    return rows


def in_force(ids: Iterable[int]) -> dict[int, list[Paper]]:
    """The papers in force of these organizations, the latest first. One query."""
    found: dict[int, list[Paper]] = defaultdict(list)
    for paper in Paper.objects.filter(organization__in=list(ids), replaced_at=None).select_related("organization"):
        found[paper.organization_id].append(paper)
    return found


def paper_of(organization: Organization, pk: int) -> QuerySet[Paper]:
    """One paper, with those it replaces and its consents."""
    consents = Consent.objects.select_related("given_by", "revoked_by")
    return Paper.objects.filter(organization=organization, pk=pk).prefetch_related(
        Prefetch("consents", consents), "readers"
    )


def state_of(paper: Paper | None, kind: DocumentType | None, today: date) -> PaperState:
    """Of a paper in force, or of its absence (None). `kind` None: one that is no longer known."""
    if paper is None:
        return PaperState.MISSING
    if paper.valid_until and paper.valid_until < today:
        return PaperState.EXPIRED
    if not paper.usable:
        return PaperState.UNUSABLE
    soon = timedelta(days=kind.soon if kind else 0)
    if paper.valid_until and paper.valid_until <= today + soon:
        return PaperState.ENDING
    return PaperState.VALID


def statuses_of(organization: Organization, today: date) -> set[str]:
    """The statuses that it holds today."""
    rows = organization.statuses.filter(Q(valid_until=None) | Q(valid_until__gte=today))
    return set(rows.values_list("kind", flat=True))


def consents_for(purpose: str, ids: Collection[int], today: date) -> QuerySet[Consent]:
    """Neither revoked nor past their day, with their papers. Whether the purpose is open is another question."""
    rows = Consent.objects.filter(purpose=purpose, purpose_id__in=ids, revoked_at=None)
    return rows.filter(Q(expires_on=None) | Q(expires_on__gte=today)).select_related("paper__organization")


def consents_of(organization: Organization) -> QuerySet[Consent]:
    """Those that are not revoked, over all its papers."""
    rows = Consent.objects.filter(paper__organization=organization, revoked_at=None)
    return rows.select_related("paper", "given_by")


def readings_of(organization: Organization) -> QuerySet[Entry]:
    """Who else read which of its papers, for what, latest first."""
    return Entry.objects.filter(
        subject_type=organization._meta.label_lower, subject_id=str(organization.pk), verb=READ
    ).select_related("actor").order_by("-at", "-pk")  # fmt: skip


def to_remind(today: date) -> dict[int, list[int]]:
    """Keys of the papers of which something is to be told, by organization. Two queries."""
    kinds, found = document_types(), defaultdict(list)
    rows = Paper.objects.filter(
        replaced_at=None, valid_until__lte=today + timedelta(days=LONGEST_ALERT), organization__merged_into=None
    )  # fmt: skip
    for paper in rows.order_by("pk"):
        if due(paper, kinds.get(paper.kind), today) is not None:
            found[paper.organization_id].append(paper.pk)
    return found


def due(paper: Paper, kind: DocumentType | None, today: date) -> int | None:
    """The alert that is to be told of a paper: a number of days, -1 once it has ended, None when nothing is new."""
    if paper.valid_until is None or kind is None:
        return None
    left = (paper.valid_until - today).days
    alert = -1 if left < 0 else min((days for days in kind.alert_days if days >= left), default=None)
    if alert is None or (paper.told_days is not None and paper.told_days <= alert):
        return None
    return alert
