"""Somebody else reads a paper: only with a consent in force, and its people know."""

from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import access, queries
from ..models import Consent, Paper
from ..purposes import facts_of, purpose_named
from .common import lock, told


@transaction.atomic
def read_paper(*, paper: Paper, purpose: str, purpose_id: int, reader: User) -> Paper:
    """Give the paper to a reader, and journal it: who, what, for what, when. The vault is held, so that a consent that
    is revoked at the same time is revoked before, and nothing is read, or after. Refuses (code `closed`)."""
    lock(paper.organization_id)
    rows = queries.consents_for(purpose, [purpose_id], localdate()).filter(paper=paper.pk)
    consent = rows.first()
    if consent is None or not access.may_read(reader, consent):
        raise Refusal(_("Cette pièce ne vous est pas, ou plus, confiée."), code="closed")
    _told(consent, reader)
    return consent.paper


@transaction.atomic
def read_all(*, purpose: str, purpose_id: int, reader: User) -> list[Paper]:
    """All that this reader reads for a purpose, by organization and kind, each journaled: for an archive."""
    rows = queries.consents_for(purpose, [purpose_id], localdate())
    for owner in sorted(set(rows.values_list("paper__organization_id", flat=True))):
        lock(owner)
    read = [consent for consent in rows.order_by("pk") if access.may_read(reader, consent)]
    for consent in read:
        _told(consent, reader)
    return sorted((one.paper for one in read), key=lambda one: (one.organization.folded_name, one.kind, one.pk))


@transaction.atomic
def take_all(*, purpose: str, purpose_id: int, actor: User | None) -> list[Paper]:
    """All that is given for a purpose, for the purpose itself to keep as it closes (a dossier that is sent); each is
    journaled as a reading. Called by its app in the act of closing: it need not be open any more."""
    known = purpose_named(purpose)
    rows = queries.consents_for(purpose, [purpose_id], localdate())
    for owner in sorted(set(rows.values_list("paper__organization_id", flat=True))):
        lock(owner)
    taken = [
        consent for consent in rows.order_by("pk")
        if known and known.takes_part(purpose_id, consent.paper.organization_id)
    ]  # fmt: skip
    for consent in taken:
        _told(consent, actor, left=True)
    return [consent.paper for consent in taken]


def told_elsewhere(*, organization: Organization, reader: User | None, kind: str, name: str, to: str) -> None:
    """A copy that a purpose keeps was read: its owner finds it among the readings."""
    told(organization, "read", reader, kind=kind, name=name, to=to)


def _told(consent: Consent, reader: User | None, **more: Any) -> None:
    facts = facts_of(consent.purpose, consent.purpose_id)
    told(
        consent.paper.organization, "read", reader, consent.paper, purpose=consent.purpose,
        purpose_id=consent.purpose_id, to=facts.label if facts else "", **more,
    )  # fmt: skip
