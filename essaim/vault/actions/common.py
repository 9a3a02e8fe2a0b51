"""What every writer of vaults does: hold the vault, hear the kind, tell."""

from typing import Any

from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import queries
from ..models import Paper
from ..types import DocumentType, document_types


def one_line(text: str) -> str:
    return " ".join(text.split())


def lock(organization_pk: int) -> Organization:
    """The organization, held until the end of the transaction: whoever writes in its vault waits here."""
    return Organization.objects.select_for_update().get(pk=organization_pk)


def lock_paper(pk: int) -> Paper:
    """A paper as it is now, held with its vault. Refuses (code `gone`) one that was removed."""
    owner = Paper.objects.filter(pk=pk).values_list("organization_id", flat=True).first()
    if owner is not None:
        organization = lock(owner)
        if paper := Paper.objects.select_for_update().filter(pk=pk).first():
            paper.organization = organization
            return paper
    raise Refusal(_("Cette pièce n'est plus dans le coffre."), code="gone")


def kind_of(code: str) -> DocumentType:
    """Refuses (code `kind`) one that is not known."""
    known = document_types().get(code)
    if known is None:
        raise Refusal(_("Cette sorte de pièce n'est pas connue."), code="kind")
    return known


def check_theirs(actor: User | None, organization: Organization) -> None:
    """Refuses (code `not_yours`) a person who does not represent the organization. Nobody: the demonstration."""
    if actor is not None and not queries.represents(actor, organization):
        raise Refusal(_("Seules les personnes qui représentent la structure ouvrent son coffre."), code="not_yours")


def told(organization: Organization, verb: str, actor: User | None, paper: Paper | None = None, **details: Any) -> None:
    facts = {"paper": paper.pk, "kind": paper.kind, "name": paper.title or paper.file_name} if paper else {}
    journaled.tell(
        actor=actor, verb=f"vault.{verb}", subject=organization, club=None, details={**facts, **details}
    )  # fmt: skip
