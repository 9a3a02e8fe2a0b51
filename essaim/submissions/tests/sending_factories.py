"""A dossier with its budget, ready to leave; one that left, one that was won."""

from django.core.files.uploadedfile import SimpleUploadedFile

from essaim.budgets import actions as budgets
from essaim.budgets.actions import Facts
from essaim.budgets.models import Budget, BudgetParty
from essaim.dossiers import actions as dossiers
from essaim.dossiers.models import Dossier, Section
from essaim.dossiers.tests.factories import again, agree, make_dossier, user_of
from essaim.organizations.models import Organization
from essaim.submissions import actions
from essaim.submissions.models import Sending


def ready(club, leader: Organization, *partners: Organization, **facts) -> Dossier:
    """Agreed by all, its texts written, a balanced budget of 75,000 € of which 60,000 are asked."""
    dossier = agree(make_dossier(club, leader, *partners, template="letter_of_intent", **facts))
    for section in Section.objects.filter(dossier=dossier).select_related("text"):
        section.text.content = f"Nous ferons *ensemble* : {section.title}.\n\n- un\n- deux"
        section.text.save()
        dossiers.turn_section(section=section, verb="finish", actor=user_of(leader))
    fill(actions.prepare_budget(dossier=dossier, actor=user_of(leader)), leader)
    return again(dossier)


def fill(budget: Budget, leader: Organization) -> Budget:
    lead = BudgetParty.objects.get(budget=budget, organization=leader)
    others = [one for one in BudgetParty.objects.filter(budget=budget) if one.pk != lead.pk] or [lead]
    year = budget.first_year
    for facts in (
        Facts("64-pay", "Coordination", year, lead, cents=60_000_00),
        Facts("60-supplies", "Denrées", year, others[0], cents=15_000_00),
        Facts("74-region", "Région", year, None, cents=60_000_00, funding="asked", requested=True),
        Facts("own", "Fonds propres", year, lead, cents=15_000_00),
    ):
        budgets.add_line(budget=budget, actor=None, facts=facts)
    return budget


def leave(dossier: Dossier, leader: Organization, **facts) -> Sending:
    values = {"channel": "platform", "sent_by": "Odile Fruchart", "receipt": "DS-2027-118", "despite": "Vu avec eux."}
    return actions.record_sending(dossier=dossier, actor=user_of(leader), **(values | facts))


def win(dossier: Dossier, leader: Organization, cents: int = 48_000_00, **facts) -> Dossier:
    actions.set_outcome(dossier=again(dossier), actor=user_of(leader), won=True, granted_cents=cents, **facts)
    return again(dossier)


def a_file(name: str = "recu.txt", content: bytes = b"Bien recu.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
