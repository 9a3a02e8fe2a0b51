"""Roles in a club, states of a membership, words that no club may take as address."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClubRole(models.TextChoices):
    """Charges given to a person in a club. Being a member comes from the organization one represents."""

    ORGANISER = "organiser", _("Animation")
    OFFICER = "officer", _("Bureau")


class MembershipState(models.TextChoices):
    INVITED = "invited", _("Invitée")
    CANDIDATE = "candidate", _("Candidate")
    MEMBER = "member", _("Membre")
    SUSPENDED = "suspended", _("Suspendue")
    LEFT = "left", _("Partie")


# The life of a membership: verb → the states it starts from (None: there is no row yet), and the one it leads to.
MEMBERSHIP_VERBS: dict[str, tuple[set[str | None], str]] = {
    "invite": ({None, MembershipState.LEFT}, MembershipState.INVITED),
    "apply": ({None, MembershipState.INVITED, MembershipState.LEFT}, MembershipState.CANDIDATE),
    "admit": (
        {None, MembershipState.INVITED, MembershipState.CANDIDATE, MembershipState.LEFT}, MembershipState.MEMBER
    ),
    "suspend": ({MembershipState.MEMBER}, MembershipState.SUSPENDED),
    "resume": ({MembershipState.SUSPENDED}, MembershipState.MEMBER),
    "leave": (
        {
            MembershipState.INVITED, MembershipState.CANDIDATE, MembershipState.MEMBER, MembershipState.SUSPENDED,
        },
        MembershipState.LEFT,
    ),
    "come_back": ({MembershipState.LEFT}, MembershipState.MEMBER),
}  # fmt: skip
# A suspended member still stands in the register; it has no access until it is resumed.
IN_REGISTER = {MembershipState.MEMBER, MembershipState.SUSPENDED}


class Admission(models.TextChoices):
    """Who says yes to a candidate."""

    ORGANISER = "organiser", _("La personne qui anime le club")
    BOARD = "board", _("Le bureau")
    MEMBERS = "members", _("Les membres : sans opposition dans le délai, la candidate est admise")


class BoardRule(models.TextChoices):
    """How much of the board says yes, when the board admits."""

    HALF = "half", _("Plus de la moitié du bureau")
    TWO_THIRDS = "thirds", _("Les deux tiers du bureau")
    ALL = "all", _("Tout le bureau")


class Visibility(models.TextChoices):
    PUBLIC = "public", _("Tout le monde")
    MEMBERS = "members", _("Les membres")


# First words of addresses that belong to the installation.
RESERVED_SLUGS = {
    "annuaire", "structures", "compte", "imports", "composants", "sante", "static", "media", "en", "fr", "api",
    "accessibilite", "vie-privee", "aide", "a-propos", "clubs", "nouveau", "robots", "sitemap", "favicon", "admin",
    "donnees", "mentions-legales", "recherche", "journal", "messages", "appels", "agenda", "essaim", "courrier",
}  # fmt: skip
