"""Who is likely to answer, why, and who is left in peace."""

import pytest

from essaim.questions.engine import Line, Pool, Profile, Wanted

ASKED = Wanted("Où faire laver trois cents serviettes après un banquet ?")


def plain(sentence: str) -> str:
    return sentence.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def crowd(count: int = 30) -> list[Profile]:
    return [
        Profile(100 + n, 100 + n, [Line("skill", f"Animation {n}"), Line("offer", "Une salle")]) for n in range(count)
    ]


def reached(wanted: Wanted, *profiles: Profile) -> list[int]:
    return [one.profile.person for one in Pool([*profiles, *crowd()]).route(wanted)]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (Line("offer", "Lavage de serviettes"), "parce que vous proposez : « Lavage de serviettes »"),
        (Line("skill", "Lavage de serviettes"), "parce que vous savez faire : « Lavage de serviettes »"),
        (
            Line("accepted", "Qui lave des serviettes ?"),
            "votre réponse a servi, à la question « Qui lave des serviettes »",
        ),
        (Line("thanked", "Qui lave des serviettes ?"), "remercié pour votre réponse à « Qui lave des serviettes »"),
        (Line("lived", "Qui lave des serviettes ?"), "posé la même question : « Qui lave des serviettes »"),
        (Line("theme", "Laver nos serviettes"), "parce que le thème « Laver nos serviettes » compte pour vous"),
    ],
)
def test_each_proof_has_its_sentence(line, why):
    [chosen] = Pool([Profile(1, 1, [line]), *crowd()]).route(ASKED)
    assert chosen.profile.person == 1
    assert why in plain(chosen.reason)


def test_not_everybody():
    many = [Profile(n, n, [Line("offer", "Lavage de serviettes")]) for n in range(20)]
    assert len(reached(ASKED, *many)) == 8


def test_who_says_nothing_of_it_is_not_asked():
    assert reached(ASKED, Profile(1, 1, [Line("skill", "Tir à l'arc")])) == []


def test_who_was_asked_three_times_this_week_is_left_alone():
    line = [Line("offer", "Lavage de serviettes")]
    assert reached(ASKED, Profile(1, 1, line, asked_lately=3), Profile(2, 2, line, asked_lately=1)) == [2]


def test_who_was_asked_less_comes_first():
    line = [Line("offer", "Lavage de serviettes")]
    assert reached(ASKED, Profile(1, 1, line, asked_lately=2), Profile(2, 2, line)) == [2, 1]


def test_one_person_of_each_organization():
    line = [Line("offer", "Lavage de serviettes")]
    assert reached(ASKED, Profile(1, 9, line), Profile(2, 9, line), Profile(3, 8, line)) == [1, 3]


def test_a_theme_and_a_sector_are_reasons():
    wanted = Wanted("Comment tenir jusqu'à l'été ?", sector="social", sector_name="Social", theme=4, theme_name="Tenir")
    pool = Pool([Profile(1, 1, themes=frozenset({4})), Profile(2, 2, sectors=frozenset({"social"})), *crowd()])
    first, second = pool.route(wanted)
    assert plain(first.reason) == "parce que le thème « Tenir » compte pour vous"
    assert plain(second.reason) == "parce que vous travaillez dans le même domaine : Social"


def test_a_whole_sector_is_not_asked():
    wanted = Wanted("Comment tenir jusqu'à l'été ?", sector="social", sector_name="Social")
    assert len(reached(wanted, *(Profile(n, n, sectors=frozenset({"social"})) for n in range(20)))) == 3


def test_a_rare_word_tells_more_than_a_common_one():
    wanted = Wanted("Une salle avec un carillon")
    assert reached(wanted, Profile(1, 1, [Line("skill", "Carillon")]))[0] == 1


def test_the_know_how_looked_for_weighs_more():
    wanted = Wanted("Qui peut nous aider pour le banquet ?", words="blanchisserie")
    profiles = Profile(1, 1, [Line("skill", "Banquet")]), Profile(2, 2, [Line("skill", "Blanchisserie")])
    assert reached(wanted, *profiles) == [2, 1]


@pytest.mark.parametrize("title", ["", "?", "Comment faire ?", "🌻🌻🌻", "a" * 500, "Le la les"])
def test_words_that_say_nothing_reach_nobody(title):
    assert reached(Wanted(title)) == []
