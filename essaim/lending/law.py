"""What the law says of lent staff, and what to check before signing. Not legal advice, and the pages say so.

Read on 27 November 2026 in copies of Légifrance, Code du travail: L8241-2 as it stands since 1 January 2018
(ordonnance 2017-1718), its list of what is required (agreement of the employee; agreement between the structures;
rider) and what follows, down to the employment contract that is neither ended nor suspended. Known by commentaries
only, and marked `verified=False`: the end of L8241-2 (consulting the CSE on both sides, the trial period and when it is
compulsory), the last paragraph of L8241-1 (what may be invoiced), L1251-21 to L1251-24, Code civil 1875 and following.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Check:
    """A point to look at. `source`: the article; `verified`: whether its text itself was read."""

    point: Any
    why: Any
    source: str = ""
    verified: bool = True


STAFF_CHECKS = [
    Check(
        _("La personne est d'accord, et l'a dit librement"),
        _("Rien ne se fait sans son accord. Un refus ne peut être ni sanctionné ni reproché."),
        "Code du travail, L8241-2, 1°",
    ),
    Check(
        _("La convention entre les deux structures est signée"),
        _("Elle dit la durée, l'identité et la qualification de la personne, et comment sont calculés les salaires, "
          "les charges sociales et les frais professionnels facturés."),
        "Code du travail, L8241-2, 2°",
    ),
    Check(
        _("L'avenant au contrat de travail est signé par la personne"),
        _("Il dit le travail confié, les horaires, le lieu, et ce que le poste a de particulier."),
        "Code du travail, L8241-2, 3°",
    ),
    Check(
        _("On ne facture que le salaire, les charges sociales et les frais professionnels remboursés"),
        _("C'est ce qui rend le prêt non lucratif. Un euro de plus, et il devient interdit."),
        "Code du travail, L8241-1",
        verified=False,
    ),
    Check(
        _("Au retour, la personne retrouve son poste ou un poste équivalent"),
        _("Son contrat continue avec la structure qui prête, avec sa convention collective ; sa carrière et sa paie "
          "n'en souffrent pas."),
        "Code du travail, L8241-2",
    ),
    Check(
        _("Chez vous, la personne a accès aux installations et aux transports collectifs de vos salarié·es"),
        _("Vestiaire, salle de pause, cantine, navette : comme les autres."),
        "Code du travail, L8241-2",
    ),
    Check(
        _("Le CSE a été consulté, des deux côtés, s'il y en a un"),
        _("Celui de la structure qui prête avant le prêt, celui de la structure qui accueille avant l'arrivée."),
        "Code du travail, L8241-2",
        verified=False,
    ),
    Check(
        _("Une période probatoire est prévue, si un élément essentiel du contrat change"),
        _("Elle est possible dans tous les cas, et obligatoire dans celui-là."),
        "Code du travail, L8241-2",
        verified=False,
    ),
    Check(
        _("Qui accueille répond des conditions de travail"),
        _("Durée, repos, santé, sécurité : prévenez votre assureur et le service de santé au travail si le poste est à "
          "risque."),
        "Code du travail, L1251-21 à L1251-24",
        verified=False,
    ),
]  # fmt: skip

LOAN_CHECKS = [
    Check(
        _("L'assurance de chaque côté couvre bien le prêt"),
        _("Appelez les deux assureurs : véhicule conduit ou local occupé par d'autres, matériel transporté."),
    ),
    Check(
        _("Gratuit, ou une participation : c'est écrit"),
        _("Prêter gratuitement est un prêt à usage ; faire payer peut en faire une location, avec d'autres règles et "
          "parfois la TVA."),
        "Code civil, 1875 et suivants",
        verified=False,
    ),
    Check(
        _("L'état est noté au départ et au retour, avec des photos"),
        _("C'est ce qui évite de discuter. Le compteur aussi, pour un véhicule."),
    ),
    Check(
        _("Pour un local : le bail ou le propriétaire l'autorise, et l'effectif autorisé est respecté"),
        _("Un local loué ne se prête pas toujours ; la commission de sécurité fixe combien de personnes y entrent."),
    ),
    Check(
        _("Pour un véhicule : le permis de qui conduit, et l'âge du permis que demande l'assureur"),
        _("Gardez-en une copie le temps du prêt, pas plus."),
    ),
]  # fmt: skip
