"""Calendars: those that an owner follows, which keep bookings away, and the secrets of ours."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import fetching, ics, mails
from ..models import Booking, ExternalBusy, ExternalCalendar, FeedKey, Resource
from ..queries import clashes_of
from .holding import guarded, lock
from .turning import settle

EVERY = timedelta(hours=1)
AHEAD = timedelta(days=550)
MOST_CALENDARS = 3


def follow_calendar(*, resource: Resource, actor: User | None, url: str) -> ExternalCalendar:
    """Follow the calendar of that address; the worker reads it. Refuses (field `url`) what is no address (`address`),
    one that is followed already (`twice`), one too many (`full`)."""
    url = fetching.tidy(url)[:500]
    try:
        with transaction.atomic():
            resource = lock(resource.pk)
            if resource.external_calendars.count() >= MOST_CALENDARS:
                raise Refusal(_("Trois agendas suffisent : retirez-en un d'abord."), code="full", field="url")
            calendar = ExternalCalendar.objects.create(club_id=resource.club_id, resource=resource, url=url)
            journaled.tell(
                actor=actor, verb="resources.follow_calendar", subject=resource, club=resource.club, details={}
            )
    except IntegrityError:
        raise Refusal(_("Cet agenda est déjà suivi."), code="twice", field="url") from None
    return calendar


@guarded
def unfollow_calendar(*, calendar: ExternalCalendar, actor: User | None) -> None:
    """What it kept busy is free again, and offered to whoever waits."""
    resource = lock(calendar.resource_id)
    ExternalCalendar.objects.filter(pk=calendar.pk).delete()
    journaled.tell(actor=actor, verb="resources.unfollow_calendar", subject=resource, club=resource.club, details={})
    _tell_clashes(resource)
    settle(resource)


def read_calendars() -> bool:
    """The worker: read one calendar whose hour has come. Returns whether there was one."""
    now = timezone.now()
    with transaction.atomic():
        due = ExternalCalendar.objects.filter(Q(tried_at=None) | Q(tried_at__lt=now - EVERY))
        calendar = due.select_for_update(of=("self",), skip_locked=True).order_by("tried_at", "pk").first()
        if calendar is None:
            return False
        ExternalCalendar.objects.filter(pk=calendar.pk).update(tried_at=now)
    try:
        busy = ics.read_busy(fetching.fetch(calendar.url), now - timedelta(days=1), now + AHEAD)
    except Refusal as refusal:
        _tell_problem(calendar, str(refusal))
    else:
        keep_busy(calendar=calendar, busy=busy, now=now)
    return True


@transaction.atomic
def _tell_problem(calendar: ExternalCalendar, problem: str) -> None:
    """What was busy stays so: an address that fails for an hour must let nobody in."""
    ExternalCalendar.objects.filter(pk=calendar.pk).update(problem=problem[:200])


@guarded
def keep_busy(*, calendar: ExternalCalendar, busy: ics.Busy, now: datetime) -> None:
    """What the calendar says now takes the place of what it said. Bookings that were made stand: their owner is told,
    once, of those that it meets."""
    resource = lock(calendar.resource_id)
    problem = ""
    if busy.unread:
        problem = _("%(count)s événements de cet agenda ne se lisent pas : ils ne bloquent rien.") % {
            "count": busy.unread
        }
    changed = ExternalCalendar.objects.filter(pk=calendar.pk).update(fetched_at=now, problem=problem[:200])
    if not changed:
        return  # no longer followed
    ExternalBusy.objects.filter(calendar=calendar).delete()
    ExternalBusy.objects.bulk_create(
        ExternalBusy(
            club_id=resource.club_id, resource=resource, calendar=calendar, starts_at=starts_at, ends_at=ends_at
        )
        for starts_at, ends_at in busy.times
    )
    _tell_clashes(resource)
    settle(resource)


def _tell_clashes(resource: Resource) -> None:
    """One message for all those that were not told yet; one that is over may be told again, if it comes back."""
    clashes = clashes_of(resource)
    now, still = timezone.now(), {clash.booking.pk for clash in clashes}
    Booking.objects.filter(resource=resource, clash_told_at__isnull=False).exclude(pk__in=still).update(
        clash_told_at=None
    )
    fresh = [clash.booking for clash in clashes if clash.booking.clash_told_at is None]
    if fresh:
        Booking.objects.filter(pk__in=[one.pk for one in fresh]).update(clash_told_at=now)
        mails.clashes(resource, fresh, now)


@transaction.atomic
def change_feed_secrets(*, club: Club, organizations: Iterable[Organization], user: User) -> None:
    """The former addresses of these organizations' calendars, and of what they lend, give nothing more."""
    for one in organizations:
        key, _created = FeedKey.objects.get_or_create(club=club, organization=one)
        FeedKey.objects.filter(pk=key.pk).update(version=F("version") + 1)
        Resource.objects.filter(club=club, owner=one).update(feed_version=F("feed_version") + 1)
        journaled.tell(actor=user, verb="resources.change_feed_secrets", subject=one, club=club, details={})
