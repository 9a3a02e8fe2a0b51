"""What members lent each other, a statement that was paid, another that waits, an agreement to sign."""

from datetime import timedelta

from essaim.accounts.models import User
from essaim.lending.actions import agreements, ledger, statements

from .cast import Cast, read


def add_lending(cast: Cast) -> None:
    """The loans that came back, help typed by hand; then the accounts of three pairs."""
    ledger.enter_missing(cast.today)
    for entry in read("helps"):
        joined = max(cast.members[entry["by"]], cast.members[entry["to"]])
        day = min(max(cast.today - timedelta(weeks=entry["weeks"]), joined), cast.today)
        ledger.give(
            club=cast.club, giver=cast.organizations[entry["by"]], receiver=cast.organizations[entry["to"]],
            actor=_user(cast, entry["by"]),
            given=ledger.Given(
                day=day, what=entry["what"], kind=entry["kind"], minutes=entry["minutes"], cents=entry.get("cents", 0),
                owed=entry.get("owed", False),
            ),
        )  # fmt: skip
    _settled(cast, "cuisine-belle-houblon", "retour-au-bocal")
    _waiting(cast, "navette-solidaire", "brouette-partagee")
    _to_sign(cast, "navette-solidaire", "brouette-partagee")


def _user(cast: Cast, key: str) -> User:
    """Who speaks for the structure: members all have an account."""
    user = cast.representative(key).user
    assert user
    return user


def _settled(cast: Cast, by: str, to: str) -> None:
    """Agreed by both, then paid."""
    one, other = cast.organizations[by], cast.organizations[to]
    row = statements.propose(
        club=cast.club, one=one, other=other, until=cast.today, actor=_user(cast, by), proposed_by=one
    )
    row = statements.agree(statement=row, organization=other, user=_user(cast, to))
    statements.settle(statement=row, user=_user(cast, by), payment="transfer", settled_on=cast.today)


def _waiting(cast: Cast, by: str, to: str) -> None:
    one, other = cast.organizations[by], cast.organizations[to]
    statements.propose(club=cast.club, one=one, other=other, until=cast.today, actor=_user(cast, by), proposed_by=one)


def _to_sign(cast: Cast, by: str, to: str) -> None:
    """A van for a move, ready to be signed."""
    start = cast.today + timedelta(days=9)
    row = agreements.begin(
        club=cast.club, kind="equipment", lender=cast.organizations[by], borrower=cast.organizations[to],
        actor=_user(cast, by), thing="Le fourgon de neuf places", starts_on=start, ends_on=start + timedelta(days=1),
        purpose="Les livraisons du marché de Noël", place="Remise et retour à l’atelier",
        condition="Gratuit ; le plein est fait au retour.", deposit=30_000,
        insurance="Qui prête : tous conducteurs de plus de vingt-trois ans. Qui emprunte : responsabilité civile.",
        rules="Le permis de qui conduit est montré à la remise. On ne fume pas à bord.",
        back="Le dimanche avant vingt heures, les clés dans la boîte.",
    )  # fmt: skip
    agreements.make(agreement=row, actor=_user(cast, by))
