"""Amounts, and what is wrong with a budget, as sentences."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.kernel.text import NARROW, NO_BREAK

from .engine import Balance, Plan, Problem, balance, problems


def euros(cents: int | None) -> str:
    """`1 234,50 €`; `€1,234.50` in English; nothing for None."""
    if cents is None:
        return ""
    sign, cents = ("−" if cents < 0 else ""), abs(cents)
    grouped = f"{cents // 100:,}"
    if get_language() == "fr":
        return f"{sign}{grouped.replace(',', NARROW)},{cents % 100:02}{NO_BREAK}€"
    return f"{sign}€{grouped}.{cents % 100:02}"


def quantity(value: Decimal) -> str:
    """`2,5`; `2.5` in English; no zeros at the end."""
    text = f"{value.normalize():f}"
    return text.replace(".", ",") if get_language() == "fr" else text


def percent(value: Decimal | None) -> str:
    """`12,5 %`; `12.5%` in English."""
    if value is None:
        return ""
    text = f"{value.normalize():f}"
    return f"{text.replace('.', ',')}{NO_BREAK}%" if get_language() == "fr" else f"{text}%"


def balance_sentence(plan: Plan) -> str:
    """The one that stays in sight: balanced or by how much not."""
    sums = balance(plan)
    if not plan.rows:
        return _("Ce budget est vide.")
    if sums.gap > 0:
        return _("Les charges dépassent les produits de %(amount)s.") % {"amount": euros(sums.gap)}
    if sums.gap < 0:
        return _("Les produits dépassent les charges de %(amount)s.") % {"amount": euros(-sums.gap)}
    return _("Charges et produits sont égaux : %(amount)s.") % {"amount": euros(sums.charges)}


def problem_sentence(problem: Problem, plan: Plan, names: Mapping[int, str]) -> str:
    sums = balance(plan)
    amount = euros(abs(problem.cents))
    name = names.get(problem.party or 0, "")
    match problem.code:
        case "empty" | "over" | "under":
            return balance_sentence(plan)
        case "in_kind" if problem.cents > 0:
            return _("Les contributions en nature ne se répondent pas : l'emploi (86) dépasse la ressource (87) de "
                     "%(amount)s.") % {"amount": amount}  # fmt: skip
        case "in_kind":
            return _("Les contributions en nature ne se répondent pas : la ressource (87) dépasse l'emploi (86) de "
                     "%(amount)s.") % {"amount": amount}  # fmt: skip
        case "request":
            return _("Le montant demandé est de %(asked)s, mais les lignes du financeur font %(lines)s.") % {
                "asked": euros(plan.rules.requested_cents), "lines": euros(sums.requested)
            }  # fmt: skip
        case "unasked":
            return _("Rien n'est demandé au financeur : marquez sa ligne « c'est ce que nous demandons ».")
        case "rate":
            return _("La demande fait %(rate)s du total, l'appel en finance %(most)s au plus : %(amount)s de trop.") % {
                "rate": percent(sums.rate), "most": percent(plan.rules.max_rate), "amount": amount
            }  # fmt: skip
        case "indirect":
            return _("Des charges indirectes sont écrites ligne par ligne (%(amount)s), mais la règle ne les prend pas "
                     "au réel.") % {"amount": amount}  # fmt: skip
        case "gone":
            return _("%(name)s n'est plus partenaire : ses lignes (%(amount)s de charges) attendent une décision.") % {
                "name": name, "amount": amount
            }  # fmt: skip
        case "party":
            return _("%(name)s n'a aucune ligne.") % {"name": name}
    raise ValueError(problem.code)


def problem_sentences(plan: Plan, names: Mapping[int, str]) -> list[tuple[Problem, str]]:
    return [(one, problem_sentence(one, plan, names)) for one in problems(plan)]


def rate_sentence(sums: Balance, plan: Plan) -> str:
    """« La demande fait 80 % du total (72 % avec le bénévolat). »"""
    if sums.rate is None or not sums.requested:
        return ""
    rules = plan.rules
    if rules.max_rate is None:
        return _("%(amount)s demandés : %(rate)s du total.") % {
            "amount": euros(sums.requested), "rate": percent(sums.rate)
        }  # fmt: skip
    return _("%(amount)s demandés : %(rate)s du total, pour %(most)s au plus.") % {
        "amount": euros(sums.requested), "rate": percent(sums.rate), "most": percent(rules.max_rate)
    }  # fmt: skip


def listed(names: Iterable[str]) -> str:
    """« la Brouette, les Vélos et Fil & Terril »."""
    rows = list(names)
    if len(rows) < 2:
        return "".join(rows)
    return _("%(names)s et %(last)s") % {"names": ", ".join(rows[:-1]), "last": rows[-1]}
