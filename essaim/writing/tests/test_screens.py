"""The pages and the forms, with and without script."""

import pytest
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.organizations.tests.factories import make_representation, make_user
from essaim.writing import actions, differences, markup, screen
from essaim.writing.merging import apply, edits
from essaim.writing.models import Comment, Presence, Proposal, Text
from tests.helpers.queries import assert_same_queries

from .factories import make_text

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def text(club):
    return make_text(club, "Le club agit.\n", title="Article 1")


@pytest.fixture
def organiser(club, client):
    user = make_organiser(club)
    client.force_login(user)
    return user


@pytest.fixture
def member(club):
    user = make_user(name="Karim Delobelle")
    make_representation(make_member(club), user)
    return user


def url(verb, text, *more):
    return reverse(f"writing:{verb}", args=["ici", text.pk, *more])


def test_without_script_the_form_merges(client, organiser, member, text):
    actions.write(text=text, base=1, content="Le club agit.\nDe Karim.\n", actor=member)
    page = client.post(
        url("save", text), {"base": 1, "content": "Le club agit bien.\r\n", "key": "a"}, follow=True
    ).content.decode()
    assert "avec ce que d’autres ont écrit" in page
    assert Text.objects.get().content == "Le club agit bien.\nDe Karim.\n"


def test_the_script_gets_what_to_change(client, organiser, member, text):
    actions.write(text=text, base=1, content="Le 🐝 club agit.\nDe Karim.\n", actor=member)
    actions.be_here(text=text, user=member)
    typed = "Le club agit bien.\n"
    answer = client.post(
        url("save", text), {"base": 1, "content": typed, "key": "a"}, headers={"Accept": "application/json"}
    ).json()
    text.refresh_from_db()
    assert answer["number"] == answer["mine"] == text.number == 3
    assert answer["people"] == "Karim Delobelle est ici aussi"
    assert answer["saved"].startswith("Enregistré à")
    for start, end, words in reversed(answer["edits"]):
        typed = typed[:start] + words + typed[end:]
    assert typed == text.content == "Le 🐝 club agit bien.\nDe Karim.\n"
    look = client.post(url("save", text), {"base": 3}, headers={"Accept": "application/json"}).json()
    assert look["edits"] == []
    assert Presence.objects.count() == 2


def test_edits_count_as_browsers_do():
    base, other = "a🐝b🐝c", "a🐝b🐝cd"
    changes = edits(base, other)
    assert apply(base, changes) == other
    assert screen.in_browser_units(base, changes)[0][0] == changes[0].start + 2


def test_too_long_loses_nothing(client, organiser, text):
    content = "mot " * 30_000
    response = client.post(url("save", text), {"base": 1, "content": content})
    assert response.status_code == 409
    assert content in response.content.decode()
    by_script = client.post(url("save", text), {"base": 1, "content": content}, headers={"Accept": "application/json"})
    assert "100000" in by_script.json()["refusal"].replace("\u202f", "").replace(" ", "")


def test_history_shows_words_that_changed(client, organiser, member, text):
    actions.write(text=text, base=1, content="Le club <b>agit ensemble.\n", actor=member)
    page = client.get(url("history", text), {"de": 1, "a": 2}).content.decode()
    assert "<ins>" in page
    assert "ajouté" in page
    assert "<b>" not in page.split("<h2>")[1]
    assert client.get(url("history", text), {"de": 1, "a": 9}).status_code == 404
    client.post(url("restore", text, 1))
    assert Text.objects.get().content == "Le club agit.\n"


def test_history_costs_the_same_for_one_version_and_for_thirty(client, organiser, text):
    def more(count):
        for _rank in range(count):
            text.refresh_from_db()
            actions.write(text=text, base=text.number, content=text.content + "x", actor=make_user())

    assert assert_same_queries(client, url("history", text), more) < 12


