"""A poll for tests: a host, someone without account, someone with one. Imported by the tests of polls."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from essaim.clubs.tests.factories import make_member
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_organization

from ...actions.polls import answer_poll
from ...models import PollOption, PollVoter


def start_in(days: int) -> datetime:
    """Nine in the morning, so many days from now."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(9)))


def dates(*days: int):
    return [(start_in(n), start_in(n) + timedelta(hours=2)) for n in days]


def representative(club, name="Odile Fruchart", organization=None, **fields):
    organization = organization or make_member(club, make_organization(f"Chez {name}"))
    return Representation.objects.create(organization=organization, name=name, kind="representative", **fields)


def voter(poll, name) -> PollVoter:
    return poll.voters.get(name__startswith=name)


def options(poll) -> list[PollOption]:
    return list(poll.options.all())


def answer(poll, name, *choices):
    pairs = {option.pk: choice for option, choice in zip(options(poll), choices, strict=False)}
    return answer_poll(voter=voter(poll, name), choices=pairs)
