"""What binds the members together: the consortium agreement, and the authorisation that each gives to the lead."""

from essaim.budgets.words import euros
from essaim.dossiers.enums import ConsortiumForm

from .facts import BLANK, FileFacts, Member
from .paper import Box, Paper, Part, Table

NOTE = (
    "Document préparé avec Essaim à partir de ce que l'équipe a écrit. Ceci n'est pas un conseil juridique : "
    "relisez-le, et faites-le relire si l'enjeu le demande."
)
_BOUND = {
    ConsortiumForm.JOINT: "Chaque membre n'est engagé que pour la part qu'il exécute (R. 2142-20).",
    ConsortiumForm.SEVERAL: "Chaque membre est engagé financièrement pour la totalité (R. 2142-20).",
    ConsortiumForm.LIABLE_LEAD: "Chaque membre n'est engagé que pour sa part ; le mandataire est solidaire de chacun "
    "(R. 2142-24).",
}  # fmt: skip
_PAID = {
    ConsortiumForm.JOINT: "Chacun est payé directement pour sa part.",
    ConsortiumForm.SEVERAL: "Les paiements arrivent sur un compte géré par le mandataire, qui verse à chacun sa part.",
    ConsortiumForm.LIABLE_LEAD: "Chacun est payé directement pour sa part.",
}


def agreement_paper(facts: FileFacts) -> Paper:
    """Between all the members."""
    lead = facts.lead.name if facts.lead else BLANK
    rows = [
        [one.name, "Mandataire" if one.is_lead else "Cotraitant", one.partner.brings or BLANK, one.share,
         euros(one.cents)]
        for one in facts.members
    ]  # fmt: skip
    total = sum(one.partner.share or 0 for one in facts.members)
    cents = [one.cents for one in facts.members]
    whole = euros(sum(one or 0 for one in cents)) if all(one is not None for one in cents) else ""
    rows.append(["Ensemble", "", "", f"{total / 100:g} %".replace(".", ","), whole])
    bound, paid = _law(facts)
    return Paper(
        "Convention de groupement", facts.dossier.title, facts.foot,
        [
            Part("Entre", items=[one.whole for one in facts.members]),
            Part("Article 1. L'objet", lines=[
                f"Les membres répondent ensemble à : {facts.subject}, auprès de {facts.addressee}.",
                f"Ils forment un groupement sans personnalité morale : {facts.form}. {bound}",
            ]),
            Part("Article 2. Le mandataire", lines=[
                f"{lead} représente les membres auprès de {facts.addressee}, coordonne le travail, transmet les pièces "
                "et les réponses, et rend compte à tous. Son habilitation est annexée, signée par chacun.",
            ]),
            Part("Article 3. Qui fait quoi, pour quelle part", table=Table(
                ["Membre", "Rôle", "Ce qu'il fait", "Part", "Montant"], rows, [4, 3, 5, 2, 3], [3, 4], total=True
            )),
            Part("Article 4. L'argent", lines=[
                paid, "Le mandataire reverse ce qu'il reçoit pour un autre dans les trente jours, sauf accord écrit.",
                "Si le financeur accorde moins que ce qui est demandé, les parts baissent dans la même proportion, "
                "sauf accord écrit de tous.",
            ]),
            Part("Article 5. Décider ensemble", lines=[
                "Ce qui change la répartition, le calendrier ou l'engagement envers le financeur se décide à "
                "l'unanimité. Le reste se décide à la majorité des membres, chacun ayant une voix.",
                "Les décisions sont notées dans le journal du dossier.",
            ]),
            Part("Article 6. Durée, retrait, défaillance", lines=[
                "La convention vaut de sa signature à la fin des obligations envers le financeur.",
                "Entre le dépôt et la signature, la composition ne change pas, hors cas prévus à l'article R. 2142-26 "
                "du code de la commande publique. Ensuite, qui ne peut plus faire sa part prévient aussitôt les "
                "autres ; le mandataire propose comment elle est reprise.",
            ]),
            Part("Article 7. Ce que chacun garde", lines=[
                "Chacun garde ce qu'il apporte. Ce qui est fait ensemble peut servir à chacun, en citant les autres. "
                "Les pièces des membres ne servent qu'à ce dossier.",
            ]),
            Part("Article 8. Désaccord", lines=[
                "On se parle d'abord, puis on demande une médiation ; ensuite seulement, le tribunal du siège du "
                "mandataire.",
            ]),
        ],
        boxes=[Box(one.name, (one.representative or "Nom, fonction", "Date, signature")) for one in facts.members],
        notes=[NOTE],
    )  # fmt: skip


def _law(facts: FileFacts) -> tuple[str, str]:
    if not facts.dossier.form:
        return "", "Chacun est payé pour sa part."
    form = ConsortiumForm(facts.dossier.form)
    return _BOUND[form], _PAID[form]


def authority_paper(facts: FileFacts, member: Member) -> Paper:
    """A member authorises the lead (R. 2142-23)."""
    lead = facts.lead
    assert lead is not None
    return Paper(
        "Habilitation du mandataire", f"Donnée par {member.name}", facts.foot,
        [
            Part("", lines=[
                f"{member.whole}, membre du groupement qui répond à : {facts.subject},",
                f"habilite {lead.whole}, mandataire du groupement,",
            ]),
            Part("Pour", items=[
                f"présenter la candidature et l'offre, ou la demande, à {facts.addressee} ;",
                "signer en son nom et pour son compte les pièces qu'elles demandent ;",
                "répondre aux questions, mettre au point le marché ou la convention ;",
                "la représenter ensuite, dans les limites de la convention de groupement.",
            ]),
            Part("Limites", lines=[
                f"Cette habilitation vaut pour ce dossier seulement, pour une part de {member.share or BLANK}. Elle "
                "cesse avec les obligations envers le destinataire, ou si elle est retirée par écrit.",
            ], note="Due au plus tard à l'attribution : article R. 2142-23 du code de la commande publique."),
        ],
        boxes=[
            Box(member.name, (member.representative or "Nom, fonction", "Date, signature")),
            Box(lead.name, (lead.representative or "Nom, fonction", "Accepte le mandat : date, signature")),
        ],
        notes=[NOTE],
    )  # fmt: skip


def letter_paper(facts: FileFacts) -> Paper:
    """From the lead to the funder or buyer: the team's own words, else a short and plain letter."""
    lead = facts.lead
    names = [one.name for one in facts.members if not one.is_lead]
    words = facts.plan.letter.strip()
    if not words:
        asked = f" Nous demandons {euros(facts.sums.requested)}." if facts.budget and facts.sums.requested else ""
        beside = f" avec {', '.join(names)}," if names else ""
        words = (
            "Madame, Monsieur,\n\n"
            f"Vous trouverez ci-joint notre réponse à « {facts.subject} ». {lead.name if lead else BLANK} la présente,"
            f"{beside} sous le titre « {facts.dossier.title} ».{asked}\n\n"
            f"{facts.dossier.summary.strip()}\n\n"
            "Nous restons à votre disposition pour en parler.\n\n"
            "Veuillez agréer, Madame, Monsieur, nos salutations distinguées."
        )
    return Paper(
        "Lettre", facts.subject, facts.foot, [Part("", markdown=words)],
        lead=[lead.whole if lead else BLANK, f"À : {facts.addressee}"],
        boxes=[Box(lead.name, (lead.representative or "Nom, fonction", "Date, signature"))] if lead else [],
    )  # fmt: skip
