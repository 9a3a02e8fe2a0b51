"""The journal hears what the apps tell, and forgets it when the act is undone."""

import pytest
from django.db import transaction

from essaim.accounts.models import User
from essaim.clubs.models import Club
from essaim.journal.models import Entry
from essaim.journal.queries import journal_of
from essaim.kernel.hooks import journaled

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return Club.objects.create(slug="ici", name="Club d’ici", short_name="Ici")


def test_an_act_is_written_with_its_actor(club):
    actor = User.objects.create_user("yvon@example.org", name="Yvon")
    journaled.tell(actor=actor, verb="clubs.update", subject=club, club=club, details={"name": ["a", "b"]})
    entry = journal_of(club).get()
    assert (entry.actor, entry.verb, entry.subject_label, entry.club) == (actor, "clubs.update", "Club d’ici", club)
    assert entry.details == {"name": ["a", "b"]}


def test_an_act_that_fails_leaves_no_trace(club):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        journaled.tell(actor=None, verb="clubs.update", subject=club)
        raise ZeroDivisionError
    assert not Entry.objects.exists()


def test_latest_first(club):
    for verb in ("clubs.one", "clubs.two"):
        journaled.tell(actor=None, verb=verb, subject=club)
    assert [entry.verb for entry in journal_of(club)] == ["clubs.two", "clubs.one"]
