"""The index follows the data, in every process."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from essaim.kernel.hooks import organizations_changed
from essaim.organizations.models import Organization
from essaim.organizations.naming import named
from essaim.organizations.tests.factories import make_organization
from essaim.search import columns
from essaim.search.actions import reindex_all
from essaim.search.engines import engine
from essaim.search.models import Change, Document
from essaim.search.organizations import ORGANIZATIONS
from essaim.search.port import SearchRequest, revision, search
from essaim.search.text import STEM, stem


def told(organization):
    organizations_changed.tell(ids=[organization.pk])


def test_a_change_is_seen_at_once(directory, keys):
    wood = directory["wood"]
    before = revision()
    Organization.objects.filter(pk=wood.pk).update(**named("Charpentes du Nord"))
    told(wood)
    assert keys(search(SearchRequest(text="charpentes")))[0] == "wood"
    assert revision() != before


def test_what_is_taken_off_the_directory_leaves_it(directory):
    Organization.objects.filter(pk=directory["wood"].pk).update(listed=False)
    told(directory["wood"])
    assert search(SearchRequest(text="toupie")).total == 0
    assert search(SearchRequest()).total == 5


def test_an_undone_transaction_leaves_nothing(directory):
    before = search(SearchRequest()).ids
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        told(make_organization("Passage éclair"))
        assert search(SearchRequest(text="passage éclair")).total == 1
        raise ZeroDivisionError
    assert search(SearchRequest(text="passage éclair")).exact == 0
    assert search(SearchRequest()).ids == before


def test_reindex_gives_the_same_answers(directory):
    before = search(SearchRequest(text="menuiserie")).ids
    call_command("reindex", verbosity=0)
    assert search(SearchRequest(text="menuiserie")).ids == before
    assert Document.objects.count() == 6


def test_many_changes_read_the_columns_anew(directory):
    wood = directory["wood"]
    for _time in range(3):
        told(wood)
        assert search(SearchRequest(text="toupie")).total == 1
    copy, _version = columns.current(ORGANIZATIONS)
    assert copy.size == 8  # two rows that are no longer alive
    assert search(SearchRequest()).total == 6


def test_a_search_under_way_keeps_what_it_began_with(directory):
    copy, _version = columns.current(ORGANIZATIONS)
    size, alive = copy.size, copy.alive.view.sum()
    Organization.objects.filter(pk=directory["wood"].pk).update(listed=False)
    told(directory["wood"])
    told(make_organization("La Nouvelle"))
    assert search(SearchRequest()).total == 6
    assert (copy.size, copy.alive.view.sum()) == (size, alive)
    assert len(copy.facets["sector"].starts.view) == size + 1


def test_another_history_is_not_taken_for_this_one(directory):
    """A restored copy may have the same numbers of changes with other contents."""
    assert search(SearchRequest()).total == 6
    reindex_all()
    Document.objects.filter(title__startswith="menuiserie").update(alive=False)
    Change.objects.update(token=1)
    assert search(SearchRequest()).total == 5


@pytest.mark.django_db(transaction=True)
def test_a_change_committed_out_of_order_is_seen():
    """Two transactions take numbers 1 and 2, the second commits first: the first must not be missed."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time: numbers are committed in order")
    told(make_organization("Au début"))
    assert search(SearchRequest()).total == 1
    opened, go_on = threading.Event(), threading.Event()

    def slow():
        with transaction.atomic():
            told(make_organization("La Lente"))
            opened.set()
            go_on.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    assert opened.wait(10)
    told(make_organization("La Rapide"))
    assert search(SearchRequest()).total == 2
    go_on.set()
    thread.join()
    assert search(SearchRequest(text="lente")).total == 1
    assert search(SearchRequest()).total == 3


def holders_told_by(columns, version, words):
    """By stem and field, the object ids that the memory and the engine tell."""
    tokens = [(STEM + stem(word), False) for word in words]
    remembered = [columns.stems.holders(token[1:], columns.size) for token, _prefix in tokens]
    asked = engine().fetch(columns.source.first_key, columns.source.last_key, tokens)
    alive = columns.alive.view
    return (
        [[sorted(columns.ids.view[rows[alive[rows]]].tolist()) for rows in posting] for posting in remembered],
        [[sorted(ids.tolist()) for ids in posting] for posting in asked],
    )


def test_the_stems_in_memory_say_what_the_engine_says(directory):
    words = [
        "association", "culturelle", "menuiserie", "atelier", "copeaux", "jardin", "microcredit", "micro", "les", "uns",
        "et", "bethune", "lille", "scop", "remorque", "barlin", "rien", "charpentes", "nord", "cachee", "adherent",
    ]  # fmt: skip
    told_in_memory, told_by_engine = holders_told_by(*columns.current(ORGANIZATIONS), words)
    assert told_in_memory == told_by_engine
    assert sum(map(any, told_in_memory)) >= 15
    wood = directory["wood"]
    Organization.objects.filter(pk=wood.pk).update(**named("Les Charpentes du Nord"), description="Un lieu éco-conçu.")
    Organization.objects.filter(pk=directory["garden"].pk).update(listed=False)
    told(wood)
    told(directory["garden"])
    told(make_organization("Nord et Menuiserie"))
    copy, version = columns.current(ORGANIZATIONS)
    assert copy.dead
    told_in_memory, told_by_engine = holders_told_by(copy, version, [*words, "ecoconcu"])
    assert told_in_memory == told_by_engine
    assert wood.pk in told_in_memory[words.index("nord")][0]
