"""The messages of recruitment, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club
from essaim.organizations.examples import organization
from essaim.territory.models import Municipality

from . import mails
from .enums import Contract
from .models import Offer


def _offer() -> Offer:
    return Offer(
        pk=PK, club=club(), organization=organization(), author=person(), title="Mécanicienne ou mécanicien cycles",
        occupation="Mécanicien / Mécanicienne cycles", contract=Contract.PERMANENT, weekly_minutes=35 * 60,
        municipality=Municipality(insee_code="62119", name="Béthune"), until=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip


PREVIEWS = {"recruitment.filled": lambda: mails.was_it_filled(_offer())}
