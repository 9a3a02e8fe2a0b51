"""Two people of one structure, and a reader, at once; on either database."""

import threading

import pytest
from django.db import connections

from essaim.kernel.errors import Refusal
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.vault import actions, queries
from essaim.vault.models import Consent, Paper

from .factories import PURPOSE, an_owner, make_paper, purpose, upload

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


def test_eight_put_the_same_kind_at_once():
    organization, user = an_owner()
    other = make_user()
    make_representation(organization, other, kind=RepresentativeKind.SUBSTITUTE)
    files = [upload() for _ in range(8)]

    def put(number):
        actor = (user, other)[number % 2]
        return lambda: actions.add_paper(organization=organization, actor=actor, kind="rib", upload=files[number])

    assert at_once([put(number) for number in range(8)]) == [None] * 8
    papers = list(Paper.objects.order_by("pk"))
    assert sum(paper.in_force for paper in papers) == 1
    assert sorted(paper.replaces_id for paper in papers if paper.replaces_id) == sorted(
        paper.pk for paper in papers if not paper.in_force
    )


def test_given_twice_at_once_is_given_once():
    organization, user = an_owner()
    purpose(parts={organization.pk})
    paper = make_paper(organization)
    give = {"paper": paper, "purpose": PURPOSE, "purpose_id": 1, "actor": user}
    assert at_once([lambda: actions.give(**give)] * 6) == [None] * 6
    assert Consent.objects.count() == 1


def test_read_and_revoked_at_once():
    """Either the reading came first and is told, or it is refused."""
    organization, user = an_owner()
    lead = make_user()
    purpose(parts={organization.pk}, lead=lead)
    paper = make_paper(organization)
    consent = actions.give(paper=paper, purpose=PURPOSE, purpose_id=1, actor=user)

    def read():
        actions.read_paper(paper=paper, purpose=PURPOSE, purpose_id=1, reader=lead)

    outcomes = at_once([read, lambda: actions.revoke(consent=consent, actor=user), read])
    assert outcomes[1] is None
    readings = [one for place, one in enumerate(outcomes) if place != 1]
    assert all(one is None or (isinstance(one, Refusal) and one.code == "closed") for one in readings)
    assert queries.readings_of(organization).count() == readings.count(None)
    with pytest.raises(Refusal):
        read()
