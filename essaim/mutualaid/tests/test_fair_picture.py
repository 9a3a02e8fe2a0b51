"""Who helped whom: the account of a member, the map, its drawing, its growth."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member
from essaim.journal.models import Entry
from essaim.organizations.actions.sectors import load_sectors
from essaim.organizations.models import OrganizationSector, Representation, Sector
from essaim.organizations.tests.factories import make_user
from tests.helpers.queries import assert_same_queries

from .. import help as helping
from ..actions import set_discretion
from ..cells import centre_of, place, steps_between
from ..drawing import drawing, tints_of
from ..help import Help, HelpKind
from ..models import Discretion
from ..queries import account_of, growth_of, map_of

TODAY = date(2027, 3, 10)


@pytest.fixture
def club(db):
    return make_club("ici")


@pytest.fixture
def helps(monkeypatch):
    """What members gave each other: a list that tests fill."""
    rows: list[Help] = []
    kind = HelpKind(
        "Essais",
        lambda count: f"prêté {count} fois",
        lambda count: f"emprunté {count} fois",
        lambda _club, since: [one for one in rows if one.day >= since],
    )
    monkeypatch.setattr(helping.help_kinds, "_entries", {"trial": (1, kind)})
    return rows


def in_sector(organization, code):
    OrganizationSector.objects.create(organization=organization, sector=Sector.objects.get(code=code))
    return organization


def great_sectors():
    load_sectors()
    return list(Sector.objects.filter(parent=None).order_by("position")[:3])


def test_an_account_says_what_was_given_and_got_and_to_whom(club, helps):
    us, them, others = (make_member(club) for _n in range(3))
    helps += [
        Help(us.pk, them.pk, TODAY, minutes=90),
        Help(us.pk, them.pk, TODAY),
        Help(others.pk, us.pk, TODAY, minutes=15),
        Help(us.pk, None, TODAY),
        Help(us.pk, us.pk, TODAY),  # to oneself: none
        Help(them.pk, others.pk, TODAY),  # not ours
        Help(us.pk, others.pk, TODAY - timedelta(days=900)),  # long ago
    ]
    account = account_of(club, us, TODAY - timedelta(days=365))
    assert (account.gave, account.got) == (["prêté 3 fois"], ["emprunté 1 fois"])
    assert (account.helped, account.helped_by) == ([them], [others])
    assert (account.minutes_given, account.minutes_got) == (90, 15)


def test_the_map_binds_members_both_ways_and_counts_what_was_given_to_all(club, helps):
    one, other, alone = sorted((make_member(club) for _n in range(3)), key=lambda member: member.pk)
    gone = make_member(make_club())
    helps += [
        Help(one.pk, other.pk, TODAY),
        Help(other.pk, one.pk, TODAY),
        Help(other.pk, one.pk, TODAY),
        Help(one.pk, None, TODAY),
        Help(one.pk, gone.pk, TODAY),  # not of this club: counted, not drawn
        Help(one.pk, alone.pk, TODAY - timedelta(days=400)),
    ]
    found = map_of(club, TODAY)
    assert [(bond.one.pk, bond.other.pk, bond.given, bond.returned) for bond in found.bonds] == [
        (one.pk, other.pk, 1, 2)
    ]
    assert (found.count, found.to_all) == (5, 1)
    assert {member.pk for member in found.members} == {one.pk, other.pk, alone.pk}


def test_sectors_that_begin_to_work_together(club, helps):
    first, second, third = great_sectors()
    one = in_sector(make_member(club), first.code)
    other = in_sector(make_member(club), second.code)
    old = in_sector(make_member(club), third.code)
    same = in_sector(make_member(club), first.code)
    helps += [
        Help(other.pk, one.pk, TODAY - timedelta(days=20)),
        Help(one.pk, other.pk, TODAY),
        Help(one.pk, old.pk, TODAY - timedelta(days=700)),
        Help(one.pk, same.pk, TODAY),
    ]
    rows = [(row.one.code, row.other.code, row.count, row.new) for row in map_of(club, TODAY).sectors]
    assert rows == [(first.code, second.code, 2, True), (first.code, third.code, 1, False)]


def test_quarters_with_who_took_part(club, helps):
    helps += [Help(1, 2, TODAY), Help(1, 3, TODAY), Help(1, None, date(2026, 12, 31)), Help(1, 2, date(2020, 1, 1))]
    quarters = growth_of(club, TODAY, quarters=3)
    assert [(one.label, one.count, one.people) for one in quarters] == [
        ("T3 2026", 0, 0), ("T4 2026", 1, 1), ("T1 2027", 2, 3),
    ]  # fmt: skip


def test_who_prefers_it_is_not_named(client, club, helps):
    us, them = make_member(club), make_member(club)
    user = make_user()
    Representation.objects.create(organization=us, user=user, name="Nour")
    client.force_login(user)
    today = timezone.localdate()
    helps.append(Help(them.pk, us.pk, today))
    page = reverse("mutualaid:help_map", args=["ici"])
    assert them.name in client.get(page).content.decode()
    for _twice in range(2):
        set_discretion(club=club, organization=them, actor=None, discreet=True)
    assert Discretion.objects.count() == 1
    assert Entry.objects.filter(verb="mutualaid.set_discretion").count() == 1
    assert them.name not in client.get(page).content.decode()
    response = client.post(reverse("mutualaid:discretion", args=["ici"]), {"structure": us.pk, "discret": "1"})
    assert response.status_code == 302
    assert us.name not in client.get(page).content.decode()
    client.post(reverse("mutualaid:discretion", args=["ici"]), {"structure": us.pk, "discret": "0"})
    assert us.name in client.get(page).content.decode()
    assert client.post(reverse("mutualaid:discretion", args=["ici"]), {"structure": them.pk}).status_code == 404


def test_the_pages_of_a_club_where_nothing_happened_yet(client, club, helps):
    user = make_user()
    Representation.objects.create(organization=make_member(club), user=user, name="Nour")
    client.force_login(user)
    assert "attend le premier" in client.get(reverse("mutualaid:help_map", args=["ici"])).content.decode()
    assert "Rien encore" in client.get(reverse("mutualaid:account", args=["ici"])).content.decode()


def test_the_map_costs_the_same(client, club, helps):
    user = make_user()
    us = make_member(club)
    Representation.objects.create(organization=us, user=user, name="Nour")
    client.force_login(user)

    def make_rows(count):
        for _n in range(count):
            helps.append(Help(in_sector(make_member(club), great_sectors()[0].code).pk, us.pk, timezone.localdate()))

    assert assert_same_queries(client, reverse("mutualaid:help_map", args=["ici"]), make_rows) <= 12


def test_a_cell_each_near_those_it_is_bound_to():
    nodes = list(range(30))
    bonds = {(0, i): 1.0 for i in range(1, 7)} | {(20, 21): 5.0}
    cells = place(nodes, bonds)
    assert len(set(cells.values())) == 30
    assert all(steps_between(cells[0], cells[i]) == 1 for i in range(1, 7))
    assert steps_between(cells[20], cells[21]) == 1
    assert place(nodes, bonds) == cells
    assert max(steps_between(cell, (0, 0)) for cell in cells.values()) <= 5
    assert place([], {}) == {}


def test_neighbours_stand_at_the_same_distance():
    x, y = centre_of((0, 0), 10)
    around = [centre_of(cell, 10) for cell in ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))]
    assert {round(((a - x) ** 2 + (b - y) ** 2) ** 0.5, 6) for a, b in around} == {17.320508}


def test_names_are_drawn_harmless(club, helps):
    us = make_member(club)
    us.name = "<script>alert(1)</script>"
    us.save()
    helps.append(Help(us.pk, make_member(club).pk, TODAY))
    found = map_of(club, TODAY)
    assert "<script" not in drawing(found, "Qui aide qui")
    assert tints_of(found) == {}
