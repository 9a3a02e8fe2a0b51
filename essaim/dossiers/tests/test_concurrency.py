"""Two leads at once, two answers at once, a change and a sending at once; eight writers on one file. On both
databases."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import IntegrityError, connection, connections, transaction

from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions, queries, rules
from essaim.dossiers.enums import PartnerRole, PartnerState
from essaim.dossiers.models import Partner, Section
from essaim.kernel.errors import Refusal
from essaim.writing import actions as writing
from essaim.writing.models import Revision, Text

from .factories import a_member, again, agree, make_dossier, part_of, user_of

pytestmark = pytest.mark.django_db(transaction=True)
SECONDS = 4.0


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


def leads(dossier):
    return [one for one in rules.team_of(queries.partners_of(dossier)) if one.role == PartnerRole.LEAD]


def test_two_leads_at_once():
    """Eight rows that would lead, written past the actions: the database takes none beside the first."""
    club = make_club()
    members = [a_member(club, f"Structure {number}") for number in range(9)]
    dossier = make_dossier(club, members[0])

    def lead(one):
        def act():
            with transaction.atomic():
                Partner.objects.create(
                    club=club, dossier=dossier, organization=one, role=PartnerRole.LEAD, state=PartnerState.ACCEPTED
                )

        return act

    outcomes = at_once([lead(one) for one in members[1:]])
    assert {type(one) for one in outcomes} == {IntegrityError}
    assert [one.organization for one in leads(dossier)] == [members[0]]


def test_taking_over_eight_times_at_once():
    club = make_club()
    members = [a_member(club, f"Structure {number}") for number in range(3)]
    dossier = make_dossier(club, *members)
    heir = part_of(dossier, members[1])
    actions.hand_over(dossier=dossier, to=heir, actor=None)
    outcomes = at_once([lambda: actions.take_over(partner=heir, actor=None)] * 6)
    assert sum(one is None for one in outcomes) == 1
    assert {one.code for one in outcomes if one is not None} == {"not_asked"}
    assert [one.organization for one in leads(dossier)] == [members[1]]


def test_one_hand_raised_eight_times():
    club = make_club()
    lead, other = a_member(club, "Mène"), a_member(club, "Propose")
    dossier = make_dossier(club, lead)
    outcomes = at_once([lambda: actions.raise_hand(dossier=dossier, organization=other, actor=None)] * 8)
    assert sum(one is None for one in outcomes) == 1
    assert Partner.objects.filter(organization=other).count() == 1


def test_sending_and_changing_at_once():
    """Either the change comes first and the sending is refused, or it is sent as it was confirmed."""
    club = make_club()
    members = [a_member(club, f"Structure {number}") for number in range(3)]
    dossier = actions.mark_checked(dossier=agree(make_dossier(club, *members)), actor=None)
    other = part_of(dossier, members[1])
    sent, left, changed = at_once([
        lambda: actions.submit(dossier=dossier, actor=None),
        lambda: actions.leave(partner=other, actor=None),
        lambda: actions.set_shares(dossier=dossier, places={other.pk: actions.Place("partner", 1)}, actor=None),
    ])  # fmt: skip
    row = again(dossier)
    if sent is None:
        assert isinstance(left, Refusal)
        assert isinstance(changed, Refusal)
        assert rules.total_share(queries.partners_of(row)) == 10_000
    else:
        assert isinstance(sent, Refusal)
        assert not row.is_frozen


def test_eight_writers_on_one_file_lose_no_character():
    """Each writes in two parts of the file for a few seconds, as the script of the page does; one closes the laptop for
    a while and comes back with an old base; two have no account."""
    club = make_club()
    members = [a_member(club, f"Structure {number}") for number in range(8)]
    dossier = make_dossier(club, *members, template="free")
    parts = list(Section.objects.filter(dossier=dossier).order_by("position")[:2])
    until = time.monotonic() + SECONDS

    def one(who: int) -> list[str]:
        signed = {"actor": user_of(members[who])} if who < 6 else {"actor": None, "by": f"Invitée {who}"}
        mine: list[str] = []
        try:
            state = {part.text_id: (1, "", False) for part in parts}
            rank = 0
            while time.monotonic() < until and rank < 60:
                pk = parts[rank % 2].text_id
                number, typed, from_typed = state[pk]
                word = f"p{who}m{rank}"
                mine.append(word)
                typed = f"{typed}{word} " if rank % 4 < 2 else f"{word} {typed}"
                saved = writing.save(
                    text=Text(pk=pk), base=number, content=typed, key=f"{who}-{rank}", from_typed=from_typed, **signed
                )
                asleep = who == 0 and 3 < rank < 9
                # Asleep, the page sees nothing of what others write: it goes on from what it had itself sent.
                if asleep and saved.revision:
                    state[pk] = (saved.revision.number, typed, True)
                else:
                    state[pk] = (saved.text.number, saved.text.content, False)
                rank += 1
            return mine
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        words = [word for mine in pool.map(one, range(8)) for word in mine]
    assert len(words) >= 16
    found = [word for part in parts for word in Text.objects.get(pk=part.text_id).content.split()]
    assert sorted(found) == sorted(words)
    for part in parts:
        numbers = list(Revision.objects.filter(text=part.text_id).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
    assert set(Revision.objects.exclude(by="").values_list("by", flat=True)) == {"Invitée 6", "Invitée 7"}
