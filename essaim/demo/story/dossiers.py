"""What members answer together: one that was won, one that was lost and what it taught, one being written, one idea."""

from datetime import timedelta

from django.utils import timezone

from essaim.dossiers import actions, queries, rules
from essaim.dossiers.enums import PartnerRole
from essaim.dossiers.models import Composition, Confirmation, Dossier, Partner, PlanTask, Section, TeamDecision
from essaim.writing.actions import save

from .cast import Cast, read
from .days import moment


def add_dossiers(cast: Cast) -> None:
    for entry in read("dossiers"):
        dossier = _opened(cast, entry)
        _team(cast, dossier, entry)
        for kind, label, required, *more in entry.get("needs", []):
            quantity, unit = more or (None, "")
            actions.set_need(
                dossier=dossier, actor=None, kind=kind, label=label, required=required, quantity=quantity, unit=unit
            )
        _words(cast, dossier, entry)
        if entry.get("agreed"):
            _agreed(dossier)
        _plan(cast, dossier, entry)
        if entry.get("ended"):
            _ended(cast, dossier, entry)
    for call, key, word, lead in HANDS:
        if call in cast.calls:
            actions.say_partant(
                call=cast.calls[call], club=cast.club, organization=cast.organizations[key],
                actor=cast.representative(key).user, word=word, would_lead=lead,
            )  # fmt: skip


HANDS = (
    ("ateliers-velo", "navette-solidaire", "Nos vélos-cargos et deux mécaniciens, le mercredi.", True),
    ("ateliers-velo", "terrils-en-marche", "Des parcours d’une heure, pour apprendre à rouler sans voiture.", False),
    ("ateliers-velo", "seconde-fosse", "Des cadres et des pièces, par dizaines.", False),
)


def _opened(cast: Cast, entry: dict) -> Dossier:
    leader = cast.representative(entry["by"]).user
    call = cast.calls.get(entry.get("call", ""))
    days = entry.get("days")
    dossier = actions.start_dossier(
        club=cast.club, organization=cast.organizations[entry["by"]], actor=leader, title=entry["title"], call=call,
        summary=entry["summary"], deadline=None if call or not days else timezone.now() + timedelta(days=days),
        template=entry.get("template", ""),
    )  # fmt: skip
    return actions.open_dossier(dossier=dossier, actor=leader)


def _team(cast: Cast, dossier: Dossier, entry: dict) -> None:
    """Partners by key, or from outside by name and address; then shares in percent, and what each brings."""
    places: dict[int, actions.Place] = {}
    lead = queries.lead_of(dossier)
    if lead:
        places[lead.pk] = actions.Place(PartnerRole.LEAD, entry["share"], brings=entry.get("brings", ""))
    for row in entry.get("partner", []):
        if "name" in row:
            partner = actions.invite_outside(
                dossier=dossier, name=row["name"], email=row["email"], contact_name=row["contact"], actor=None,
                role=row["role"],
            )  # fmt: skip
        else:
            partner = actions.invite(
                dossier=dossier, organization=cast.organizations[row["by"]], actor=None, role=row["role"]
            )
        user = None if "name" in row else cast.representative(row["by"]).user
        actions.accept(partner=partner, actor=user, by=row.get("contact", ""))
        share = None if row["role"] == PartnerRole.SUBCONTRACTOR else row["share"]
        places[partner.pk] = actions.Place(row["role"], share, brings=row["brings"])
    actions.set_shares(dossier=dossier, places=places, actor=dossier.author, form=entry.get("form"))
    for key, word in entry.get("hands", []):
        actions.raise_hand(
            dossier=dossier, organization=cast.organizations[key], actor=cast.representative(key).user, word=word
        )


def _words(cast: Cast, dossier: Dossier, entry: dict) -> None:
    """What is written of each part, by whom, and where it is."""
    partners = {one.organization_id: one for one in queries.partners_of(dossier)}
    for row in entry.get("part", []):
        section = Section.objects.select_related("text", "dossier").get(dossier=dossier, title=row["title"])
        owner = partners[cast.organizations[row["by"]].pk]
        actions.edit_section(section=section, actor=None, owner=owner)
        writer = cast.representative(row["by"]).user
        if row.get("words"):
            save(text=section.text, base=section.text.number, content=row["words"].strip() + "\n", actor=writer)
        for verb in row.get("verbs", []):
            actions.turn_section(section=section, verb=verb, actor=writer)


def _agreed(dossier: Dossier) -> None:
    """Composed, confirmed by each, and being written."""
    actions.compose(dossier=dossier, actor=dossier.author)
    dossier.refresh_from_db()
    for partner in rules.team_of(queries.partners_of(dossier)):
        people = queries.people_of(partner)
        actions.confirm(
            partner=partner, actor=people[0] if people else None, by=partner.contact_name,
            number=dossier.composition_number,
        )  # fmt: skip
    actions.begin_writing(dossier=dossier, actor=dossier.author)


def _plan(cast: Cast, dossier: Dossier, entry: dict) -> None:
    partners = {one.organization_id: one for one in queries.partners_of(dossier)}
    for title, about, key in entry.get("packages", []):
        owner = partners[cast.organizations[key].pk]
        actions.set_package(dossier=dossier, actor=None, title=title, about=about, owner=owner)
    for title, days, key in entry.get("tasks", []):
        actions.set_task(
            dossier=dossier, actor=None, title=title, due_on=cast.today + timedelta(days=days),
            owner=partners[cast.organizations[key].pk],
        )  # fmt: skip
    for number in entry.get("done", []):
        for task in dossier.tasks.filter(days_before=number):
            actions.mark_task(task=task, done=True, actor=dossier.author)
    for ago, words, why in entry.get("decisions", []):
        actions.decide(dossier=dossier, words=words, why=why, actor=dossier.author, on=cast.today - timedelta(days=ago))


def _ended(cast: Cast, dossier: Dossier, entry: dict) -> None:
    """Sent, then won or lost, on days that are past: everything moves back by as much."""
    actor = dossier.author
    for task in dossier.tasks.filter(done_at=None):
        actions.mark_task(task=task, done=True, actor=actor)
    dossier.refresh_from_db()
    actions.mark_checked(dossier=dossier, actor=actor)
    actions.submit(dossier=dossier, actor=actor)
    answered = cast.today - timedelta(days=entry["answered"])
    settle = actions.win if entry["ended"] == "won" else actions.lose
    settle(dossier=dossier, actor=actor, on=answered, said=entry["said"].strip())
    sent = moment(cast.today - timedelta(days=entry["sent"]), 17, 20)
    began = sent - timedelta(days=42)
    Dossier.objects.filter(pk=dossier.pk).update(
        created_at=began, submitted_at=sent, deadline=sent + timedelta(days=1), updated_at=answered_at(cast, entry)
    )
    Partner.objects.filter(dossier=dossier).update(created_at=began, joined_at=began + timedelta(days=5))
    Composition.objects.filter(dossier=dossier).update(created_at=began + timedelta(days=9))
    Confirmation.objects.filter(composition__dossier=dossier).update(created_at=began + timedelta(days=12))
    TeamDecision.objects.filter(dossier=dossier).update(created_at=began + timedelta(days=14))
    for task in PlanTask.objects.filter(dossier=dossier):
        day = sent.date() - timedelta(days=task.days_before or 0)
        PlanTask.objects.filter(pk=task.pk).update(due_on=day, done_at=moment(day, 16), created_at=began)


def answered_at(cast: Cast, entry: dict):
    return moment(cast.today - timedelta(days=entry["answered"]), 11)
