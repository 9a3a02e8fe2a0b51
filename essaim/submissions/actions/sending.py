"""What will leave is prepared; what leaves is kept for ever."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.budgets import actions as budgets
from essaim.dossiers import actions as dossiers
from essaim.dossiers import queries as dossier_queries
from essaim.dossiers.enums import DossierState
from essaim.dossiers.models import Dossier
from essaim.files.actions import remove, storing
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.vault import actions as vault

from .. import archive, queries
from ..checklist import Held
from ..checks import Check, findings
from ..documents import DOCUMENTS
from ..enums import Channel, Urgency
from ..models import Attachment, FilePlan, Outcome, Proof, Sending
from ..purpose import PURPOSE
from .common import lock, lock_to_send, one_line, told

MOST_ATTACHMENTS = 40
FACTS = {"pattern": 120, "addressee": 300, "subject": 300, "lots": 160}


@transaction.atomic
def plan_file(
    *, dossier: Dossier, actor: User | None, chosen: Sequence[str] | None = None, letter: str | None = None,
    **facts: str,
) -> FilePlan:  # fmt: skip
    """Say what the archive holds, how its files are named, to whom it goes. `chosen`: names of DOCUMENTS, in their
    order. Refuses once it left (`sent`), a pattern without `{nom}` or that cannot be read (field `pattern`), and none
    chosen (field `chosen`)."""
    dossier = lock_to_send(dossier)
    if unknown := set(facts) - set(FACTS):
        raise TypeError(f"not facts of a file: {unknown}")
    plan = queries.file_plan_of(dossier) or FilePlan(club=dossier.club, dossier=dossier)
    if chosen is not None:
        plan.chosen = [name for name in chosen if name in DOCUMENTS]
        if not plan.chosen:
            raise Refusal(_("Choisissez au moins un document."), code="chosen", field="chosen")
    if letter is not None:
        plan.letter = letter.strip()[:6000]
    for name, value in facts.items():
        setattr(plan, name, one_line(value)[: FACTS[name]])
    archive.check_pattern(plan.pattern)
    plan.save()
    told(dossier, "plan_file", actor, chosen=plan.chosen)
    return plan


def add_attachment(*, dossier: Dossier, actor: User | None, title: str, upload: UploadedFile) -> Attachment:
    """A file of the team that leaves with the others. Refuses what `read_upload` refuses (field `upload`), no title
    (field `title`), what is there already (`twice`), more than forty (`full`), once it left (`sent`)."""
    title = one_line(title)[:120]
    if not title:
        raise Refusal(_("Dites ce que c'est."), code="title", field="title")
    row = Attachment(club_id=dossier.club_id, dossier=dossier, title=title, added_by=actor, **read_upload(upload))
    try:
        with storing(row, upload), transaction.atomic():
            locked = lock_to_send(dossier)
            if locked.attachments.count() >= MOST_ATTACHMENTS:
                raise Refusal(_("Quarante fichiers au plus : retirez-en un."), code="full", field="upload")
            row.save()
            told(locked, "add_attachment", actor, title=title, sha256=row.sha256)
    except IntegrityError:
        raise Refusal(_("Ce fichier est déjà dans le dossier."), code="twice", field="upload") from None
    return row


@transaction.atomic
def remove_attachment(*, attachment: Attachment, actor: User | None) -> None:
    dossier = lock_to_send(attachment.dossier)
    title = attachment.title
    remove(attachment)
    told(dossier, "remove_attachment", actor, title=title)


def build_archive(*, dossier: Dossier, actor: User | None) -> archive.Archive:
    """The archive as it would leave now. What it takes from the vaults of partners is journaled there, and only what
    this person may read is taken: the lead's people, bank details too."""
    papers: list[Held] = list(queries.direct_papers(dossier))
    if actor is not None:
        papers += vault.read_all(purpose=PURPOSE, purpose_id=dossier.pk, reader=actor)
    return archive.make(dossier, papers)


def blocking(dossier: Dossier) -> list[Check]:
    """The points that prevent sending."""
    partners = dossier_queries.partners_of(dossier)
    return [one for one in findings(dossier, dossier.club, partners) if one.urgency == Urgency.BLOCKING]


