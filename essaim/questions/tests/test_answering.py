"""Answers, thanks, what is hidden, what came of it, what a person leaves behind."""

from datetime import date, timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.clubs.tests.factories import make_organiser
from essaim.clubs.tests.test_concurrency import at_once
from essaim.files.scanning import TEST_FILE
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.meetings.models import Theme
from essaim.mutualaid.help import Help
from essaim.questions import actions, personal, queries
from essaim.questions.models import Answer, AnswerFile, Asked, MeToo, Question, Thanks

from .factories import a_member, answer, ask, user_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 a price list"


def mails(kind: str) -> list[str]:
    return list(Message.objects.filter(kind=f"questions.{kind}").order_by("pk").values_list("to", flat=True))


def test_who_asked_and_who_follows_are_told(table, laundry, bikes):
    question = ask(table)
    actions.me_too(question=question, user=user_of(bikes), organization=bikes, also=True)
    answer(question, laundry)
    assert mails("answered") == ["odile@example.org"]
    assert mails("followed") == ["zoe@example.org"]
    assert Asked.objects.get(user=user_of(laundry)).state == "answered"
    answer(question, table, "Merci, deux cents suffiraient.")
    assert mails("followed") == ["zoe@example.org", "karim@example.org"]
    assert mails("answered") == ["odile@example.org"]


def test_who_comes_by_themselves_is_in_the_conversation(table, bikes):
    question = ask(table)
    answer(question, bikes)
    assert Asked.objects.get().wave == 0
    answer(question, table, "Et le lundi ?")
    assert mails("followed") == ["zoe@example.org"]


def test_what_cannot_be_answered(table, laundry):
    question = ask(table)
    with pytest.raises(Refusal) as refusal:
        answer(question, laundry, "  \n ")
    assert (refusal.value.code, refusal.value.field) == ("empty", "text")
    actions.turn(question=question, verb="close", actor=user_of(table))
    with pytest.raises(Refusal) as refusal:
        answer(question, laundry)
    assert refusal.value.code == "closed"


def test_the_same_words_sent_twice_are_one_answer(table, laundry):
    question = ask(table)
    assert answer(question, laundry) == answer(question, laundry)
    assert len(mails("answered")) == 1


def test_files_are_kept_a_virus_is_not_and_the_words_stay(table, laundry):
    question = ask(table)
    uploads = [
        SimpleUploadedFile("tarifs.pdf", PDF), SimpleUploadedFile("tarifs bis.pdf", PDF),
        SimpleUploadedFile("eicar.txt", TEST_FILE), SimpleUploadedFile("prog.exe", b"MZ..."),
    ]  # fmt: skip
    given, sentences = actions.answer(
        question=question, author=user_of(laundry), organization=laundry, text="Nos tarifs.", uploads=uploads
    )
    [kept] = AnswerFile.objects.filter(answer=given)
    assert (kept.file_name, kept.content_type) == ("tarifs.pdf", "application/pdf")
    assert [one.split("\xa0:")[0] for one in sentences] == ["eicar.txt", "prog.exe"]
    assert default_storage.exists(kept.file.name)


def test_only_a_file_is_an_answer_only_a_virus_is_not(table, laundry):
    question, facts = ask(table), {"author": user_of(laundry), "organization": laundry, "text": ""}
    given, _sentences = actions.answer(question=question, uploads=[SimpleUploadedFile("a.pdf", PDF)], **facts)
    assert given.files.count() == 1
    with pytest.raises(Refusal) as refusal:
        actions.answer(question=question, uploads=[SimpleUploadedFile("eicar.txt", TEST_FILE)], **facts)
    assert "virus" in str(refusal.value)


