"""The messages of a club, on examples."""

from essaim.accounts.examples import PK, person

from . import mails
from .enums import ClubRole
from .examples import club
from .models import Charge


def _charge_given() -> None:
    mails.charge_given(Charge(pk=PK, club=club(), user=person(), role=ClubRole.OFFICER, title="Trésorière"))


PREVIEWS = {"clubs.charge_given": _charge_given}
