"""What the pages of a vault draw."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpRequest
from django.utils.timezone import localdate

from essaim.organizations.models import Organization

from . import access, queries
from .enums import Condition, PaperState, Signature
from .models import Consent, Paper
from .purposes import Facts, purpose_named
from .types import DocumentType, document_types
from .words import called, how_long

# What asks for an act comes first.
ORDER = [PaperState.EXPIRED, PaperState.UNUSABLE, PaperState.ENDING, PaperState.MISSING, PaperState.VALID]
TONES = {PaperState.VALID: "ok", PaperState.ENDING: "wait", PaperState.EXPIRED: "no", PaperState.UNUSABLE: "no"}


@dataclass
class Line:
    """A paper in force, or one that is missing. `flags`: what its file lacks, in words."""

    name: str
    kind: DocumentType | None
    paper: Paper | None
    state: PaperState
    how_long: str = ""
    flags: list[str] = field(default_factory=list)
    given: int = 0

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "")


def line_of(paper: Paper, kinds: dict[str, DocumentType], today: date) -> Line:
    kind = kinds.get(paper.kind)
    return Line(called(paper), kind, paper, queries.state_of(paper, kind, today), how_long(paper, today), flags(paper))


def flags(paper: Paper) -> list[str]:
    """What whoever receives the paper would stumble on."""
    found = []
    if paper.condition != Condition.READABLE:
        found.append(str(Condition(paper.condition).label))
    if paper.signature == Signature.MISSING:
        found.append(str(Signature.MISSING.label))
    return found


def vault(request: HttpRequest, opened: access.Opened) -> dict:
    """The vault: what it holds and lacks, what is given. Eight queries, and those of the purposes."""
    organization, today, kinds = opened.organization, localdate(), document_types()
    rows = queries.papers_of(organization, None if opened.runs else access.person(request))
    papers = [paper for paper in rows if paper.in_force]
    lines = [line_of(paper, kinds, today) for paper in papers]
    context = {"organization": organization, "opened": opened, "history": len(rows) - len(papers)}
    if opened.runs:
        held = {paper.kind for paper in papers}
        statuses = queries.statuses_of(organization, today)
        lacking = [kind for kind in kinds.values() if kind.code not in held]
        lines += [
            Line(str(kind), kind, None, PaperState.MISSING)
            for kind in lacking
            if kind.is_for(organization.family, statuses)
        ]
        shown = {line.kind.code for line in lines if line.kind}
        given = given_by(organization)
        for line in lines:
            line.given = sum(1 for _facts, consents in given for one in consents if one.paper_id == _key(line))
        context |= {
            "given": given,
            "others": [kind for kind in kinds.values() if kind.several or kind.code not in shown],
            "people": queries.people_of([organization.pk]).get(organization.pk, []),
            "readings": queries.readings_of(organization).count(),
        }
    position = {code: number for number, code in enumerate(kinds)}
    lines.sort(key=lambda line: (ORDER.index(line.state), position.get(line.kind.code, 99) if line.kind else 99))
    counts: dict[PaperState, int] = defaultdict(int)
    for line in lines:
        counts[line.state] += 1
    context |= {"lines": lines, "counts": [(state, counts[state]) for state in ORDER if counts[state]]}
    return context


def _key(line: Line) -> int:
    return line.paper.pk if line.paper else 0


def given_by(organization: Organization) -> list[tuple[Facts, list[Consent]]]:
    """What the organization gives, by purpose that still stands. One query, and one round for each kind of purpose."""
    return with_facts(queries.consents_of(organization))


def with_facts(consents: Iterable[Consent]) -> list[tuple[Facts, list[Consent]]]:
    """Consents that are neither revoked nor past their day, by purpose; those of a purpose that is gone are left
    aside."""
    today = localdate()
    by_purpose: dict[str, dict[int, list[Consent]]] = defaultdict(lambda: defaultdict(list))
    for one in consents:
        if one.expires_on is None or one.expires_on >= today:
            one.name = called(one.paper)  # type: ignore[attr-defined]
            by_purpose[one.purpose][one.purpose_id].append(one)
    found = []
    for name, rows in by_purpose.items():
        known = purpose_named(name)
        facts = known.facts(list(rows)) if known else {}
        found += [(facts[key], consents) for key, consents in rows.items() if key in facts and facts[key].open]
    return sorted(found, key=lambda pair: pair[0].label)


def detail(paper: Paper) -> dict:
    """A paper, what it replaced and what it is given for."""
    kinds, today = document_types(), localdate()
    chain = {one.pk: one for one in queries.papers_of(paper.organization).filter(kind=paper.kind)}
    before, seen = [], {paper.pk}
    current = paper
    while current.replaces_id in chain and current.replaces_id not in seen:
        current = chain[current.replaces_id]
        seen.add(current.pk)
        before.append(current)
    standing = [one for one in paper.consents.all() if one.revoked_at is None]
    for one in standing:
        one.paper = paper
    return {
        "organization": paper.organization,
        "line": line_of(paper, kinds, today),
        "paper": paper,
        "before": before,
        "given": with_facts(standing),
    }


def also_for(organization: Organization, kind: DocumentType) -> list[tuple[int, str]]:
    """What the paper in force of a kind is given for: (key of the consent, label)."""
    if kind.several:
        return []
    rows = queries.consents_of(organization).filter(paper__kind=kind.code, paper__replaced_at=None)
    return [(one.pk, facts.label) for facts, consents in with_facts(rows) for one in consents]
