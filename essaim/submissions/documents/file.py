"""The file itself: the project in a page, what the team wrote, who does what, the plan, the budget in short."""

from essaim.budgets.engine import Side, by_class, positions
from essaim.budgets.engine.accounts import GROUPS
from essaim.budgets.labels import group_label
from essaim.budgets.words import euros
from essaim.ui.templatetags.ui import day

from .facts import FileFacts
from .paper import Paper, Part, Table


def file_paper(facts: FileFacts) -> Paper:
    dossier = facts.dossier
    parts = [_about(facts)]
    parts += [
        Part(section.title, markdown=section.text.content, lines=() if section.text.content.strip() else ["À écrire."])
        for section in facts.sections
    ]
    parts += [_team(facts), *_plan(facts), *_budget(facts)]
    return Paper(
        dossier.title, facts.subject if facts.subject != dossier.title else "", facts.foot, parts,
        lead=[dossier.summary] if dossier.summary else [],
    )  # fmt: skip


def _about(facts: FileFacts) -> Part:
    said = [("Adressé à", facts.addressee)]
    if facts.lead:
        said.append(("Présenté par", facts.lead.name))
    if facts.is_group:
        said.append(("Avec", ", ".join(one.name for one in facts.members if not one.is_lead)))
        said.append(("Forme", facts.form))
    if facts.deadline:
        said.append(("À remettre avant le", facts.deadline))
    if facts.budget is not None:
        said.append(("Budget du projet", euros(facts.sums.charges)))
        if facts.sums.requested:
            said.append(("Montant demandé", euros(facts.sums.requested)))
    return Part("", facts=said)


def _team(facts: FileFacts) -> Part:
    rows = [
        [one.name, "Mandataire" if one.is_lead else "Partenaire", one.partner.brings or "", one.share]
        for one in facts.members
    ]
    rows += [[one.name, "Sous-traitant", one.partner.brings or "", ""] for one in facts.subcontractors]
    return Part("L'équipe", table=Table(["Structure", "Rôle", "Ce qu'elle apporte", "Part"], rows, [4, 2, 6, 2], [3]))


def _plan(facts: FileFacts) -> list[Part]:
    if not facts.packages and not facts.tasks:
        return []
    rows = [
        [one.title, one.owner.organization.name if one.owner else "", one.about] for one in facts.packages
    ]  # fmt: skip
    found = []
    if rows:
        found.append(Part("Le travail, lot par lot", table=Table(["Lot", "Qui en répond", "Contenu"], rows, [4, 4, 6])))
    dated = [one for one in facts.tasks if one.due_on and one.days_before is None]
    if dated:
        rows = [
            [day(one.due_on), one.title, one.owner.organization.name if one.owner else ""] for one in dated
        ]  # fmt: skip
        found.append(Part("Le calendrier", table=Table(["Pour le", "Étape", "Qui"], rows, [3, 7, 4])))
    return found


def _budget(facts: FileFacts) -> list[Part]:
    if facts.budget is None or not facts.lines:
        return []
    sums, held = facts.sums, by_class(facts.numbers)
    found = []
    for side, title in ((Side.EXPENSE, "Les charges"), (Side.INCOME, "Les produits")):
        rows = [
            [group_label(group), euros(held[group])]
            for group in GROUPS[side] if group not in ("86", "87") and held.get(group)
        ]  # fmt: skip
        total = sums.charges if side == Side.EXPENSE else sums.income
        rows.append(["Total", euros(total)])
        found.append(Part(title, table=Table(["Classe", "Montant"], rows, [9, 3], [1], total=True)))
    if sums.kind_charges:
        kinds = [one for one in facts.lines if one.account.startswith("86")]
        rows = [[one.label, one.method, euros(one.cents)] for one in kinds]
        rows.append(["Total", "", euros(sums.kind_charges)])
        found.append(
            Part("Ce qui est donné ou fait bénévolement", table=Table(
                ["Quoi", "Comment c'est valorisé", "Montant"], rows, [5, 5, 3], [2], total=True
            ))
        )  # fmt: skip
    if len(facts.numbers.parties) > 1:
        names = {one.pk: one.name for one in facts.budget.parties.all()}
        rows = [
            [names.get(one.party or 0, ""), euros(one.charges), euros(one.own), euros(one.requested)]
            for one in positions(facts.numbers)
        ]
        found.append(Part("Le budget, partenaire par partenaire", table=Table(
            ["Partenaire", "Charges", "Apporté en propre", "Part de la demande"], rows, [5, 3, 3, 3], [1, 2, 3]
        )))  # fmt: skip
    return found
