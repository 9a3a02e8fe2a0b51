"""Recruitment: its rows of the table, and what of the cast they name."""

from essaim.clubs.models import Club
from essaim.organizations.models import Organization
from essaim.recruitment.models import Offer
from essaim.recruitment.tests.factories import make_offer

from .rows import CLUB, KEEPERS, KEEPERS_POST, PUBLIC, Row

OFFER = {**CLUB, "pk": "offer_pk"}
# A member writes in the name of their organization; who represents none is told so.
IN_A_NAME = (302, 404, 200, 302, 302, 302)

HIRING: dict[str, Row] = {
    "recruitment:index": Row(PUBLIC, CLUB),
    "recruitment:atom": Row(PUBLIC, CLUB),
    "recruitment:json_feed": Row(PUBLIC, CLUB),
    "recruitment:publish": Row(IN_A_NAME, CLUB),
    "recruitment:offer": Row(PUBLIC, OFFER),
    "recruitment:edit_offer": Row(KEEPERS, OFFER),
    "recruitment:fill": Row(KEEPERS, OFFER),
    "recruitment:withdraw_offer": Row(KEEPERS_POST, OFFER, "post"),
    "recruitment:reopen": Row(KEEPERS, OFFER, "post"),
}


class HiringCast:
    club: Club
    organization: Organization
    people: dict

    @property
    def offer_pk(self) -> int:
        known = Offer.objects.filter(club=self.club).first()
        return (known or make_offer(self.organization, self.people["member"])).pk
