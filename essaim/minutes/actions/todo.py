"""Actions: who does what, before when, until it is done."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled
from essaim.organizations.models import Organization

from .. import mails, queries
from ..enums import ACTION_VERBS, ActionState
from ..models import ActionItem, Minutes, Section
from .minutes import lock

REMIND_BEFORE = timedelta(days=4)


@transaction.atomic
def add_action(
    *, minutes: Minutes, what: str, actor: User, owner: User | None = None, organization: Organization | None = None,
    owner_name: str = "", due_on: date | None = None, section: Section | None = None,
) -> ActionItem:  # fmt: skip
    """Write down who will do what. Refuses (fields `what`, `who`, `due_on`) no words, nobody, a date before the
    meeting."""
    what, name = _said(what), _named(owner, organization, owner_name)
    minutes = lock(minutes)
    _check_date(minutes, due_on)
    item = ActionItem.objects.create(
        club=minutes.club, minutes=minutes, section=section, what=what, owner=owner, organization=organization,
        owner_name=name, due_on=due_on,
    )  # fmt: skip
    journaled.tell(
        actor=actor, verb="minutes.add_action", subject=item, club=minutes.club,
        details={"owner": name, "due_on": due_on.isoformat() if due_on else None},
    )  # fmt: skip
    return item


@transaction.atomic
def change_action(
    *, item: ActionItem, what: str, actor: User, owner: User | None = None, organization: Organization | None = None,
    owner_name: str = "", due_on: date | None = None,
) -> ActionItem:  # fmt: skip
    """Correct an action: words, owner, date. Refuses as `add_action`."""
    what, name = _said(what), _named(owner, organization, owner_name)
    item = _lock(item)
    _check_date(item.minutes, due_on)
    item.what, item.owner, item.organization, item.owner_name, item.due_on = what, owner, organization, name, due_on
    item.save(update_fields=["what", "owner", "organization", "owner_name", "due_on", "updated_at"])
    journaled.tell(
        actor=actor, verb="minutes.change_action", subject=item, club=item.club,
        details={"owner": name, "due_on": due_on.isoformat() if due_on else None},
    )  # fmt: skip
    return item


def finish(*, item: ActionItem, actor: User, outcome: str = "") -> ActionItem:
    """It is done."""
    return _turn("finish", item, actor, outcome)


def drop(*, item: ActionItem, actor: User, outcome: str = "") -> ActionItem:
    """It will not be done, and why."""
    return _turn("drop", item, actor, outcome)


def reopen(*, item: ActionItem, actor: User) -> ActionItem:
    """It was not done after all."""
    return _turn("reopen", item, actor, "")


def remind_owners(day: date) -> None:
    """Once a day: four days before the date, a message to each owner. Once for each date, whatever the worker does."""
    for pk in queries.actions_to_remind(day, day + REMIND_BEFORE).values_list("pk", flat=True):
        with transaction.atomic():
            item = _lock(ActionItem(pk=pk))
            if item.state != ActionState.OPEN or item.due_on is None or item.reminded_for == item.due_on:
                continue
            item.reminded_for = item.due_on
            item.save(update_fields=["reminded_for", "updated_at"])
            for person in queries.people_of_action(item):
                mails.action_is_near(item, person)


@transaction.atomic
def _turn(verb: str, item: ActionItem, actor: User, outcome: str) -> ActionItem:
    """Carry a verb of ACTION_VERBS out. The same verb again changes nothing."""
    starts, state = ACTION_VERBS[verb]
    item = _lock(item)
    if item.state == state:
        return item
    if item.state not in starts:
        raise Refusal(
            _("Cette action est déjà notée : %(state)s.") % {"state": item.get_state_display().lower()}, code="settled"
        )
    item.state, item.outcome = state, " ".join(outcome.split())[:300]
    is_open = state == ActionState.OPEN
    item.settled_at = None if is_open else timezone.now()
    item.settled_by_id = None if is_open else actor.pk
    item.save(update_fields=["state", "outcome", "settled_at", "settled_by", "updated_at"])
    journaled.tell(actor=actor, verb=f"minutes.{verb}", subject=item, club=item.club, details={})
    return item


def _lock(item: ActionItem) -> ActionItem:
    rows = ActionItem.objects.select_for_update(of=("self",))
    return rows.select_related("club", "minutes", "minutes__meeting", "owner").get(pk=item.pk)


def _said(what: str) -> str:
    if not (what := " ".join(what.split())[:300]):
        raise Refusal(_("Dites ce qu'il y a à faire."), code="empty", field="what")
    return what


def _named(owner: User | None, organization: Organization | None, typed: str) -> str:
    name = str(owner) if owner else organization.name if organization else " ".join(typed.split())
    if not name:
        raise Refusal(
            _("Dites qui s'en charge : une personne, ou une structure. Sans nom, personne ne le fera."),
            code="nobody", field="who",
        )  # fmt: skip
    return name[:160]


def _check_date(minutes: Minutes, due_on: date | None) -> None:
    held = minutes.meeting.starts_at
    if due_on and held and due_on < timezone.localtime(held).date():
        raise Refusal(_("Cette date est avant la rencontre. Choisissez-en une à venir."), code="before", field="due_on")
