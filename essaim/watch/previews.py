"""The message of watching, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.calls.enums import ChangeKind
from essaim.calls.models import Call, Change
from essaim.clubs.examples import club
from essaim.organizations.examples import organization

from . import mails
from .models import Score
from .queries import Digest


def _call(number: int, title: str, days: int) -> Call:
    return Call(
        pk=PK + number, title=title, funders=["Région Hauts-de-France"], deadline=timezone.now() + timedelta(days=days),
        scale="region", places=["region:32"],
    )  # fmt: skip


def _digest(*, fresh: bool, changed: bool, weekly: bool = True) -> None:
    call = _call(1, "Ateliers vélo de quartier", 20)
    facts = {"word": "Réparation de vélos", "place": "department:62", "amount": "above"}
    later = timezone.now()
    change = Change(
        kind=ChangeKind.DEADLINE, at=later,
        fields={"deadline": [later.isoformat(), (later + timedelta(days=14)).isoformat()]},
    )  # fmt: skip
    mails.digest(
        club(), person(),
        Digest(
            [Score(call=call, organization=organization(), value=82, facts=facts)] if fresh else [],
            [(_call(2, "Friches en partage", 40), change)] if changed else [],
        ),
        timezone.localdate(), weekly=weekly,
    )  # fmt: skip


def _digests() -> None:
    _digest(fresh=True, changed=True)
    _digest(fresh=True, changed=False, weekly=False)
    _digest(fresh=False, changed=True)


PREVIEWS = {"watch.digest": _digests}
