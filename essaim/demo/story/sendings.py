"""The budgets of the joint answers, what left with two of them, and what followed."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.base import ContentFile

from essaim.budgets import actions as budgets
from essaim.budgets.actions import Facts
from essaim.budgets.models import Budget
from essaim.dossiers import queries as dossiers
from essaim.dossiers.models import Dossier
from essaim.files.actions import storing
from essaim.submissions import actions, archive
from essaim.submissions.actions.budgeting import members_of, packages_of
from essaim.submissions.budgeting import KIND
from essaim.submissions.models import DossierBudget, FilePlan, Outcome, Question, ReportDue, Sending

from .cast import Cast, read
from .days import moment


def add_sendings(cast: Cast) -> None:
    for entry in read("sendings"):
        dossier = Dossier.objects.select_related("club", "call").filter(club=cast.club, title=entry["dossier"]).first()
        if dossier is None:
            continue
        FilePlan.objects.create(
            club=cast.club, dossier=dossier, addressee=entry.get("addressee", ""), lots=entry.get("lots", "")
        )
        budget = _budget(cast, dossier, entry)
        if "sent" in entry:
            _left(cast, dossier, budget, entry)
            _followed(cast, dossier, entry)


def _ago(cast: Cast, days: int) -> date:
    return cast.today - timedelta(days=days)


def _budget(cast: Cast, dossier: Dossier, entry: dict) -> Budget:
    year = (cast.today - timedelta(days=entry.get("sent", 0))).year + entry["first_year"]
    budget = budgets.create_budget(
        club=cast.club, kind=KIND, title=dossier.title, actor=dossier.author, first_year=year,
        parties=members_of(dossier), packages=packages_of(dossier),
        max_rate=Decimal(entry["max_rate"]) if "max_rate" in entry else None, indirect=entry.get("indirect", "none"),
        indirect_rate=Decimal(entry.get("indirect_rate", 0)),
    )  # fmt: skip
    DossierBudget.objects.create(club=cast.club, dossier=dossier, budget=budget)
    parties = {one.organization_id: one for one in budget.parties.all()}
    packages = {one.name: one for one in budget.packages.all()}
    for line in entry["lines"]:
        by = line.get("by")
        product = "quantity" in line
        budgets.add_line(budget=budget, actor=cast.representative(by or entry.get("by") or "brouette-partagee").user,
                         facts=Facts(
            account=line["account"], label=line["label"], year=year,
            party=parties[cast.organizations[by].pk] if by else None, package=packages.get(line.get("package", "")),
            cents=None if product else line["euros"] * 100,
            quantity=Decimal(line["quantity"]) if product else None, unit=line.get("unit", ""),
            unit_cents=line["price"] * 100 if product else None, method=line.get("method", ""),
            funding=line.get("funding", ""), requested=line.get("requested", False),
        ))  # fmt: skip
    for line in budget.lines.filter(account__startswith="86"):
        budgets.add_counterpart(line=line, actor=dossier.author)
    return budget


def _left(cast: Cast, dossier: Dossier, budget: Budget, entry: dict) -> None:
    """The archive as it was, kept on the day when it left."""
    made = archive.make(dossier)
    sent_at = moment(_ago(cast, entry["sent"]), entry["hour"], 20)
    version = dossiers.latest_asked(dossier)
    row = Sending(
        club=cast.club, dossier=dossier, added_by=dossier.author, sent_at=sent_at, channel=entry["channel"],
        receipt=entry["receipt"], sent_by=cast.representative(entry["by"]).name, manifest=made.manifest,
        asked_cents=made.asked_cents, file_name=made.file_name, content_type="application/zip",
        size=len(made.content), sha256=made.sha256, despite=entry.get("despite", ""),
        despite_of=entry.get("despite_of", []), composition=version.sha256 if version else "",
    )  # fmt: skip
    with storing(row, ContentFile(made.content, made.file_name)):
        row.save()
    budgets.freeze(budget=budget, actor=dossier.author, at=sent_at)
    requested = budget.lines.select_related("budget").get(requested=True)
    won = "granted" in entry
    budgets.set_funding(
        line=requested, funding="granted" if won else "refused", actor=dossier.author,
        cents=entry["granted"] * 100 if won else None,
    )  # fmt: skip
    Outcome.objects.create(
        club=cast.club, dossier=dossier, asked_cents=made.asked_cents, reference=entry.get("reference", ""),
        granted_cents=entry["granted"] * 100 if won else None,
        agreement_on=_ago(cast, entry["agreement"]) if won else None,
    )  # fmt: skip


def _followed(cast: Cast, dossier: Dossier, entry: dict) -> None:
    actor = dossier.author
    partners = {one.organization_id: one for one in dossiers.partners_of(dossier)}
    if "granted" in entry:
        end = date(cast.today.year, 12, 31)
        actions.set_outcome(dossier=dossier, actor=actor, year_end=end)
    for row in entry.get("payments", []):
        payment = actions.add_payment(
            dossier=dossier, actor=actor, partner=partners[cast.organizations[row["to"]].pk], label=row["label"],
            cents=row["euros"] * 100, planned_on=_ago(cast, row["planned"]),
        )  # fmt: skip
        for step in ("received", "paid"):
            if step in row:
                actions.mark_payment(payment=payment, actor=actor, step=step, on=_ago(cast, row[step]))
    for row in entry.get("questions", []):
        question = Question.objects.create(
            club=cast.club, dossier=dossier, words=row["words"], asked_on=_ago(cast, row["asked"]),
            answer_by=_ago(cast, row["by"]),
        )  # fmt: skip
        actions.answer_question(
            question=question, actor=actor, answer=row["answer"], on=_ago(cast, row["answered"])
        )  # fmt: skip
    for row in entry.get("reports", []):
        ReportDue.objects.create(
            club=cast.club, dossier=dossier, kind=row["kind"], title=row["title"], due_on=_ago(cast, row["due"]),
            sent_on=_ago(cast, row["sent"]),
        )  # fmt: skip
    for row in entry.get("indicators", []):
        indicator = actions.add_indicator(
            dossier=dossier, actor=actor, title=row["title"], unit=row["unit"],
            target=Decimal(row["target"]) if "target" in row else None,
        )  # fmt: skip
        for days, value in row["values"]:
            actions.note_value(indicator=indicator, actor=actor, value=Decimal(value), on=_ago(cast, days))
