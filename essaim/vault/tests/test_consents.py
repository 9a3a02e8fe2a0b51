"""Nobody reads a paper without a consent in force, and every reading by somebody else is told to its owner."""

import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localdate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.tests.factories import make_user

from .. import actions, queries
from ..models import Consent, Paper
from ..types import is_sensitive
from .factories import PURPOSE, an_owner, make_paper, pdf, purpose

EXAMPLES = int(os.environ.get("ESSAIM_EXAMPLES", "30"))
pytestmark = pytest.mark.django_db


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code, caught.value


def read(paper, reader, key=1):
    return actions.read_paper(paper=paper, purpose=PURPOSE, purpose_id=key, reader=reader)


def test_given_read_journaled_revoked():
    organization, user = an_owner()
    lead, partner = make_user(name="Lead"), make_user()
    purpose(parts={organization.pk}, lead=lead, partner=partner)
    paper, bank = make_paper(organization), make_paper(organization, "rib")
    refused("closed", read, paper=paper, reader=lead)
    consent = actions.give(paper=paper, purpose=PURPOSE, purpose_id=1, actor=user)
    actions.give(paper=bank, purpose=PURPOSE, purpose_id=1, actor=user)
    assert read(paper, lead) == paper
    assert read(paper, partner) == paper
    assert read(bank, lead) == bank
    refused("closed", read, paper=bank, reader=partner)
    refused("closed", read, paper=paper, reader=make_user(is_operator=True))
    refused("closed", read, paper=paper, reader=lead, key=2)
    seen = [(row.actor, row.details["paper"], row.details["to"]) for row in queries.readings_of(organization)]
    assert seen == [(lead, bank.pk, "Dossier 1"), (partner, paper.pk, "Dossier 1"), (lead, paper.pk, "Dossier 1")]
    assert actions.give(paper=paper, purpose=PURPOSE, purpose_id=1, actor=user) == consent  # twice is once
    actions.revoke(consent=consent, actor=user)
    actions.revoke(consent=consent, actor=user)
    refused("closed", read, paper=paper, reader=lead)
    assert [one.pk for one in actions.read_all(purpose=PURPOSE, purpose_id=1, reader=lead)] == [bank.pk]
    assert actions.read_all(purpose=PURPOSE, purpose_id=1, reader=partner) == []
    assert actions.end_for(purpose=PURPOSE, purpose_id=1, organization=organization) == 1
    refused("closed", read, paper=bank, reader=lead)


def test_what_cannot_be_given():
    organization, user = an_owner()
    told = purpose(parts={organization.pk})
    paper = make_paper(organization)
    give = {"paper": paper, "purpose": PURPOSE, "purpose_id": 1, "actor": user}
    refused("not_yours", actions.give, **give | {"actor": make_user()})
    refused("closed", actions.give, **give | {"purpose_id": 2})
    refused("closed", actions.give, **give | {"purpose": "tests.unknown"})
    refused("past", actions.give, **give, expires_on=localdate() - timedelta(days=1))
    locked = make_paper(organization, "statuts", content=pdf(password="secret"))
    refused("unusable", actions.give, **give | {"paper": locked})
    make_paper(organization)
    refused("replaced", actions.give, **give)
    told.parts.clear()
    refused("no_part", actions.give, **give)
    assert not Consent.objects.exists()


def test_a_newer_paper_follows_only_where_its_people_say():
    organization, user = an_owner()
    lead = make_user()
    purpose(parts={organization.pk}, lead=lead, ids=(1, 2))
    old = make_paper(organization)
    first = actions.give(paper=old, purpose=PURPOSE, purpose_id=1, actor=user)
    actions.give(paper=old, purpose=PURPOSE, purpose_id=2, actor=user)
    new = make_paper(organization, also_for=[first.pk])
    assert read(new, lead, 1) == new
    refused("closed", read, paper=old, reader=lead, key=1)
    refused("closed", read, paper=new, reader=lead, key=2)
    assert read(old, lead, 2) == old
    # Another vault's consent is not one's to follow.
    elsewhere, _other = an_owner("Ailleurs")
    stolen = make_paper(elsewhere)
    make_paper(elsewhere, also_for=[Consent.objects.get(paper=old, revoked_at=None).pk])
    assert not Consent.objects.filter(paper__organization=elsewhere).exists()
    assert stolen.pk


