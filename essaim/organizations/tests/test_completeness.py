"""The score of a page."""

import pytest

from essaim.organizations import actions, completeness, queries

from .factories import make_organization, make_place, make_representation


def test_weights_add_up_to_100():
    assert sum(item.weight for item in completeness.ITEMS) == 100
    assert completeness.score({item.key for item in completeness.ITEMS}) == 100
    assert completeness.score(set()) == 0


def test_most_useful_first():
    assert next(item.key for item in completeness.next_to_add({"summary"})) in {"sectors", "skills", "head_office"}
    assert completeness.next_to_add({item.key for item in completeness.ITEMS}) == []


@pytest.mark.django_db
def test_what_a_page_holds(django_assert_num_queries):
    organization = make_organization(summary="Des légumes.", siren="732829320", phone="03 21 00 00 00")
    bare = make_organization("Autre")
    make_place(organization)
    make_representation(organization)
    with django_assert_num_queries(1):
        held = queries.what_pages_hold([organization.pk, bare.pk])
    assert held == {
        organization.pk: {"summary", "number", "contact", "head_office", "representative"},
        bare.pk: set(),
    }


@pytest.mark.django_db
def test_each_part_of_the_page_raises_the_score():
    organization = make_organization()
    actions.set_skills(organization=organization, skills=["Maraîchage"])
    assert organization.completeness == 10
    actions.set_exchanges(organization=organization, exchanges=[{"kind": "need", "title": "Un camion"}])
    assert organization.completeness == 18
    actions.set_skills(organization=organization, skills=[])
    assert organization.completeness == 8
