"""A dossier begins, says what it is about, and turns from one state to the next."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.calls.enums import CallKind
from essaim.calls.models import Call
from essaim.clubs.models import Club
from essaim.clubs.queries import members_of
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Organization

from .. import mails, queries, rules
from ..enums import ConsortiumForm, DossierState, OpenTo, PartnerRole, PartnerState
from ..models import Dossier, Partner
from . import planning, sections
from .common import lock, lock_open, new_version, one_line, told, turn

FACTS = ("title", "summary", "deadline", "open_to")


@transaction.atomic
def start_dossier(
    *, club: Club, organization: Organization, actor: User | None, title: str, call: Call | None = None,
    summary: str = "", deadline: datetime | None = None, open_to: str = OpenTo.CLUB, template: str = "",
) -> Dossier:  # fmt: skip
    """Begin a dossier that `organization`, a member of the club, leads; `deadline` is aware, the call's unless told.
    Without `call` it is an initiative that looks for one.

    With `template`, its sections are there at once; with a deadline, so is its plan. Refuses (fields `title`,
    `deadline`) what is empty or past, an organization that is no member (`not_member`), a call of another club
    (`call`), and one that leads another answer to the same contract (`two_groups`).
    """
    if not members_of(club).filter(pk=organization.pk).exists():
        raise Refusal(_("%(name)s n'est pas membre du club.") % {"name": organization.name}, code="not_member")
    _check_call(club, call, organization)
    deadline = deadline or (call.deadline if call and call.stands else None)
    dossier = Dossier(
        club=club, call=call, title=one_line(title)[:160], summary=summary.strip()[:2000], deadline=deadline,
        open_to=OpenTo(open_to), author=actor,
    )  # fmt: skip
    _check(dossier, new_deadline=True)
    dossier.save()
    Partner.objects.create(
        club=club, dossier=dossier, organization=organization, through=club, role=PartnerRole.LEAD,
        state=PartnerState.ACCEPTED, user=actor, joined_at=timezone.now(),
    )  # fmt: skip
    told(dossier, "start", actor, organization=organization.pk)
    words = _("%(name)s ouvre le dossier et le mène") % {"name": organization.name}
    new_version(dossier, words, asks=True, actor=actor)
    if template:
        sections.use_outline(dossier=dossier, outline=template, actor=actor)
    planning.propose_plan(dossier=dossier, actor=actor)
    dossier.refresh_from_db()
    return dossier


@transaction.atomic
def link_call(*, dossier: Dossier, call: Call | None, actor: User | None) -> Dossier:
    """An initiative finds its call, or answers another: its deadline is then the call's. None: it looks again."""
    dossier = lock_open(dossier)
    lead = queries.lead_of(dossier)
    _check_call(dossier.club, call, lead.organization if lead else None, but=dossier)
    dossier.call = call
    if call and call.stands and call.deadline:
        dossier.deadline = call.deadline
    dossier.save(update_fields=["call", "deadline", "updated_at"])
    planning.follow_deadline(dossier)
    told(dossier, "link_call", actor, call=call.pk if call else None)
    return dossier


def _check_call(
    club: Club, call: Call | None, organization: Organization | None, *, but: Dossier | None = None
) -> None:  # fmt: skip
    """R2142-23: the same operator does not lead more than one group for a contract."""
    if call is None:
        return
    if call.club_id not in (None, club.pk):
        raise Refusal(_("Cet appel n'est pas de votre club."), code="call", field="call")
    if organization is None or call.kind not in (CallKind.TENDER, CallKind.RESERVED_TENDER):
        return
    if queries.leads_another(organization, call, but=but):
        raise Refusal(
            _("%(name)s mène déjà un groupement pour ce marché : on n'en mène qu'un.") % {"name": organization.name},
            code="two_groups",
        )  # fmt: skip


@transaction.atomic
def update_dossier(*, dossier: Dossier, actor: User | None, by: str = "", **facts: Any) -> Dossier:
    """Change what is said of it (of FACTS). A new deadline moves the tasks that are counted back from it."""
    dossier = lock_open(dossier)
    if set(facts) - set(FACTS):
        raise TypeError(f"not facts of a dossier: {set(facts) - set(FACTS)}")
    if "title" in facts:
        facts["title"] = one_line(facts["title"])[:160]
    before = dossier.deadline
    for name, value in facts.items():
        setattr(dossier, name, value)
    moved = dossier.deadline != before
    _check(dossier, new_deadline=moved)
    dossier.save(update_fields=[*facts, "updated_at"])
    if moved:
        planning.follow_deadline(dossier)
    told(dossier, "update", actor, by=by, fields=sorted(facts))
    return dossier


