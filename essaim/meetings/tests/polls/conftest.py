"""A poll for tests: a host, someone without account, someone with one."""

import pytest

from essaim.clubs.tests.factories import make_club
from essaim.organizations.tests.factories import make_user

from ...actions.polls import open_poll
from ...models import Meeting
from .helpers import dates, representative


@pytest.fixture
def club():
    return make_club("ici", email="bonjour@ici.example")


@pytest.fixture
def meeting(club):
    host = representative(club, "Hélène Hôte", email="helene@demo.example").organization
    return Meeting.objects.create(club=club, title="Recruter", host=host)


@pytest.fixture
def poll(meeting):
    """Asked of the host's Hélène, of Luc without account, and of Odile with hers."""
    representative(meeting.club, "Luc Morel", email="luc@demo.example")
    representative(meeting.club, "Odile Fruchart", user=make_user("odile@demo.example", name="Odile Fruchart"))
    return open_poll(meeting=meeting, actor=None, options=dates(30, 31, 32))
