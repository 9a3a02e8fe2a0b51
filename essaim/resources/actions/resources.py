"""The catalogue: means added, described, opened, closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.files.actions import remove, storing
from essaim.files.reading import read_picture
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from ..enums import HOLDING, RESOURCE_VERBS, ResourceState
from ..models import Booking, Closure, Condition, OpeningHours, Resource, ResourcePhoto
from .holding import build_wall, guarded, lock, move_wall
from .turning import settle

MOST_PHOTOS = 8


@dataclass(frozen=True)
class Opening:
    """`weekday` 0 is Monday."""

    weekday: int
    opens: time
    closes: time


@guarded
def add_resource(
    *, club: Club, owner: Organization, actor: User | None, conditions: Iterable[dict[str, Any]] = (),
    hours: Iterable[Opening] = (), publish: bool = False, **facts: Any,
) -> Resource:  # fmt: skip
    """A new means of a member, a draft unless `publish`. `facts` are fields of `Resource`, each condition those of
    `Condition`."""
    state = ResourceState.PUBLISHED if publish else ResourceState.DRAFT
    resource = Resource.objects.create(club=club, owner=owner, **{**facts, "state": state})
    build_wall(resource)
    _set_conditions(resource, conditions)
    _set_hours(resource, hours)
    journaled.tell(actor=actor, verb="resources.add", subject=resource, club=club, details={"name": resource.name})
    return resource


@guarded
def update_resource(
    *, resource: Resource, actor: User | None, conditions: Iterable[dict[str, Any]] | None = None,
    hours: Iterable[Opening] | None = None, **facts: Any,
) -> Resource:  # fmt: skip
    """Say it better, change its rules. What is booked stays as it was agreed. Refuses (code `booked`) fewer units than
    are booked at some moment."""
    resource = lock(resource.pk)
    quantity = facts.get("quantity", resource.quantity)
    if quantity != resource.quantity:
        move_wall(resource, quantity, timezone.now())
    changed = sorted(name for name, value in facts.items() if getattr(resource, name) != value)
    for name, value in facts.items():
        setattr(resource, name, value)
    resource.save()
    if conditions is not None:
        _set_conditions(resource, conditions)
    if hours is not None:
        _set_hours(resource, hours)
    journaled.tell(
        actor=actor, verb="resources.update", subject=resource, club=resource.club, details={"fields": changed}
    )
    settle(resource)
    return resource


def _set_conditions(resource: Resource, conditions: Iterable[dict[str, Any]]) -> None:
    Condition.objects.filter(resource=resource).delete()
    Condition.objects.bulk_create(Condition(club_id=resource.club_id, resource=resource, **one) for one in conditions)


def _set_hours(resource: Resource, hours: Iterable[Opening]) -> None:
    """Refuses (code `hours`) an end before its beginning, or hours that meet."""
    rows = sorted(hours, key=lambda one: (one.weekday, one.opens))
    for one in rows:
        if one.closes <= one.opens:
            raise Refusal(_("Les heures d'ouverture finissent avant de commencer."), code="hours", field="hours")
    for one, following in pairwise(rows):
        if one.weekday == following.weekday and following.opens < one.closes:
            raise Refusal(_("Ces heures d'ouverture se chevauchent."), code="hours", field="hours")
    OpeningHours.objects.filter(resource=resource).delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(
            club_id=resource.club_id, resource=resource, weekday=one.weekday, opens=one.opens, closes=one.closes
        )
        for one in rows
    )


@guarded
def publish(*, resource: Resource, actor: User | None) -> Resource:
    return _turn("publish", resource, actor)


@guarded
def withdraw(*, resource: Resource, actor: User | None) -> Resource:
    """Out of the catalogue. What is booked stands, nobody new books."""
    return _turn("withdraw", resource, actor)


def _turn(verb: str, resource: Resource, actor: User | None) -> Resource:
    resource = lock(resource.pk)
    starts, state = RESOURCE_VERBS[verb]
    if resource.state in starts:
        resource.state = state
        resource.save(update_fields=["state", "updated_at"])
        journaled.tell(actor=actor, verb=f"resources.{verb}", subject=resource, club=resource.club, details={})
        settle(resource)
    return resource


@guarded
def delete_resource(*, resource: Resource, actor: User | None) -> None:
    """A means that nobody ever booked. Refuses (code `booked`) any other: withdraw it."""
    resource = lock(resource.pk)
    if resource.bookings.exists():
        raise Refusal(_("Ce moyen a été réservé : retirez-le du catalogue, son histoire reste."), code="booked")
    for photo in resource.photos.all():
        remove(photo)
    journaled.tell(
        actor=actor, verb="resources.delete", subject=resource, club=resource.club, details={"name": resource.name}
    )
    resource.delete()


@guarded
def close(
    *, resource: Resource, actor: User | None, starts_at: datetime, ends_at: datetime, reason: str = "",
    anyway: bool = False,
) -> Closure:  # fmt: skip
    """Nobody books in that time. Refuses (code `booked`) when something is booked there, unless `anyway`: these stand,
    and the owner sees to them."""
    resource = lock(resource.pk)
    if ends_at <= starts_at:
        raise Refusal(_("La fin vient avant le début."), code="end_before_start", field="ends")
    booked = Booking.objects.filter(
        resource=resource, state__in=HOLDING, starts_at__lt=ends_at, ends_at__gt=starts_at
    ).count()
    if booked and not anyway:
        raise Refusal(
            ngettext(
                "Une réservation tombe dans cette période : elle tiendrait.",
                "%(count)s réservations tombent dans cette période : elles tiendraient.",
                booked,
            )
            % {"count": booked},
            code="booked", field="starts",
        )  # fmt: skip
    closure = Closure.objects.create(
        club_id=resource.club_id, resource=resource, starts_at=starts_at, ends_at=ends_at,
        reason=" ".join(reason.split())[:120],
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb="resources.close", subject=resource, club=resource.club,
        details={"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()},
    )  # fmt: skip
    return closure


@guarded
def open_again(*, closure: Closure, actor: User | None) -> None:
    resource = lock(closure.resource_id)
    Closure.objects.filter(pk=closure.pk).delete()
    journaled.tell(actor=actor, verb="resources.open_again", subject=resource, club=resource.club, details={})
    settle(resource)


def add_photo(*, resource: Resource, actor: User | None, upload: UploadedFile, alternative: str = "") -> ResourcePhoto:
    """Refuses (field `photo`) what `read_picture` refuses, a picture that is there already (`twice`), one too many
    (`full`)."""
    content, facts = read_picture(upload, field="photo")
    photo = ResourcePhoto(
        club_id=resource.club_id, resource=resource, alternative=" ".join(alternative.split())[:160], added_by=actor,
        **facts,
    )  # fmt: skip
    try:
        with storing(photo, content), transaction.atomic():
            resource = lock(resource.pk)
            photo.position = resource.photos.count()
            if photo.position >= MOST_PHOTOS:
                raise Refusal(_("Huit photos suffisent : retirez-en une d'abord."), code="full", field="photo")
            photo.save()
            journaled.tell(actor=actor, verb="resources.add_photo", subject=resource, club=resource.club, details={})
    except IntegrityError:
        raise Refusal(_("Cette photo est déjà là."), code="twice", field="photo") from None
    return photo


@transaction.atomic
def remove_photo(*, photo: ResourcePhoto, actor: User | None) -> None:
    resource = lock(photo.resource_id)
    remove(photo)
    journaled.tell(actor=actor, verb="resources.remove_photo", subject=resource, club=resource.club, details={})
