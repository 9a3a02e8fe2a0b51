"""Reasons in words: an announcement that answers another, a theme, neighbours, trades."""

import pytest

from essaim.introductions.engine import Line, Profile, Rarity, reasons_between, score_of
from essaim.introductions.words import COMPLEMENTS
from essaim.organizations.actions import load_sectors
from essaim.organizations.models import Sector

MINE = Profile(1, "La Brouette partagée", needs=[Line("Un véhicule frigorifique le mardi matin")])


def plain(sentence: str) -> str:
    return sentence.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'")


def kinds(mine, other, *besides):
    return [reason.kind for reason in reasons_between(mine, other, Rarity([mine, other, *besides]))]


def test_an_offer_answers_a_need_and_says_so():
    other = Profile(2, "La Navette", offers=[Line("Prêt de véhicules frigorifiques")])
    [reason] = reasons_between(MINE, other, Rarity([MINE, other]))
    assert reason.kind == "answer"
    assert plain(reason.sentence) == (
        "Vous cherchez « Un véhicule frigorifique le mardi matin » ; "
        "La Navette propose « Prêt de véhicules frigorifiques »."
    )


def test_the_same_seen_from_the_other_side():
    other = Profile(2, "La Navette", offers=[Line("Prêt de véhicules frigorifiques")])
    [reason] = reasons_between(other, MINE, Rarity([MINE, other]))
    assert "La Brouette partagée cherche" in plain(reason.sentence)
    assert "vous proposez « Prêt de véhicules frigorifiques »" in plain(reason.sentence)


@pytest.mark.parametrize(
    ("need", "offer", "answers"),
    [
        ("Une salle pour vingt personnes", "Salle de réunion à prêter", True),
        ("Réparer nos vélos", "Atelier de réparation de vélos", True),
        ("Des légumes de saison pour la cantine", "Légumes bio, cagettes invendues", True),
        ("Un traiteur pour notre assemblée", "Restauration et buffets", True),  # a synonym
        ("De l'aide pour notre site internet", "Création de sites internet", True),
        ("Un comptable à temps partagé", "Tonte et petits travaux", False),
        ("Nous cherchons une structure pour un projet", "Nous proposons un projet partagé", False),  # idle words
        ("Des bénévoles le samedi", "Une place le samedi", False),
        ("Un minibus le mardi et le jeudi", "Un minibus de neuf places, le week-end", True),
        ("Un poste de comptable à partager", "Un comptable, six demi-journées par trimestre", True),
        ("Un livreur à vélo", "Livraison à vélo-cargo", True),
        ("Un composteur pour dix tonnes de tontes", "Deux tonnes de compost mûr, en mars", True),
        ("Une personne pour refaire le site", "Deux heures pour regarder votre site", True),
        ("Des heures de comptable en mars", "Deux tonnes de compost mûr, en mars", False),
        ("Une garde d'enfants pendant les cours", "Cours de couture", False),
        ("Un atelier pour des coutures simples", "Relire vos documents en mots simples", False),
        ("Une salle de douze places, à Isbergues", "Une avance sur vos subventions, en douze jours", False),
    ],
)
def test_what_answers_and_what_does_not(need, offer, answers):
    mine, other = Profile(1, "A", needs=[Line(need)]), Profile(2, "B", offers=[Line(offer)])
    others = [Profile(n, str(n), offers=[Line("Animation, ateliers, visites")]) for n in range(3, 20)]
    assert (kinds(mine, other, *others) == ["answer"]) is answers


def test_a_place_says_where_not_what():
    mine = Profile(1, "A", needs=[Line("Des chauffeurs à Isbergues")], commune_name="Isbergues")
    other = Profile(2, "B", offers=[Line("Lire votre plan de financement, à Isbergues")])
    assert kinds(mine, other) == []


def test_know_how_answers_less_than_an_announcement():
    told = Profile(2, "B", offers=[Line("Véhicule frigorifique")])
    able = Profile(3, "C", skills=[Line("Véhicule frigorifique")])
    rarity = Rarity([MINE, told, able])
    [first], [second] = reasons_between(MINE, told, rarity), reasons_between(MINE, able, rarity)
    assert first.weight > second.weight
    assert "sait faire" in second.sentence


def test_a_shared_theme_a_neighbour_two_trades():
    mine = Profile(
        1, "A", sectors=frozenset({"alimentation"}), commune="62119", commune_name="Béthune", place=(50.529, 2.643),
        themes={7: "Le recrutement"},
    )  # fmt: skip
    theme = Profile(2, "B", themes={7: "Le recrutement"})
    here = Profile(3, "C", commune="62119", commune_name="Béthune")
    near = Profile(4, "D", commune="62126", commune_name="Beuvry", place=(50.516, 2.685))
    far = Profile(5, "E", commune="62193", commune_name="Calais", place=(50.948, 1.856))
    trades = Profile(6, "F", sectors=frozenset({"mobilite"}))
    rarity = Rarity([mine])
    assert "« Le recrutement »" in plain(reasons_between(mine, theme, rarity)[0].sentence)
    assert "Béthune" in reasons_between(mine, here, rarity)[0].sentence
    assert "à Beuvry" in reasons_between(mine, near, rarity)[0].sentence
    assert reasons_between(mine, far, rarity) == []
    assert [one.kind for one in reasons_between(mine, trades, rarity)] == ["trades"]
    assert score_of(mine, trades, []) > score_of(mine, theme, [])  # another sector


def test_nothing_in_common_gives_no_reason():
    assert reasons_between(MINE, Profile(2, "B"), Rarity([MINE])) == []


@pytest.mark.django_db
def test_the_trades_named_are_sectors():
    load_sectors()
    first_level = set(Sector.objects.filter(parent=None).values_list("code", flat=True))
    assert {code for pair in COMPLEMENTS for code in pair} <= first_level
