"""The forms that employ, side by side: what each gives, what to check, what to do next. No legal advice.

Read for this page: Labour code L8241-2 (version of 1 January 2018), L1253-2; by commentators: L1253-8 (members of a
group answer together for its debts to employees and for contributions), L3123-7 and L3123-27 (24 hours, and below them
on written request so as to hold several jobs), L8261-1 (the longest working times hold for all jobs together). The
decision page 0077 says what was not verified.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .enums import Form


@dataclass(frozen=True)
class Sheet:
    """What is said of a form. `law`: the articles to read."""

    form: str
    about: Any
    good: tuple
    check: tuple
    steps: tuple
    law: str


SHEETS = (
    Sheet(
        Form.GROUP,
        _("Une association ou une coopérative dont vous êtes membres embauche, et met la personne à disposition."),
        (
            _("Un seul contrat, un seul bulletin : la personne a un vrai poste."),
            _("Chacun paie les heures qu'il prend ; le groupement peut accueillir d'autres postes."),
        ),
        (
            _("Vous répondez ensemble des dettes du groupement envers les salariés et pour les cotisations."),
            _("La convention collective que le groupement choisit, et l'égalité de traitement chez chacun."),
            _("La TVA : demandez si les mises à disposition y sont soumises dans votre cas."),
            _("Un groupement existe peut-être déjà tout près : le rejoindre est plus simple que d'en créer un."),
        ),
        (
            _("Chercher un groupement d'employeurs du territoire."),
            _("Sinon : statuts, assemblée constitutive, déclaration, information de l'inspection du travail."),
            _("Règlement intérieur : partage des heures, des absences, du temps mort."),
            _("Contrat de travail écrit, avec la liste des structures et les conditions d'emploi."),
        ),
        "L1253-1, L1253-2, L1253-8",
    ),
    Sheet(
        Form.LOAN,
        _("L'une de vous embauche, et prête la personne aux autres au prix coûtant."),
        (
            _("Rapide : ni nouvelle structure, ni plusieurs contrats."),
            _("La personne garde son employeur, et retrouve son poste à la fin du prêt."),
        ),
        (
            _("L'accord de la personne, sans pression : elle ne peut être sanctionnée pour un refus."),
            _("Le prix coûtant, et rien de plus : salaire, charges sociales, frais professionnels."),
            _("L'avis du comité social et économique, là où il y en a un."),
            _("Une embauche faite seulement pour prêter n'est pas l'esprit du texte : demandez conseil."),
        ),
        (
            _("Convention de mise à disposition : durée, identité, qualification, mode de calcul de la facture."),
            _("Avenant au contrat signé par la personne : travail confié, horaires, lieu, particularités du poste."),
            _("Dire à l'assureur où la personne travaille."),
        ),
        "L8241-1, L8241-2",
    ),
    Sheet(
        Form.PART_TIMES,
        _("Chacune fait son contrat à temps partiel avec la même personne."),
        (
            _("Chacun reste maître de son contrat ; rien à créer."),
            _("Facile à défaire si l'un de vous s'arrête."),
        ),
        (
            _("Sous 24 heures par semaine : une demande écrite et motivée de la personne, ou un accord de branche."),
            _("Les durées maximales comptent tous les emplois ensemble : dix heures par jour, 48 par semaine."),
            _("Les congés : accordez-vous sur les mêmes dates."),
            _("La mutuelle et la visite médicale : plusieurs employeurs, des règles à regarder de près."),
        ),
        (
            _("Un planning commun, signé par toutes, repris dans chaque contrat écrit."),
            _("La demande écrite de la personne, si un contrat est sous 24 heures."),
            _("Un interlocuteur qui tient le planning à jour."),
        ),
        "L3123-6, L3123-7, L3123-27, L8261-1",
    ),
)
