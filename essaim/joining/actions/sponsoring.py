"""Sponsoring: a member is asked, vouches or declines; a silent one is reminded, then the organiser may stand in."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Membership
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import mails
from ..enums import ApplicationState, SponsoringState
from ..models import Application, Sponsoring
from .admitting import advance
from .moving import check, held, move

REMIND_AFTER = (timedelta(days=7), timedelta(days=14))
TELL_ORGANISERS_AFTER = timedelta(days=21)


@transaction.atomic
def ask_sponsor(*, application: Application, sponsor: Organization, actor: User | None = None) -> Application:
    """The candidate, or the organiser for it, asks a member. One at a time."""
    application = held(application)
    check(application, "ask_sponsor")
    ask(application, sponsor, actor)
    return application


def ask(application: Application, sponsor: Organization, actor: User | None) -> None:
    member = Membership.objects.filter(club=application.club, organization=sponsor, state=MembershipState.MEMBER)
    if not member.exists():
        raise Refusal(
            _("%(name)s n'est pas membre du club : choisissez-en une autre.") % {"name": sponsor.name},
            code="not_a_member", field="sponsor",
        )  # fmt: skip
    sponsoring = Sponsoring.objects.create(club=application.club, application=application, sponsor=sponsor)
    move(application, "ask_sponsor", actor=actor, who=sponsor.name)
    mails.sponsor_asked(sponsoring)


@transaction.atomic
def vouch(*, application: Application, sponsor: Organization, words: str, actor: User) -> Application:
    """A member vouches, asked or of its own accord. Refuses without a sentence (field `words`)."""
    return _vouch(application, "vouch", sponsor, words, actor)


@transaction.atomic
def stand_in(*, application: Application, words: str, actor: User) -> Application:
    """The organiser vouches where no member does: nobody knows the structure yet, or the one asked is silent."""
    return _vouch(application, "stand_in", None, words, actor)


def _vouch(application: Application, verb: str, sponsor: Organization | None, words: str, actor: User) -> Application:
    application = held(application)
    check(application, verb)
    if not (words := words.strip()):
        raise Refusal(_("Une phrase suffit : d'où vous vous connaissez."), code="no_words", field="words")
    asked = application.sponsorings.filter(state=SponsoringState.ASKED).first()
    if asked and asked.sponsor_id != (sponsor.pk if sponsor else None):
        asked.state = SponsoringState.LAPSED
        asked.save(update_fields=["state", "updated_at"])
        asked = None
    row = asked or Sponsoring(club=application.club, application=application, sponsor=sponsor)
    row.state, row.words, row.user, row.answered_at = SponsoringState.VOUCHED, words[:400], actor, timezone.now()
    row.save()
    move(application, verb, actor=actor, who=sponsor.name if sponsor else str(actor), words=words)
    if not advance(application):
        mails.vouched(application, row)
    return application


@transaction.atomic
def decline(*, application: Application, sponsor: Organization, words: str, actor: User) -> Application:
    """Not this time: the candidate asks someone else."""
    application = held(application)
    check(application, "decline")
    row = application.sponsorings.filter(state=SponsoringState.ASKED, sponsor=sponsor).first()
    if row is None:
        raise Refusal(_("Une autre structure est sollicitée maintenant."), code="someone_else")
    row.state, row.words, row.user, row.answered_at = (
        SponsoringState.DECLINED, words.strip()[:400], actor, timezone.now(),
    )  # fmt: skip
    row.save()
    move(application, "decline", actor=actor, who=sponsor.name, words=words.strip())
    mails.sponsor_declined(application, row)
    return application


def remind_sponsors(*, today: date) -> int:
    """Those asked seven and fourteen days ago who said nothing; after three weeks the organisers are told, once.

    Returns how many messages left.
    """
    rows = Sponsoring.objects.filter(
        state=SponsoringState.ASKED,
        application__state=ApplicationState.ASKED,
        created_at__date__lte=today - REMIND_AFTER[0],
    )
    return sum(_remind(pk, today) for pk in rows.order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int, today: date) -> bool:
    row = (
        Sponsoring.objects.select_for_update(of=("self",))
        .select_related("application__organization", "application__club", "sponsor")
        .get(pk=pk)
    )
    age = today - timezone.localdate(row.created_at)
    if row.state != SponsoringState.ASKED:
        return False
    if row.reminders < len(REMIND_AFTER) and age >= REMIND_AFTER[row.reminders]:
        if row.reminded_on and row.reminded_on > today - timedelta(days=6):
            return False
        row.reminders, row.reminded_on = row.reminders + 1, today
        row.save(update_fields=["reminders", "reminded_on", "updated_at"])
        mails.sponsor_reminded(row)
        return True
    if row.reminders == len(REMIND_AFTER) and age >= TELL_ORGANISERS_AFTER:
        mails.to_organisers(row.application, "silent")  # its key says it once
    return False