KINDS = ("sirene", "rib")
OWNER, KIND, KEY = st.integers(0, 1), st.sampled_from(KINDS), st.integers(1, 2)
ACTS = st.one_of(
    st.tuples(st.just("give"), OWNER, KIND, KEY, st.sampled_from([None, 0, 1, 3])),
    st.tuples(st.just("revoke"), OWNER, KIND, KEY),
    st.tuples(st.just("replace"), OWNER, KIND, st.booleans()),
    st.tuples(st.just("remove"), OWNER, KIND),
    st.tuples(st.just("leave"), OWNER),
    st.tuples(st.just("come_back"), OWNER),
    st.tuples(st.just("close"), KEY),
    st.tuples(st.just("reopen"), KEY),
    st.tuples(st.just("a_day_passes")),
)


class World:
    """Two organizations, two purposes, and what should be so: for (paper, purpose), the days that are left, None
    without end."""

    def __init__(self):
        self.owners = [an_owner(name) for name in ("Un", "Deux")]
        club = make_club()
        make_member(club, self.owners[0][0])
        self.lead, self.partner = make_user(), make_user()
        self.readers = {
            "lead": self.lead, "partner": self.partner, "organiser": make_organiser(club),
            "operator": make_user(is_operator=True), "stranger": make_user(), "other": self.owners[1][1],
        }  # fmt: skip
        self.told = purpose(
            parts={one.pk for one, _user in self.owners}, lead=self.lead, partner=self.partner, ids=(1, 2)
        )
        self.given: dict[tuple[int, int], int | None] = {}
        for organization, _user in self.owners:
            for kind in KINDS:
                make_paper(organization, kind)

    def current(self, owner, kind):
        return Paper.objects.filter(organization=self.owners[owner][0], kind=kind, replaced_at=None).first()

    def give(self, owner, kind, key, days):
        paper = self.current(owner, kind)
        if paper is None:
            return
        until = None if days is None else localdate() + timedelta(days=days)
        actions.give(paper=paper, purpose=PURPOSE, purpose_id=key, actor=self.owners[owner][1], expires_on=until)
        self.given[paper.pk, key] = days

    def revoke(self, owner, kind, key):
        for consent in Consent.objects.filter(
            paper__organization=self.owners[owner][0], paper__kind=kind, purpose_id=key, revoked_at=None
        ):
            actions.revoke(consent=consent, actor=self.owners[owner][1])
            self.given.pop((consent.paper_id, key), None)

    def replace(self, owner, kind, follow):
        old = self.current(owner, kind)
        chosen = Consent.objects.filter(paper=old, revoked_at=None).values_list("pk", flat=True) if follow else ()
        new = make_paper(self.owners[owner][0], kind, also_for=list(chosen))
        for key in (1, 2):
            held = old is not None and (old.pk, key) in self.given
            if follow and held and self._stands(owner, key):
                self.given[new.pk, key] = self.given.pop((old.pk, key))

    def remove(self, owner, kind):
        if paper := self.current(owner, kind):
            self.given = {pair: days for pair, days in self.given.items() if pair[0] != paper.pk}
            actions.remove_paper(paper=paper, actor=self.owners[owner][1])

    def leave(self, owner):
        self.told.parts.discard(self.owners[owner][0].pk)

    def come_back(self, owner):
        self.told.parts.add(self.owners[owner][0].pk)

    def close(self, key):
        self.told.open[key] = False

    def reopen(self, key):
        self.told.open[key] = True

    def a_day_passes(self):
        """As the clock would: all that has a day has one less."""
        for row in Consent.objects.all():
            row.given_on -= timedelta(days=1)
            row.expires_on = row.expires_on and row.expires_on - timedelta(days=1)
            row.save()
        self.given = {
            pair: None if days is None else days - 1 for pair, days in self.given.items() if days is None or days > 0
        }

    def _stands(self, owner, key):
        return self.told.open[key] and self.owners[owner][0].pk in self.told.parts

    def check(self):
        for owner, (organization, _user) in enumerate(self.owners):
            before, read_now = queries.readings_of(organization).count(), 0
            for paper in Paper.objects.filter(organization=organization):
                for key in (1, 2):
                    lent = (paper.pk, key) in self.given and self._stands(owner, key)
                    for name, reader in self.readers.items():
                        should = lent and (name == "lead" or (name == "partner" and not is_sensitive(paper.kind)))
                        try:
                            read(paper, reader, key)
                            did = True
                        except Refusal:
                            did = False
                        assert did == should, (name, paper.kind, key)
                        read_now += did
            assert queries.readings_of(organization).count() == before + read_now


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=12))
def test_whatever_happens(acts):
    with transaction.atomic():
        world = World()
        for name, *arguments in acts:
            with suppress(Refusal):
                getattr(world, name)(*arguments)
        world.check()
        transaction.set_rollback(True)
