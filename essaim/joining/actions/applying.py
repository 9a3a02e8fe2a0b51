"""Asking to join: from the page of the club, from an invitation, or because a member proposes it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs import actions as clubs
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.kernel.errors import Refusal
from essaim.organizations.actions import create_organization, remove_if_unused, set_places
from essaim.organizations.models import Organization
from essaim.territory.models import Municipality

from .. import mails
from ..enums import ApplicationState, SponsoringState
from ..models import Application, Recipient, Sponsoring
from .admitting import advance
from .moving import begin, check, close, held, move, note
from .sponsoring import ask

# Applications whose address nobody confirmed, by club and hour: a robot stops there.
MOST_UNCONFIRMED = 30
UNCONFIRMED_LIFE = timedelta(days=14)


@transaction.atomic
def apply(
    *, club: Club, organization: Organization | None, name: str, email: str, why: str, role: str = "",
    user: User | None = None, recipient: Recipient | None = None, sponsor: Organization | None = None,
    new_name: str = "", municipality: Municipality | None = None,
) -> Application:  # fmt: skip
    """Ask to join, in the name of a structure of the directory or of a new one (`new_name`, `municipality`), which
    whoever runs the club will list.

    The address is trusted when it is that of the account, or the one that the invitation reached; otherwise a link
    sent there confirms it, and the club hears of it only then. `sponsor`: a member that one knows.
    """
    name, email, why = " ".join(name.split()), email.strip().lower(), why.strip()
    if not name:
        raise Refusal(_("Dites qui vous êtes."), code="no_name", field="name")
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            _("« %(email)s » n'est pas une adresse e-mail. Il y faut un nom, une arobase et un domaine.")
            % {"email": email}, code="not_an_address", field="email",
        ) from None  # fmt: skip
    Club.objects.select_for_update().get(pk=club.pk)
    trusted = bool((user and user.email.lower() == email) or (recipient and recipient.email.lower() == email))
    hour = timezone.now() - timedelta(hours=1)
    unconfirmed = Application.objects.filter(club=club, state=ApplicationState.NEW)
    if not trusted and unconfirmed.filter(created_at__gte=hour).count() >= MOST_UNCONFIRMED:
        raise Refusal(_("Beaucoup de demandes arrivent à la fois. Revenez dans une heure."), code="too_many")
    if organization is None:
        organization = _create(new_name, municipality, user)
    _check_outside(club, organization)
    # The one who really reads their mail goes before whoever typed an address.
    unconfirmed.filter(organization=organization).delete()
    application = begin(
        "apply", club=club, organization=organization, name=name[:120], role=role.strip()[:120], email=email,
        why=why[:600], user=user, recipient=recipient, language=(get_language() or "fr")[:2],
    )  # fmt: skip
    note(application, "apply", actor=user, who=name, words=why[:400])
    if sponsor:
        _check_sponsor(club, sponsor)
        Sponsoring.objects.create(club=club, application=application, sponsor=sponsor, state=SponsoringState.LAPSED)
    mails.please_follow(application, confirm=not trusted)
    if trusted:
        _confirmed(application, user)
    return application


def _create(name: str, municipality: Municipality | None, user: User | None) -> Organization:
    if not name.strip():
        raise Refusal(_("Choisissez votre structure, ou donnez son nom."), code="no_organization", field="new_name")
    organization = create_organization(values={"name": name}, actor=user, listed=False)
    if municipality:
        set_places(
            organization=organization, places=[{"kind": "head_office", "municipality": municipality}], actor=user
        )
    return organization


def _check_outside(club: Club, organization: Organization) -> None:
    states = [MembershipState.MEMBER, MembershipState.SUSPENDED]
    if Membership.objects.filter(club=club, organization=organization, state__in=states).exists():
        raise Refusal(
            _("%(name)s est déjà membre de %(club)s. Connectez-vous, ou demandez à la personne qui la représente.")
            % {"name": organization.name, "club": club.name}, code="already_member",
        )  # fmt: skip


def _check_sponsor(club: Club, sponsor: Organization) -> None:
    if not Membership.objects.filter(club=club, organization=sponsor, state=MembershipState.MEMBER).exists():
        raise Refusal(
            _("%(name)s n'est pas membre du club : choisissez-en une autre.") % {"name": sponsor.name},
            code="not_a_member", field="sponsor",
        )  # fmt: skip


@transaction.atomic
def confirm(*, application: Application, actor: User | None = None) -> Application:
    """The person reads their mail: the club hears of the application. Pressed again, it changes nothing."""
    application = held(application)
    if application.confirmed_at and application.state != ApplicationState.NEW:
        return application
    check(application, "confirm")
    _confirmed(application, actor)
    return application


def _confirmed(application: Application, actor: User | None) -> None:
    """From here on the club knows. The member that the person named is asked; a young club asks nobody."""
    application.confirmed_at = timezone.now()
    move(application, "confirm", actor=actor, who=application.name)
    membership = Membership.objects.filter(club=application.club, organization=application.organization).first()
    if membership is None or membership.state != MembershipState.CANDIDATE:
        clubs.apply(club=application.club, organization=application.organization, actor=actor)
    named = application.sponsorings.filter(state=SponsoringState.LAPSED, sponsor__isnull=False).first()
    if named:
        named.delete()
    if advance(application):
        return
    if named and named.sponsor:
        ask(application, named.sponsor, actor)
    mails.to_organisers(application, "new")


@transaction.atomic
def propose(
    *, club: Club, organization: Organization, sponsor: Organization, words: str, name: str, email: str, actor: User
) -> Application:
    """A member brings a structure: it vouches at once, and the structure is asked whether it wants to."""
    words, name, email = words.strip(), " ".join(name.split()), email.strip().lower()
    if not words:
        raise Refusal(_("Une phrase suffit : d'où vous vous connaissez."), code="no_words", field="words")
    if not name:
        raise Refusal(_("Dites à qui écrire."), code="no_name", field="name")
    try:
        validate_email(email)
    except ValidationError:
        raise Refusal(
            _("« %(email)s » n'est pas une adresse e-mail. Il y faut un nom, une arobase et un domaine.")
            % {"email": email}, code="not_an_address", field="email",
        ) from None  # fmt: skip
    Club.objects.select_for_update().get(pk=club.pk)
    _check_outside(club, organization)
    _check_sponsor(club, sponsor)
    Application.objects.filter(club=club, organization=organization, state=ApplicationState.NEW).delete()
    application = begin(
        "propose", club=club, organization=organization, name=name[:120], email=email,
        language=(get_language() or "fr")[:2],
    )  # fmt: skip
    sponsoring = Sponsoring.objects.create(
        club=club, application=application, sponsor=sponsor, user=actor, state=SponsoringState.VOUCHED,
        words=words[:400], answered_at=timezone.now(),
    )  # fmt: skip
    note(application, "propose", actor=actor, who=sponsor.name, words=words)
    mails.proposed(application, sponsoring)
    return application


@transaction.atomic
def accept(*, application: Application, why: str = "", actor: User | None = None) -> Application:
    """The structure that a member proposed says yes."""
    application = held(application)
    check(application, "accept")
    application.confirmed_at = timezone.now()
    application.why = why.strip()[:600] or application.why
    move(application, "accept", actor=actor, who=application.name, words=application.why[:400])
    membership = Membership.objects.filter(club=application.club, organization=application.organization).first()
    if membership is None or membership.state != MembershipState.CANDIDATE:
        clubs.apply(club=application.club, organization=application.organization, actor=actor)
    advance(application)
    return application


@transaction.atomic
def withdraw(*, application: Application, words: str = "", actor: User | None = None) -> Application:
    """The structure changes its mind; it may ask again later."""
    application = held(application)
    before = application.state
    application.decided_at = timezone.now()
    move(application, "withdraw", actor=actor, who=application.name, words=words.strip())
    close(application, actor)
    if before not in (ApplicationState.NEW, ApplicationState.PROPOSED):
        mails.to_organisers(application, "withdrawn")
    return application


def forget_unconfirmed() -> int:
    """Applications that nobody confirmed in two weeks go, with the page made for them when nothing else holds it; the
    person is told, once. Returns how many applications went."""
    limit = timezone.now() - UNCONFIRMED_LIFE
    rows = Application.objects.filter(state=ApplicationState.NEW, created_at__lt=limit)
    return sum(_forget(pk) for pk in list(rows.values_list("pk", flat=True)))


@transaction.atomic
def _forget(pk: int) -> bool:
    application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("organization", "club")
        .filter(pk=pk, state=ApplicationState.NEW)
        .first()
    )
    if application is None:
        return False  # confirmed, or forgotten by another worker, meanwhile
    mails.forgotten(application)
    organization = application.organization
    application.delete()
    remove_if_unused(organization=organization, actor=None)
    return True
