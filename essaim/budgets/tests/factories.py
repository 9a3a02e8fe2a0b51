"""Budgets for the tests of every app: a kind that members read, and whose lines organisers write."""

from essaim.accounts.models import User
from essaim.budgets import actions
from essaim.budgets.actions import Facts, Member, Package
from essaim.budgets.kinds import BudgetKind, Rights, budget_kinds
from essaim.budgets.models import Budget, BudgetParty, Line
from essaim.clubs.models import Club
from essaim.clubs.queries import own_members

KIND = "tests.budget"
YEAR = 2027


def rights(request, budget: Budget) -> Rights:
    """Members read and write the lines of their own structure, organisers everything."""
    standing = request.standing
    if standing.is_organiser:
        return Rights(read=True, write=True, rules=True)
    own = {one.pk for one in own_members(request.user, request.club)} if standing.is_member else set()
    keys = frozenset(one.key for one in budget.parties.all() if one.organization_id in own)
    return Rights(read=standing.is_member, write=bool(keys), parties=keys)


def said(text: object) -> str:
    """A sentence as it is typed: without the spaces and apostrophes of the printer."""
    return str(text).replace("\u202f", " ").replace("\u00a0", " ").replace("’", "'")


def make_budget(club: Club, *organizations, packages=("Préparer", "Faire"), **fields) -> Budget:
    """A budget over 2027 and 2028 whose parties are those organizations, else two structures without account."""
    if KIND not in dict(budget_kinds.items()):
        budget_kinds.add(KIND, BudgetKind(rights=rights, url=lambda budget, club: f"/{club.slug}/"))
    names = organizations or ("La Brouette", "Les Vélos")
    parties = [
        Member(f"p{place}", getattr(one, "name", one), None if isinstance(one, str) else one)
        for place, one in enumerate(names)
    ]
    values = {"kind": KIND, "title": "Cuisine partagée", "first_year": YEAR, "last_year": YEAR + 1, "actor": None}
    return actions.create_budget(
        club=club, parties=parties, packages=[Package(f"l{place}", name) for place, name in enumerate(packages)],
        **(values | fields),
    )  # fmt: skip


def party(budget: Budget, place: int) -> BudgetParty:
    return BudgetParty.objects.get(budget=budget, key=f"p{place}")


def add(budget: Budget, account: str, euros: int, place: int | None = 0, actor: User | None = None, **more) -> Line:
    """A line of that many euros, of the party at `place`."""
    values = {"label": f"Ligne {account}", "year": YEAR, "cents": euros * 100} | more
    if account[:2] in ("86", "87"):
        values.setdefault("method", "Au prix du marché")
    values["party"] = None if place is None else party(budget, place)
    return actions.add_line(budget=budget, actor=actor, facts=Facts(account=account, **values))


def fill(budget: Budget) -> Budget:
    """Balanced at 75,000 €: staff of the first, supplies of the second, 60,000 asked of the region for all."""
    package = budget.packages.first()
    add(budget, "64-pay", 60_000, 0, label="Coordination", package=package)
    add(budget, "60-supplies", 15_000, 1, label="Denrées")
    add(budget, "74-region", 60_000, None, label="Région Hauts-de-France", funding="asked", requested=True)
    add(budget, "own", 15_000, 0, label="Fonds propres")
    return budget
