"""What a call is, where it stands, whom it is for, where it was read."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CallKind(models.TextChoices):
    CALL_FOR_PROJECTS = "call_for_projects", _("Appel à projets")
    EXPRESSION_OF_INTEREST = "interest", _("Appel à manifestation d'intérêt")
    TENDER = "tender", _("Marché public")
    RESERVED_TENDER = "reserved_tender", _("Marché réservé")
    GRANT = "grant", _("Subvention")
    LOAN = "loan", _("Prêt ou avance")
    SUPPORT = "support", _("Accompagnement")  # engineering, advice: help that is no money


class CallStatus(models.TextChoices):
    """`AMENDED` is open too: what was said before has changed."""

    OPEN = "open", _("Ouvert")
    AMENDED = "amended", _("Modifié")
    CLOSED = "closed", _("Clos")
    CANCELLED = "cancelled", pgettext_lazy("call", "Annulé")


_S = CallStatus
STANDING = (_S.OPEN, _S.AMENDED)
# Verb → the states it starts from, and the one it leads to.
CALL_VERBS: dict[str, tuple[set[str], str]] = {
    "amend": ({_S.OPEN, _S.AMENDED}, _S.AMENDED),
    "close": ({_S.OPEN, _S.AMENDED}, _S.CLOSED),
    "cancel": ({_S.OPEN, _S.AMENDED, _S.CLOSED}, _S.CANCELLED),
    "reopen": ({_S.CLOSED, _S.CANCELLED}, _S.OPEN),
}


class Scale(models.TextChoices):
    """How wide a call is open. The codes are in `Call.places`."""

    UNKNOWN = "", _("Territoire non précisé")
    EUROPE = "europe", _("Europe")
    COUNTRY = "country", _("Toute la France")
    REGION = "region", _("Région")
    DEPARTMENT = "department", _("Département")
    EPCI = "epci", _("Intercommunalité")
    COMMUNE = "commune", _("Commune")


class Audience(models.TextChoices):
    """Whom a call is for: the codes of Aides-territoires (domain.md §4.1), and the social economy."""

    ASSOCIATION = "association", _("Associations")
    ESS = "ess", _("Structures de l'ESS")
    PRIVATE_SECTOR = "private_sector", _("Entreprises")
    COMMUNE = "commune", _("Communes")
    EPCI = "epci", _("Intercommunalités")
    DEPARTMENT = "department", _("Départements")
    REGION = "region", _("Régions")
    PUBLIC_ORG = "public_org", _("Établissements publics")
    PUBLIC_COMPANIES = "public_cies", _("Entreprises publiques locales")
    FARMER = "farmer", _("Agriculteurs et agricultrices")
    RESEARCHER = "researcher", _("Recherche")
    PRIVATE_PERSON = "private_person", _("Particuliers")
    SPECIAL = "special", _("Collectivités d'outre-mer")


# Those that a structure of the social economy may be.
FOR_US = (Audience.ASSOCIATION, Audience.ESS, Audience.PRIVATE_SECTOR)


class ReservedFor(models.TextChoices):
    """Code de la commande publique: L2113-12 (EA, ESAT), L2113-13 (SIAE), L2113-15 (ESS)."""

    SIAE = "siae", _("Structures d'insertion (SIAE)")
    ADAPTED = "adapted", _("Entreprises adaptées et ESAT")
    ESS = "ess", _("Entreprises de l'ESS")
    ESUS = "esus", _("Entreprises agréées ESUS")


class ChangeKind(models.TextChoices):
    """What apps above are told of. The first of these that is true names a change."""

    CANCELLED = "cancelled", pgettext_lazy("call", "Annulé")
    CLOSED = "closed", _("Clos")
    REOPENED = "reopened", _("Rouvert")
    DEADLINE = "deadline", _("Nouvelle date limite")
    AMENDED = "amended", _("Modifié")


class Connector(models.TextChoices):
    """How a source is read (`essaim.calls.connectors`)."""

    AIDES_TERRITOIRES = "aides_territoires", _("Aides-territoires")
    BOAMP = "boamp", _("BOAMP, annonces des marchés publics")
    AID_SCHEMA = "aid_schema", _("Dispositifs d'aide au schéma de data.gouv.fr (CSV)")
    TRANSITION = "transition", _("Aides à la transition des entreprises (JSON)")
    AIDES_TERRITOIRES_EXPORT = "at_export", _("Export d'Aides-territoires (CSV)")
    ADEME = "ademe", _("ADEME")
    ILE_DE_FRANCE = "ile_de_france", _("Région Île-de-France")
    DROME = "drome", _("Département de la Drôme")
    MANCHE = "manche", _("Département de la Manche")
    CULTURE = "culture", _("Ministère de la Culture")
    FEED = "feed", _("Fil RSS ou Atom")
    TABLE = "table", _("Tableau CSV ou XLSX")
    MAIL = "mail", _("Courriels transférés par les membres")


# Read by themselves every day; the others come when someone brings them.
LIVE = tuple(one for one in Connector if one not in (Connector.MAIL,))