def record_sending(
    *, dossier: Dossier, actor: User | None, channel: str, sent_by: str, receipt: str = "", despite: str = "",
    proof: UploadedFile | None = None, at: datetime | None = None, by: str = "",
) -> Sending:  # fmt: skip
    """The file has left: its archive is made now and kept byte for byte, the dossier and its budget are frozen.

    Refuses while something blocks and nothing is said (`blocked`, field `despite`); what `dossiers.submit` refuses
    (shares, confirmations); no proof at all, neither a receipt's number nor a file (field `receipt`); a moment to come
    (`future`, field `at`); sent already (`sent`).
    """
    moment = at or timezone.now()
    receipt, sent_by, despite = one_line(receipt)[:120], one_line(sent_by)[:160], despite.strip()[:1000]
    if moment > timezone.now():
        raise Refusal(_("Ce moment est à venir."), code="future", field="at")
    if not sent_by:
        raise Refusal(_("Dites qui l'a envoyé."), code="sent_by", field="sent_by")
    if not receipt and proof is None:
        raise Refusal(
            _("Gardez une preuve : le numéro de l'accusé de réception, ou le fichier reçu."), code="proof",
            field="receipt",
        )  # fmt: skip
    proof_facts = read_upload(proof, field="proof") if proof is not None else None
    found = blocking(dossier)
    if found and not despite:
        raise Refusal(
            _("Il reste de quoi bloquer : %(first)s Dites pourquoi vous l'envoyez ainsi.")
            % {"first": found[0].sentence},
            code="blocked", field="despite",
        )  # fmt: skip
    made = build_archive(dossier=dossier, actor=actor)
    row = Sending(
        club_id=dossier.club_id, dossier=dossier, added_by=actor, sent_at=moment, channel=Channel(channel),
        receipt=receipt, sent_by=sent_by, despite=despite if found else "",
        despite_of=[one.sentence for one in found], manifest=made.manifest, asked_cents=made.asked_cents,
        file_name=made.file_name, content_type="application/zip", size=len(made.content), sha256=made.sha256,
    )  # fmt: skip
    try:
        with storing(row, ContentFile(made.content, made.file_name)), transaction.atomic():
            locked = lock(dossier)
            if locked.state in (DossierState.COMPOSED, DossierState.WRITING):
                dossiers.mark_checked(dossier=locked, actor=actor, by=by)
            locked = dossiers.submit(dossier=locked, actor=actor, at=moment, by=by)
            version = dossier_queries.latest_asked(locked)
            row.composition = version.sha256 if version else ""
            row.save()
            # `submit` kept the papers as they then were: the archive holds the same, or nothing leaves.
            if made.papers and made.papers != {one.sha256 for one in queries.given_papers(locked)}:
                raise Refusal(
                    _("Une pièce a été donnée ou retirée à l'instant : rien n'est parti. Recommencez."), code="changed"
                )
            budget = queries.budget_of(locked)
            if budget is not None:
                budgets.freeze(budget=budget, actor=actor, at=moment)
            Outcome.objects.get_or_create(
                dossier=locked, defaults={"club": locked.club, "asked_cents": made.asked_cents}
            )
            told(locked, "record_sending", actor, sha256=row.sha256, receipt=receipt, despite=row.despite)
    except IntegrityError:
        raise Refusal(_("Ce dossier est déjà parti."), code="sent") from None
    if proof is not None and proof_facts is not None:
        _keep_proof(row, actor, proof, proof_facts)
    return row


def add_proof(*, sending: Sending, actor: User | None, upload: UploadedFile) -> Proof:
    """Another proof, that came later. What was there stays. Refuses (`twice`) the same file."""
    return _keep_proof(sending, actor, upload, read_upload(upload, field="proof"))


def _keep_proof(sending: Sending, actor: User | None, upload: UploadedFile, facts: dict[str, Any]) -> Proof:
    row = Proof(club_id=sending.club_id, sending=sending, added_by=actor, **facts)
    try:
        with storing(row, upload), transaction.atomic():
            row.save()
            told(sending.dossier, "add_proof", actor, sha256=row.sha256)
    except IntegrityError:
        raise Refusal(_("Cette preuve est déjà gardée."), code="twice", field="proof") from None
    return row
