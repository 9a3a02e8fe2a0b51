"""Making one page of two keeps every link, and can be undone."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection

from essaim.clubs.enums import MembershipState
from essaim.clubs.models import Club, Membership
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.kernel.text import fold
from essaim.organizations.actions import refresh_completeness
from essaim.organizations.duplicates.actions import find_duplicates, keep_apart, merge, reconsider, undo_merge
from essaim.organizations.duplicates.relations import keys_to
from essaim.organizations.enums import WHOLE_PAGE, PairState, PlaceKind, RepresentativeKind, Source
from essaim.organizations.models import DuplicatePair, Merge, Organization, OtherName
from essaim.organizations.tests.factories import (
    make_municipality,
    make_organization,
    make_representation,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[Organization, Organization]:
    kept = make_organization("MJC Étoile", summary="Un lieu pour tous.")
    removed = make_organization(
        "Maison des jeunes et de la culture Étoile", acronym="MJCE", siren="404833048", siret="40483304800022",
        rna="W622001234", phone="03 21 00 00 00", summary="Une maison.",
    )  # fmt: skip
    return kept, removed


WORK = {"watch.Waiting"}  # what is to be done after a change, not what a page holds


def everything() -> dict:
    """All rows that hang on organizations, as plain values: what undoing must give back."""
    models = {key.model for key in keys_to(Organization)} - {Merge, DuplicatePair}
    models = {model for model in models if model._meta.label not in WORK}
    columns = {m._meta.label: [c.attname for c in m._meta.concrete_fields if c.attname != "updated_at"] for m in models}
    return {m._meta.label: list(m._base_manager.order_by("pk").values(*columns[m._meta.label])) for m in models}


def test_links_names_and_numbers_go_to_the_kept_page(two, told):
    kept, removed = two
    person = make_representation(removed, make_user())
    skill = removed.skills.create(name="Cirque", folded_name="cirque")
    OtherName.objects.create(organization=removed, name="La Maison", folded_name="la maison")
    actor = make_user()

    merge(kept=kept, removed=removed, actor=actor)

    kept.refresh_from_db()
    removed.refresh_from_db()
    assert (kept.siren, kept.siret, kept.rna, kept.phone) == (
        "404833048",
        "40483304800022",
        "W622001234",
        removed.phone,
    )
    assert (kept.name, kept.summary) == ("MJC Étoile", "Un lieu pour tous.")
    assert (removed.siren, removed.merged_into, removed.listed) == (None, kept, False)
    assert list(kept.representations.all()) == [person]
    assert list(kept.skills.all()) == [skill]
    assert set(kept.other_names.values_list("name", flat=True)) == {removed.name, "La Maison"}
    assert kept.acronym == "MJCE"
    assert told["organizations_changed"] == [{"ids": [kept.pk, removed.pk]}]
    assert told["journaled"][0]["verb"] == "organizations.merge"
    assert DuplicatePair.objects.get().state == PairState.SAME


def test_chosen_values_come_with_their_source_and_replaced_numbers_stay_known(two):
    kept, removed = two
    Organization.objects.filter(pk=kept.pk).update(siren="732829320")
    removed.field_sources.create(field="summary", source=Source.FILE, detail="membres.csv", seen_on=date(2026, 1, 2))
    choices = {"name": "removed", "summary": "removed", "numbers": "removed"}
    merge(kept=kept, removed=removed, choices=choices, actor=None)
    kept.refresh_from_db()
    removed.refresh_from_db()
    assert (kept.name, kept.slug) == (removed.name, "maison-des-jeunes-et-de-la-culture-etoile")
    assert kept.folded_name == fold(removed.name)
    assert (kept.summary, kept.siren, removed.siren) == ("Une maison.", "404833048", "732829320")
    assert kept.field_sources.get(field="summary").detail == "membres.csv"
    assert kept.other_names.filter(name="MJC Étoile").exists()


def test_what_comes_from_a_page_made_by_a_file_says_so(two):
    kept, removed = two
    removed.field_sources.create(field=WHOLE_PAGE, source=Source.FILE, detail="membres.csv", seen_on=date(2026, 1, 2))
    merge(kept=kept, removed=removed, choices={"name": "removed", "summary": "removed"}, actor=None)
    lines = dict(kept.field_sources.values_list("field", "detail"))
    assert lines["summary"] == lines["name"] == "membres.csv"
    assert not lines.keys() & {"slug", "folded_name", WHOLE_PAGE}


def test_what_cannot_be_twice_is_settled(two):
    kept, removed = two
    town = make_municipality()
    for organization, street in ((kept, "1 rue Haute"), (removed, "2 rue Basse")):
        organization.places.create(kind=PlaceKind.HEAD_OFFICE, street=street, municipality=town)
    odile, yvon, both = make_user(), make_user(), make_user()
    make_representation(kept, odile)
    make_representation(removed, yvon)
    make_representation(kept, both, kind=RepresentativeKind.CONTRIBUTOR, phone="")
    make_representation(removed, both, kind=RepresentativeKind.CONTRIBUTOR, phone="03 21 11 11 11")

    merge(kept=kept, removed=removed, actor=None)

    assert set(kept.places.values_list("kind", "street")) == {
        (PlaceKind.HEAD_OFFICE, "1 rue Haute"), (PlaceKind.SITE, "2 rue Basse"),
    }  # fmt: skip
    assert set(kept.representations.values_list("user", "kind")) == {
        (odile.pk, "representative"), (yvon.pk, "contributor"), (both.pk, "contributor"),
    }  # fmt: skip
    assert kept.representations.get(user=both).phone == "03 21 11 11 11"


def test_a_link_of_another_app_moves_and_its_equal_keeps_the_best_of_both(two):
    kept, removed = two
    here, there = (Club.objects.create(slug=slug, name=slug, short_name=slug) for slug in ("ici", "la-bas"))
    Membership.objects.create(club=here, organization=kept, state=MembershipState.LEFT, since=date(2020, 1, 1))
    Membership.objects.create(club=here, organization=removed, state=MembershipState.MEMBER, since=date(2023, 1, 1))
    moved = Membership.objects.create(club=there, organization=removed, state=MembershipState.MEMBER)
    done = merge(kept=kept, removed=removed, actor=None)
    assert set(kept.memberships.values_list("club__slug", "state", "since")) == {
        ("ici", "member", date(2023, 1, 1)), ("la-bas", "member", None),
    }  # fmt: skip
    moved.refresh_from_db()
    assert moved.organization_id == kept.pk
    assert [op["model"] for op in done.operations if op["op"] == "aside"] == ["clubs.membership"]


def test_what_points_to_a_row_set_aside_points_to_its_equal(two):
    kept, removed = two
    equal = kept.skills.create(name="Cirque", folded_name="cirque")
    aside = removed.skills.create(name="cirque", folded_name="cirque")
    reference = removed.references.create(skill=aside, client="La ville", what="Ateliers", year=2025)
    merge(kept=kept, removed=removed, actor=None)
    reference.refresh_from_db()
    assert (reference.organization_id, reference.skill_id) == (kept.pk, equal.pk)


def test_undoing_gives_everything_back(two):
    kept, removed = two
    town = make_municipality()
    club = Club.objects.create(slug="ici", name="ici", short_name="ici")
    older = make_organization("Étoile", merged_into=removed, listed=False)
    for number, organization in enumerate((kept, removed)):
        organization.places.create(street=f"{number} rue Haute", municipality=town)
        make_representation(organization, make_user())
        state = (MembershipState.INVITED, MembershipState.MEMBER)[number]
        Membership.objects.create(club=club, organization=organization, state=state, since=date(2020, 1, number + 1))
        skill = organization.skills.create(name="Cirque", folded_name="cirque")
        organization.references.create(skill=skill, client="La ville", what="Ateliers", year=2025)
        organization.field_sources.create(field="phone", source=Source.FILE, seen_on=date(2026, 1, number + 1))
    refresh_completeness([kept.pk, removed.pk, older.pk])
    before = everything()
    done = merge(kept=kept, removed=removed, choices={"name": "removed", "summary": "removed"}, actor=None)
    assert everything() != before
    older.refresh_from_db()
    assert older.merged_into_id == kept.pk
    assert undo_merge(merge=done, actor=None) == []
    assert everything() == before
    assert DuplicatePair.objects.get().state == PairState.TO_REVIEW
    with pytest.raises(Refusal) as refusal:
        undo_merge(merge=done, actor=None)
    assert refusal.value.code == "undone"
    merge(kept=removed, removed=kept, actor=None)


def test_undoing_leaves_what_was_changed_since_and_says_it(two):
    kept, removed = two
    make_representation(removed, make_user(), name="Odile Fruchart")
    removed.skills.create(name="Cirque", folded_name="cirque")
    done = merge(kept=kept, removed=removed, choices={"summary": "removed"}, actor=None)
    Organization.objects.filter(pk=kept.pk).update(summary="Un texte plus récent.")
    kept.skills.all().delete()
    sentences = undo_merge(merge=done, actor=None)
    kept.refresh_from_db()
    removed.refresh_from_db()
    assert kept.summary == "Un texte plus récent."
    assert removed.siren == "404833048"
    assert len(sentences) == 2
    assert any("En une phrase" in sentence for sentence in sentences)


def test_undoing_is_refused_when_a_number_was_given_elsewhere(two):
    kept, removed = two
    done = merge(kept=kept, removed=removed, actor=None)
    Organization.objects.filter(pk=kept.pk).update(rna=None)
    make_organization("Un autre", rna="W622001234")
    with pytest.raises(Refusal) as refusal:
        undo_merge(merge=done, actor=None)
    assert refusal.value.code == "taken"
    removed.refresh_from_db()
    assert removed.merged_into_id == kept.pk


def test_merges_are_undone_from_the_last(two):
    kept, removed = two
    third = make_organization("Étoile de Béthune")
    first = merge(kept=kept, removed=removed, actor=None)
    second = merge(kept=third, removed=kept, actor=None)
    removed.refresh_from_db()
    assert removed.merged_into_id == third.pk
    with pytest.raises(Refusal) as refusal:
        undo_merge(merge=first, actor=None)
    assert refusal.value.code == "merged"
    undo_merge(merge=second, actor=None)
    undo_merge(merge=first, actor=None)
    removed.refresh_from_db()
    assert removed.merged_into_id is None


@pytest.mark.parametrize("again", ["same_page", "merged"])
def test_refusals(two, again):
    kept, removed = two
    if again == "merged":
        merge(kept=kept, removed=removed, actor=None)
    with pytest.raises(Refusal) as refusal:
        merge(kept=kept, removed=kept if again == "same_page" else removed, actor=None)
    assert refusal.value.code == again


@pytest.mark.django_db(transaction=True)
def test_eight_people_at_once_make_one_merge():
    one, other = make_organization("MJC Étoile"), make_organization("M.J.C. Étoile", rna="W622001234")

    def try_it(number: int) -> str:
        try:
            kept, removed = (one, other) if number % 2 else (other, one)
            merge(kept=kept, removed=removed, actor=None)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(8) as pool:
        answers = sorted(pool.map(try_it, range(8)))
    assert answers == ["done", *["merged"] * 7]
    assert Merge.objects.count() == 1


def test_the_journal_of_both_stays(two):
    kept, removed = two
    merge(kept=kept, removed=removed, actor=make_user())
    [entry] = Entry.objects.filter(verb="organizations.merge")
    assert (entry.subject_id, entry.details["removed"]) == (str(kept.pk), removed.pk)


def test_closed_is_not_completed(two):
    kept, removed = two
    Organization.objects.filter(pk=removed.pk).update(closed_on=date(2024, 1, 1))
    merge(kept=kept, removed=removed, actor=None)
    kept.refresh_from_db()
    assert kept.closed_on is None


def test_pairs_are_found_decided_and_not_asked_twice(capsys):
    town = make_municipality()
    pages = [make_organization(name) for name in ("MJC Korrigan", "Maison des jeunes et de la culture Korrigan")]
    for page in [*pages, make_organization("Théâtre du Farfadet")]:
        page.places.create(municipality=town)
    call_command("find_duplicates", "--quiet")
    assert "3 organizations, 1 new pairs" in capsys.readouterr().out
    pair = DuplicatePair.objects.get()
    assert (pair.a, pair.b, pair.state) == (*pages, PairState.TO_REVIEW)
    keep_apart(pair=pair, actor=None)
    assert find_duplicates().new == 0
    pair.refresh_from_db()
    assert pair.state == PairState.DIFFERENT
    reconsider(pair=pair, actor=None)
    Organization.objects.filter(pk=pages[0].pk).update(name="Tout autre chose")
    assert find_duplicates().gone == 1


def test_a_merged_pair_is_not_kept_apart(two):
    kept, removed = two
    merge(kept=kept, removed=removed, actor=None)
    with pytest.raises(Refusal):
        keep_apart(pair=DuplicatePair.objects.get(), actor=None)


def test_keys_of_every_app_are_found_hidden_ones_too():
    labels = {key.model._meta.label_lower for key in keys_to(Organization)}
    assert {"clubs.membership", "organizations.place", "organizations.duplicatepair"} <= labels
