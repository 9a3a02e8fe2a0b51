"""Who opens a vault: who represents the organization, nobody else. Neither organisers nor the operator: 404."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate

from essaim.accounts.access import person
from essaim.accounts.models import User
from essaim.clubs.access import require_operator
from essaim.organizations.models import Organization

from . import queries
from .models import Consent, Paper
from .purposes import purpose_named
from .types import DocumentType, document_types, is_sensitive


@dataclass(frozen=True)
class Opened:
    """A vault, and whether the person keeps it (`runs`) or is only named for some papers."""

    organization: Organization
    runs: bool


def get_vault(request: HttpRequest, pk: int) -> Organization:
    """The vault, for its representatives."""
    opened = open_vault(request, pk)
    if not opened.runs:
        raise Http404
    return opened.organization


def open_vault(request: HttpRequest, pk: int) -> Opened:
    """The vault, for its representatives and whoever of its page is named for a paper."""
    organization = get_object_or_404(Organization, pk=pk, merged_into=None)
    user = person(request)
    if queries.represents(user, organization):
        return Opened(organization, True)
    if user in queries.keepers_of(organization) and queries.papers_of(organization, user).exists():
        return Opened(organization, False)
    raise Http404


def get_own_paper(request: HttpRequest, pk: int, paper_pk: int) -> Paper:
    """A paper of one's own vault, or that one is named for, to be downloaded."""
    opened = open_vault(request, pk)
    rows = queries.papers_of(opened.organization, None if opened.runs else person(request))
    paper = get_object_or_404(rows, pk=paper_pk)
    if not opened.runs and is_sensitive(paper.kind):
        raise Http404
    paper.organization = opened.organization
    return paper


def get_paper(request: HttpRequest, pk: int, paper_pk: int) -> Paper:
    """A paper with what its page shows, for its representatives."""
    organization = get_vault(request, pk)
    paper = get_object_or_404(queries.paper_of(organization, paper_pk))
    paper.organization = organization
    return paper


def get_consent(request: HttpRequest, pk: int, consent_pk: int) -> Consent:
    organization = get_vault(request, pk)
    return get_object_or_404(Consent.objects.select_related("paper"), paper__organization=organization, pk=consent_pk)


def get_kind(code: str) -> DocumentType:
    known = document_types().get(code)
    if known is None:
        raise Http404
    return known


def get_type(request: HttpRequest, code: str) -> DocumentType:
    """A kind of papers, for the operator."""
    require_operator(request)
    return get_kind(code)


def get_paper_to_read(request: HttpRequest, pk: int, paper_pk: int) -> tuple[Paper, str, int]:
    """A paper that the person reads for a purpose (`pour`, `numero` in the form), with that purpose; else 404, also
    when the consent has ended since the page was drawn."""
    name, number = request.POST.get("pour", ""), request.POST.get("numero", "")
    key = int(number) if number.isdecimal() and len(number) < 19 else 0
    rows = queries.consents_for(name, [key], localdate()).filter(paper__organization=pk)
    consent = get_object_or_404(rows, paper=paper_pk)
    if not may_read(person(request), consent):
        raise Http404
    return consent.paper, name, key


def may_read(user: User, consent: Consent) -> bool:
    """Whether a person reads the paper of a consent, today: it is in force, its purpose is open, its organization
    takes part in it, and the purpose names that person (for bank and identity, among the lead's people)."""
    if consent.revoked_at is not None or (consent.expires_on and consent.expires_on < localdate()):
        return False
    purpose = purpose_named(consent.purpose)
    if purpose is None:
        return False
    facts = purpose.facts([consent.purpose_id]).get(consent.purpose_id)
    if facts is None or not facts.open or not purpose.takes_part(consent.purpose_id, consent.paper.organization_id):
        return False
    rights = purpose.rights(user, consent.purpose_id)
    return rights.read and (rights.sensitive or not is_sensitive(consent.paper.kind))
