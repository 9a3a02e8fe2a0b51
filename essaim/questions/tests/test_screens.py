"""The pages, by the hands of each side."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_organiser
from essaim.files.scanning import TEST_FILE
from essaim.meetings.actions.themes import propose_theme
from essaim.practices.tests.factories import make_practice
from essaim.questions import actions
from essaim.questions.models import AnswerFile, MeToo, Question, Thanks
from tests.helpers.queries import assert_same_queries

from .factories import TITLE, a_member, answer, ask, user_of

pytestmark = pytest.mark.django_db
POSTED = {"title": TITLE, "tried": "Une laverie fermée le lundi.", "topic": "", "words": "", "urgency": "week"}


def url(name, *arguments):
    return reverse(f"questions:{name}", args=["ici", *arguments])


def text(response) -> str:
    return response.content.decode()


@pytest.mark.usefixtures("laundry")
def test_from_the_question_to_what_came_of_it(client, club, table, laundry):
    client.force_login(user_of(table))
    assert "Demandez en trois lignes" in text(client.get(url("index")))
    assert client.get(url("ask")).status_code == 200
    page = text(client.post(url("ask"), POSTED, follow=True))
    assert "Elle est allée à 1 personne qui peut savoir" in page
    question = Question.objects.get()
    assert (question.organization, question.urgency, question.anonymous) == (table, "week", False)

    client.force_login(user_of(laundry))
    day = text(client.get(reverse("day:index", args=["ici"])))
    assert "On compte sur vous" in day
    assert "parce que vous savez faire" in day
    assert "1 question attend une réponse" in text(client.get(reverse("mutualaid:index", args=["ici"])))
    assert TITLE.rstrip(" ?") in text(client.get(url("index") + "?liste=pour-vous"))
    assert "Elle vous arrive parce que vous savez faire" in text(client.get(url("detail", question.pk)))
    uploads = [SimpleUploadedFile("tarifs.pdf", b"%PDF-1.4"), SimpleUploadedFile("eicar.txt", TEST_FILE)]
    page = text(client.post(url("answer", question.pk), {"text": "Oui, mardi.", "uploads": uploads}, follow=True))
    assert "Oui, mardi." in page
    assert "tarifs.pdf" in page
    assert "virus" in page
    kept = AnswerFile.objects.get()
    assert client.get(url("file", question.pk, kept.pk))["Content-Disposition"].startswith("attachment")

    client.force_login(user_of(table))
    client.post(url("accept", question.pk, kept.answer_id))
    client.post(url("thank", question.pk, kept.answer_id), {"word": "Ouf."})
    assert client.get(url("outcome", question.pk)).status_code == 200
    assert Question.objects.get().outcome == ""
    page = text(client.post(url("outcome", question.pk), {"outcome": "solved", "note": "Tout propre."}, follow=True))
    for words in ("C’est réglé", "Tout propre.", "« Ouf. »", "A trouvé sa réponse"):
        assert words in page.replace("\u202f", " ")


def test_what_was_asked_is_shown_once_before_it_goes(client, club, table, laundry):
    ask(laundry, "Où laver les serviettes de notre banquet ?")
    client.force_login(user_of(table))
    fragment = text(client.get(url("similar"), {"title": "Laver des serviettes de banquet"}))
    assert "déjà demandé" in fragment
    assert "<html" not in fragment
    assert "déjà demandé" not in text(client.get(url("similar"), {"title": "Un piano à queue"}))
    page = text(client.post(url("ask"), POSTED | {"title": "Où laver des serviettes de banquet ?"}))
    assert "C’est autre chose" in page
    assert "Une laverie fermée le lundi." in page
    assert Question.objects.count() == 1
    client.post(url("ask"), POSTED | {"title": "Où laver des serviettes de banquet ?", "quand-meme": "1"})
    assert Question.objects.count() == 2


def test_a_refusal_loses_nothing(client, club, table):
    client.force_login(user_of(table))
    page = text(client.post(url("ask"), POSTED | {"title": "Aide ?"}))
    assert "Une laverie fermée le lundi." in page
    assert 'href="#id_title"' in page


def test_a_topic_is_a_theme_or_a_sector(client, club, table):
    theme = propose_theme(club=club, actor=None, organization=None, title="Les fêtes")
    client.force_login(user_of(table))
    client.post(url("ask"), POSTED | {"topic": f"t:{theme.pk}"})
    assert Question.objects.get().theme == theme
    page = text(client.get(url("index") + f"?sujet=t:{theme.pk}"))
    assert TITLE.rstrip(" ?") in page
    assert TITLE.rstrip(" ?") not in text(client.get(url("index") + "?sujet=t:99999"))
    assert client.get(url("index") + "?sujet=x&page=zz&liste=rien").status_code == 200
    assert TITLE.rstrip(" ?") in text(client.get(reverse("themes:detail", args=["ici", theme.pk])))


def test_who_asks_without_a_name_is_read_by_organisers_only(client, club, table, laundry):
    organiser = make_organiser(club)
    question = ask(table, anonymous=True)
    answer(question, table, "Une précision.")
    given = answer(question, laundry)
    actions.thank(answer=given, actor=user_of(table), organization=table, word="Sauvés.")
    actions.accept(answer=given, actor=user_of(table))
    addresses = [
        url("index"),
        url("index") + "?liste=resolues",
        url("index") + "?q=serviettes",
        url("detail", question.pk),
    ]
    client.force_login(user_of(laundry))
    for address in [*addresses, reverse("day:index", args=["ici"])]:
        page = text(client.get(address))
        assert "Odile" not in page.split("<main")[1]
        assert "Grande Tablée" not in page.split("<main")[1]
    client.force_login(organiser)
    assert "Odile" in text(client.get(url("detail", question.pk)))


def test_another_clubs_question_is_nowhere(client, club, table):
    question = ask(table)
    elsewhere = make_club("ailleurs")
    other = a_member(elsewhere, "Ailleurs", "salima@example.org")
    client.force_login(user_of(other))
    for name in ("detail", "outcome", "edit"):
        assert client.get(url(name, question.pk)).status_code == 404
        assert client.get(reverse(f"questions:{name}", args=["ailleurs", question.pk])).status_code == 404
    for name in ("answer", "me_too", "not_for_me", "turn", "as_theme"):
        assert client.post(reverse(f"questions:{name}", args=["ailleurs", question.pk])).status_code == 404


def test_what_is_not_ones_own_is_refused(client, club, table, laundry):
    question = ask(table)
    given = answer(question, laundry)
    client.force_login(user_of(laundry))
    assert client.get(url("edit", question.pk)).status_code == 404
    assert client.post(url("accept", question.pk, given.pk)).status_code == 404
    for verb in ("close", "hide", "solve", "", "withdraw"):
        assert client.post(url("turn", question.pk), {"verb": verb, "reason": "x"}).status_code == 404
    client.force_login(user_of(table))
    assert client.get(url("edit_answer", question.pk, given.pk)).status_code == 404
    assert client.post(url("turn_answer", question.pk, given.pk), {"verb": "withdraw"}).status_code == 404
    assert client.post(url("turn", question.pk), {"verb": "hide", "reason": "x"}).status_code == 404


def test_hidden_and_withdrawn(client, club, table, laundry):
    organiser = make_organiser(club)
    question = ask(table)
    given = answer(question, laundry)
    client.force_login(organiser)
    page = client.post(url("turn_answer", question.pk, given.pk), {"verb": "hide", "reason": ""})
    assert page.status_code == 422
    client.post(url("turn_answer", question.pk, given.pk), {"verb": "hide", "reason": "Hors sujet."})
    assert client.post(url("turn", question.pk), {"verb": "hide", "reason": ""}).status_code == 422
    client.post(url("turn", question.pk), {"verb": "hide", "reason": "Elle nomme quelqu'un."})
    assert client.get(url("detail", question.pk)).status_code == 200
    client.force_login(user_of(laundry))
    assert client.get(url("detail", question.pk)).status_code == 404
    client.force_login(user_of(table))
    page = text(client.get(url("detail", question.pk)))
    assert "Elle nomme quelqu" in page
    assert "Appelez-moi mardi." not in page


def test_me_too_not_for_me_close_edit(client, club, table, laundry, bikes):
    question = ask(table)
    client.force_login(user_of(bikes))
    client.post(url("me_too", question.pk), {"aussi": "1"})
    assert MeToo.objects.get().organization == bikes
    assert "1 personne se pose la même" in text(client.get(url("detail", question.pk)))
    assert TITLE.rstrip(" ?") in text(client.get(url("index") + "?liste=miennes"))
    client.post(url("me_too", question.pk), {"aussi": "0"})
    assert not MeToo.objects.exists()
    client.force_login(user_of(laundry))
    client.post(url("not_for_me", question.pk))
    assert "Elle vous arrive" not in text(client.get(url("detail", question.pk)))
    client.force_login(user_of(table))
    client.post(url("edit", question.pk), POSTED | {"title": "Où laver mille nappes ?", "urgency": "month"})
    question.refresh_from_db()
    assert (question.title, question.urgency) == ("Où laver mille nappes ?", "month")
    client.post(url("turn", question.pk), {"verb": "close"})
    assert client.get(url("edit", question.pk)).status_code == 404
    assert client.post(url("answer", question.pk), {"text": "Trop tard ?"}).status_code == 422
    client.post(url("turn", question.pk), {"verb": "reopen"})
    client.post(url("turn", question.pk), {"verb": "withdraw"})
    assert client.get(url("detail", question.pk)).status_code == 404


def test_an_answer_is_corrected_then_withdrawn(client, club, table, laundry):
    question = ask(table)
    given = answer(question, laundry)
    client.force_login(user_of(laundry))
    page = client.post(url("edit_answer", question.pk, given.pk), {"text": " "})
    assert page.status_code == 200
    client.post(url("edit_answer", question.pk, given.pk), {"text": "Mercredi, plutôt."})
    page = text(client.get(url("detail", question.pk)))
    assert "Mercredi, plutôt." in page
    assert "modifiée" in page
    client.post(url("turn_answer", question.pk, given.pk), {"verb": "withdraw"})
    assert "Mercredi, plutôt." not in text(client.get(url("detail", question.pk)))


def test_it_becomes_a_theme(client, club, table):
    question = ask(table)
    client.force_login(user_of(table))
    page = text(client.post(url("as_theme", question.pk), follow=True))
    assert TITLE.rstrip(" ?") in page
    question.refresh_from_db()
    assert question.theme


def test_it_becomes_a_practice_that_others_find_while_they_type(client, club, table, laundry):
    question = ask(table)
    actions.accept(answer=answer(question, laundry), actor=user_of(table))
    client.force_login(user_of(table))
    assert client.post(url("as_practice", question.pk)).status_code == 404
    client.force_login(user_of(laundry))
    assert "En faire une pratique" in text(client.get(url("detail", question.pk)))
    page = text(client.post(url("as_practice", question.pk), follow=True))
    assert TITLE.rstrip(" ?") in page
    assert "La pratique qui en est née" in text(client.get(url("detail", question.pk)))
    client.force_login(user_of(table))
    assert "La pratique qui en est née" not in text(client.get(url("detail", question.pk)))
    make_practice(laundry, club, title="Laver les rideaux à froid")
    assert "pratique des Blanchisseuses" in text(client.get(url("similar"), {"title": "laver nos rideaux"}))


def test_words_of_others_are_only_words(client, club, table, laundry):
    question = ask(table, "Qui connaît <script>alert(1)</script> ?")
    answer(question, laundry, '<img src=x onerror="alert(1)"> http://example.org/?a=1&b=2')
    client.force_login(user_of(laundry))
    page = text(client.get(url("detail", question.pk)))
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert 'href="http://example.org/?a=1&amp;b=2"' in page


def _many(club, table, laundry):
    def fill(count: int) -> None:
        for _number in range(count):
            rank = Question.objects.count()
            other = a_member(club, f"Membre {rank}", f"m{rank}@example.org")
            question = ask(other, f"Qui lave les serviettes numéro {rank} ?")
            given = answer(question, laundry, f"Moi, le {rank}.")
            if rank % 2:
                actions.thank(answer=given, actor=user_of(table), organization=table)

    return fill


def test_thirty_questions_cost_what_one_costs(client, club, table, laundry):
    client.force_login(user_of(table))
    assert_same_queries(client, url("index"), _many(club, table, laundry))


def test_thirty_questions_found_cost_what_one_costs(client, club, table, laundry):
    client.force_login(user_of(table))
    fill = _many(club, table, laundry)
    fill(2)  # among several, the search looks at their words to order them
    assert_same_queries(client, url("index") + "?q=serviettes", fill)


def test_thirty_answers_cost_what_one_costs(client, club, table, laundry):
    question = ask(table)
    client.force_login(user_of(laundry))

    def fill(count: int) -> None:
        for _number in range(count):
            rank = Thanks.objects.count()
            other = a_member(club, f"Membre {rank}", f"m{rank}@example.org")
            given, _none = actions.answer(
                question=question, author=user_of(other), organization=other, text=f"Réponse {rank}",
                uploads=[SimpleUploadedFile("a.pdf", f"%PDF-1.4 {rank}".encode())],
            )  # fmt: skip
            actions.thank(answer=given, actor=user_of(laundry), organization=laundry)

    assert_same_queries(client, url("detail", question.pk), fill)
