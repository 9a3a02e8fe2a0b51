"""Drafting, publishing, signing: what is frozen, what is refused, what is sent."""

import hashlib
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.charter import actions, queries
from essaim.charter.models import Article, Signature, Version
from essaim.charter.starter import starter_articles
from essaim.clubs import actions as club_actions
from essaim.clubs.tests.factories import make_club, make_member
from essaim.kernel.errors import Refusal
from essaim.mail.models import Message
from essaim.organizations.enums import RepresentativeKind
from essaim.organizations.tests.factories import make_organization, make_representation, make_user
from essaim.writing.actions import write

from .factories import make_article, make_version, sign_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici")


@pytest.fixture
def representation(club):
    return make_representation(make_member(club, make_organization("Fil & Terril")), make_user("odile@example.org"))


def titles(club):
    return [article.text.title for article in queries.articles_of(club)]


def mails(kind):
    return Message.objects.filter(kind=f"charter.{kind}")


def test_the_charter_that_is_proposed_has_two_languages():
    french, english = starter_articles("fr"), starter_articles("en")
    assert 6 <= len(french) == len(english) <= 8
    assert all(title and len(words) < 700 for title, words in french + english)
    assert {title for title, _words in french}.isdisjoint(title for title, _words in english)


def test_a_club_begins_from_it_once(club):
    actions.begin(club=club, language="fr", actor=None)
    assert titles(club) == [title for title, _words in starter_articles("fr")]
    with pytest.raises(Refusal) as refusal:
        actions.begin(club=club, language="fr", actor=None)
    assert refusal.value.code == "begun"


def test_articles_are_added_moved_renamed_removed(club):
    first, second, third = (make_article(club, title) for title in ("Un", "Deux", "Trois"))
    actions.move_article(article=third, up=True, actor=None)
    actions.move_article(article=first, up=True, actor=None)  # it is the first: nothing
    actions.rename_article(article=second, title="  Deux   bis ", actor=None)
    assert titles(club) == ["Un", "Trois", "Deux bis"]
    actions.remove_article(article=Article.objects.get(pk=first.pk), actor=None)
    assert titles(club) == ["Trois", "Deux bis"]
    make_article(club, "Quatre")
    assert titles(club)[-1] == "Quatre"
    with pytest.raises(Refusal) as refusal:
        actions.add_article(club=club, title="  ", actor=None)
    assert (refusal.value.code, refusal.value.field) == ("no_title", "title")


def test_what_is_published_is_frozen_with_its_fingerprint(club):
    article = make_article(club, "Se parler", "On se dit les choses.")
    version = make_version(club)
    assert version.content == "## 1. Se parler\n\nOn se dit les choses.\n"
    assert version.sha256 == hashlib.sha256(version.content.encode()).hexdigest()
    write(text=article.text, base=1, content="On se tait.", actor=None)
    version.refresh_from_db()
    assert "On se dit les choses." in version.content


def publish(club, **changes):
    month = timezone.localdate() + timedelta(days=30)
    return actions.publish(
        **{"club": club, "kind": "major", "summary": "Un mot.", "sign_by": month, "actor": None} | changes
    )


def test_what_cannot_be_published(club):
    with pytest.raises(Refusal) as refusal:
        publish(club)
    assert refusal.value.code == "empty"
    article = make_article(club, "Se parler", "")
    with pytest.raises(Refusal) as refusal:
        publish(club)
    assert refusal.value.code == "no_words"
    write(text=article.text, base=1, content="On se dit les choses.", actor=None)
    for day in (None, timezone.localdate(), date(2020, 1, 1)):
        with pytest.raises(Refusal) as refusal:
            publish(club, sign_by=day)
        assert (refusal.value.code, refusal.value.field) == ("sign_by", "sign_by")
    assert publish(club, kind="minor", summary="").kind == "major"  # the first is
    with pytest.raises(Refusal) as refusal:
        publish(club)
    assert refusal.value.code == "same"
    make_article(club, "Venir")
    with pytest.raises(Refusal) as refusal:
        publish(club, summary=" ")
    assert refusal.value.field == "summary"
    assert publish(club, kind="minor").sign_by is None


def test_a_signature_says_who_when_and_what(club, representation):
    version = make_version(club)
    before = timezone.now()
    signature = sign_with(representation, club, name="  Odile  Fruchart ", role="Présidente")
    assert (signature.name, signature.role, signature.email) == ("Odile Fruchart", "Présidente", "odile@example.org")
    assert signature.sha256 == version.sha256
    assert before <= signature.signed_at <= timezone.now()
    assert queries.has_signed_current(club, representation.organization)
    [message] = mails("signed")
    assert version.sha256 in message.text
    assert "Fil & Terril" in message.text  # not « &amp; »


def test_one_signature_for_an_organization_and_a_version(club, representation):
    make_version(club)
    substitute = make_representation(representation.organization, make_user(), kind=RepresentativeKind.SUBSTITUTE)
    sign_with(representation, club)
    with pytest.raises(Refusal) as refusal:
        sign_with(substitute, club, name="Karim Delobelle")
    assert refusal.value.code == "signed"
    assert "Odile Fruchart" in str(refusal.value)
    row = Signature.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


