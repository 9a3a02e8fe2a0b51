"""The messages of calls, on examples."""

from datetime import timedelta

from django.utils import timezone

from essaim.accounts.examples import PK, person
from essaim.clubs.examples import club

from . import mails
from .enums import Connector
from .models import Call, Source
from .reports import Report


def _broken() -> None:
    source = Source(
        pk=PK, kind=Connector.BOAMP, name="Marchés du Pas-de-Calais", last_success_at=timezone.now() - timedelta(days=2)
    )
    mails.tell_broken(source, Report(error="La source répond 503."), person(), club=club())


PREVIEWS = {
    "calls.broken": _broken,
    "calls.taken": lambda: mails.taken(
        Call(pk=PK, club=club(), title="Cuisine partagée et circuits courts"), club(), person(), key="a"
    ),
    "calls.refused": lambda: mails.refused(
        club(), person(), sentence="Sans titre : on ne saurait pas de quoi il s'agit.", subject="", key="a"
    ),
}
