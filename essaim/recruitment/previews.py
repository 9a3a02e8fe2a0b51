"""The messages of recruitment, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, language, person, somebody
from essaim.clubs.examples import club
from essaim.organizations.examples import organization, other
from essaim.territory.models import Municipality

from . import mails
from .enums import Contract
from .models import JobNeed, JobSeeker, Offer, Recommendation, SharedPart, SharedPost


def _offer() -> Offer:
    return Offer(
        pk=PK, club=club(), organization=organization(), author=person(), title="Mécanicienne ou mécanicien cycles",
        occupation="Mécanicien / Mécanicienne cycles", contract=Contract.PERMANENT, weekly_minutes=35 * 60,
        municipality=Municipality(insee_code="62119", name="Béthune"), until=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip


def _post(name: str, **fields) -> None:
    today, town = timezone.localdate(), Municipality(insee_code="62119", name="Béthune")
    post = SharedPost(pk=PK, club=club(), occupation="Aide-comptable", farthest_km=8.4, **fields)
    parts = [
        SharedPart(
            post=post, minutes=minutes, slots=slots,
            need=JobNeed(
                pk=PK + place, organization=one, occupation="Aide-comptable", least=minutes, most=minutes, slots=slots,
                municipality=town, starts_on=today, starts_by=today,
            ),
        )
        for place, (one, minutes, slots) in enumerate([(organization(), 960, 0b1111), (other(), 960, 0b1111 << 4)])
    ]  # fmt: skip
    mails.write_of_post(name, post, parts, person())


def _seeker() -> JobSeeker:
    return JobSeeker(
        pk=PK, club=club(), name=somebody().name, email=person().email, occupation="Aide-comptable", secret="",
        language=language(), expires_on=timezone.localdate() + timedelta(days=14),
    )  # fmt: skip


def _recommended() -> None:
    mails.recommend(
        Recommendation(
            pk=PK, club=club(), seeker=_seeker(), giver=other(), receiver=organization(), occupation="Aide-comptable",
            words="Elle a tenu nos comptes un été.",
        ),
        person(),
    )  # fmt: skip


PREVIEWS = {
    "recruitment.filled": lambda: mails.was_it_filled(_offer()),
    "recruitment.confirm": lambda: mails.please_confirm(_seeker()),
    "recruitment.own": lambda: mails.your_page(_seeker()),
    "recruitment.soon_erased": lambda: mails.soon_erased(_seeker()),
    "recruitment.recommended": _recommended,
    "recruitment.post": lambda: _post("post"),
    "recruitment.agreed": lambda: _post("agreed"),
    "recruitment.given_up": lambda: _post("given_up", outcome="La Remise à flot ne peut pas."),
}
