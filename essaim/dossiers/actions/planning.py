"""The plan, counted back from the deadline; its reminders; the decisions of the team."""

from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal

from .. import mails, outlines
from ..enums import IN_TEAM, PREPARING
from ..models import Dossier, Partner, PlanTask, TeamDecision, WorkPackage
from .common import fresh, lock_open, one_line, told

MOST_TASKS, MOST_PACKAGES = 100, 20
# A late task is told again after so many days, no oftener.
AGAIN = timedelta(days=7)


def day_of(dossier: Dossier, days_before: int) -> date | None:
    """The day so many days before the deadline, never one that is past when the file began."""
    if dossier.deadline is None:
        return None
    return timezone.localdate(dossier.deadline) - timedelta(days=days_before)


@transaction.atomic
def propose_plan(*, dossier: Dossier, actor: User | None) -> list[PlanTask]:
    """Add the usual steps of its outline, none that is there already. Those whose day is past are for today; without
    deadline they wait for one."""
    dossier = lock_open(dossier)
    outline = dossier.template
    steps = outlines.read(outline).steps if outline else outlines.usual_steps()
    known = {one.casefold() for one in dossier.tasks.values_list("title", flat=True)}
    made = [
        PlanTask(
            club=dossier.club, dossier=dossier, title=step.title, days_before=step.days_before,
            due_on=_not_past(day_of(dossier, step.days_before)),
        )
        for step in steps if step.title.casefold() not in known
    ]  # fmt: skip
    PlanTask.objects.bulk_create(made)
    if made:
        told(dossier, "propose_plan", actor, count=len(made))
    return made


def _not_past(day: date | None) -> date | None:
    return max(day, timezone.localdate()) if day else None


def follow_deadline(dossier: Dossier) -> None:
    """Move what is counted back from the deadline and is not done. The dossier is locked."""
    for task in dossier.tasks.filter(done_at=None, days_before__isnull=False):
        due_on = _not_past(day_of(dossier, task.days_before or 0))
        if due_on != task.due_on:
            PlanTask.objects.filter(pk=task.pk).update(due_on=due_on, reminded_on=None)


@transaction.atomic
def set_task(
    *, dossier: Dossier, actor: User | None, title: str, due_on: date | None = None, owner: Partner | None = None,
    user: User | None = None, package: WorkPackage | None = None, task: PlanTask | None = None, by: str = "",
) -> PlanTask:  # fmt: skip
    """Add a task, or change `task`. A day of one's own is no longer counted back from the deadline."""
    dossier = lock_open(dossier)
    title = one_line(title)[:160]
    if not title:
        raise Refusal(_("Dites ce qui est à faire."), code="title", field="title")
    if task is None and dossier.tasks.count() >= MOST_TASKS:
        raise Refusal(_("Cent tâches suffisent : regroupez-en."), code="full")
    if owner is not None and fresh(dossier, owner).state not in IN_TEAM:
        raise Refusal(_("Choisissez une structure de l'équipe."), code="gone", field="owner")
    task = task or PlanTask(club=dossier.club, dossier=dossier)
    if task.due_on != due_on:
        task.days_before, task.reminded_on = None, None
    task.title, task.due_on, task.owner, task.package = title, due_on, owner, package
    task.user_id = user.pk if user else None
    task.save()
    told(dossier, "set_task", actor, by=by, title=title)
    return task


@transaction.atomic
def mark_task(*, task: PlanTask, done: bool, actor: User | None, by: str = "") -> PlanTask:
    """Done, or to do again."""
    dossier = lock_open(task.dossier)
    task = PlanTask.objects.get(pk=task.pk)
    if done != (task.done_at is not None):
        task.done_at = timezone.now() if done else None
        task.done_by_id = actor.pk if done and actor else None
        task.save(update_fields=["done_at", "done_by", "updated_at"])
        told(dossier, "mark_task", actor, by=by, title=task.title, done=done)
    return task


@transaction.atomic
def remove_task(*, task: PlanTask, actor: User | None, by: str = "") -> None:
    dossier = lock_open(task.dossier)
    PlanTask.objects.filter(pk=task.pk).delete()
    told(dossier, "remove_task", actor, by=by, title=task.title)


@transaction.atomic
def set_package(
    *, dossier: Dossier, actor: User | None, title: str, about: str = "", owner: Partner | None = None,
    package: WorkPackage | None = None, by: str = "",
) -> WorkPackage:  # fmt: skip
    """Add a work package, or change `package`. Refuses the same title twice (field `title`)."""
    dossier = lock_open(dossier)
    title = one_line(title)[:120]
    if not title:
        raise Refusal(_("Donnez un nom à ce lot."), code="title", field="title")
    if package is None and dossier.packages.count() >= MOST_PACKAGES:
        raise Refusal(_("Vingt lots suffisent."), code="full")
    if owner is not None and fresh(dossier, owner).state not in IN_TEAM:
        raise Refusal(_("Choisissez une structure de l'équipe."), code="gone", field="owner")
    if package is None:
        last = dossier.packages.aggregate(last=Max("position"))["last"] or 0
        package = WorkPackage(club=dossier.club, dossier=dossier, position=last + 1)
    package.title, package.about, package.owner = title, about.strip()[:1000], owner
    try:
        with transaction.atomic():
            package.save()
    except IntegrityError:
        raise Refusal(_("Un lot porte déjà ce nom."), code="twice", field="title") from None
    told(dossier, "set_package", actor, by=by, title=title)
    return package


@transaction.atomic
def remove_package(*, package: WorkPackage, actor: User | None, by: str = "") -> None:
    """Its tasks stay in the plan."""
    dossier = lock_open(package.dossier)
    WorkPackage.objects.filter(pk=package.pk).delete()
    told(dossier, "remove_package", actor, by=by, title=package.title)


@transaction.atomic
def decide(
    *, dossier: Dossier, words: str, actor: User | None, why: str = "", on: date | None = None, by: str = ""
) -> TeamDecision:
    """Write a decision in the log; it is not changed afterwards: one decides again. It may be written after sending."""
    words = one_line(words)[:500]
    if not words:
        raise Refusal(_("Dites ce que vous avez décidé."), code="words", field="words")
    row = TeamDecision.objects.create(
        club=dossier.club, dossier=dossier, on=on or timezone.localdate(), words=words, why=why.strip()[:1000],
        author=actor, by=by,
    )  # fmt: skip
    told(dossier, "decide", actor, by=by, words=words[:80])
    return row


def every_day(day: date) -> None:
    """Remind of what is late, once a week for each task."""
    rows = PlanTask.objects.filter(done_at=None, due_on__lt=day, dossier__state__in=PREPARING).exclude(
        reminded_on__gt=day - AGAIN
    )  # fmt: skip
    for task in rows.select_related("dossier__club", "owner__organization", "owner__through", "user"):
        _remind(task, day)


@transaction.atomic
def _remind(task: PlanTask, day: date) -> None:
    taken: Any = PlanTask.objects.filter(pk=task.pk).exclude(reminded_on__gt=day - AGAIN)
    if taken.update(reminded_on=day):
        mails.late(task, day)