@pytest.mark.parametrize(("state", "signs"), [("member", True), ("candidate", True), ("invited", False),
                                              ("suspended", False), ("left", False)])  # fmt: skip
def test_members_and_candidates_sign(club, state, signs):
    make_version(club)
    person = make_representation(make_member(club, state=state), make_user())
    if signs:
        sign_with(person, club)
    else:
        with pytest.raises(Refusal) as refusal:
            sign_with(person, club)
        assert refusal.value.code == "not_yours"
    assert Signature.objects.exists() is signs


def test_who_keeps_the_page_does_not_sign(club, representation):
    make_version(club)
    contributor = make_representation(representation.organization, make_user(), kind=RepresentativeKind.CONTRIBUTOR)
    stranger = make_representation(make_organization(), make_user())
    for person in (contributor, stranger):
        with pytest.raises(Refusal) as refusal:
            sign_with(person, club)
        assert refusal.value.code == "not_yours"


def test_the_text_that_was_read_is_the_text_that_is_signed(club, representation):
    old = make_version(club)
    make_version(club)
    with pytest.raises(Refusal) as refusal:
        sign_with(representation, club, sha256=old.sha256)
    assert refusal.value.code == "changed"
    with pytest.raises(Refusal) as refusal:
        sign_with(representation, club, role=" ")
    assert refusal.value.field == "role"


def test_a_retouch_keeps_the_signature_a_real_change_asks_for_another(club, representation):
    organization = representation.organization
    make_version(club)
    sign_with(representation, club)
    make_version(club, "minor")
    assert queries.has_signed_current(club, organization)
    assert list(queries.unsigned_members(club)) == []
    make_version(club, "major")
    assert not queries.has_signed_current(club, organization)
    assert list(queries.unsigned_members(club)) == [organization]
    sign_with(representation, club)
    assert queries.has_signed_current(club, organization)
    assert [row.version.number for row in queries.signatures_of(club)] == [3, 1]


def test_without_charter_nobody_is_late(club, representation):
    assert not queries.has_signed_current(club, representation.organization)
    assert list(queries.unsigned_members(club)) == []


def test_another_club_has_its_own(club, representation):
    make_version(club)
    sign_with(representation, club)
    other = make_club()
    club_actions.admit(club=other, organization=representation.organization, actor=None)
    make_version(other)
    assert not queries.has_signed_current(other, representation.organization)
    assert queries.has_signed_current(club, representation.organization)


def test_a_retouch_informs_a_change_asks(club, representation):
    make_version(club)
    [asked] = mails("to_sign")
    assert (asked.to, asked.stream) == ("odile@example.org", "charter_to_sign")
    assert "/ici/charte/signer/" in asked.text
    make_version(club, "minor", summary="Une virgule.")
    [told] = mails("changed")
    assert told.stream == "charter"
    assert "Une virgule." in told.text
    assert mails("to_sign").count() == 1


def remind_on(version, days_before):
    actions.remind_unsigned(version.sign_by - timedelta(days=days_before))


def test_reminders_come_when_due_and_once(club, representation):
    version = make_version(club, days=30)
    signed = make_representation(make_member(club), make_user())
    sign_with(signed, club)
    for days in (29, 20, 15):
        remind_on(version, days)
    assert not mails("reminder").exists()
    for days, count in ((14, 1), (14, 1), (13, 1), (4, 1), (2, 2), (0, 2), (-3, 2), (-7, 3), (-8, 3), (-31, 3)):
        remind_on(version, days)
        assert mails("reminder").count() == count, days
    assert set(mails("reminder").values_list("to", flat=True)) == {"odile@example.org"}


def test_who_was_told_the_day_before_is_left_in_peace(club, representation):
    version = make_version(club, days=10)
    remind_on(version, 9)
    assert not mails("reminder").exists()
    remind_on(version, 6)
    assert mails("reminder").count() == 1


def test_an_older_version_reminds_of_nothing(club, representation):
    old = make_version(club, days=20)
    make_version(club, days=60)
    remind_on(old, 2)
    assert not mails("reminder").exists()


def test_an_organiser_writes_once_a_day(club, representation):
    with pytest.raises(Refusal):
        actions.remind(club=club, actor=None)
    make_version(club)
    assert actions.remind(club=club, actor=None) == 1
    actions.remind(club=club, actor=None)
    assert mails("reminder").count() == 1


def test_the_register_of_members_says_who_had_signed(club, representation):
    other = make_member(club)
    today = timezone.localdate()
    assert queries.register_cells(club, today) == {}
    make_version(club, at=timezone.now() - timedelta(days=40))
    version, user = Version.objects.get(), representation.user
    Signature.objects.create(
        club=club, version=version, organization=representation.organization, user=user, name="Odile", role="Élue",
        sha256=version.sha256, signed_at=timezone.now() - timedelta(days=20),
    )  # fmt: skip
    cells = queries.register_cells(club, today)
    assert cells[other.pk] == "pas signée"
    assert cells[representation.organization_id].endswith("(version 1)")
    assert queries.register_cells(club, today - timedelta(days=30))[representation.organization_id] == "pas signée"
    assert queries.register_cells(club, today - timedelta(days=50)) == {}
