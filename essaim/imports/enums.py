"""Choices of the imports: states of a batch, outcomes of a row, what a column may hold, why a row is refused."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BatchState(models.TextChoices):
    UPLOADED = "uploaded", _("Fichier reçu")
    MAPPED = "mapped", _("Colonnes choisies")
    PREVIEWED = "previewed", _("Aperçu prêt")
    APPLIED = "applied", _("Importé")
    UNDONE = "undone", _("Annulé")
    FAILED = "failed", _("Arrêté")


# verb → (states from which it may be done, state it leads to)
TRANSITIONS: dict[str, tuple[frozenset[str], str]] = {
    "choose_columns": (frozenset({"uploaded", "mapped", "previewed", "failed"}), BatchState.MAPPED),
    "preview": (frozenset({"mapped", "previewed", "failed"}), BatchState.PREVIEWED),
    "apply": (frozenset({"previewed"}), BatchState.APPLIED),
    "apply_at_once": (frozenset({"mapped"}), BatchState.APPLIED),
    "undo": (frozenset({"applied"}), BatchState.UNDONE),
    "fail": (frozenset({"uploaded", "mapped", "previewed"}), BatchState.FAILED),
}


class Work(models.TextChoices):
    """What the worker is to do with an import."""

    PREVIEW = "preview", _("Lecture")
    APPLY = "apply", _("Écriture")


class SourceKind(models.TextChoices):
    FILE = "file", _("Tableau")
    SIRENE = "sirene", _("Fichiers Sirene")
    API = "api", _("API Recherche d'entreprises")


class Outcome(models.TextChoices):
    """What becomes of one row; the five together make the number of rows read."""

    CREATED = "created", _("Créées")
    UPDATED = "updated", _("Complétées")
    UNCHANGED = "unchanged", _("Inchangées")
    DUPLICATE = "duplicate", _("Doublons probables")
    REFUSED = "refused", _("Refusées")


class Decision(models.TextChoices):
    """What a person says of a probable duplicate."""

    LATER = "", _("Laisser de côté")
    SAME = "same", _("C'est la même")
    NEW = "new", _("C'en est une autre")


class Target(models.TextChoices):
    """What a column of a file may hold."""

    NAME = "name", _("Nom")
    ACRONYM = "acronym", _("Sigle")
    OTHER_NAME = "other_name", _("Autre nom, enseigne")
    IDENTIFIER = "identifier", _("SIRET, SIREN ou RNA")
    SIREN = "siren", _("SIREN")
    SIRET = "siret", _("SIRET")
    NIC = "nic", _("NIC (5 derniers chiffres du SIRET)")
    HEAD_OFFICE = "head_office", _("Est le siège (oui ou non)")
    RNA = "rna", _("Numéro RNA")
    VAT = "vat_number", _("Numéro de TVA")
    LEGAL = "legal_category", _("Forme juridique (code ou mots)")
    ESS = "ess_flag", _("Appartient à l'ESS (oui ou non)")
    NAF = "naf_code", _("Code NAF ou APE")
    NAF25 = "naf25_code", _("Code NAF 2025")
    HEADCOUNT = "headcount", _("Effectif")
    FOUNDED = "founded_on", _("Date de création")
    CLOSED = "closed_on", _("Date de fermeture")
    ACTIVE = "active", _("En activité (oui ou non)")
    STATUS = "status", _("Statut ou label (ACI, EA, ESUS…)")
    SUMMARY = "summary", _("En une phrase")
    DESCRIPTION = "description", _("Présentation")
    WEBSITE = "website", _("Site internet")
    EMAIL = "email", _("Adresse e-mail")
    PHONE = "phone", _("Téléphone")
    ADDRESS = "address", _("Adresse")
    STREET_NUMBER = "street_number", _("Numéro dans la voie")
    STREET_REPETITION = "street_repetition", _("Bis, ter…")
    STREET_KIND = "street_kind", _("Type de voie")
    STREET = "street", _("Nom de la voie")
    EXTRA = "address_extra", _("Complément d'adresse")
    POSTAL_CODE = "postal_code", _("Code postal")
    CITY = "city", _("Commune")
    INSEE = "insee_code", _("Code INSEE de la commune")
    DEPARTMENT = "department", _("Département")
    LATITUDE = "latitude", _("Latitude")
    LONGITUDE = "longitude", _("Longitude")
    X = "x", _("Coordonnée X")
    Y = "y", _("Coordonnée Y")


SEVERAL = {Target.OTHER_NAME, Target.STATUS}  # targets that several columns may feed
