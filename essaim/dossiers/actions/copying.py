"""A dossier serves again, for another call."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.organizations.models import Organization

from .. import mails, queries, rules
from ..enums import OpenTo, PartnerState
from ..models import Dossier, Need, Partner, PlanTask, WorkPackage
from . import linking, planning, sections
from .common import told
from .opening import start_dossier


@transaction.atomic
def duplicate(
    *, dossier: Dossier, club: Club, organization: Organization, actor: User | None, title: str,
    call: Call | None = None, deadline: datetime | None = None, with_team: bool = True,
) -> Dossier:  # fmt: skip
    """A new dossier that `organization` leads, from another: its texts as they are now, its needs, its plan counted
    back from the new deadline, and, `with_team`, its other structures invited, with the shares of then to discuss
    again."""
    made = start_dossier(
        club=club, organization=organization, actor=actor, title=title, call=call, summary=dossier.summary,
        deadline=deadline,
        open_to=OpenTo(dossier.open_to),
    )  # fmt: skip
    made.copied_from, made.template, made.form = dossier, dossier.template, dossier.form
    made.save(update_fields=["copied_from", "template", "form", "updated_at"])
    Need.objects.bulk_create(
        Need(
            club=club, dossier=made, kind=one.kind, label=one.label, value=one.value, quantity=one.quantity,
            unit=one.unit, required=one.required,
        )
        for one in dossier.needs.all()
    )  # fmt: skip
    for one in dossier.sections.select_related("text").order_by("position", "pk"):
        sections.add_section(
            dossier=made, actor=actor, title=one.title, guidance=one.guidance, most_characters=one.most_characters,
            most_pages=one.most_pages, content=one.text.content,
        )  # fmt: skip
    _copy_plan(dossier, made)
    if with_team:
        for partner in rules.team_of(queries.partners_of(dossier)):
            if partner.organization_id != organization.pk:
                _ask_again(partner, made, actor)
    told(made, "duplicate", actor, source=dossier.pk)
    made.refresh_from_db()
    return made


def _copy_plan(dossier: Dossier, made: Dossier) -> None:
    packages = {
        one.pk: WorkPackage.objects.create(
            club=made.club, dossier=made, position=one.position, title=one.title, about=one.about
        )
        for one in dossier.packages.all()
    }
    made.tasks.all().delete()
    old = dossier.deadline.date() if dossier.deadline else None
    for task in dossier.tasks.all():
        days = task.days_before
        if days is None and task.due_on and old:
            days = max(0, (old - task.due_on).days)
        PlanTask.objects.create(
            club=made.club, dossier=made, title=task.title, days_before=days,
            package=packages.get(task.package_id or 0),
        )  # fmt: skip
    planning.follow_deadline(made)


def _ask_again(one: Partner, made: Dossier, actor: User | None) -> None:
    role = one.role if one.role != "lead" else "partner"
    partner = Partner.objects.create(
        club=made.club, dossier=made, organization=one.organization, through=one.through, role=role,
        state=PartnerState.INVITED, share=one.share if role != "subcontractor" else None, brings=one.brings,
        user=one.user, contact_name=one.contact_name, email=one.email, invited_by=actor,
        word=_("Nous avions répondu ensemble : « %(title)s ».") % {"title": one.dossier.title},
    )  # fmt: skip
    link = linking.make_partner_link(partner, actor=actor) if partner.email else None
    mails.invited(partner, link)
