"""For public markets: the letter of candidature of the group and the declaration of each member.

The buyer's forms DC1 (01/04/2019) and DC2 (21/11/2023) keep their own layout: these papers hold what to copy into them,
rubric by rubric (domain.md §5.1, [S22][S23]).
"""

from essaim.budgets.words import euros
from essaim.dossiers.enums import ConsortiumForm
from essaim.ui.templatetags.ui import day

from .facts import BLANK, FileFacts, Member
from .paper import Paper, Part, Table

OWN_LAYOUT = (
    "Préparé avec Essaim. Ce n'est pas le formulaire du ministère : les rubriques en portent les lettres, pour "
    "recopier sans chercher. Relisez avant de signer."
)
# F1: articles L2141-1 to 5 and L2141-7 to 10 of the Code de la commande publique.
HONOUR = (
    "Chaque membre déclare sur l'honneur n'entrer dans aucun des cas d'exclusion des articles L. 2141-1 à L. 2141-5 et "
    "L. 2141-7 à L. 2141-10 du code de la commande publique."
)


def dc1_paper(facts: FileFacts) -> Paper:
    """One for the group."""
    lots = facts.plan.lots or "l'ensemble du marché (à ajuster s'il est alloti)"
    parts = [
        Part("A. Acheteur", lines=[facts.addressee], note="Rubrique A du DC1."),
        Part("B. Objet de la consultation", lines=[facts.subject], note="Rubrique B."),
        Part("C. Objet de la candidature", facts=[("Candidature pour", lots)], note="Rubrique C : marché ou lots."),
        _candidate(facts),
    ]
    if facts.is_group:
        rows = [
            [one.name, one.number, one.partner.brings or BLANK, one.share, euros(one.cents)] for one in facts.members
        ]
        parts.append(
            Part("E. Membres du groupement et répartition des prestations", table=Table(
                ["Membre", "Numéro", "Prestations", "Part", "Montant"], rows, [4, 4, 5, 2, 3], [3, 4]
            ), note="Rubrique E. La note de répartition des compétences doit dire la même chose.")
        )  # fmt: skip
    parts += [
        Part("F. Engagements", lines=[HONOUR], items=[
            "F2 : preuves disponibles en ligne, adresse et code d'accès à donner ici.",
            "F3 : les capacités sont dites dans la déclaration de chaque membre (DC2).",
        ], note="Rubriques F1, F2 et F3."),
    ]  # fmt: skip
    if facts.is_group and facts.lead:
        parts.append(Part("G. Mandataire", lines=[facts.lead.whole], facts=[
            ("Solidaire des autres", _liability(facts)),
        ], note="Rubrique G. L'habilitation signée est due au plus tard à l'attribution (R. 2142-23)."))  # fmt: skip
    if facts.subcontractors:
        parts.append(Part("Sous-traitants pressentis", items=[one.whole for one in facts.subcontractors], note=(
            "Ils ne sont pas membres du groupement : un DC4 pour chacun."
        )))  # fmt: skip
    return Paper("Lettre de candidature", f"Ce que dit le DC1 · {facts.subject}", facts.foot, parts, notes=[OWN_LAYOUT])


def _candidate(facts: FileFacts) -> Part:
    if not facts.is_group:
        lines = [facts.lead.whole] if facts.lead else [BLANK]
        return Part("D. Candidat", lines=lines, note="Rubrique D : candidat seul.")
    return Part(
        "D. Candidat", facts=[("Se présente", "en groupement"), ("Forme", facts.form)],
        note="Rubrique D : groupement d'entreprises.",
    )  # fmt: skip


def _liability(facts: FileFacts) -> str:
    return {
        ConsortiumForm.JOINT: "non : groupement conjoint",
        ConsortiumForm.SEVERAL: "oui : tous sont solidaires",
        ConsortiumForm.LIABLE_LEAD: "oui : le mandataire seul (R. 2142-24)",
    }.get(ConsortiumForm(facts.dossier.form), "") if facts.dossier.form else BLANK  # fmt: skip


def dc2_paper(facts: FileFacts, member: Member) -> Paper:
    """One for each member."""
    one = member.organization
    identity = [
        ("Nom", one.name), ("Numéro", member.number), ("Adresse du siège", member.address or BLANK),
        ("Courriel, téléphone", " · ".join(filter(None, [one.email, one.phone])) or BLANK),
        ("Forme juridique", one.get_family_display() if one.family else BLANK),
        ("Représentée par", member.representative or BLANK),
        ("Créée le", day(one.founded_on) if one.founded_on else BLANK),
    ]  # fmt: skip
    statuses = [
        f"{status}{f', jusqu’au {day(status.valid_until)}' if status.valid_until else ''}"
        f"{f' ({status.proof})' if status.proof else ''}"
        for status in member.statuses
    ]
    references = [
        [row.client, row.what, str(row.year), euros(int(row.amount * 100)) if row.amount is not None else ""]
        for row in list(member.references)[:8]
    ]
    return Paper(
        f"Déclaration de {one.name}", f"Ce que dit le DC2 · {facts.subject}", facts.foot,
        [
            Part("A et B. Acheteur, objet", facts=[("Acheteur", facts.addressee), ("Objet", facts.subject)],
                 note="Rubriques A et B, comme au DC1."),
            Part("C1. Identification", facts=identity, note="Rubrique C1."),
            Part("C2. Marchés réservés", items=statuses, lines=() if statuses else ["Sans objet, ou à compléter."],
                 note="Statut qui ouvre les marchés réservés, avec sa preuve."),
            Part("E. Aptitude professionnelle", facts=[("Registre, ordre, agrément", BLANK)], note="Rubrique E."),
            Part("F. Capacité économique et financière", table=Table(
                ["Exercice", "Chiffre d'affaires", "Dont l'objet du marché"], [["N-1", BLANK, BLANK],
                 ["N-2", BLANK, BLANK], ["N-3", BLANK, BLANK]], [3, 5, 5]
            ), facts=[("Assurance responsabilité civile", "attestation jointe")],
                 note="Rubrique F : trois exercices. Essaim ne garde pas ces chiffres : à compléter."),
            Part("G. Capacité technique", facts=[
                ("Effectif", one.get_headcount_display() if one.headcount else BLANK),
                ("Ce qu'elle apporte au groupement", member.partner.brings or BLANK),
            ], table=Table(["Pour qui", "Quoi", "Année", "Montant"], references, [4, 6, 2, 3], [3])
                if references else None, note="Rubrique G : références et effectifs."),
            Part("H. Capacités d'autres structures", lines=["Sans objet, ou à compléter."], note="Rubrique H."),
        ],
        notes=[OWN_LAYOUT],
    )  # fmt: skip
