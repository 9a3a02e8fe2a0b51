"""Relevance: what raises it, what lowers it, what answers teach, and that its facts say so."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ..engine import Decision, Notice, Profile, explain, learn, score

KITCHEN = Profile(
    "kitchen", frozenset({"alimentation/alimentation-restauration"}), {"restaur": 3.0, "legum": 3.0, "cuisin": 1.0},
    {"restaur": "Restauration collective", "legum": "Légumes"},
    frozenset({"commune:62119", "department:62", "region:32"}), frozenset({"association", "ess"}),
    frozenset({"ess", "siae"}), low=500_000, high=3_000_000,
)  # fmt: skip
CALL = {
    "kind": "call_for_projects", "words": {"restaur": 3.0, "cuisin": 1.0, "ecol": 1.0},
    "sectors": ("alimentation/alimentation-restauration",), "scale": "department", "places": ("department:62",),
    "high": 2_000_000, "audiences": frozenset({"association"}), "days": 30,
}  # fmt: skip
OTHERS = [Profile(n, words={f"w{n}": 3.0, "cuisin": 1.0}) for n in range(20)]


def one(profile=KITCHEN, **changes) -> int:
    return int(score([profile, *OTHERS], [Notice("call", **CALL | changes)])[0, 0])


def changed(**fields) -> Profile:
    return Profile(**{name: getattr(KITCHEN, name) for name in KITCHEN.__dataclass_fields__} | fields)


def test_what_is_theirs_is_high_and_what_is_not_is_low():
    assert one() >= 80
    assert one(words={"peintur": 3.0}, sectors=("culture/culture-spectacle",)) <= 35
    assert one(sectors=("alimentation",)) > one(sectors=())
    assert one(sectors=("alimentation/alimentation-maraichage",)) > one(sectors=())


def test_each_fault_lowers():
    best = one()
    for fault in (
        {"scale": "department", "places": ("department:59",)},
        {"scale": ""},
        {"audiences": frozenset({"commune"})},
        {"low": 9_000_000, "high": 20_000_000},
        {"high": 100_000},
        {"days": 3},
        {"reserved": frozenset({"adapted"})},
    ):
        assert one(**fault) < best, fault
    assert one(scale="department", places=("department:59",)) < 35
    assert one(reserved=frozenset({"siae"})) >= best
    assert one(changed(kinds=frozenset({"loan"}))) < best
    assert one(changed(unwanted={"ecol": "école"})) < best / 2
    far = {"words": {"peintur": 3.0}, "sectors": ()}
    assert one(changed(wanted={"peintur": "peinture"}), **far) > one(**far) + 15


def test_a_word_of_all_tells_less_than_a_word_of_one():
    rare, common = Notice("a", words={"restaur": 3.0}), Notice("b", words={"cuisin": 3.0})
    profile = Profile("p", words={"restaur": 3.0, "cuisin": 3.0})
    found = score([profile, *OTHERS], [rare, common])[0]
    assert found[0] > found[1]


def test_facts():
    facts = explain(KITCHEN, Notice("call", **CALL | {"low": 4_000_000, "high": 9_000_000}))
    assert facts == {
        "sector": "alimentation/alimentation-restauration", "word": "Restauration collective",
        "place": "department:62", "audience": "association", "amount": "above",
    }  # fmt: skip
    facts = explain(KITCHEN, Notice("x", places=("region:11",), scale="region", reserved=frozenset({"adapted"})))
    assert facts == {"place": "elsewhere", "reserved": "others"}


def test_answers_teach():
    call = Notice("call", **CALL, funder="region")
    decision = {"sectors": call.sectors, "scale": "department", "most": 2_000_000, "days": 30, "funder": "region"}
    best = one(funder="region")
    for reason in ("trade", "too_far", "too_big", "not_eligible", "time"):
        lesson = learn([Decision("no", reason, **decision)] * 2, KITCHEN.sectors)
        assert one(changed(lesson=lesson), funder="region") < best, reason
    for verdict, reason in (("no", "other"), ("later", "")):
        assert not learn([Decision(verdict, reason, **decision)])
    liked = learn([Decision("interested", "", **decision)] * 3)
    near = {"sectors": ("alimentation/alimentation-restauration",), "words": {}}
    assert one(changed(lesson=liked), **near) >= one(**near)
    assert explain(changed(lesson=liked), call)["learned"] == ["liked"]


decisions = st.lists(
    st.builds(
        Decision,
        st.sampled_from(["interested", "later", "no"]),
        st.sampled_from(["too_big", "too_far", "trade", "time", "not_eligible", "other", ""]),
        st.lists(st.sampled_from(["a", "a/b", "c"]), max_size=2).map(tuple),
        st.sampled_from(["", "region", "country"]),
        st.none() | st.integers(0, 10**9),
        st.none() | st.integers(-5, 400),
        st.sampled_from(["", "region"]),
    ),
    max_size=12,
)


@settings(deadline=None)
@given(decisions)
def test_lessons_are_bounded_whatever_the_order(held):
    lesson = learn(held, ["a"])
    assert lesson == learn(held[::-1], ["a"]) or all(
        abs(lesson.sectors[name] - learn(held[::-1], ["a"]).sectors[name]) < 1e-9 for name in lesson.sectors
    )
    assert all(
        0.2 <= factor <= 1.3 for part in (lesson.sectors, lesson.scales, lesson.funders) for factor in part.values()
    )
    assert lesson.days is None or 7 <= lesson.days <= 60


codes = st.lists(st.sampled_from(["a", "a/b", "a/c", "d/e"]), max_size=3)
words = st.dictionaries(st.sampled_from("klmnop"), st.sampled_from([1.0, 2.0, 3.0]), max_size=5)
money = st.none() | st.integers(0, 10**8)
profiles = st.builds(
    Profile, st.integers(), codes.map(frozenset), words, st.just({}),
    st.sets(st.sampled_from(["region:32", "department:62"])).map(frozenset),
    st.sets(st.sampled_from(["ess", "association"])).map(frozenset), st.sets(st.just("siae")).map(frozenset),
    st.sets(st.sampled_from(["grant", "loan"])).map(frozenset), money, money,
    st.dictionaries(st.sampled_from("kl"), st.just("k")), st.dictionaries(st.sampled_from("mn"), st.just("m")),
    decisions.map(learn),
)  # fmt: skip
notices = st.builds(
    Notice, st.integers(), st.sampled_from(["grant", "loan", "tender"]), words, codes.map(tuple),
    st.sampled_from(["", "country", "europe", "region", "department"]),
    st.lists(st.sampled_from(["region:32", "department:62", "region:11"]), max_size=2).map(tuple), money, money,
    st.sets(st.sampled_from(["ess", "commune"])).map(frozenset),
    st.sets(st.sampled_from(["siae", "ess"])).map(frozenset),
    st.none() | st.integers(-3, 90), st.booleans(), st.sampled_from(["", "region"]),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(profiles, max_size=5), st.lists(notices, max_size=5))
def test_all_at_once_is_each_alone(some, calls):
    """A call scored alone has the score that it has among others; between 0 and 100."""
    together = score(some, calls)
    assert together.shape == (len(some), len(calls))
    assert ((together >= 0) & (together <= 100)).all()
    for column, call in enumerate(calls):
        assert np.array_equal(score(some, [call])[:, 0], together[:, column]) or not some
        for profile in some:
            explain(profile, call)
