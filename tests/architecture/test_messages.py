"""Every text of the screens has its English, one and the same wherever it stands."""

from essaim.kernel import messages


def test_english_is_complete():
    assert messages.missing() == []


def test_a_french_text_has_one_english_text():
    assert messages.differing() == []


def test_the_context_of_a_tag_is_read():
    page = (
        '{% trans "Annuler" context "undo" %}{% trans "Annuler" %}'
        '{% blocktrans context "offer" %}Répondre à {{ name }}{% endblocktrans %}'
    )
    assert list(messages._template_messages(page)) == [
        ("Annuler", "undo"),
        ("Annuler", None),
        ("Répondre à %(name)s", "offer"),
    ]