def test_discussion_costs_the_same_for_one_remark_and_for_thirty(client, organiser, member, text):
    def more(count):
        for rank in range(count):
            remark = actions.comment(text=text, words=f"Remarque {rank}", quote="club", actor=make_user())
            actions.comment(text=text, words="Réponse", actor=make_user(), answers=remark)
            actions.propose(text=text, base=1, content=f"Proposition {rank}", actor=make_user())

    assert assert_same_queries(client, url("detail", text), more) < 16


def test_a_remark_that_is_refused_stays_typed(client, member, text):
    client.force_login(member)
    response = client.post(url("comment", text), {"words": "Avec qui ?", "quote": "pas là"})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Avec qui ?" in page
    assert "Ce passage n’est pas dans le texte" in page
    client.post(url("comment", text), {"words": "Avec qui ?", "quote": "club"})
    assert "Avec qui ?" in client.get(url("detail", text)).content.decode()


def test_one_closes_ones_own_remarks_and_whoever_settles_all(client, organiser, member, text):
    mine = actions.comment(text=text, words="De l'animation", actor=organiser)
    client.force_login(member)
    assert client.post(url("resolve", text, mine.pk)).status_code == 404
    own = actions.comment(text=text, words="De Karim", actor=member)
    client.post(url("resolve", text, own.pk))
    client.force_login(organiser)
    client.post(url("resolve", text, mine.pk))
    assert not Comment.objects.filter(resolved_at=None).exists()
    client.post(url("resolve", text, mine.pk), {"reopen": "1"})
    assert Comment.objects.filter(resolved_at=None).get() == mine


def test_a_member_proposes_and_an_organiser_takes_it(client, organiser, member, text):
    client.force_login(member)
    assert client.post(url("save", text), {"base": 1, "content": "x"}).status_code == 404
    same = client.post(url("propose", text), {"base": 1, "content": "Le club agit.", "why": "Parce que"})
    assert "rien changé" in same.content.decode()
    assert "Parce que" in same.content.decode()
    client.post(url("propose", text), {"base": 1, "content": "Le club agit ensemble.", "why": ""})
    proposal = Proposal.objects.get()
    assert client.post(url("settle", text, proposal.pk), {"verb": "accept"}).status_code == 404
    client.force_login(organiser)
    assert client.post(url("settle", text, proposal.pk), {"verb": "withdraw"}).status_code == 404
    client.post(url("settle", text, proposal.pk), {"verb": "accept", "answer": "Merci"})
    assert Text.objects.get().content.strip() == "Le club agit ensemble."


def test_a_text_of_another_club_is_not_there(client, organiser):
    elsewhere = make_text(make_club("ailleurs"), "Non.")
    assert client.get(url("detail", elsewhere)).status_code == 404
    assert client.post(url("save", elsewhere), {"base": 1, "content": "x"}).status_code == 404


def test_coming_back_leads_nowhere_else(client, organiser, text):
    response = client.post(url("save", text), {"base": 1, "content": "x", "next": "https://ailleurs.example/"})
    assert response.url == f"/ici/textes/{text.pk}/"


def test_marks_of_remarks_stand_in_the_text_only(member, club):
    text = make_text(club, "Voir [notre page](https://exemple.org/page) et **tout**.")
    for quote in ("notre page", "exemple.org", "tout"):
        actions.comment(text=text, words="?", quote=quote, actor=member)
    html = markup.render(text.content, Comment.objects.order_by("start"))
    assert 'href="https://exemple.org/page"' in html
    assert html.count("remark-mark") == 3
    assert "<a" not in html.split("notre page")[1].split("</a>")[0]


def test_a_difference_is_said_in_words_and_cut_short():
    html = differences.html("mot " * 500 + "fin", "mot " * 500 + "suite")
    assert "[…]" in html
    assert len(html) < 900
    assert "retiré" in html
    assert "ajouté" in html
    assert differences.word_counts("un deux", "un trois quatre") == (2, 1)
