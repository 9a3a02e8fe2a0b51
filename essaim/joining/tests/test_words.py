"""Merge fields: what is refused in words, what takes their place."""

import pytest

from essaim.joining.words import check, fill
from essaim.kernel.errors import Refusal


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Bonjour {prénom}", "unknown_field", "{prénom}"),
        ("Bonjour {}", "unknown_field", "{}"),
        ("Bonjour {prenom}, {ville}, {age}", "unknown_field", "{ville}, {age}"),
        ("Le {date}", "no_meeting", "{date}"),
        ("Une accolade { seule", "lone_brace", "{prenom}"),
        ("{prenom}}", "lone_brace", "{prenom}"),
    ],
)
def test_what_is_refused(text, code, said):
    with pytest.raises(Refusal) as refused:
        check(text, with_meeting=False, field="words")
    assert (refused.value.code, refused.value.field) == (code, "words")
    assert said in refused.value.sentence


def test_fields_of_the_meeting_when_there_is_one():
    check(
        "{structure} {prenom} {nom} {commune} {club} {rencontre} {date} {heure} {lieu}",
        with_meeting=True,
        field="words",
    )


@pytest.mark.parametrize(
    ("text", "values", "filled"),
    [
        ("Bonjour {prenom},", {"prenom": "Odile"}, "Bonjour Odile,"),
        ("Bonjour {prenom},", {"prenom": ""}, "Bonjour,"),
        ("{ structure } vient", {"structure": "Fil & Terril"}, "Fil & Terril vient"),
        # A name with braces is not read again, one with line ends cannot add a header.
        ("À {structure}", {"structure": "{club}"}, "À {club}"),
        ("À {structure}", {"structure": "Ici\r\nBcc: autre@example.org"}, "À Ici Bcc: autre@example.org"),
        ("À {nom}\n\nle {date}", {"nom": "Karim", "date": "lundi"}, "À Karim\n\nle lundi"),
    ],
)
def test_fill(text, values, filled):
    assert fill(text, values) == filled
