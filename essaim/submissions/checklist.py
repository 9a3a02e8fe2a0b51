"""Each partner's papers for a dossier: asked, given, still to give, lacking, with what is wrong.

What lies in a vault and was not given is told to its own people alone; the team sees that it is not given.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.dossiers import rules
from essaim.dossiers.models import Dossier, Partner
from essaim.ui.templatetags.ui import day
from essaim.vault import queries as vaults
from essaim.vault.enums import Condition, PaperState, Signature
from essaim.vault.models import Consent, Paper
from essaim.vault.types import DocumentType, document_types
from essaim.vault.words import called

from . import queries
from .enums import ROLES, PaperStatus
from .models import AskedPaper, DirectPaper
from .purpose import PURPOSE

Held = Paper | DirectPaper


@dataclass
class Handed:
    """A paper that the dossier has, by a consent or directly, with what is wrong in a few words (`flaws`).
    `detail`: what its name says beyond its kind."""

    paper: Held
    name: str
    consent: Consent | None = None
    flaws: list[str] = field(default_factory=list)
    blocks: bool = False  # as it is, it is worth nothing to whoever receives it

    @property
    def detail(self) -> str:
        return self.paper.title or (str(self.paper.exercise) if self.paper.exercise else "")


@dataclass
class AskedLine:
    """A kind asked of a partner. `ready`: of the own vault, valid, to be given with one click; `doubtful`: there, but
    `flaws` says why one looks first."""

    kind: DocumentType
    required: bool
    notes: list[str]
    handed: list[Handed] = field(default_factory=list)
    ready: list[Paper] = field(default_factory=list)
    doubtful: list[Handed] = field(default_factory=list)

    @property
    def status(self) -> PaperStatus:
        if self.handed:
            return PaperStatus.PROBLEM if all(one.blocks for one in self.handed) else PaperStatus.GIVEN
        if self.ready:
            return PaperStatus.TO_GIVE
        return PaperStatus.PROBLEM if self.doubtful else PaperStatus.MISSING


@dataclass
class PartnerPapers:
    """`own`: the reader opens this vault. `has_vault`: somebody with an account does. `more`: given, and not asked."""

    partner: Partner
    own: bool
    has_vault: bool
    lines: list[AskedLine]
    more: list[Handed] = field(default_factory=list)

    @property
    def ready(self) -> list[Paper]:
        """All that one click gives."""
        return [paper for line in self.lines for paper in line.ready]

    @property
    def absent(self) -> list[AskedLine]:
        return [line for line in self.lines if not line.handed]

    @property
    def lacking(self) -> list[AskedLine]:
        return [line for line in self.lines if line.required and line.status != PaperStatus.GIVEN]


def flaws_of(paper: Held, deadline: date | None, today: date) -> tuple[list[str], bool]:
    """What whoever receives the paper would stumble on, and whether that makes it worthless."""
    found, blocks = [], False
    if paper.condition != Condition.READABLE:
        found.append(str(Condition(paper.condition).label))
        blocks = True
    if paper.valid_until and paper.valid_until < today:
        found.append(_("périmée depuis le %(day)s") % {"day": day(paper.valid_until)})
        blocks = True
    elif paper.valid_until and deadline and paper.valid_until < deadline:
        found.append(_("finit le %(day)s, avant l'envoi") % {"day": day(paper.valid_until)})
    if paper.signature == Signature.MISSING:
        found.append(str(Signature.MISSING.label))
    return found, blocks


def asked_of(partner: Partner, rows: Sequence[AskedPaper], kinds: dict[str, DocumentType]) -> list[AskedLine]:
    """What the checklist asks of one partner, each kind once, in the order of the kinds; what its legal form does not
    have is left out, unless it is asked of it by name."""
    lines: dict[str, AskedLine] = {}
    for row in rows:
        kind = kinds.get(row.kind)
        if kind is None:
            continue
        by_name = row.partner_id == partner.pk
        family = partner.organization.family
        fits = not kind.families or not family or family in kind.families
        if not (by_name or (partner.role in ROLES[row.who] and fits)):
            continue
        line = lines.setdefault(kind.code, AskedLine(kind, False, []))
        line.required = line.required or row.required
        if row.note:
            line.notes.append(row.note)
    order = list(kinds)
    return sorted(lines.values(), key=lambda line: order.index(line.kind.code))


def checklist_of(
    dossier: Dossier, partners: Sequence[Partner], own: Collection[int] = ()
) -> list[PartnerPapers]:  # fmt: skip
    """The team's papers, the lead first. `own`: keys of the organizations whose vault the reader opens. Six queries."""
    kinds, today = document_types(), localdate()
    deadline = localdate(dossier.deadline) if dossier.deadline else None
    team = rules.team_of(partners)
    rows = queries.asked_for(dossier)
    people = vaults.people_of([one.organization_id for one in team])
    consents: dict[int, list[Consent]] = defaultdict(list)
    if dossier.may_change:
        for consent in vaults.consents_for(PURPOSE, [dossier.pk], today).order_by("-pk"):
            consents[consent.paper.organization_id].append(consent)
    directs: dict[int, list[DirectPaper]] = defaultdict(list)
    for direct in queries.direct_papers(dossier):
        directs[direct.partner_id].append(direct)
    held = vaults.in_force(one.organization_id for one in team if one.organization_id in own)
    found = []
    for partner in team:
        lines = asked_of(partner, rows, kinds)
        papers = PartnerPapers(
            partner, partner.organization_id in own, bool(people.get(partner.organization_id)), lines
        )
        by_kind = {line.kind.code: line for line in lines}
        handed: list[tuple[Held, Consent | None]] = [(one, None) for one in directs[partner.pk]]
        handed += [(one.paper, one) for one in consents[partner.organization_id]]
        for paper, consent_of in handed:
            flaws, blocks = flaws_of(paper, deadline, today)
            one = Handed(paper, _called(paper), consent_of, flaws, blocks)
            line = by_kind.get(paper.kind)
            (line.handed if line else papers.more).append(one)
        _sort_vault(lines, held.get(partner.organization_id, []), kinds, deadline, today)
        found.append(papers)
    return found


def _sort_vault(
    lines: list[AskedLine], held: list[Paper], kinds: dict[str, DocumentType], deadline: date | None, today: date
) -> None:  # fmt: skip
    """What the own vault has for the lines that are not met yet."""
    for line in lines:
        if line.handed and not all(one.blocks for one in line.handed):
            continue
        there = {one.paper.pk for one in line.handed}
        for paper in held:
            if paper.kind != line.kind.code or paper.pk in there:
                continue
            flaws, blocks = flaws_of(paper, deadline, today)
            state = vaults.state_of(paper, kinds.get(paper.kind), today)
            if state in (PaperState.VALID, PaperState.ENDING) and not flaws:
                line.ready.append(paper)
            else:
                line.doubtful.append(Handed(paper, _called(paper), None, flaws, blocks))


def _called(paper: Held) -> str:
    return called(paper)
