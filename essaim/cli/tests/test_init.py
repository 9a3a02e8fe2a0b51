"""A new club, from the answers of a volunteer to its page."""

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from essaim.accounts.models import User
from essaim.clubs.access import standing_in
from essaim.clubs.models import Club
from essaim.territory.queries import stored_honeycomb
from essaim.territory.reference import load_territory

pytestmark = pytest.mark.django_db
ANSWERS = {"name": "Club de l’ESS de Béthune-Bruay", "territory": "200072460", "organiser": "camille@example.org"}


@pytest.fixture(autouse=True)
def _few_communes(monkeypatch):
    """All of France takes seconds; one intercommunality says as much here."""
    monkeypatch.setattr("essaim.cli.management.commands.init.ALL_COMMUNES", 50)
    load_territory(intermunicipality_codes=["200072460"])


def test_a_club_is_made_and_opens(client):
    call_command("init", **ANSWERS)
    club = Club.objects.get()
    organiser = User.objects.get(email="camille@example.org")
    assert (club.slug, club.intermunicipalities) == ("bethune-bruay", ["200072460"])
    assert standing_in(club, organiser).is_organiser
    assert organiser.is_operator  # the first one is also who answers for the installation
    assert stored_honeycomb("epci:200072460")
    assert client.get(f"/{club.slug}/").status_code == 200


def test_a_second_club_gives_no_power_over_the_installation():
    call_command("init", **ANSWERS)
    call_command(
        "init", name="Club de Béthune", territory="Béthune, Beuvry", organiser="yvon@example.org", slug="bethune"
    )
    club = Club.objects.get(slug="bethune")
    assert [one.pk for one in club.municipalities.order_by("pk")] == ["62119", "62126"]
    assert not User.objects.get(email="yvon@example.org").is_operator


def test_the_organiser_signs_in_with_a_code_received(client):
    call_command("init", **ANSWERS)
    mail.outbox.clear()
    client.post("/compte/login/code/", {"email": "camille@example.org"})
    call_command("worker", once=True)
    assert {address for message in mail.outbox for address in message.to} == {"camille@example.org"}
    assert any("code" in message.subject.lower() for message in mail.outbox)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        ({"territory": "Atlantide"}, "Atlantide"),
        ({"organiser": "camille"}, "camille"),
        ({"slug": "annuaire"}, "annuaire"),
    ],
)
def test_what_cannot_be_done_is_said_and_leaves_nothing(wrong, word):
    with pytest.raises(CommandError, match=word):
        call_command("init", **ANSWERS | wrong)
    assert not Club.objects.exists()
    assert not User.objects.exists()


def test_a_missing_answer_is_asked_by_name_when_nobody_can_answer(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(CommandError, match="Nom du club"):
        call_command("init")
