"""What a person wrote, without the quotation, as mail programs of France and elsewhere write it."""

import pytest

from essaim.mail.quotes import own_words, text_of_html

OWN = "Oui, je viens avec Karim.\n\nÀ jeudi,\nOdile"
QUOTED = "> Bonjour,\n> La rencontre est jeudi.\n>\n> Yvon"
PROGRAMS = {
    "Gmail": "Le jeu. 26 nov. 2026 à 09:12, Club d'été via Essaim <essaim@club.example> a\nécrit :",
    "Gmail, three lines": "Le jeu. 26 nov. 2026 à 09:12, Club des entrepreneurs de l'économie sociale\net solidaire"
    " via Essaim <essaim@club.example>\na écrit :",
    "Apple Mail": "> Le 26 nov. 2026 à 09:12, Club d'été <essaim@club.example> a écrit :\n>",
    "Thunderbird": "Le 26/11/2026 à 09:12, Club d'été a écrit\u00a0:",
    "Gmail in English": "On Thu, Nov 26, 2026 at 9:12 AM Club d'été via Essaim <essaim@club.example>\nwrote:",
    "Outlook": "-----Message d'origine-----\nDe : Club d'été <essaim@club.example>\nEnvoyé : jeudi 26 novembre 2026",
    "Outlook, curly": "-----Message d’origine-----\nDe\u00a0: Club d'été",
    "Outlook 365": "________________________________\nDe : Club d'été <essaim@club.example>\nEnvoyé : jeudi\nÀ : Odile",
    "Outlook, without line": "De : Club d'été <essaim@club.example>\nEnvoyé : jeudi 26 novembre 2026 09:12\nÀ : Odile",
    "Outlook in English": "From: Club d'été <essaim@club.example>\nSent: Thursday\nTo: Odile",
    "Windows Mail": "*De :* Club d'été <essaim@club.example>\n*Envoyé :* jeudi",
    "Orange": "> Message du 26/11/26 09:12\n> De : essaim@club.example",
    "English forwarding": "-------- Original Message --------\nSubject: x",
    "Roundcube": "2026-11-26 09:12 Club d'été <essaim@club.example> :",
}


@pytest.mark.parametrize("line", PROGRAMS.values(), ids=PROGRAMS)
def test_the_quotation_is_left_out(line):
    assert own_words(f"{OWN}\n\n{line}\n\n{QUOTED}\n") == OWN
    assert own_words(f"{OWN}\r\n\r\n{line}\r\n{QUOTED}".replace("\n", "\r\n").replace("\r\r", "\r")) == OWN


@pytest.mark.parametrize(
    "end",
    ["Envoyé de mon iPhone", "Sent from my iPhone", "-- \nOdile, La Brouette", "Envoyé à partir de Outlook pour iOS"],
)
def test_the_signature_too(end):
    assert own_words(f"{OWN}\n\n{end}\n\nLe 26 nov. 2026 à 09:12, x <x@example.org> a écrit :\n{QUOTED}") == OWN


def test_an_answer_under_the_quotation_is_kept():
    assert own_words(f"Le 26/11/2026 à 09:12, Yvon a écrit :\n{QUOTED}\n\n{OWN}\n") == OWN


def test_answers_among_the_lines():
    assert own_words("> Viens-tu ?\nOui.\n> Avec qui ?\nKarim.") == "Oui.\nKarim."


@pytest.mark.parametrize(
    "text",
    [
        "Le club nous a écrit : il faut venir.",  # a sentence, not a heading
        "Le 12, je viens.\nLe directeur a écrit : non.\nOdile",
        "De : toutes façons je viens",
        "On a décidé à deux.\nOdile",
    ],
)
def test_sentences_that_look_like_it_are_kept(text):
    assert own_words(text) == text


def test_only_a_quotation_is_nothing():
    assert own_words(f"Le 26/11/2026 à 09:12, Yvon a écrit :\n{QUOTED}") == ""


def test_html_becomes_text():
    html = (
        "<html><head><style>p{}</style></head><body><p>Oui,&nbsp;je viens.<br>À <b>jeudi</b></p><ul><li>Karim</li>"
        '<li>Odile</li></ul><div class="gmail_quote"><div>Le 26 nov. 2026, x a écrit :</div><blockquote><p>Bonjour</p>'
        "</blockquote></div></body></html>"
    )
    assert own_words(text_of_html(html)).replace("\u00a0", " ") == "Oui, je viens.\nÀ jeudi\n\n- Karim\n\n- Odile"


def test_a_broken_page_is_read_as_far_as_it_goes():
    assert text_of_html("<p>Oui<div></blockquote></div></div><script>x") == "Oui"
