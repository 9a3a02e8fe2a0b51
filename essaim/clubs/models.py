"""A club, its territory, who belongs to it and who runs it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from essaim.kernel.models import Dated
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from .enums import MEMBERSHIP_VERBS, Admission, BoardRule, ClubRole, MembershipState, Visibility


class Club(Dated):
    """A local club. Several may live on one installation, each under `/<slug>/`."""

    slug = models.SlugField(_("Adresse"), max_length=40, unique=True)
    name = models.CharField(_("Nom du club"), max_length=120)
    short_name = models.CharField(_("Nom court"), max_length=40)
    tagline = models.CharField(_("Devise"), max_length=120, blank=True)
    presentation = models.TextField(_("Présentation"), blank=True)
    logo = models.ImageField(_("Logo"), upload_to="clubs/", blank=True)
    email = models.EmailField(_("Adresse e-mail du club"), blank=True)
    founded_on = models.DateField(_("Date de création"), null=True, blank=True)
    # The territory: whole intermunicipalities (their SIREN, as text), and municipalities besides.
    intermunicipalities = models.JSONField(default=list, blank=True)
    municipalities = models.ManyToManyField(Municipality, blank=True, related_name="clubs")
    listed = models.BooleanField(_("Montrer ce club sur la page d'accueil"), default=True)
    directory_visibility = models.CharField(
        _("Qui voit la liste des membres"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    people_visibility = models.CharField(
        _("Qui voit les personnes et leurs coordonnées"),
        max_length=8,
        choices=Visibility,
        default=Visibility.MEMBERS,
    )
    admission = models.CharField(
        _("Qui admet une structure"), max_length=9, choices=Admission, default=Admission.ORGANISER
    )
    objection_days = models.PositiveSmallIntegerField(_("Délai d'opposition, en jours"), default=15)
    board_rule = models.CharField(
        _("Combien de oui, quand le bureau admet"), max_length=6, choices=BoardRule, default=BoardRule.HALF
    )
    # Below so many members, founders admit each other without sponsor; 0 for a club that never was young.
    young_below = models.PositiveSmallIntegerField(_("Membres à partir desquels un parrainage est demandé"), default=3)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(admission__in=Admission.values), name="clubs_club_admission"),
            models.CheckConstraint(condition=Q(objection_days__range=(1, 90)), name="clubs_club_objection_days"),
            models.CheckConstraint(condition=Q(board_rule__in=BoardRule.values), name="clubs_club_board_rule"),
            models.CheckConstraint(condition=Q(young_below__range=(0, 20)), name="clubs_club_young_below"),
            models.CheckConstraint(condition=Q(slug=Lower(F("slug"))) & ~Q(slug=""), name="clubs_club_slug_lower"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(short_name=""), name="clubs_club_named"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Dated):
    """An organization in a club, as things stand; what happened is in its events.

    `since`: the day it became a member, the last time it did.
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="memberships")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    state = models.CharField(max_length=9, choices=MembershipState)
    since = models.DateField(_("Depuis"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "organization"], name="clubs_membership_once"),
            models.CheckConstraint(condition=Q(state__in=MembershipState.values), name="clubs_membership_state"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} · {self.club}"


class MembershipEvent(models.Model):
    """One line of the members' register, written once.

    `on` is the day from which it holds, `at` the moment it was written. When two events speak of the same day, the
    one written last is right (register.py).
    """

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="membership_events")
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="events")
    verb = models.CharField(max_length=9, choices=[(verb, verb) for verb in MEMBERSHIP_VERBS])
    before = models.CharField(max_length=9, choices=MembershipState, blank=True)  # empty: it was not in the club
    after = models.CharField(max_length=9, choices=MembershipState)
    on = models.DateField(_("À compter du"))
    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("Raison"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(verb__in=list(MEMBERSHIP_VERBS)), name="clubs_event_verb"),
            models.CheckConstraint(condition=Q(after__in=MembershipState.values), name="clubs_event_after"),
            models.CheckConstraint(
                condition=~Q(verb="suspend") | ~Q(reason=""), name="clubs_event_suspension_has_a_reason"
            ),
        ]
        indexes = [models.Index(fields=["club", "on"], name="clubs_event_club")]

    def __str__(self) -> str:
        return f"{self.membership}: {self.verb}"


class Charge(Dated):
    """A charge that a person holds in a club: organiser or officer."""

    club = models.ForeignKey(Club, on_delete=models.CASCADE, related_name="charges")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="charges")
    role = models.CharField(max_length=10, choices=ClubRole)
    title = models.CharField(_("Titre"), max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["club", "user", "role"], name="clubs_charge_once"),
            models.CheckConstraint(condition=Q(role__in=ClubRole.values), name="clubs_charge_role"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
