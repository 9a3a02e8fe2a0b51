"""Two readings at once, two hands on one call: nothing twice, nothing lost, on either database."""

import json
import threading

import pytest
from django.db import connections

from essaim.calls import actions
from essaim.calls.enums import Connector
from essaim.calls.models import Call, CallRecord, Change
from essaim.clubs.tests.factories import make_club

from . import payloads
from .factories import in_days, make_call, make_source

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(acts):
    """Run them in threads that begin together; what each raised, None when nothing."""
    barrier, outcomes = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(timeout=20)
            act()
        except BaseException as error:
            outcomes[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return outcomes


def test_two_sources_that_speak_of_one_call_make_one():
    one, other = make_source(kind=Connector.AIDES_TERRITOIRES, name="A"), make_source(kind=Connector.FEED, name="B")
    row = {
        **payloads.AT_ROW,
        "origin_url": "",
        "url": "https://fondation.example.org/jardins",
        "name": "Jardins partagés",
    }
    feed = payloads.RSS.replace("Appel à projets : jardins".encode(), "Jardins partagés".encode())
    outcomes = at_once([
        lambda: actions.read_payload(source=one, payloads=[json.dumps({"results": [row]}).encode()]),
        lambda: actions.read_payload(source=other, payloads=[feed]),
        lambda: actions.read_payload(source=other, payloads=[feed]),
    ])  # fmt: skip
    assert outcomes == [None] * 3
    assert CallRecord.objects.count() == 3
    assert Call.objects.filter(title="Jardins partagés").count() == 1
    assert Call.objects.count() == 2


def test_a_source_is_read_by_one_at_a_time():
    source, read = make_source(address="https://liste.example.org"), []
    outcomes = at_once([lambda: read.append(actions.sources._hold(source))] * 4)
    assert outcomes == [None] * 4
    assert sorted(read) == [False, False, False, True]


def test_an_edit_and_the_day_that_closes():
    call = make_call(make_club(), deadline=in_days(-1))
    outcomes = at_once([
        lambda: actions.update_call(call=call, actor=None, title="Prolongé", deadline=in_days(20)),
        actions.close_past,
        actions.close_past,
    ])  # fmt: skip
    assert outcomes == [None] * 3
    call.refresh_from_db()
    assert (call.title, call.stands) == ("Prolongé", True)
    assert Change.objects.filter(kind="closed").count() <= 1
