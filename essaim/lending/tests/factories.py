"""Members who lend to each other, bookings that came back."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.resources.actions import Borrower
from essaim.resources.actions.turning import again, turn
from essaim.resources.models import Booking, Resource
from essaim.resources.tests.factories import book, make_resource

from ..actions import agreements, ledger
from ..models import Agreement, Entry

SHARE = {"audience": "members", "terms": "share", "per_day": 2_000, "per_km": 25}


def a_member(club: Club, name: str, address: str = "") -> Organization:
    """A member, represented by somebody with an account."""
    organization = make_member(club, make_organization(name))
    make_representation(organization, make_user(address, name=f"Personne de {name}"))
    return organization


def user_of(organization: Organization) -> User:
    user = organization.representations.get(kind="representative").user
    assert user
    return user


def make_van(club: Club, owner: Organization, **facts) -> Resource:
    """20 € a day and 25 cents a kilometre for members; by the day."""
    values = {"kind": "vehicle", "name": "Camionnette", "step": "day", "conditions": [SHARE], "deposit": 30_000}
    return make_resource(club, owner, **{**values, **facts})


def returned(resource: Resource, borrower: Organization, *args, cents: int | None = None, **more) -> Booking:
    """A booking that came back, today; `cents` instead of what its time costs."""
    booking = book(resource, Borrower(borrower), *args, **more)
    row = again(booking)
    turn(row, "take_back", None, **({} if cents is None else {"cents": cents}))
    return row


def a_day(resource: Resource, borrower: Organization, **more) -> Booking:
    """The whole day, by the resource's day."""
    return returned(resource, borrower, None, "08:00", "18:00", **more)


def helped(giver: Organization, receiver: Organization, **facts) -> Entry:
    """Three hours of help, typed."""
    club = giver.memberships.get().club
    values = {"day": timezone.localdate() - timedelta(days=3), "what": "Un coup de main", "minutes": 180} | facts
    return ledger.give(club=club, giver=giver, receiver=receiver, actor=None, given=ledger.Given(**values))


STAFF = {
    "employee": "Nadia Lemaire", "qualification": "Comptable", "work": "Clôturer l'exercice.",
    "hours": "Mardi, 9 h à 17 h",
    "features": "Rien de particulier", "wages": "Salaire brut versé, au prorata des heures", "charges": "Au réel",
    "expenses": "Kilomètres, au barème", "employee_agreed_on": timezone.localdate(),
}  # fmt: skip


def make_agreement(lender: Organization, borrower: Organization, kind: str = "equipment", **facts) -> Agreement:
    """A draft that lacks nothing."""
    club = lender.memberships.get().club
    day = timezone.localdate() + timedelta(days=10)
    values = {
        "thing": "Une camionnette", "starts_on": day, "ends_on": day + timedelta(days=2), "place": "Béthune",
        "condition": "Gratuit.", "insurance": "Chacun la sienne.",
    }  # fmt: skip
    row = agreements.begin(club=club, kind=kind, lender=lender, borrower=borrower, actor=None, **{**values, **facts})
    return agreements.update(agreement=row, actor=None, **STAFF) if kind == "staff" else row
