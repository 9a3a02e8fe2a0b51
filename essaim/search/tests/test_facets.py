"""Filters, their counts, the map."""

import pytest

from essaim.search.port import SearchRequest, search


def counts(result, name):
    return {one.value: one.count for one in result.facets[name] if one.count}


def test_a_parent_sector_takes_its_children(directory, keys):
    assert keys(search(SearchRequest(sectors=("alimentation",)))) == ["garden"]
    assert keys(search(SearchRequest(sectors=("alimentation-jardins",)))) == []


def test_values_of_a_filter_add_up_and_filters_narrow(directory, keys):
    both = SearchRequest(families=("association", "cooperative"), municipalities=("59350",))
    assert set(keys(search(both))) == {"text", "name"}


def test_a_facet_counts_without_its_own_selection(directory):
    result = search(SearchRequest(families=("cooperative",), municipalities=("59350",)))
    assert counts(result, "family") == {"cooperative": 1, "association": 1}
    assert counts(result, "municipality") == {"59350": 1, "62617": 1}
    assert [one.value for one in result.facets["family"] if one.selected] == ["cooperative"]


@pytest.mark.parametrize("text", ["", "menuiserie", "association"])
def test_each_count_is_what_its_choice_gives(directory, text):
    """The promise of facets: choosing a value gives as many results as were counted."""
    result = search(SearchRequest(text=text, families=("association",)))
    for facet, field in (
        ("sector", "sectors"), ("municipality", "municipalities"), ("status", "statuses"), ("skill", "skills"),
    ):  # fmt: skip
        for one in result.facets[facet]:
            chosen = SearchRequest(text=text, families=("association",), **{field: (one.value,)})
            assert search(chosen).total == one.count, (facet, one)
    for one in result.facets["member"]:
        assert search(SearchRequest(text=text, families=("association",), member=one.value == "yes")).total == one.count


def test_reserved_contracts_and_labels(directory, keys):
    result = search(SearchRequest(statuses=("reserved",)))
    assert keys(result) == ["garden"]
    assert {one.label for one in result.facets["status"]} >= {"Atelier et chantier d’insertion", "Marchés réservés"}


def test_skills_are_shown_as_they_were_written(directory, keys):
    result = search(SearchRequest(skills=("menuiserie bois",)))
    assert keys(result) == ["wood"]
    assert ("menuiserie bois", "Menuiserie bois", True) in [
        (one.value, one.label, one.selected) for one in result.facets["skill"]
    ]


def test_a_club_sees_its_territory_and_its_members(directory, keys):
    club = directory["club"].pk
    assert set(keys(search(SearchRequest(club_id=club)))) == {"culture", "wood", "garden", "small", "text"}
    assert set(keys(search(SearchRequest(club_id=club, member=True)))) == {"culture", "text"}
    assert set(keys(search(SearchRequest(club_id=club, member=False)))) == {"wood", "garden", "small"}
    assert counts(search(SearchRequest(club_id=club)), "member") == {"yes": 2, "no": 3}


def test_an_intermunicipality(directory):
    assert search(SearchRequest(intermunicipalities=("200072460",))).total == 4
    assert search(SearchRequest(intermunicipalities=("000000000",))).total == 0


def test_nearest_first_within_a_radius(directory, keys):
    result = search(SearchRequest(near=(50.4749, 2.6626, 10)))
    assert set(keys(result)[:2]) == {"wood", "small"}
    assert set(keys(result)) == {"wood", "small", "culture", "garden"}
    assert result.distances[directory["wood"].pk] == pytest.approx(0, abs=0.01)
    assert result.distances[directory["garden"].pk] == pytest.approx(6.2, abs=0.2)


def test_the_map_counts_results(directory):
    result = search(SearchRequest(municipalities=("62617",)))
    assert result.municipality_counts == {"62617": 2}
    everything = search(SearchRequest())
    assert everything.municipality_counts == {"62119": 2, "62617": 2, "59350": 2}
    assert everything.municipality_number == 3
    assert everything.top_municipalities == [("59350", 2), ("62119", 2), ("62617", 2)]


def test_lists_without_text_follow_names(directory, keys):
    assert keys(search(SearchRequest())) == ["culture", "garden", "wood", "text", "small", "name"]


def test_pages(directory):
    pages = [search(SearchRequest(page=page, per_page=4)).ids for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [4, 2, 0]
    assert sorted(pages[0] + pages[1]) == sorted(search(SearchRequest(per_page=100)).ids)
    assert search(SearchRequest(page=-5)).page == 1


def test_the_same_number_of_queries_for_one_result_and_for_six(directory, django_assert_num_queries):
    """What changed; labels of sectors and of municipalities; with words: their postings, the texts that
    compete."""
    search(SearchRequest(text="copeaux"))  # the columns are read once
    with django_assert_num_queries(2):
        assert search(SearchRequest(statuses=("aci",))).total == 1
    with django_assert_num_queries(2):
        assert search(SearchRequest()).total == 6
    with django_assert_num_queries(3):
        assert search(SearchRequest(text="association")).total == 3
    with django_assert_num_queries(1):
        search(SearchRequest(text="association", page=2))
