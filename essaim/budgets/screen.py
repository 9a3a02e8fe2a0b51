"""What the pages of a budget draw."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from . import access, queries, words
from .engine import Balance, Plan, Position, Row, Scenario, Side, apply, balance, positions, totals, whole
from .engine.accounts import GROUPS
from .enums import Indirect
from .forms import GiveForm
from .kinds import Rights, budget_kinds
from .labels import account_label, group_label, in_kind_numbers
from .models import Budget, Line

VIEWS = ("grille", "partenaires", "lots", "annees")


def frame(request: HttpRequest, budget: Budget, rights: Rights) -> dict[str, Any]:
    """What each page of a budget needs: where it is, what it is worth, what the person may do."""
    club = request.club  # type: ignore[attr-defined]
    lines = queries.lines_of(budget)
    plan = queries.plan_of(budget, lines)
    names = {one.pk: one.name for one in budget.parties.all()}
    found = words.problem_sentences(plan, names)
    sums = balance(plan)
    return {
        "budget": budget, "club": club, "rights": rights, "up": budget_kinds[budget.kind].url(budget, club),
        "plan": plan, "lines": lines, "names": names, "sums": sums,
        "writes": rights.write and budget.frozen_at is None,
        "sets_rules": rights.rules and budget.frozen_at is None,
        "sentence": words.balance_sentence(plan), "rate": words.rate_sentence(sums, plan),
        "even": bool(plan.rows) and not sums.gap,
        # The bar says the balance; the others are listed under it.
        "others": [sentence for problem, sentence in found if problem.code not in ("over", "under", "empty")],
    }  # fmt: skip


def page(request: HttpRequest, budget: Budget, rights: Rights, view: str = "grille") -> dict[str, Any]:
    context = frame(request, budget, rights)
    view = view if view in VIEWS else "grille"
    shown = [_shown(one, rights, context["writes"]) for one in context["lines"]]
    context |= {"view": view, "tabs": _tabs(request, budget, view)}
    if view == "grille":
        return context | grid(budget, context["plan"], shown)
    cuts = {"partenaires": _by_party, "lots": _by_package, "annees": _by_year}
    return context | {"cuts": cuts[view](budget, context, shown)}


def _tabs(request: HttpRequest, budget: Budget, view: str) -> list[dict[str, Any]]:
    labels = {"grille": _("La grille"), "partenaires": _("Par partenaire"), "lots": _("Par lot"),
              "annees": _("Par année")}  # fmt: skip
    here = reverse("budgets:detail", args=[request.club.slug, budget.pk])  # type: ignore[attr-defined]
    rows = []
    for name in VIEWS:
        if (name == "lots" and not budget.packages.all()) or (name == "annees" and len(budget.years) == 1):
            continue
        address = f"{here}?vue={name}" if name != "grille" else here
        rows.append({"label": labels[name], "url": address, "current": name == view})
    return rows


def _shown(line: Line, rights: Rights, writes: bool) -> dict[str, Any]:
    details = [line.party.name if line.party else _("l'ensemble")]
    if line.package:
        details.append(line.package.name)
    details.append(str(line.year))
    if line.quantity is not None:
        unit = f" / {line.unit}" if line.unit else ""
        details.append(f"{words.quantity(line.quantity)} × {words.euros(line.unit_cents)}{unit}")
    if line.method:
        details.append(line.method)
    return {
        "line": line, "account": account_label(line.account), "details": " · ".join(details),
        "may": writes and access.writes_for(rights, line.party),
    }  # fmt: skip


def grid(budget: Budget, plan: Plan, shown: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The two columns of the form, then what is in kind, each class with its lines."""
    sums = totals(whole(plan), "group")

    def side(side: Side, in_kind: bool) -> dict[str, Any]:
        groups, empty = [], []
        for group in GROUPS[side]:
            if (group in ("86", "87")) != in_kind:
                continue
            rows = [one for one in shown if one["line"].account.split("-")[0] == group]
            entry = {
                "group": group, "label": group_label(group), "cents": sums.get(group, 0), "lines": rows,
                "said": _said(budget) if group == "indirect" and not rows else "",
            }  # fmt: skip
            if rows or entry["cents"]:
                groups.append(entry)
            elif group != "indirect" or budget.indirect == Indirect.REAL:
                empty.append(entry)
        return {"groups": groups, "empty": empty}

    return {
        "charges": side(Side.EXPENSE, False), "income": side(Side.INCOME, False),
        "kind_charges": side(Side.EXPENSE, True), "kind_income": side(Side.INCOME, True),
        "whole_charges": sum(cents for group, cents in sums.items() if group in GROUPS[Side.EXPENSE]),
        "whole_income": sum(cents for group, cents in sums.items() if group in GROUPS[Side.INCOME]),
        "conflict": [
            (account_label(code), in_kind_numbers(code)) for code in ("87-volunteers", "87-gifts")
        ],
    }  # fmt: skip