def test_accepted_once_the_last_word_counts(table, laundry, bikes):
    question = ask(table)
    actions.me_too(question=question, user=user_of(bikes), organization=bikes, also=True)
    first, second = answer(question, laundry), answer(question, bikes, "À vélo ?")
    actions.accept(answer=first, actor=user_of(table))
    actions.accept(answer=first, actor=user_of(table))
    actions.accept(answer=second, actor=user_of(table))
    assert list(Answer.objects.filter(accepted_at__isnull=False)) == [second]
    question.refresh_from_db()
    assert question.state == "solved"
    assert mails("accepted") == ["karim@example.org", "zoe@example.org"]
    assert mails("solved") == ["zoe@example.org"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Answer.objects.filter(pk=first.pk).update(accepted_at=timezone.now())
    with pytest.raises(Refusal):
        actions.accept(answer=answer(question, table, "Je me réponds."), actor=user_of(table))


def test_an_accepted_answer_that_leaves_opens_the_question(table, laundry):
    question = ask(table)
    given, _none = actions.answer(
        question=question, author=user_of(laundry), organization=laundry, text="Mardi.",
        uploads=[SimpleUploadedFile("a.pdf", PDF)],
    )  # fmt: skip
    actions.accept(answer=given, actor=user_of(table))
    actions.turn_answer(answer=given, verb="withdraw", actor=user_of(laundry))
    given.refresh_from_db()
    question.refresh_from_db()
    assert (given.text, given.state, given.accepted_at, question.state) == ("", "withdrawn", None, "open")
    assert not AnswerFile.objects.exists()


def test_thanks_once_with_a_word(table, laundry, bikes):
    given = answer(ask(table), laundry)
    for word in ("", "Une nappe comme neuve."):
        actions.thank(answer=given, actor=user_of(bikes), organization=bikes, word=word)
    assert Thanks.objects.get().word == "Une nappe comme neuve."
    assert mails("thanked") == ["karim@example.org"]
    with pytest.raises(Refusal):
        actions.thank(answer=given, actor=user_of(laundry), organization=laundry)


def test_help_is_told_when_it_helped(club, table, laundry, bikes):
    question = ask(table)
    given, other = answer(question, laundry), answer(question, bikes, "À vélo ?")
    assert list(queries.helped(club, date(2020, 1, 1))) == []
    actions.accept(answer=given, actor=user_of(table))
    actions.thank(answer=other, actor=user_of(laundry), organization=laundry)
    today = timezone.localdate()
    found = sorted(queries.helped(club, date(2020, 1, 1)), key=lambda one: one.giver)
    assert found == [Help(laundry.pk, table.pk, today), Help(bikes.pk, table.pk, today)]
    assert list(queries.helped(club, today + timedelta(days=1))) == []


def test_who_asked_without_a_name_is_told_to_nobody(club, table, laundry):
    question = ask(table, anonymous=True)
    given = answer(question, laundry)
    actions.accept(answer=given, actor=user_of(table))
    actions.thank(answer=given, actor=user_of(table), organization=table, word="Sauvés.")
    actions.say_outcome(question=question, actor=user_of(table), outcome="solved")
    assert [one.receiver for one in queries.helped(club, date(2020, 1, 1))] == [None]
    for message in Message.objects.filter(to="karim@example.org"):
        assert "Odile" not in message.text + message.html + message.subject
        assert "Tablée" not in message.text + message.html + message.subject
    entries = queries.conversation(question, user_of(laundry), is_organiser=False)
    assert all("Odile" not in one.name for one in entries)


def test_the_states_of_a_question(table, laundry, club):
    organiser = make_organiser(club)
    question = ask(table)
    with pytest.raises(Refusal) as refusal:
        actions.turn(question=question, verb="hide", actor=organiser)
    assert refusal.value.field == "reason"
    actions.turn(question=question, verb="hide", actor=organiser, reason="Elle nomme une personne.")
    assert "Elle nomme une personne." in Message.objects.get(kind="questions.hidden").text
    actions.turn(question=question, verb="show", actor=organiser)
    answer(question, laundry)
    with pytest.raises(Refusal) as refusal:
        actions.turn(question=question, verb="withdraw", actor=user_of(table))
    assert refusal.value.code == "answered"
    actions.turn(question=question, verb="close", actor=user_of(table))
    with pytest.raises(Refusal):
        actions.turn(question=question, verb="close", actor=user_of(table))
    question = actions.turn(question=question, verb="reopen", actor=user_of(table))
    assert (question.state, question.settled_at) == ("open", None)


def test_it_becomes_a_theme_once(table):
    question = ask(table)
    theme = actions.propose_as_theme(question=question, actor=user_of(table), organization=table)
    assert Theme.objects.get() == theme
    assert queries.questions_on(theme) == [question]
    with pytest.raises(Refusal):
        actions.propose_as_theme(question=question, actor=user_of(table), organization=table)
    with pytest.raises(Refusal) as refusal:
        actions.propose_as_theme(
            question=ask(table, "Une question sans mon nom", anonymous=True), actor=user_of(table), organization=table
        )
    assert refusal.value.code == "anonymous"


def test_an_accepted_answer_begins_a_practice_once(club, table, laundry):
    question = ask(table, anonymous=True, tried="Une laverie.")
    with pytest.raises(Refusal) as refusal:
        actions.start_as_practice(question=question, actor=user_of(laundry))
    assert refusal.value.code == "answer"
    actions.accept(answer=answer(question, laundry, "Deux tournées."), actor=user_of(table))
    practice = actions.start_as_practice(question=question, actor=user_of(laundry))
    assert (practice.organization, practice.contact, practice.state) == (laundry, user_of(laundry), "draft")
    contents = [part.text.content for part in practice.parts.select_related("text")]
    assert "Deux tournées." in contents
    assert not any("Odile" in one or "Tablée" in one for one in contents)
    with pytest.raises(Refusal):
        actions.start_as_practice(question=question, actor=user_of(laundry))


def test_two_weeks_later_what_came_of_it_is_asked_once_then_told(table, laundry):
    question = ask(table)
    actions.accept(answer=answer(question, laundry), actor=user_of(table))
    actions.carry_on(timezone.localdate())
    assert mails("what_came") == []
    Question.objects.update(settled_at=timezone.now() - timedelta(days=14, minutes=1))
    for _time in range(2):
        actions.carry_on(timezone.localdate())
    assert mails("what_came") == ["odile@example.org"]
    assert f"/ici/questions/{question.pk}/suite/" in Message.objects.get(kind="questions.what_came").text
    actions.say_outcome(question=question, actor=user_of(table), outcome="solved", note="Tout est propre.")
    question = actions.say_outcome(question=question, actor=user_of(table), outcome="forward")
    assert (question.outcome, question.outcome_note) == ("forward", "Tout est propre.")
    assert mails("came_of_it") == ["karim@example.org"]


def test_a_question_with_an_answer_is_followed_even_open(table, laundry):
    question = ask(table)
    answer(question, laundry)
    Answer.objects.update(created_at=timezone.now() - timedelta(days=15))
    actions.carry_on(timezone.localdate())
    assert mails("what_came") == ["odile@example.org"]
    Question.objects.update(outcome_asked_at=None)
    Answer.objects.update(created_at=timezone.now() - timedelta(days=100))
    actions.carry_on(timezone.localdate())
    assert len(mails("what_came")) == 1


def test_what_one_said_is_in_their_file_and_their_name_goes(club, table, laundry, bikes):
    question = ask(table, anonymous=True)
    given = answer(question, laundry, "Mardi, chez nous.")
    actions.me_too(question=question, user=user_of(bikes), organization=bikes, also=True)
    assert personal.data_of(user_of(table))["asked"][0]["title"] == question.title
    assert personal.data_of(user_of(laundry))["answered"][0]["text"] == "Mardi, chez nous."
    assert personal.data_of(user_of(laundry))["reached_by"][0]["why"]
    assert personal.data_of(user_of(bikes))["me_too"]
    for organization in (table, laundry, bikes):
        personal.forget(user_of(organization))
    question.refresh_from_db()
    given.refresh_from_db()
    assert (question.author, question.organization, given.author, given.organization) == (None, None, None, laundry)
    assert not Asked.objects.exists()
    assert not MeToo.objects.exists()


def test_what_was_asked_is_found_with_its_answers_and_no_longer_when_hidden(club, table, laundry):
    question = ask(table)
    other = a_member(club, "Chez Paul", "paul@example.org")
    answer(question, laundry, "Demandez à la buanderie du Rivage.")

    def found(words: str) -> list[Question]:
        return queries.question_list(club, user_of(other), part="ouvertes", words=words).questions

    assert found("buanderie") == found("serviette") == [question]
    assert found("trampoline") == []
    actions.turn(question=question, verb="hide", actor=make_organiser(club), reason="Un essai.")
    assert found("buanderie") == []


@pytest.mark.django_db(transaction=True)
def test_two_answers_accepted_at_once_leave_one(club, table, laundry, bikes):
    question = ask(table)
    rows = [answer(question, laundry), answer(question, bikes, "À vélo ?")]
    at_once(lambda n: actions.accept(answer=rows[n % 2], actor=user_of(table)).pk, range(4))
    assert Answer.objects.filter(accepted_at__isnull=False).count() == 1