def _check(dossier: Dossier, *, new_deadline: bool) -> None:
    if not dossier.title:
        raise Refusal(_("Donnez un nom au projet."), code="title", field="title")
    if new_deadline and dossier.deadline and dossier.deadline < timezone.now():
        raise Refusal(
            _("Cette date est passée. Laissez-la vide si vous cherchez encore un appel."), code="past",
            field="deadline",
        )  # fmt: skip


@transaction.atomic
def open_dossier(*, dossier: Dossier, actor: User | None) -> Dossier:
    """Look for partners: members of the club read of it when it is open to them."""
    dossier = turn(lock(dossier), "open", actor)
    if dossier.open_to == OpenTo.CLUB:
        mails.looking(dossier, but=actor)
    return dossier


@transaction.atomic
def recruit_again(*, dossier: Dossier, actor: User | None) -> Dossier:
    """Look for somebody more; what is written and agreed stays."""
    return turn(lock(dossier), "recruit", actor)


@transaction.atomic
def begin_writing(*, dossier: Dossier, actor: User | None) -> Dossier:
    """The team is made, the file is written; or something is still to be written of a file that was ready."""
    return turn(lock(dossier), "write", actor)


@transaction.atomic
def mark_checked(*, dossier: Dossier, actor: User | None, by: str = "") -> Dossier:
    """Everything is ready to leave. Refuses (code of the lack) while the composition is not agreed by all."""
    dossier = lock(dossier)
    if found := rules.lacks_to_send(dossier, queries.partners_of(dossier)):
        raise Refusal(found[0].sentence, code=found[0].code)
    return turn(dossier, "check", actor, by=by)


@transaction.atomic
def submit(*, dossier: Dossier, actor: User | None, by: str = "", at: datetime | None = None) -> Dossier:
    """Note that it is sent, `at` that moment: from then on nothing of the composition changes.

    R2142-26: no member changes between filing and signature. Refuses (code of the lack) a composition whose shares do
    not make the whole, without lead, or that somebody has not confirmed.
    """
    dossier = lock(dossier)
    if found := rules.lacks_to_send(dossier, queries.partners_of(dossier)):
        raise Refusal(found[0].sentence, code=found[0].code)
    dossier = turn(
        dossier, "submit", actor, by=by, frozen_number=dossier.composition_number, submitted_at=at or timezone.now(),
        handed_to=None,
    )  # fmt: skip
    for partner in rules.team_of(queries.partners_of(dossier)):
        mails.settled(partner, DossierState.SUBMITTED)
    return dossier


def win(*, dossier: Dossier, actor: User | None, on: date | None = None, said: str = "", by: str = "") -> Dossier:
    return _settle(dossier, "win", actor, on, said, by)


def lose(*, dossier: Dossier, actor: User | None, on: date | None = None, said: str = "", by: str = "") -> Dossier:
    return _settle(dossier, "lose", actor, on, said, by)


@transaction.atomic
def _settle(dossier: Dossier, verb: str, actor: User | None, on: date | None, said: str, by: str) -> Dossier:
    dossier = turn(lock(dossier), verb, actor, by=by, settled_on=on or timezone.localdate(), said=said.strip()[:2000])
    for partner in rules.team_of(queries.partners_of(dossier)):
        mails.settled(partner, dossier.state)
    return dossier


@transaction.atomic
def withdraw(*, dossier: Dossier, actor: User | None, said: str = "") -> Dossier:
    """Give it up; the team is told why."""
    dossier = turn(lock(dossier), "withdraw", actor, said=said.strip()[:2000], settled_on=timezone.localdate())
    for partner in rules.team_of(queries.partners_of(dossier)):
        mails.settled(partner, dossier.state)
    return dossier


@transaction.atomic
def archive(*, dossier: Dossier, actor: User | None) -> Dossier:
    return turn(lock(dossier), "archive", actor)


@transaction.atomic
def set_form(*, dossier: Dossier, form: str, actor: User | None) -> Dossier:
    """How partners are bound (R2142-20, R2142-24); it is a version, which each confirms."""
    dossier = lock_open(dossier)
    if form not in ConsortiumForm.values:
        raise Refusal(_("Choisissez une forme de groupement."), code="form", field="form")
    if dossier.form == form:
        return dossier
    dossier.form = form
    dossier.save(update_fields=["form", "updated_at"])
    new_version(dossier, str(ConsortiumForm(form).label), asks=True, actor=actor)
    return dossier
