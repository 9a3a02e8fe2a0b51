"""The merge: what anyone inserted is there, whatever others did meanwhile."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from essaim.writing.merging import apply, clean, edits, merge, moved, word_edits

texts = st.text(alphabet="ab \n.é'😀", max_size=40) | st.lists(
    st.sampled_from(["le ", "club ", "agit ", "ensemble", ".\n", "à Lens ", "## "]), max_size=12
).map("".join)


@given(texts, texts)
def test_edits_give_the_other_side(base, other):
    assert apply(base, edits(base, other)) == other
    assert apply(base, word_edits(base, other)) == other


@given(texts, texts, texts)
def test_every_insertion_survives(base, theirs, mine):
    merged = merge(base, theirs, mine)
    for side in (theirs, mine):
        at = 0
        for edit in edits(base, side):
            assert edit.text in merged
            at = edit.end
        assert at <= len(base)


@given(texts, texts, texts)
def test_merging_is_deterministic(base, theirs, mine):
    assert merge(base, theirs, mine) == merge(base, theirs, mine)


@given(texts, texts)
def test_one_side_alone_gives_that_side(base, side):
    assert merge(base, side, base) == side
    assert merge(base, base, side) == side
    assert merge(base, side, side) == side


@given(st.lists(st.integers(0, 9), min_size=1, max_size=8), st.data())
def test_lines_added_anywhere_are_all_there_and_nothing_else(lines, data):
    """Two people add lines to the same text: the merge has the base's lines, in order, and each of the added ones."""
    base = [f"ligne {number} du texte\n" for number in range(len(lines))]

    def grown(who):
        side = list(base)
        for rank in range(data.draw(st.integers(0, 4))):
            side.insert(data.draw(st.integers(0, len(side))), f"ajout {rank} de {who}\n")
        return side

    theirs, mine = grown("Nadia"), grown("Karim")
    merged = merge("".join(base), "".join(theirs), "".join(mine)).splitlines(keepends=True)
    assert [line for line in merged if line.startswith("ligne")] == base
    assert sorted(merged) == sorted(base + [line for line in theirs + mine if line.startswith("ajout")])


@pytest.mark.parametrize(
    ("base", "theirs", "mine", "merged"),
    [
        ("Le chat dort.", "Le gros chat dort.", "Le chat dort bien.", "Le gros chat dort bien."),
        ("chat noir", "chien noir", "gros chat noir", "gros chien noir"),
        ("", "Bonjour", "Salut", "Bonjour Salut"),
        ("fin", "fin\nun", "fin\ndeux", "fin\nun\ndeux"),
        ("Oui.\n", "Oui.\nNon.\n", "Oui bien.\n", "Oui bien.\nNon.\n"),
        ("a.\nb.\n", "a.\n", "a.\nb bien.\n", "a.\n bien"),
        ("un deux trois", "un trois", "un deux trois quatre", "un trois quatre"),
        ("un deux trois", "un trois", "un trois", "un trois"),
        ("coopérative", "coopératives", "une coopérative", "une coopératives"),
        ("le terril", "le canal", "le bassin", "le canal bassin"),
    ],
)
def test_what_people_expect(base, theirs, mine, merged):
    assert merge(base, theirs, mine) == merged


@given(texts, texts, st.data())
def test_a_passage_follows(base, other, data):
    """A passage that no edit touches is the same words at its new place."""
    if not base:
        return
    start = data.draw(st.integers(0, len(base) - 1))
    end = data.draw(st.integers(start + 1, len(base)))
    changes = edits(base, other)
    touched = any(edit.start < end and edit.end > start for edit in changes)
    place = moved(start, end, changes)
    if not touched:
        assert place is not None
        assert other[place[0] : place[1]] == base[start:end]
    elif place is not None:
        assert 0 <= place[0] < place[1] <= len(other)


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 1000))
def test_eight_writers_in_turn(seed):
    """Eight people who write from old versions, one after the other: each word is there once."""
    chance = random.Random(seed)
    words = [f"{who}mot{rank}" for who in "abcdefgh" for rank in range(10)]
    versions = ["Ordre du jour\n"]
    for word in chance.sample(words, len(words)):
        base = versions[chance.randrange(max(0, len(versions) - 8), len(versions))]
        place = chance.choice([i for i, one in enumerate(base) if one == "\n"])
        versions.append(merge(base, versions[-1], f"{base[:place]}\n{word}{base[place:]}"))
    assert sorted(versions[-1].split()) == sorted(["Ordre", "du", "jour", *words])


def test_what_browsers_send_is_cleaned():
    assert clean("a\r\nb\rc\x00d") == "a\nb\ncd"


def test_a_long_rewritten_text_is_compared_all_the_same():
    base = "\n".join(f"phrase {number} avec quelques mots" for number in range(2000))
    other = "\n".join(f"autre {number * 7} toute différente" for number in range(2000))
    assert apply(base, edits(base, other)) == other
