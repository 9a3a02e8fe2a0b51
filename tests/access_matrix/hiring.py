"""Recruitment: its rows of the table, and what of the cast they name."""

from essaim.clubs.models import Club
from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Organization
from essaim.recruitment.actions.seekers import recommend
from essaim.recruitment.links import confirm_token, own_token
from essaim.recruitment.models import JobNeed, JobSeeker, Offer, Recommendation, SharedPost
from essaim.recruitment.tests.factories import make_need, make_offer, make_post, make_seeker

from .rows import CLUB, KEEPERS, KEEPERS_POST, MEMBERS, MEMBERS_ACT, PUBLIC, Row

OFFER = {**CLUB, "pk": "offer_pk"}
SEEKER = {**CLUB, "pk": "seeker_pk"}
NEED = {**CLUB, "pk": "job_need_pk"}
POST = {**CLUB, "pk": "shared_post_pk"}
AGREED = {**CLUB, "pk": "agreed_post_pk"}
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
    "recruitment:present": Row(PUBLIC, CLUB),
    "recruitment:confirming": Row(PUBLIC, {**CLUB, "token": "seeker_to_confirm"}),
    "recruitment:confirm": Row((302,) * 6, {**CLUB, "token": "seeker_to_confirm"}, "post"),
    "recruitment:own": Row(PUBLIC, {**CLUB, "token": "seeker_token"}),
    "recruitment:renew": Row((302,) * 6, {**CLUB, "token": "seeker_token"}, "post"),
    "recruitment:withdraw_seeker": Row((302,) * 6, {**CLUB, "token": "seeker_token"}, "post"),
    "recruitment:seekers": Row(MEMBERS, CLUB),
    "recruitment:seeker": Row(MEMBERS, SEEKER),
    "recruitment:cv": Row(MEMBERS_ACT, SEEKER, "post"),
    "recruitment:recommend": Row((302, 404, 200, 302, 302, 302), SEEKER, "post"),
    "recruitment:settle": Row((302, 404, 302, 404, 404, 404), {**CLUB, "pk": "recommendation_pk"}, "post"),
    "recruitment:shared": Row(MEMBERS, CLUB),
    "recruitment:state_need": Row(IN_A_NAME, CLUB),
    "recruitment:withdraw_need": Row(KEEPERS_POST, NEED, "post"),
    "recruitment:look": Row(MEMBERS_ACT, CLUB, "post"),
    "recruitment:post": Row(MEMBERS, POST),
    "recruitment:answer": Row((302, 404, 200, 302, 404, 302), POST, "post"),
    "recruitment:choose": Row(KEEPERS_POST, POST, "post"),
    "recruitment:compare": Row(KEEPERS, AGREED),
    "recruitment:choose_form": Row(KEEPERS_POST, AGREED, "post"),
    "recruitment:hire": Row(KEEPERS, AGREED, "post"),
    "recruitment:give_up": Row(KEEPERS_POST, AGREED, "post"),
}


class HiringCast:
    club: Club
    organization: Organization
    people: dict

    @property
    def offer_pk(self) -> int:
        known = Offer.objects.filter(club=self.club).first()
        return (known or make_offer(self.organization, self.people["member"])).pk

    @property
    def job_need_pk(self) -> int:
        known = JobNeed.objects.filter(club=self.club, organization=self.organization, parts=None).first()
        return (known or make_need(self.organization, self.people["member"])).pk

    @property
    def shared_post_pk(self) -> int:
        known = SharedPost.objects.filter(club=self.club, state="proposed").first()
        return (known or make_post(self.organization, self.people["member"])).pk

    @property
    def agreed_post_pk(self) -> int:
        known = SharedPost.objects.filter(club=self.club, state="agreed").first()
        return (known or make_post(self.organization, self.people["member"], state="agreed")).pk

    @property
    def seeker(self) -> JobSeeker:
        return JobSeeker.objects.filter(club=self.club, state="shared").first() or make_seeker(self.club)

    seeker_pk = property(lambda self: self.seeker.pk)
    seeker_token = property(lambda self: own_token(self.seeker))

    @property
    def seeker_to_confirm(self) -> str:
        known = JobSeeker.objects.filter(club=self.club, state="new").first()
        return confirm_token(known or make_seeker(self.club, confirmed=False, email="ana@example.org"))

    @property
    def recommendation_pk(self) -> int:
        """To the member's organization, by another."""
        known = Recommendation.objects.filter(club=self.club).first()
        return (
            known
            or recommend(
                seeker=self.seeker, giver=make_member(self.club), receiver=self.organization,
                user=self.people["organiser"],
            )
        ).pk  # fmt: skip
