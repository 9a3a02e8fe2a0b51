"""A paper is given for one purpose, and taken back."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from ..enums import Condition
from ..models import Consent, Paper
from ..purposes import purpose_named
from .common import check_theirs, lock, lock_paper, told


@transaction.atomic
def give(
    *, paper: Paper, purpose: str, purpose_id: int, actor: User | None, expires_on: date | None = None
) -> Consent:  # fmt: skip
    """Let those whom the purpose names read this paper, for it alone. Given twice, it is given once.

    Refuses a purpose that is closed or gone (`closed`), an organization that takes no part in it (`no_part`), a paper
    that was replaced (`replaced`) or that nobody could open (`unusable`), a day that is past (`past`), and a person
    who does not represent the organization (`not_yours`).
    """
    paper = lock_paper(paper.pk)
    check_theirs(actor, paper.organization)
    label = _check_purpose(purpose, purpose_id, paper.organization)
    if not paper.in_force:
        raise Refusal(_("Une pièce plus récente l'a remplacée : donnez celle-là."), code="replaced")
    if paper.condition != Condition.READABLE:
        raise Refusal(
            _("Personne ne pourrait l'ouvrir : le fichier est %(condition)s. Remplacez-le d'abord.")
            % {"condition": Condition(paper.condition).label},
            code="unusable",
        )
    if expires_on and expires_on < timezone.localdate():
        raise Refusal(_("Ce jour est passé."), code="past", field="expires_on")
    return _give(paper, purpose, purpose_id, actor, expires_on, label)


@transaction.atomic
def give_all(
    *, papers: Iterable[Paper], purpose: str, purpose_id: int, actor: User | None, expires_on: date | None = None
) -> list[Consent]:  # fmt: skip
    """`give` for each, all or none."""
    ordered = sorted(papers, key=lambda one: (one.organization_id, one.pk))
    return [
        give(paper=one, purpose=purpose, purpose_id=purpose_id, actor=actor, expires_on=expires_on) for one in ordered
    ]  # fmt: skip


@transaction.atomic
def revoke(*, consent: Consent, actor: User | None) -> Consent:
    """Take it back: nobody reads it from now on. What was read was read. Done twice, it is done once."""
    paper = lock_paper(consent.paper_id)
    check_theirs(actor, paper.organization)
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    if consent.revoked_at is None:
        _end(consent, paper, actor, "revoke")
    return consent


@transaction.atomic
def end_for(
    *, purpose: str, purpose_id: int, organization: Organization | None = None, actor: User | None = None
) -> int:  # fmt: skip
    """End the consents of a purpose, or those of one organization that leaves it. Called by the app of the purpose.
    Returns how many."""
    rows = Consent.objects.filter(purpose=purpose, purpose_id=purpose_id, revoked_at=None)
    if organization is not None:
        rows = rows.filter(paper__organization=organization)
    for owner in sorted(set(rows.values_list("paper__organization_id", flat=True))):
        lock(owner)
    ended = list(rows.select_for_update(of=("self",)).select_related("paper__organization").order_by("pk"))
    for consent in ended:
        _end(consent, consent.paper, actor, "end")
    return len(ended)


def follow(*, before: Paper, paper: Paper, chosen: Collection[int], actor: User | None) -> None:
    """The consents of a replaced paper that its people chose hold for the new one. In the transaction under way, the
    vault being held. A paper that nobody could open follows nowhere."""
    if paper.condition != Condition.READABLE:
        return
    rows = Consent.objects.select_for_update().filter(paper=before, revoked_at=None, pk__in=list(chosen))
    for old in rows.order_by("pk"):
        try:
            label = _check_purpose(old.purpose, old.purpose_id, paper.organization)
        except Refusal:
            continue
        if not old.expires_on or old.expires_on >= timezone.localdate():
            _give(paper, old.purpose, old.purpose_id, actor, old.expires_on, label)
            _end(old, before, actor, "end")


def _check_purpose(purpose: str, purpose_id: int, organization: Organization) -> str:
    """What the purpose is called. Refuses one that is closed, or that is not the organization's."""
    known = purpose_named(purpose)
    facts = known.facts([purpose_id]).get(purpose_id) if known else None
    if known is None or facts is None or not facts.open:
        raise Refusal(_("Ce dossier ne reçoit plus de pièces."), code="closed")
    if not known.takes_part(purpose_id, organization.pk):
        raise Refusal(
            _("%(name)s ne prend pas part à ce dossier.") % {"name": organization.name}, code="no_part"
        )  # fmt: skip
    return facts.label


def _give(
    paper: Paper, purpose: str, purpose_id: int, actor: User | None, expires_on: date | None, label: str
) -> Consent:  # fmt: skip
    today = timezone.localdate()
    known = Consent.objects.select_for_update().filter(
        paper=paper, purpose=purpose, purpose_id=purpose_id, revoked_at=None
    ).first()  # fmt: skip
    if known is not None:
        if known.expires_on == expires_on:
            return known
        # Given anew until another day: the former one ends, so that what was agreed when can be read.
        _end(known, paper, actor, "end")
    consent = Consent.objects.create(
        paper=paper, purpose=purpose, purpose_id=purpose_id, given_by=actor, given_on=today, expires_on=expires_on
    )
    told(paper.organization, "give", actor, paper, purpose=purpose, purpose_id=purpose_id, to=label)
    return consent


def _end(consent: Consent, paper: Paper, actor: User | None, verb: str) -> None:
    consent.revoked_at, consent.revoked_by = timezone.now(), actor
    consent.save(update_fields=["revoked_at", "revoked_by", "updated_at"])
    told(paper.organization, verb, actor, paper, purpose=consent.purpose, purpose_id=consent.purpose_id)
