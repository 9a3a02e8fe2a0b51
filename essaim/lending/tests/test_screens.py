"""The pages of accounts and statements, by the hands of each side."""

import pytest
from django.urls import reverse
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.lending.models import Entry, Statement
from tests.helpers.queries import assert_same_queries

from .factories import a_day, a_member, helped, user_of

pytestmark = pytest.mark.django_db


def url(name, club, *arguments):
    return reverse(f"lending:{name}", args=[club.slug, *arguments])


def posted(other, **changes):
    return {
        "way": "gave", "other": other.pk, "what": "Deux bras", "kind": "skill", "day": timezone.localdate().isoformat(),
        "minutes": "1 h 30", "cents": "12,50",
    } | changes  # fmt: skip


def text_of(response) -> str:
    return " ".join(response.content.decode().replace("\u202f", " ").replace("\xa0", " ").split())


def test_the_accounts_in_words(client, club, van, brouette, velos):
    a_day(van, brouette, cents=2_750)
    helped(brouette, velos, minutes=90)
    client.force_login(user_of(brouette))
    page = text_of(client.get(url("index", club)))
    assert "Vous avez prêté l’équivalent de 1 h 30 et emprunté 8 h." in page
    assert "Vous et Les Vélos du Canal : prêté 1 h 30, emprunté 8 h." in page
    assert "Vous devez 27,50 € aux Vélos du Canal." in page
    page = text_of(client.get(url("pair", club, velos.pk)))
    assert "Camionnette" in page
    assert "Proposer un relevé" in page
    client.force_login(user_of(velos))
    assert "La Brouette partagée vous doit 27,50 €." in text_of(client.get(url("index", club)))


def test_typed_undone_and_nothing_typed_is_lost(client, club, brouette, velos):
    client.force_login(user_of(brouette))
    page = text_of(client.post(url("add", club), posted(velos, minutes="des heures")))
    assert "par exemple 3, 1,5 ou 2 h 30" in page
    assert 'value="Deux bras"' in page
    page = text_of(client.post(url("add", club), posted(velos, minutes="", cents="")))
    assert "Dites combien de temps" in page
    answer = client.post(url("add", club), posted(velos))
    entry = Entry.objects.get()
    assert answer.url.startswith(url("pair", club, velos.pk))
    assert (entry.giver, entry.minutes, entry.cents, entry.written_by) == (brouette, 90, 1_250, user_of(brouette))
    assert "Deux bras" in text_of(client.get(url("undo", club, entry.pk)))
    client.post(url("undo", club, entry.pk), {"reason": "Mauvaise structure"})
    page = text_of(client.get(url("pair", club, velos.pk)))
    assert "Mauvaise structure" in page
    assert "Vous êtes quittes" in page


def test_accounts_are_private(client, club, van, brouette, velos):
    a_day(van, brouette)
    remise = a_member(club, "La Remise à flot")
    client.force_login(user_of(remise))
    entry = Entry.objects.get()
    assert client.get(url("undo", club, entry.pk)).status_code == 404
    assert client.get(url("index", club), {"structure": brouette.pk}).status_code == 404
    assert client.get(url("kept", club)).status_code == 404
    assert "Camionnette" not in text_of(client.get(url("pair", club, velos.pk)))
    client.force_login(make_organiser(club))
    assert "Camionnette" in text_of(client.get(url("index", club), {"structure": brouette.pk}))
    assert client.get(url("index", club), {"structure": "x"}).status_code == 404
    assert "rien à compter" not in text_of(client.get(url("index", club)))


def test_a_statement_by_both_hands(client, club, van, brouette, velos):
    a_day(van, brouette, cents=2_750)
    client.force_login(user_of(velos))
    today = timezone.localdate()
    answer = client.post(url("propose", club, brouette.pk), {"structure": velos.pk, "until": today.isoformat()})
    row = Statement.objects.get()
    assert answer.url == url("statement", club, row.pk)
    assert "il revient 27,50 € aux Vélos du Canal, de la part de La Brouette partagée" in text_of(
        client.get(answer.url)
    )

    client.force_login(user_of(brouette))
    day = text_of(client.get(reverse("day:index", args=[club.slug])))
    assert "Relevé avec Les Vélos du Canal" in day
    page = text_of(client.post(url("dispute", club, row.pk), {"word": ""}))
    assert '<details class="fold" open>' in page
    client.post(url("agree", club, row.pk))
    page = text_of(client.post(url("settle", club, row.pk), {"payment": "cash", "settled_on": ""}))
    assert 'href="#id_settled_on"' in page
    client.post(url("settle", club, row.pk), {"payment": "cash", "settled_on": today.isoformat()})
    assert "Réglé le" in text_of(client.get(url("statement", club, row.pk)))
    pdf = client.get(url("statement_file", club, row.pk, "pdf"))
    assert pdf.content.startswith(b"%PDF-")
    assert client.get(url("statement_file", club, row.pk, "xlsx")).content.startswith(b"PK")
    assert client.get(url("statement_file", club, row.pk, "doc")).status_code == 404


def test_disputed_and_proposed_again(client, club, brouette, velos):
    helped(brouette, velos, cents=900)
    client.force_login(user_of(brouette))
    client.post(url("propose", club, velos.pk), {"structure": brouette.pk, "until": timezone.localdate().isoformat()})
    row = Statement.objects.get()
    client.force_login(user_of(velos))
    client.post(url("dispute", club, row.pk), {"word": "Pas le bon jour"})
    assert "Pas le bon jour" in text_of(client.get(url("statement", club, row.pk)))
    client.post(url("propose_again", club, row.pk))
    row.refresh_from_db()
    assert (row.state, row.proposed_by) == ("half", velos)
    client.post(url("withdraw_statement", club, row.pk))
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_the_organiser_sends_all(client, club, brouette, velos):
    helped(brouette, velos, cents=900)
    client.force_login(make_organiser(club))
    page = text_of(client.get(url("kept", club)))
    assert "9 €" in page
    client.post(url("propose_all", club), {"until": timezone.localdate().isoformat()})
    row = Statement.objects.get()
    assert (row.state, row.proposed_by) == ("proposed", None)
    assert "Relevé entre" in text_of(client.get(url("statement", club, row.pk)))
    assert client.post(url("agree", club, row.pk)).status_code == 404


def test_lists_cost_the_same(client, club, brouette, velos):
    others = iter([a_member(club, f"Voisine {number}") for number in range(60)])

    def more(giver, receivers=None):
        return lambda count: [helped(giver, next(receivers) if receivers else brouette, cents=5) for _ in range(count)]

    client.force_login(user_of(brouette))
    assert_same_queries(client, url("index", club), more(brouette, others))
    assert_same_queries(client, url("pair", club, velos.pk), more(velos))
    client.force_login(make_organiser(club))
    assert_same_queries(client, url("kept", club), more(velos, others))
