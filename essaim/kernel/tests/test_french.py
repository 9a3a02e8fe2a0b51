"""Names inside French sentences."""

import pytest

from essaim.kernel.french import contracted, of, the

CLUB = "Club de l’ESS du Canal"


@pytest.mark.parametrize(
    ("name", "said"),
    [("Auchel", "d’Auchel"), ("Évin-Malmaison", "d’Évin-Malmaison"), ("Béthune", "de Béthune"), ("Ypres", "d’Ypres"),
     ("Le Touquet", "du Touquet"), ("Les P’tits Carreaux", "des P’tits Carreaux"), ("La Lampe", "de La Lampe"),
     ("L’Atelier", "de L’Atelier"), ("Régie de quartier", "de la Régie de quartier"), (CLUB, f"du {CLUB}"),
     ("Association des voisins", "de l’Association des voisins"), ("Radio Chevalet", "de Radio Chevalet")],
)  # fmt: skip
def test_of(name, said):
    assert of(name) == said


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"La charte de {CLUB} est à signer", f"La charte du {CLUB} est à signer"),
        (f"{CLUB} vous invite :", f"Le {CLUB} vous invite :"),
        (f"Vous voulez rejoindre {CLUB} avec d'autres.", f"Vous voulez rejoindre le {CLUB} avec d'autres."),
        (f"Venez. {CLUB}\n\nÀ bientôt", f"Venez. {CLUB}\n\nÀ bientôt"),
        (f"Dans {CLUB}, on en parle.", f"Dans le {CLUB}, on en parle."),
        (f"Vous étiez là. {CLUB} vous remercie.", f"Vous étiez là. Le {CLUB} vous remercie."),
        (f"Bonjour,\n\n{CLUB}\nhttps://essaim.example/", f"Bonjour,\n\n{CLUB}\nhttps://essaim.example/"),
        (f"l'animation du {CLUB} vous lit", f"l'animation du {CLUB} vous lit"),
        (f"ces structures de {CLUB} et d'ailleurs", f"ces structures du {CLUB} et d'ailleurs"),
        ("venir de Auchel ou de Béthune", "venir d’Auchel ou de Béthune"),
        ("avant de écrire, de 14 h à 16 h", "avant de écrire, de 14 h à 16 h"),
    ],
)  # fmt: skip
def test_in_a_sentence(written, read):
    assert contracted(written, CLUB) == read


def test_twice_is_once():
    once = contracted(f"{CLUB} écrit aux amis de {CLUB}", CLUB)
    assert once == f"Le {CLUB} écrit aux amis du {CLUB}"
    assert contracted(once, CLUB) == once


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Club de l'ESS", "le Club de l'ESS"),
        ("Association des voisins", "l’Association des voisins"),
        ("La Lampe", "La Lampe"),
    ],
)
def test_the(name, said):
    assert the(name) == said
