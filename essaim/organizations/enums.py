"""Choices of the organizations: families, statuses, bands (facts and sources: docs/glossary.md)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Family(models.TextChoices):
    """Families of the law n° 2014-856, article 1."""

    ASSOCIATION = "association", _("Association")
    COOPERATIVE = "cooperative", _("Coopérative")
    MUTUAL = "mutual", _("Mutuelle")
    FOUNDATION = "foundation", _("Fondation")
    COMPANY = "company", _("Société commerciale de l'ESS")
    OTHER = "other", _("Autre forme")


class CooperativeKind(models.TextChoices):
    """Kinds that the legal category does not tell (a SCIC has no code of its own)."""

    SCOP = "scop", _("SCOP")
    SCIC = "scic", _("SCIC")
    CAE = "cae", _("Coopérative d'activité et d'emploi")
    CUMA = "cuma", _("CUMA")
    CONSUMERS = "consommateurs", _("Coopérative de consommateurs")
    OTHER = "autre", _("Autre coopérative")


class EssBasis(models.TextChoices):
    """Why an organization is held to be of the social economy."""

    FORM = "form", _("Par sa forme juridique")
    SIRENE = "sirene", _("Déclarée dans Sirene")
    ESS_FRANCE = "ess_france", _("Liste d'ESS France")
    STATUTES = "statutes", _("Par ses statuts")
    REVIEW = "review", _("Vérifiée par le club")
    UNKNOWN = "unknown", _("À vérifier")


class StatusKind(models.TextChoices):
    """Statuses and labels that are not a legal form; they have dates and a proof."""

    ESUS = "esus", _("Agrément ESUS")
    ACI = "aci", _("Atelier et chantier d'insertion")
    AI = "ai", _("Association intermédiaire")
    EI = "ei", _("Entreprise d'insertion")
    EITI = "eiti", _("Entreprise d'insertion par le travail indépendant")
    ETTI = "etti", _("Entreprise de travail temporaire d'insertion")
    GEIQ = "geiq", _("GEIQ")
    EA = "ea", _("Entreprise adaptée")
    EATT = "eatt", _("Entreprise adaptée de travail temporaire")
    ESAT = "esat", _("ESAT")
    SEP = "sep", _("Structure en établissement pénitentiaire")
    RGE = "rge", _("Label RGE")
    RSEI = "rsei", _("Label RSEi")
    RFAR = "rfar", _("Label RFAR")
    BCORP = "bcorp", _("B Corp")
    QUALIOPI = "qualiopi", _("Qualiopi")
    NF_SERVICE = "nf-service", _("NF Service")
    FRANCE_SERVICES = "france-services", _("France services")
    OTHER = "other", _("Autre label")


# Structures d'insertion par l'activité économique in the strict sense (gip-inclusion/les-emplois).
SIAE = {StatusKind.AI, StatusKind.ACI, StatusKind.EI, StatusKind.EITI, StatusKind.ETTI}
# Statuses that open reserved contracts: Code de la commande publique L2113-12 (EA, ESAT) and L2113-13 (SIAE).
RESERVED_CONTRACTS = SIAE | {StatusKind.EA, StatusKind.ESAT}


class Headcount(models.TextChoices):
    """Bands of Sirene (trancheEffectifs)."""

    NONE = "NN", _("Sans salarié")
    ZERO = "00", _("Aucun salarié au 31 décembre")
    FROM_1 = "01", _("1 ou 2 salariés")
    FROM_3 = "02", _("3 à 5 salariés")
    FROM_6 = "03", _("6 à 9 salariés")
    FROM_10 = "11", _("10 à 19 salariés")
    FROM_20 = "12", _("20 à 49 salariés")
    FROM_50 = "21", _("50 à 99 salariés")
    FROM_100 = "22", _("100 à 199 salariés")
    FROM_200 = "31", _("200 à 249 salariés")
    FROM_250 = "32", _("250 à 499 salariés")
    FROM_500 = "41", _("500 à 999 salariés")
    FROM_1000 = "42", _("1 000 à 1 999 salariés")
    FROM_2000 = "51", _("2 000 à 4 999 salariés")
    FROM_5000 = "52", _("5 000 à 9 999 salariés")
    FROM_10000 = "53", _("10 000 salariés et plus")


class NafNomenclature(models.TextChoices):
    """NAF 2025 takes the place of NAF rév. 2 on 1 January 2027 (décret 2025-736); both are kept."""

    REV2 = "NAFRev2", _("NAF rév. 2")
    NAF25 = "NAF25", _("NAF 2025")


class PlaceKind(models.TextChoices):
    HEAD_OFFICE = "head_office", _("Siège")
    SITE = "site", _("Autre lieu")


class ExchangeKind(models.TextChoices):
    OFFER = "offer", _("Nous proposons")
    NEED = "need", _("Nous cherchons")


class RepresentativeKind(models.TextChoices):
    REPRESENTATIVE = "representative", _("Représente la structure")
    SUBSTITUTE = "substitute", _("Remplace la personne qui représente")
    CONTRIBUTOR = "contributor", _("Tient la fiche à jour")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Tout le monde")
    MEMBERS = "members", _("Les membres des clubs")
    HIDDEN = "hidden", _("Personne d'autre")


class Source(models.TextChoices):
    """Where the value of a field comes from."""

    PERSON = "person", _("Saisi par une personne")
    FILE = "file", _("Fichier importé")
    SIRENE = "sirene", _("Sirene (INSEE)")
    API = "api", _("API Recherche d'entreprises")
    DEMO = "demo", _("Démonstration")


class CorrectionField(models.TextChoices):
    """What a correction is about. The first ones are columns, which a reviewer may fill with one button."""

    NAME = "name", _("Le nom")
    SUMMARY = "summary", _("La phrase de présentation")
    PHONE = "phone", _("Le téléphone")
    EMAIL = "email", _("L'adresse e-mail")
    WEBSITE = "website", _("Le site internet")
    ADDRESS = "address", _("L'adresse")
    PEOPLE = "people", _("Une personne")
    CLOSED = "closed", _("La structure a fermé")
    OTHER = "other", _("Autre chose")


# Corrections whose text may take the place of a column as it stands.
CORRECTABLE = {
    CorrectionField.NAME, CorrectionField.SUMMARY, CorrectionField.PHONE, CorrectionField.EMAIL,
    CorrectionField.WEBSITE,
}  # fmt: skip


class CorrectionState(models.TextChoices):
    OPEN = "open", _("À lire")
    APPLIED = "applied", _("Corrigée")
    DECLINED = "declined", _("Écartée")


class ClaimState(models.TextChoices):
    CODE_SENT = "code_sent", _("Code envoyé")
    TO_REVIEW = "to_review", _("À vérifier")
    ACCEPTED = "accepted", _("Acceptée")
    DECLINED = "declined", _("Refusée")
    WITHDRAWN = "withdrawn", _("Retirée")


OPEN_CLAIMS = {ClaimState.CODE_SENT.value, ClaimState.TO_REVIEW.value}

# Lifecycles: (from, verb) → to. What is not here is refused.
CORRECTION_MOVES = {
    (CorrectionState.OPEN, "apply"): CorrectionState.APPLIED,
    (CorrectionState.OPEN, "decline"): CorrectionState.DECLINED,
}
CLAIM_MOVES = {
    (ClaimState.CODE_SENT, "prove"): ClaimState.ACCEPTED,
    (ClaimState.CODE_SENT, "ask_review"): ClaimState.TO_REVIEW,
    (ClaimState.CODE_SENT, "accept"): ClaimState.ACCEPTED,
    (ClaimState.CODE_SENT, "decline"): ClaimState.DECLINED,
    (ClaimState.CODE_SENT, "withdraw"): ClaimState.WITHDRAWN,
    (ClaimState.TO_REVIEW, "accept"): ClaimState.ACCEPTED,
    (ClaimState.TO_REVIEW, "decline"): ClaimState.DECLINED,
    (ClaimState.TO_REVIEW, "withdraw"): ClaimState.WITHDRAWN,
}


class PairState(models.TextChoices):
    """What was decided of two pages that look alike: to review → same, or different; undoing brings back to review."""

    TO_REVIEW = "to_review", _("À regarder")
    SAME = "same", _("Réunies")
    DIFFERENT = "different", _("Deux structures")


# The field of the line of provenance that speaks for every field without a line of its own.
WHOLE_PAGE = ""
