"""Papers are given from vaults, handed in directly, and kept as they left."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.dossiers import queries as dossiers
from essaim.dossiers import rules
from essaim.dossiers.actions.common import lock_open
from essaim.dossiers.enums import IN_TEAM
from essaim.dossiers.models import Dossier, Partner
from essaim.files.actions import remove, storing
from essaim.kernel.errors import Refusal
from essaim.vault import actions as vaults
from essaim.vault import queries as vault_queries
from essaim.vault.actions.papers import dates_of
from essaim.vault.models import Consent
from essaim.vault.reading import read_paper

from .. import queries
from ..checklist import Held
from ..models import DirectPaper, GivenPaper
from ..purpose import PURPOSE
from .checklist import told

_COPIED = ("kind", "title", "issued_on", "exercise", "valid_until", "condition", "signature", "pages", "file_name",
           "content_type", "size", "sha256")  # fmt: skip


@transaction.atomic
def give_papers(*, partner: Partner, keys: Collection[int], actor: User | None) -> list[Consent]:
    """Give these papers of the partner's vault for this dossier, and it alone: all, or none.

    Refuses nothing chosen (`none`), a paper that is no more in force there (`gone`), and what `vault.actions.give`
    refuses: a dossier that is sent, a person who does not represent the structure…
    """
    dossier = lock_open(partner.dossier)
    held = vault_queries.in_force([partner.organization_id]).get(partner.organization_id, [])
    papers = [one for one in held if one.pk in keys]
    if not keys:
        raise Refusal(_("Choisissez au moins une pièce."), code="none")
    if len(papers) != len(set(keys)):
        raise Refusal(
            _("Une de ces pièces a été remplacée ou retirée entre-temps : regardez la liste à nouveau."), code="gone"
        )
    return vaults.give_all(papers=papers, purpose=PURPOSE, purpose_id=dossier.pk, actor=actor)


def add_direct(
    *, partner: Partner, kind: str, upload: UploadedFile, actor: User | None, by: str = "", title: str = "",
    issued_on: date | None = None, ends_on: date | None = None, exercise: int | None = None,
) -> DirectPaper:  # fmt: skip
    """Hand a paper in for this dossier alone. Of a kind that stands alone, it takes the place of the one before.

    Refuses what `vault.reading.read_paper` and the rule of its kind refuse, the same file twice (`twice`), a partner
    that is not in the team (`out`), and a dossier that is sent (`frozen`).
    """
    known, dates, title = dates_of(kind, title=title, issued_on=issued_on, ends_on=ends_on, exercise=exercise)
    content, facts = read_paper(upload)
    row = DirectPaper(
        club_id=partner.club_id, dossier_id=partner.dossier_id, partner=partner, kind=kind, title=title,
        added_by=actor, by=by[:160], **dates, **facts,
    )  # fmt: skip
    try:
        with storing(row, content), transaction.atomic():
            dossier = lock_open(partner.dossier)
            if not Partner.objects.filter(pk=partner.pk, state__in=IN_TEAM).exists():
                raise Refusal(
                    _("%(name)s n'est pas dans l'équipe.") % {"name": partner.organization.name}, code="out"
                )  # fmt: skip
            if not known.several:
                for old in DirectPaper.objects.filter(partner=partner, kind=kind).exclude(sha256=row.sha256):
                    remove(old)
            row.save()
            told(dossier, "add_direct", actor, by=by, kind=kind, organization=partner.organization_id)
    except IntegrityError:
        raise Refusal(_("Ce fichier est déjà déposé."), code="twice", field="upload") from None
    return row


@transaction.atomic
def remove_direct(*, direct: DirectPaper, actor: User | None, by: str = "") -> None:
    """Take it back, row and file, before the dossier is sent."""
    dossier = lock_open(direct.dossier)
    row = DirectPaper.objects.select_for_update().filter(pk=direct.pk).first()
    if row is not None:
        told(dossier, "remove_direct", actor, by=by, kind=row.kind)
        remove(row)


@transaction.atomic
def open_handed(*, handed: DirectPaper | GivenPaper, reader: User | None, by: str = "") -> None:
    """Somebody reads what the dossier holds: journaled, and told to the owner of a vault when it came from there."""
    dossier = handed.dossier
    told(dossier, "read", reader, by=by, kind=handed.kind, file=handed.file_name, paper=handed.pk)
    if isinstance(handed, GivenPaper) and handed.organization is not None:
        vaults.told_elsewhere(
            organization=handed.organization, reader=reader, kind=handed.kind,
            name=handed.title or handed.file_name, to=dossier.title,
        )  # fmt: skip


@transaction.atomic
def freeze_papers(*, dossier: Dossier, actor: User | None) -> list[GivenPaper]:
    """Keep a copy of all that was given and handed in, as it leaves; the consents end with that. Called when the
    dossier is sent; done twice, it is done once."""
    if GivenPaper.objects.filter(dossier=dossier).exists():
        return queries.given_papers(dossier)
    team = rules.team_of(dossiers.partners_of(dossier))
    by_organization = {one.organization_id: one for one in team}
    leaving: list[tuple[Partner, Held]] = [
        (by_organization[paper.organization_id], paper)
        for paper in vaults.take_all(purpose=PURPOSE, purpose_id=dossier.pk, actor=actor)
        if paper.organization_id in by_organization
    ]
    parts = {one.pk: one for one in team}
    leaving += [
        (parts[one.partner_id], one) for one in queries.direct_papers(dossier) if one.partner_id in parts
    ]  # fmt: skip
    made: dict[tuple[int, str, str], GivenPaper] = {}
    for partner, paper in leaving:
        key = (partner.pk, paper.kind, paper.sha256)
        if key not in made and paper.file.name and paper.file.storage.exists(paper.file.name):
            made[key] = _copy(dossier, partner, paper)
    vaults.end_for(purpose=PURPOSE, purpose_id=dossier.pk, actor=actor)
    told(dossier, "freeze_papers", actor, count=len(made))
    return list(made.values())


def _copy(dossier: Dossier, partner: Partner, paper: Held) -> GivenPaper:
    given = GivenPaper(
        club=dossier.club, dossier=dossier, partner=partner, organization=partner.organization,
        name=partner.organization.name, added_by=paper.added_by, **{name: getattr(paper, name) for name in _COPIED},
    )  # fmt: skip
    with paper.file.open("rb") as file, storing(given, ContentFile(file.read())):
        given.save()
    return given


def follow_dossier(*, actor: Any, verb: str, subject: Any, **_more: Any) -> None:
    """Listener of `journaled`: what a dossier's life does to what was given for it, in the same transaction."""
    if not isinstance(subject, Dossier):
        return
    if verb == "dossiers.submit":
        freeze_papers(dossier=subject, actor=actor)
    elif verb == "dossiers.withdraw":
        vaults.end_for(purpose=PURPOSE, purpose_id=subject.pk, actor=actor)
    elif verb == "dossiers.version":
        _end_for_those_who_left(subject, actor)


def _end_for_those_who_left(dossier: Dossier, actor: User | None) -> None:
    """Whoever comes back gives anew."""
    present = {one.organization_id for one in rules.team_of(dossiers.partners_of(dossier))}
    gone = {one.organization_id: one.organization for one in dossiers.partners_of(dossier)}
    for key, organization in gone.items():
        if key not in present:
            vaults.end_for(purpose=PURPOSE, purpose_id=dossier.pk, organization=organization, actor=actor)
