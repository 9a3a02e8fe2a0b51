"""Admission: by the organiser, by the officers' votes, or by the members' silence; refusal; what follows a yes."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.actions import create_person
from essaim.accounts.models import User
from essaim.clubs import actions as clubs
from essaim.clubs.enums import Admission
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.organizations.actions import add_person, link_account, list_organization
from essaim.organizations.models import Organization

from .. import charter, mails
from ..enums import UNDER_WAY, ApplicationState, SponsoringState
from ..models import Application, Objection, Vote
from ..queries.trail import decided_by, is_young, votes_of
from .moving import check, close, held, move, note


def advance(application: Application) -> bool:
    """Take the steps that wait for nobody. The row is held by the caller. Returns whether anything moved.

    A young club asks for no sponsor; whoever is sponsored gets an account, so as to sign the charter; where members
    decide, the candidate is shown to them once the charter is signed.
    """
    moved = False
    club = application.club
    if application.state == ApplicationState.SEEKING and is_young(club):
        move(application, "go_without", actor=None)
        mails.to_organisers(application, "ready")
        moved = True
    if application.state != ApplicationState.SPONSORED:
        return moved
    give_account(application)
    if charter.has_charter(club) and not charter.has_signed(club, application.organization):
        return moved
    way = decided_by(club)
    if way == Admission.MEMBERS and not is_young(club):
        application.objections_until = timezone.localdate() + timedelta(days=club.objection_days)
        move(application, "open_to_members", actor=None)
        mails.presented(application)
        return True
    if way == Admission.BOARD:
        mails.vote_asked(application)
    elif not is_young(club):
        mails.to_organisers(application, "ready")
    return moved


def give_account(application: Application) -> None:
    """The person who asked gets an account, signed in by a code; and the page of the structure to keep, unless others
    keep it already: then it is theirs to say who joins them."""
    user: User | None = application.user
    if user is None:
        user = create_person(email=application.email, name=application.name, language=application.language)
        application.user = user
        application.save(update_fields=["user", "updated_at"])
    if application.confirmed_at:
        link_account(user=user, email=application.email)
    if not application.organization.representations.filter(user__isnull=False).exists():
        add_person(organization=application.organization, user=user, role=application.role)


@transaction.atomic
def charter_signed(*, club: Club, organization: Organization) -> None:
    """The organization has signed: its application goes on."""
    application = Application.objects.filter(
        club=club, organization=organization, state=ApplicationState.SPONSORED
    ).first()
    if application:
        application = held(application)
        if application.state == ApplicationState.SPONSORED:
            advance(application)


@transaction.atomic
def admit(*, application: Application, actor: User | None, words: str = "") -> Application:
    """Make the organization a member. Who may is said by `queries.trail.verbs_for`. Refuses while the charter waits
    for its signature (code `charter`)."""
    application = held(application)
    check(application, "admit")
    _admit(application, actor, words)
    return application


def _admit(application: Application, actor: User | None, words: str = "") -> None:
    club, organization = application.club, application.organization
    if charter.has_charter(club) and not charter.has_signed(club, organization):
        raise Refusal(
            _("%(name)s n'a pas encore signé la charte : c'est l'étape d'avant.") % {"name": organization.name},
            code="charter",
        )
    application.decided_at = timezone.now()
    move(application, "admit", actor=actor, words=words.strip())
    give_account(application)
    application.sponsorings.filter(state=SponsoringState.ASKED).update(state=SponsoringState.LAPSED)
    if not organization.listed:
        list_organization(organization=organization, listed=True, actor=actor)
    clubs.admit(club=club, organization=organization, actor=actor)
    mails.welcome(application)


@transaction.atomic
def vote(*, application: Application, user: User, yes: bool) -> Application:
    """An officer's voice, given once. The last yes that is needed admits, whoever else votes at the same moment."""
    application = held(application)
    check(application, "vote")
    try:
        with transaction.atomic():
            Vote.objects.create(club=application.club, application=application, user=user, yes=yes)
    except IntegrityError:
        raise Refusal(_("Votre voix est déjà comptée."), code="voted") from None
    note(application, "vote", actor=user)
    needed, too_many = votes_of(application.club)
    if application.votes.filter(yes=True).count() >= needed:
        _admit(application, user)
    elif application.votes.filter(yes=False).count() >= too_many:
        mails.to_organisers(application, "board_no")
    return application


@transaction.atomic
def object_to(*, application: Application, organization: Organization, reason: str, user: User) -> Application:
    """A member says why not, before the end of the last day: silence no longer admits, the organiser decides."""
    application = held(application)
    check(application, "object")
    if not (reason := reason.strip()):
        raise Refusal(
            _("Dites pourquoi, en une phrase. Seules les personnes qui animent le club la liront."), code="no_reason",
            field="reason",
        )  # fmt: skip
    if application.objections_until and application.objections_until < timezone.localdate():
        raise Refusal(_("Le délai est passé."), code="too_late")
    Objection.objects.create(
        club=application.club, application=application, organization=organization, user=user, reason=reason[:400]
    )
    # Whoever reads the trail sees that a member objects, neither which nor why.
    move(application, "object", actor=None)
    mails.to_organisers(application, "contested")
    return application


@transaction.atomic
def refuse(*, application: Application, reason: str, actor: User) -> Application:
    """Say no. The reason stays with those who run the club; the candidate is told, kindly, without it."""
    application = held(application)
    if not (reason := reason.strip()):
        raise Refusal(
            _("Écrivez pourquoi : la raison reste entre vous, personne d'autre ne la lit."), code="no_reason",
            field="reason",
        )  # fmt: skip
    told = application.state not in (ApplicationState.NEW, ApplicationState.PROPOSED)
    application.reason, application.decided_at = reason[:400], timezone.now()
    move(application, "refuse", actor=actor)
    close(application, actor)
    if told:
        mails.refused(application)
    return application


def admit_silently(*, today: date) -> int:
    """Candidates shown to members whose last day is over, and to whom nobody objected. Returns how many came in."""
    rows = Application.objects.filter(state=ApplicationState.OPEN, objections_until__lt=today)
    return sum(_admit_silently(pk, today) for pk in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _admit_silently(pk: int, today: date) -> bool:
    application = held(Application(pk=pk))
    if application.state != ApplicationState.OPEN or application.objections_until >= today:  # type: ignore[operator]
        return False
    if charter.has_charter(application.club) and not charter.has_signed(application.club, application.organization):
        return False  # a version to sign again came meanwhile: the candidate comes in once it has signed
    _admit(application, None)
    return True


@transaction.atomic
def admitted_by_hand(*, club: Club, organization: Organization, actor: User | None) -> None:
    """An organiser noted the organization as a member, on the page of members: its application ends there."""
    rows = Application.objects.filter(club=club, organization=organization, state__in=UNDER_WAY)
    for application in rows:
        application = held(application)
        application.state, application.decided_at = ApplicationState.ADMITTED, timezone.now()
        application.save()
        note(application, "admit", actor=actor)
        application.sponsorings.filter(state=SponsoringState.ASKED).update(state=SponsoringState.LAPSED)
