"""Vaults: for who represents the organization, and nobody else; kinds of papers, for the operator."""

from essaim.organizations.models import Organization
from essaim.vault import actions
from essaim.vault.models import Consent, Paper
from essaim.vault.tests.factories import PURPOSE, make_paper, purpose

from .rows import PAGE, Row, operator

# Neither organisers nor the operator: papers are the structure's.
THEIRS = (302, 404, 200, 404, 404, 404)
THEY_ACT = (302, 404, 302, 404, 404, 404)
PAPER = PAGE | {"paper_pk": "paper_pk"}
KIND = {"code": "paper_kind"}


class KeptCast:
    organization: Organization

    paper_kind = "sirene"
    paper_pk = property(lambda self: _paper(self.organization).pk)
    consent_pk = property(lambda self: _consent(self.organization).pk)
    given_paper_pk = property(lambda self: _consent(self.organization).paper_id)


def _paper(organization: Organization) -> Paper:
    return Paper.objects.filter(organization=organization).first() or make_paper(organization)


def _consent(organization: Organization) -> Consent:
    """For a purpose that names nobody of the cast."""
    purpose(parts={organization.pk})
    return actions.give(paper=_paper(organization), purpose=PURPOSE, purpose_id=1, actor=None)


VAULTS = {
    "vault:index": Row(THEIRS, PAGE),
    "vault:archive": Row(THEIRS, PAGE),
    "vault:add": Row(THEIRS, PAGE | KIND),
    "vault:readings": Row(THEIRS, PAGE),
    "vault:detail": Row(THEIRS, PAPER),
    "vault:download": Row(THEIRS, PAPER),
    "vault:edit": Row(THEIRS, PAPER),
    "vault:remove": Row(THEY_ACT, PAPER, "post"),
    "vault:revoke": Row(THEY_ACT, PAGE | {"consent_pk": "consent_pk"}, "post"),
    "vault:read": Row(
        (302, 404, 404, 404, 404, 404), PAGE | {"paper_pk": "given_paper_pk"}, "post",
        {"pour": PURPOSE, "numero": "1"},
    ),
    "vault:types": Row(operator(200)),
    "vault:type": Row(operator(200), KIND),
    "vault:reset_type": Row(operator(302), KIND, "post"),
}  # fmt: skip
