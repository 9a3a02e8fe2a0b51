"""The verbs: what they write, tell and refuse."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from essaim.clubs.tests.factories import make_club
from essaim.journal.models import Entry
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.tests.factories import make_organization
from essaim.practices import actions, given, personal
from essaim.practices.enums import Audience, CheckAnswer, PartKind, PracticeState, ReviewState, VisitKind, VisitState
from essaim.practices.models import Check, Practice

from .factories import a_member, make_practice, user_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici")


@pytest.fixture
def velos(club):
    return a_member(club, "Les Vélos du Canal", "karim@example.org", "Karim Delobelle")


@pytest.fixture
def brouette(club):
    return a_member(club, "La Brouette partagée", "odile@example.org", "Odile Fruchart")


def refused(code, act, **arguments):
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    assert caught.value.code == code
    return caught.value


def sent(kind):
    return list(Message.objects.filter(kind=f"practices.{kind}"))


def test_a_practice_begins_with_its_five_parts(club, velos):
    practice = actions.start_practice(
        club=club, organization=velos, actor=user_of(velos), title="  Livrer   à vélo ", situation="La camionnette…",
        words=["Vélo", "velo", "mobilité"],
    )  # fmt: skip
    assert practice.title == "Livrer à vélo"
    assert practice.state == PracticeState.DRAFT
    assert practice.contact == user_of(velos)
    parts = {part.kind: part.text.content for part in practice.parts.select_related("text")}
    assert list(parts) == list(PartKind)
    assert parts[PartKind.SITUATION] == "La camionnette…"
    assert [one.word for one in practice.words.all()] == ["Vélo", "mobilité"]
    assert Entry.objects.filter(verb="practices.start").count() == 1


def test_a_practice_is_a_members(club, velos):
    refused("title", actions.start_practice, club=club, organization=velos, actor=None, title="  ")
    other = make_organization("Ailleurs")
    refused("not_member", actions.start_practice, club=club, organization=other, actor=None, title="Un titre")
    assert Practice.objects.count() == 0


def test_the_sheet_says_its_facts(club, velos, brouette):
    practice = make_practice(velos, club, state=PracticeState.DRAFT)
    actions.update_sheet(
        practice=practice, actor=user_of(velos), hours=40, euros=0, contact=user_of(velos), words=["mobilité"],
        figures=[{"what": "Litres de gazole", "before": "300", "after": "40"}, {"what": "", "before": "", "after": ""}],
    )  # fmt: skip
    practice.refresh_from_db()
    assert (practice.hours, practice.euros) == (40, 0)
    assert [str(one) for one in practice.figures.all()] == ["Litres de gazole : 40"]
    refused("contact", actions.update_sheet, practice=practice, actor=None, contact=user_of(brouette))
    refused("title", actions.update_sheet, practice=practice, actor=None, title=" ")
    refused("figure", actions.update_sheet, practice=practice, actor=None, figures=[{"what": "Sans valeur"}])
    assert practice.figures.count() == 1  # a refusal takes nothing away


def test_published_once_a_peer_finds_it_clear(club, velos, brouette):
    practice = actions.start_practice(club=club, organization=velos, actor=user_of(velos), title="Livrer à vélo")
    assert "la situation" in refused("empty", actions.submit, practice=practice, actor=None).sentence
    practice = make_practice(velos, club, state=PracticeState.REVIEW)
    refused("unread", actions.publish, practice=practice, actor=user_of(velos))
    refused("own", actions.ask_review, practice=practice, organization=velos, actor=user_of(velos))
    review = actions.ask_review(practice=practice, organization=brouette, actor=user_of(velos))
    refused("twice", actions.ask_review, practice=practice, organization=brouette, actor=user_of(velos))
    assert [one.to for one in sent("review_asked")] == ["odile@example.org"]
    assert actions.volunteer(practice=practice, organization=brouette, actor=user_of(brouette)) == review

    reader = user_of(brouette)
    refused("short", actions.answer_review, review=review, verb="question", actor=reader, words="Oui")
    actions.answer_review(review=review, verb="question", actor=reader, words="Qui répond le samedi ?")
    refused("unread", actions.publish, practice=practice, actor=user_of(velos))
    actions.answer_review(review=review, verb="find_clear", actor=reader, words="Tout est clair maintenant.")
    assert {one.to for one in sent("reviewed")} == {"karim@example.org"}
    practice = actions.publish(practice=practice, actor=user_of(velos))
    assert practice.state == PracticeState.PUBLISHED
    assert practice.checked_on == timezone.localdate()
    assert [one.to for one in sent("published")] == ["odile@example.org"]
    refused("state", actions.answer_review, review=review, verb="question", actor=reader, words="Et en hiver, alors ?")
    refused("state", actions.publish, practice=practice, actor=user_of(velos))


def test_a_peer_may_say_not_this_time(club, velos, brouette):
    practice = make_practice(velos, club, state=PracticeState.REVIEW)
    review = actions.ask_review(practice=practice, organization=brouette, actor=user_of(velos))
    review = actions.answer_review(review=review, verb="decline", actor=user_of(brouette))
    assert review.state == ReviewState.DECLINED
    refused("unread", actions.publish, practice=practice, actor=user_of(velos))


def test_the_club_decides_what_is_public(club, velos):
    practice = make_practice(velos, club, state=PracticeState.REVIEW)
    practice = actions.publish(practice=practice, actor=None, stands_in=True, audience=Audience.PUBLIC, decides=False)
    assert (practice.audience, practice.asks_public) == (Audience.MEMBERS, True)
    practice = actions.set_audience(practice=practice, audience=Audience.PUBLIC, actor=None, decides=True)
    assert (practice.audience, practice.asks_public) == (Audience.PUBLIC, False)
    practice = actions.set_audience(practice=practice, audience=Audience.MEMBERS, actor=None, decides=False)
    assert (practice.audience, practice.asks_public) == (Audience.MEMBERS, False)


def test_once_a_year_still_true(club, velos):
    today = timezone.localdate()
    practice = make_practice(velos, club)
    assert actions.ask_due_checks(today) == 0
    Practice.objects.filter(pk=practice.pk).update(checked_on=today - timedelta(days=365))
    assert actions.ask_due_checks(today) == 1
    assert actions.ask_due_checks(today) == 0
    practice.refresh_from_db()
    assert practice.state == PracticeState.RECHECK
    assert len(sent("still_true")) == 1
    actions.ask_due_checks(today + timedelta(days=21))
    actions.ask_due_checks(today + timedelta(days=22))
    assert len(sent("still_true")) == 2  # once again, and no more

    refused("short", actions.answer_check, practice=practice, answer=CheckAnswer.CHANGED, actor=None)
    practice = actions.answer_check(practice=practice, answer=CheckAnswer.CHANGED, actor=None, words="La remorque.")
    assert (practice.state, practice.checked_on) == (PracticeState.PUBLISHED, today)
    practice = actions.answer_check(practice=practice, answer=CheckAnswer.NO, actor=user_of(velos))
    assert practice.state == PracticeState.ARCHIVED
    assert Check.objects.filter(answer="").count() == 0
    refused("state", actions.answer_check, practice=practice, answer=CheckAnswer.YES, actor=None)
    practice = actions.reopen(practice=practice, actor=None)
    assert practice.state == PracticeState.DRAFT


def test_taken_up_by_another(club, velos, brouette):
    practice = make_practice(velos, club)
    refused("own", actions.adopt, practice=practice, organization=velos, actor=user_of(velos))
    refused("not_member", actions.adopt, practice=practice, organization=make_organization("Ailleurs"), actor=None)
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused("future", actions.adopt, practice=practice, organization=brouette, actor=None, since=tomorrow)
    row = actions.adopt(practice=practice, organization=brouette, actor=user_of(brouette))
    row = actions.adopt(practice=practice, organization=brouette, actor=user_of(brouette), gave="Quarante livraisons.")
    assert practice.adoptions.get().gave == "Quarante livraisons."
    assert [one.to for one in sent("adopted")] == ["karim@example.org"]  # once
    [given_help] = given.adoptions(club, timezone.localdate())
    assert (given_help.giver, given_help.receiver) == (velos.pk, brouette.pk)
    actions.give_up(adoption=row, actor=user_of(brouette))
    assert practice.adoptions.count() == 0
    draft = make_practice(velos, club, state=PracticeState.DRAFT)
    refused("state", actions.adopt, practice=draft, organization=brouette, actor=None)


WORDS = "Nous aimerions voir la remorque un samedi de mars."


def test_come_and_see(club, velos, brouette):
    practice = make_practice(velos, club, offers_visit=True, contact=user_of(velos))
    asks = {"practice": practice, "organization": brouette, "actor": user_of(brouette), "message": WORDS}
    refused("not_offered", actions.ask_visit, kind=VisitKind.CALL, **asks)
    refused("short", actions.ask_visit, kind=VisitKind.VISIT, **asks | {"message": "Oui ?"})
    visit = actions.ask_visit(kind=VisitKind.VISIT, **asks)
    refused("open", actions.ask_visit, kind=VisitKind.VISIT, **asks)
    [letter] = sent("visit_asked")
    assert (letter.to, letter.reply_to) == ("karim@example.org", "odile@example.org")
    tomorrow = timezone.localdate() + timedelta(days=1)
    refused("future", actions.settle_visit, visit=visit, verb="give", actor=user_of(velos), on=tomorrow)
    visit = actions.settle_visit(visit=visit, verb="give", actor=user_of(velos))
    assert visit.state == VisitState.GIVEN
    refused("settled", actions.settle_visit, visit=visit, verb="refuse", actor=user_of(velos))
    [given_help] = given.visits(club, timezone.localdate())
    assert (given_help.giver, given_help.receiver) == (velos.pk, brouette.pk)
    again = actions.ask_visit(kind=VisitKind.VISIT, **asks)
    actions.settle_visit(visit=again, verb="refuse", actor=user_of(velos))
    assert [one.to for one in sent("visit_refused")] == ["odile@example.org"]


def test_documents_are_kept_once(club, velos):
    practice = make_practice(velos, club)

    def plan():
        return SimpleUploadedFile("plan.txt", b"Le plan de la remorque.")

    document = actions.add_document(practice=practice, actor=user_of(velos), upload=plan())
    assert document.title == "plan"
    refused("twice", actions.add_document, practice=practice, actor=None, upload=plan())
    refused("kind", actions.add_document, practice=practice, actor=None, upload=SimpleUploadedFile("a.exe", b"MZ"))
    actions.remove_document(document=document, actor=None)
    assert practice.documents.count() == 0


def test_a_person_who_leaves_is_named_no_more(club, velos, brouette):
    practice = make_practice(velos, club, offers_visit=True)
    reader = user_of(brouette)
    actions.ask_visit(practice=practice, organization=brouette, actor=reader, kind=VisitKind.VISIT, message=WORDS)
    actions.adopt(practice=practice, organization=brouette, actor=reader, gave="Beaucoup.")
    assert personal.data_of(reader)["visits"][0]["message"] == WORDS
    personal.forget(reader)
    personal.forget(user_of(velos))
    practice.refresh_from_db()
    assert practice.contact is None
    assert practice.visits.get().message == ""
    assert practice.adoptions.get().gave == "Beaucoup."
    assert len(mail.outbox) == 0
