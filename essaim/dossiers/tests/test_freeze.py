"""Whatever is done, in whichever order: once sent, nothing of the composition changes, and its shares make 100 %."""

import contextlib
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.clubs.tests.factories import make_club
from essaim.dossiers import actions, queries, rules
from essaim.dossiers.actions.common import digest, snapshot_of
from essaim.dossiers.enums import ACTIVE, ConsortiumForm, DossierState, PartnerRole, PartnerState
from essaim.dossiers.models import Composition, Dossier
from essaim.kernel.errors import Refusal

from .factories import a_member, again

pytestmark = pytest.mark.django_db

roles = st.sampled_from(["partner", "subcontractor"])
shares = st.sampled_from([None, 0, 1, 2500, 3333, 3334, 5000, 6667, 10_000])
who = st.integers(0, 3)
acts = st.one_of(
    st.tuples(st.just("shares"), st.lists(st.tuples(roles, shares), min_size=4, max_size=4)),
    st.tuples(st.just("even"), st.sampled_from(ConsortiumForm.values)),
    st.tuples(st.sampled_from(["invite", "accept", "decline", "leave", "confirm", "hand", "take", "raise"]), who),
    st.tuples(
        st.sampled_from(["open", "compose", "write", "check", "submit", "recruit", "win", "lose", "withdraw", "archive",
                         "all", "rush"]),
        st.none(),
    ),
)  # fmt: skip


def carry_out(dossier, structures, verb, value):
    """One act; what is refused is refused."""
    dossier = again(dossier)
    rows = {one.organization_id: one for one in queries.partners_of(dossier) if one.state in ACTIVE}
    one = rows.get(structures[value].pk) if isinstance(value, int) else None
    if verb in ("accept", "decline", "leave", "confirm", "hand", "take") and one is None:
        return
    turns = {"open": actions.open_dossier, "write": actions.begin_writing, "check": actions.mark_checked,
             "submit": actions.submit, "recruit": actions.recruit_again, "win": actions.win, "lose": actions.lose,
             "withdraw": actions.withdraw, "archive": actions.archive, "compose": actions.compose}  # fmt: skip
    if verb in turns:
        turns[verb](dossier=dossier, actor=None)
    elif verb == "shares":
        team = rules.team_of(rows.values())
        places = {
            row.pk: actions.Place("lead" if row.role == PartnerRole.LEAD else said[0], said[1])
            for row, said in zip(team, value, strict=False)
        }
        actions.set_shares(dossier=dossier, places=places, actor=None)
    elif verb == "even":
        team = rules.members(rows.values())
        each, rest = divmod(10_000, len(team))
        places = {row.pk: actions.Place(row.role, each + (rest if row.role == PartnerRole.LEAD else 0)) for row in team}
        actions.set_shares(dossier=dossier, places=places, actor=None, form=value)
    elif verb == "all":
        for row in rows.values():
            actions.confirm(partner=row, actor=None, number=dossier.composition_number)
    elif verb == "rush":
        for step, what in (("even", ConsortiumForm.JOINT), ("compose", None), ("all", None), ("check", None),
                           ("submit", None)):  # fmt: skip
            carry_out(dossier, structures, step, what)
    elif verb == "invite":
        actions.invite(dossier=dossier, organization=structures[value], actor=None)
    elif verb == "raise":
        actions.raise_hand(dossier=dossier, organization=structures[value], actor=None)
    elif verb == "accept":
        (actions.accept if one.state == PartnerState.INVITED else actions.take_in)(partner=one, actor=None)
    elif verb == "confirm":
        actions.confirm(partner=one, actor=None, number=dossier.composition_number)
    elif verb == "hand":
        actions.hand_over(dossier=dossier, to=one, actor=None)
    elif verb == "take":
        actions.take_over(partner=one, actor=None)
    else:
        getattr(actions, verb)(partner=one, actor=None)


def composition_of(dossier):
    return json.dumps(snapshot_of(again(dossier), queries.partners_of(dossier)), sort_keys=True)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=st.lists(acts, min_size=3, max_size=25))
def test_nothing_changes_once_sent(sequence):
    club = make_club()
    structures = [a_member(club, f"Structure {number}") for number in range(4)]
    dossier = actions.start_dossier(club=club, organization=structures[0], actor=None, title="Ensemble")
    frozen = None
    for verb, value in sequence:
        with contextlib.suppress(Refusal):
            carry_out(dossier, structures, verb, value)
        row = again(dossier)
        partners = queries.partners_of(row)
        # At any moment: one lead, one row a structure, the last version is the composition as it is.
        assert sum(one.role == PartnerRole.LEAD and one.state in ("accepted", "confirmed") for one in partners) == 1
        last = Composition.objects.filter(dossier=row).first()
        assert last.number == row.composition_number
        assert last.sha256 == digest(snapshot_of(row, partners)) == digest(last.snapshot)
        if row.is_frozen:
            assert rules.total_share(partners) == 10_000
            assert all(one.state == PartnerState.CONFIRMED for one in rules.team_of(partners))
            frozen = frozen or (composition_of(row), row.composition_number, row.frozen_number)
            assert (composition_of(row), row.composition_number, row.frozen_number) == frozen
            assert row.state not in (DossierState.DRAFT, DossierState.RECRUITING, DossierState.COMPOSED,
                                     DossierState.WRITING, DossierState.CHECKED)  # fmt: skip


def test_the_way_to_the_freeze_is_walked():
    """The property above would hold of dossiers that are never sent: this sequence is."""
    club = make_club()
    structures = [a_member(club, f"Structure {number}") for number in range(4)]
    dossier = actions.start_dossier(club=club, organization=structures[0], actor=None, title="Ensemble")
    for act in (("invite", 1), ("accept", 1), ("rush", None)):
        carry_out(dossier, structures, *act)
    assert Dossier.objects.get().is_frozen