def _said(budget: Budget) -> str:
    if budget.indirect == Indirect.PERSONNEL:
        return _("%(rate)s des frais de personnel") % {"rate": words.percent(budget.indirect_rate)}
    return _("%(rate)s des charges directes") % {"rate": words.percent(budget.indirect_rate)}


def _cut(title: str, rows: Sequence[Row], shown: Sequence[dict[str, Any]], **more: Any) -> dict[str, Any]:
    sums = {side: totals(rows, "group", side=side) for side in Side}
    return {
        "title": title, "lines": shown,
        "charges": sum(one.cents for one in rows if one.side == Side.EXPENSE and not one.in_kind),
        "income": sum(one.cents for one in rows if one.side == Side.INCOME and not one.in_kind),
        "in_kind": sum(one.cents for one in rows if one.side == Side.EXPENSE and one.in_kind),
        "groups": [(group_label(group), cents) for side in Side for group in GROUPS[side]
                   if (cents := sums[side].get(group))],
        "position": None, "party": None, "give_form": None,
    } | more  # fmt: skip


def _by_party(budget: Budget, context: dict[str, Any], shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    plan, rows = context["plan"], whole(context["plan"])
    here = [one for one in budget.parties.all() if not one.gone]
    held = {one.party: one for one in positions(plan)}
    found = [
        _cut(
            party.name, [one for one in rows if one.party == party.pk],
            [one for one in shown if one["line"].party_id == party.pk], position=held.get(party.pk), party=party,
            give_form=GiveForm(parties=here, auto_id=f"confier-{party.pk}-%s")
            if party.gone and context["sets_rules"] and here else None,
        )
        for party in budget.parties.all()
    ]  # fmt: skip
    if common := [one for one in rows if one.party is None]:
        mine = [one for one in shown if one["line"].party_id is None]
        found.append(_cut(_("L'ensemble, partagé selon les charges"), common, mine))
    return found


def _by_package(budget: Budget, context: dict[str, Any], shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = whole(context["plan"])
    found = [
        _cut(package.name, [one for one in rows if one.package == package.pk],
             [one for one in shown if one["line"].package_id == package.pk])
        for package in budget.packages.all()
    ]  # fmt: skip
    if rest := [one for one in rows if one.package is None]:
        found.append(_cut(_("Sans lot"), rest, [one for one in shown if one["line"].package_id is None]))
    return found


def _by_year(budget: Budget, context: dict[str, Any], shown: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = whole(context["plan"])
    return [
        _cut(str(year), [one for one in rows if one.year == year], [one for one in shown if one["line"].year == year])
        for year in budget.years
    ]


def what_if(context: dict[str, Any], scenario: Scenario) -> dict[str, Any]:
    """Before and after, party by party; `sentences`: what would be wrong then."""
    plan: Plan = context["plan"]
    after = apply(plan, scenario)
    before_by: dict[int | None, Position] = {one.party: one for one in positions(plan)}
    sums: Balance = balance(after)
    return {
        "after": sums, "after_sentence": words.balance_sentence(after), "after_rate": words.rate_sentence(sums, after),
        "sentences": [sentence for problem, sentence in words.problem_sentences(after, context["names"])
                      if problem.code not in ("over", "under", "empty")],
        "compared": [
            {"name": context["names"].get(one.party or 0, _("L'ensemble")), "before": before_by[one.party],
             "after": one}
            for one in positions(after)
        ],
        "changed": after != plan,
    }  # fmt: skip
