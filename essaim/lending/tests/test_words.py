"""What two members owe each other, in sentences that any name fits."""

from essaim.lending.words import due_sentences


def plain(lines: list[str]) -> list[str]:
    return [line.replace("\u202f", " ").replace("\xa0", " ").replace("’", "'") for line in lines]


def test_names_of_one_and_of_several():
    assert plain(due_sentences("La Lampe", 1_250, 0)) == ["La Lampe vous doit 12,50 €."]
    assert plain(due_sentences("Les P'tits Carreaux", 1_250, 120)) == [
        "Les P'tits Carreaux vous doivent 12,50 €.", "Les P'tits Carreaux vous doivent 2 h d'aide.",
    ]  # fmt: skip
    assert plain(due_sentences("Les P'tits Carreaux", -1_250, -120)) == [
        "Vous devez 12,50 € aux P'tits Carreaux.", "Vous devez 2 h d'aide aux P'tits Carreaux.",
    ]  # fmt: skip
    assert due_sentences("La Lampe", 0, 0) == []
