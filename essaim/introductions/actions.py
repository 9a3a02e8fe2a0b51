"""The only writers of introductions."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from . import mails, queries
from .enums import INTRODUCTION_VERBS, IntroductionState, Outcome
from .models import Aside, Discretion, Introduction

MOST_OPEN = 5
SHORTEST = 20  # characters of a message
FOLLOW_AFTER = timedelta(days=14)
REMIND_AFTER = timedelta(days=10)
MONTHLY_DAYS = range(5, 10)  # the message of the month leaves on the 5th, or when the worker comes back


def ask(
    *, club: Club, asker: Organization, asked: Organization, author: User, message: str, reason: str = "",
    shares_address: bool = False,
) -> Introduction:  # fmt: skip
    """Write to another member. Refuses a few words (field `message`), one that wants to be left in peace or has
    nobody to read it (`not_reachable`), a pair that has one open or said no (`open`, `declined`), more than MOST_OPEN
    without answer (`too_many`)."""
    message = "\n".join(message.strip().splitlines())[:1500]
    if len(message) < SHORTEST:
        raise Refusal(_("Dites en deux phrases qui vous êtes et ce que vous aimeriez."), code="short", field="message")
    try:
        with transaction.atomic():
            Club.objects.select_for_update().get(pk=club.pk)
            _check(club, asker, asked)
            row = Introduction.objects.create(
                club=club, asker=asker, asked=asked, author=author, message=message, reason=reason[:400],
                shares_address=shares_address,
            )  # fmt: skip
            journaled.tell(
                actor=author, verb="introductions.ask", subject=row, club=club,
                details={"asker": asker.pk, "asked": asked.pk},
            )  # fmt: skip
            mails.asked(row)
    except IntegrityError:
        raise _open(asked) from None
    return row


def _check(club: Club, asker: Organization, asked: Organization) -> None:
    words = {"name": asked.name}
    reachable = queries.reachable_members(club).filter(pk=asked.pk).exists()
    if asker.pk == asked.pk or not reachable:
        raise Refusal(_("%(name)s ne reçoit pas de message par ici.") % words, code="not_reachable")
    for row in queries.introductions_of(club, asker):
        if asked.pk not in (row.asker_id, row.asked_id):
            continue
        if row.state in (IntroductionState.OPEN, IntroductionState.ACCEPTED):
            raise _open(asked)
        if row.state == IntroductionState.DECLINED and row.asker_id == asker.pk:
            raise Refusal(
                _("%(name)s a répondu « pas cette fois ». Vous vous croiserez à une rencontre.") % words,
                code="declined",
            )
    if queries.open_count(club, asker) >= MOST_OPEN:
        raise Refusal(
            _("Cinq de vos messages attendent déjà une réponse. Laissez-leur quelques jours."), code="too_many"
        )


def _open(asked: Organization) -> Refusal:
    return Refusal(_("Un échange est déjà ouvert avec %(name)s.") % {"name": asked.name}, code="open")


def accept(*, introduction: Introduction, user: User, answer: str = "") -> Introduction:
    """Agree to talk: each then reads the other's address."""
    row = _turn("accept", introduction, user, answer=answer.strip()[:1000], answered_by=user, answered_at=_now())
    return row


def decline(*, introduction: Introduction, user: User, answer: str = "") -> Introduction:
    """Say no, with or without a word. No address is shown."""
    return _turn("decline", introduction, user, answer=answer.strip()[:1000], answered_by=user, answered_at=_now())


def withdraw(*, introduction: Introduction, user: User) -> Introduction:
    return _turn("withdraw", introduction, user)


def say_met(
    *, introduction: Introduction, user: User, outcome: str, met_on: date | None = None, note: str = ""
) -> Introduction:
    """« On s'est vus », and what came of it. Said again, it is put right. Refuses a day to come (field `met_on`)."""
    outcome = Outcome(outcome)
    if met_on and met_on > timezone.localdate():
        raise Refusal(_("Ce jour est à venir. Revenez après vous être vus."), code="future", field="met_on")
    return _turn(
        "meet", introduction, user, outcome=outcome, met_on=met_on or timezone.localdate(),
        outcome_note=" ".join(note.split())[:300],
    )  # fmt: skip


def _now():
    return timezone.now()


@transaction.atomic
def _turn(verb: str, introduction: Introduction, user: User, **values) -> Introduction:
    starts, state = INTRODUCTION_VERBS[verb]
    row = Introduction.objects.select_for_update(of=("self",)).get(pk=introduction.pk)
    if row.state not in starts:
        raise Refusal(
            _("Cet échange a déjà sa réponse : %(state)s.") % {"state": IntroductionState(row.state).label.lower()},
            code="settled",
        )
    row.state = state
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *values, "updated_at"])
    journaled.tell(
        actor=user, verb=f"introductions.{verb}", subject=row, club=row.club, details={"before": introduction.state}
    )
    if verb in ("accept", "decline"):
        mails.answered(row)
    return row


@transaction.atomic
def set_aside(*, club: Club, organization: Organization, other: Organization, user: User) -> None:
    """« Pas pour nous »: this one is not proposed any more. Again, it changes nothing."""
    _row, made = Aside.objects.get_or_create(club=club, organization=organization, other=other)
    if made:
        journaled.tell(
            actor=user, verb="introductions.set_aside", subject=organization, club=club, details={"other": other.pk}
        )


@transaction.atomic
def be_discreet(*, club: Club, organization: Organization, discreet: bool, user: User) -> None:
    """Be proposed to nobody and written to by nobody through here, or come back."""
    if discreet:
        _row, changed = Discretion.objects.get_or_create(club=club, organization=organization)
    else:
        count, _rows = Discretion.objects.filter(club=club, organization=organization).delete()
        changed = count > 0
    if changed:
        journaled.tell(
            actor=user, verb="introductions.be_discreet", subject=organization, club=club,
            details={"discreet": discreet},
        )  # fmt: skip


def follow_up(today: date) -> None:
    """Each day: two weeks after a yes, ask what came of it; ten days without answer, remind once. Keys send once."""
    now = timezone.now()
    for row in queries.to_follow(now - FOLLOW_AFTER):
        with transaction.atomic():
            mails.follow_up(row)
    for row in queries.still_open(now - REMIND_AFTER):
        with transaction.atomic():
            mails.reminder(row)


def suggest_monthly(today: date) -> None:
    """Once a month: one proposal to each representative, when there is one."""
    if today.day not in MONTHLY_DAYS:
        return
    for club in Club.objects.order_by("pk"):
        for organization in list(queries.reachable_members(club)):
            found = queries.suggestions_for(club, organization, limit=1)
            if found:
                with transaction.atomic():
                    mails.monthly(club, organization, found[0], month=f"{today:%Y-%m}")
