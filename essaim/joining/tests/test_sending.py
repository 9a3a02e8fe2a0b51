"""Sending: each address once, reminders to the silent, what the outbox tells, two organisers at once."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from essaim.clubs.tests.factories import make_club, make_member
from essaim.joining import actions
from essaim.joining.enums import RecipientState
from essaim.joining.models import Campaign, Recipient
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import mail_settled
from essaim.mail.models import Message
from essaim.meetings.enums import Answer
from essaim.meetings.tests.factories import make_meeting
from essaim.organizations.tests.factories import make_organization, make_representation, make_user

from .factories import make_campaign, make_recipient

pytestmark = pytest.mark.django_db


@pytest.fixture
def club():
    return make_club("ici", name="Club d'ici", email="bonjour@club.example.org")


def write(campaign: Campaign, subject="{structure}, venez", words_="Bonjour {prenom},\n\nVenez. {club}") -> Campaign:
    return actions.write(campaign=campaign, subject=subject, words_=words_, meeting=campaign.meeting, actor=None)


def draft(club, **fields) -> Campaign:
    return make_campaign(club, state="draft", **fields)


def test_each_address_once_and_a_second_press_sends_nothing(club):
    campaign = draft(club)
    one = make_recipient(campaign, make_organization("Fil & Terril", email="Contact@Terril.example.org"))
    make_recipient(campaign, make_organization("Sans adresse"))
    shared = make_recipient(campaign, make_organization("La Même", email="contact@terril.example.org"))
    assert actions.send(campaign=write(campaign), actor=None) == 1
    assert actions.send(campaign=campaign, actor=None) == 0
    message = Message.objects.get()
    assert message.to == "contact@terril.example.org"
    assert message.subject == "Fil & Terril, venez"
    assert "Bonjour,\n\nVenez. Club d'ici" in message.text
    assert (message.reply_to, message.stream, message.club) == (club.email, "invitations", club)
    assert Recipient.objects.get(pk=one.pk).state == RecipientState.QUEUED
    assert Recipient.objects.get(pk=shared.pk).state == RecipientState.SHARED
    campaign.refresh_from_db()
    assert campaign.state == "running"
    assert campaign.launched_at


def test_someone_of_the_structure_is_written_to_rather_than_its_page(club):
    campaign = draft(club)
    organization = make_organization("Fil & Terril", email="contact@terril.example.org")
    make_representation(organization, name="Aïcha Benali", email="aicha@terril.example.org")
    make_recipient(campaign, organization)
    actions.send(campaign=write(campaign), actor=None)
    message = Message.objects.get()
    assert message.to == "aicha@terril.example.org"
    assert "Bonjour Aïcha," in message.text


def test_html_in_the_words_stays_words_and_headers_stay_one_line(club):
    campaign = draft(club)
    make_recipient(campaign, make_organization("<b>Fil</b>\r\nBcc: autre@example.org", email="é.çà@terril.example.org"))
    actions.send(campaign=write(campaign, words_="<script>alert(1)</script> {structure}"), actor=None)
    message = Message.objects.get()
    assert "\n" not in message.subject
    assert "\r" not in message.subject
    assert "<script>" not in message.html
    assert "&lt;script&gt;" in message.html
    assert "<b>Fil" not in message.html


def test_a_member_since_then_and_a_refusing_address_get_nothing(club):
    campaign = draft(club)
    organization = make_organization("Fil & Terril", email="a@example.org")
    make_recipient(campaign, organization)
    make_member(club, organization)
    refusing = make_organization("Non merci", email="non@example.org")
    before = make_recipient(make_campaign(club), refusing, sent=True, email="non@example.org")
    actions.never_again(recipient=before)
    make_recipient(campaign, refusing)
    assert actions.send(campaign=write(campaign), actor=None) == 0
    assert not Message.objects.exists()


def test_what_the_outbox_tells(club):
    recipient = make_recipient(make_campaign(club), sent=True, state=RecipientState.QUEUED)
    for outcome, state in (("sent", "sent"), ("bounced", "bounced"), ("refused", "refused")):
        mail_settled.tell(
            key=f"joining.invitation:{recipient.pk}:1", kind="joining.invitation", to=recipient.email, outcome=outcome
        )
        recipient.refresh_from_db()
        assert recipient.state == state
    other = make_recipient(make_campaign(club), sent=True, state=RecipientState.QUEUED, asked=2)
    mail_settled.tell(key=f"joining.invitation:{other.pk}:1", kind="x", to="", outcome="bounced")
    mail_settled.tell(key="joining.invitation:x:y", kind="x", to="", outcome="bounced")
    other.refresh_from_db()
    assert other.state == "queued"


def test_reminders_go_to_the_silent_twice_at_most_and_apart(club):
    campaign = make_campaign(club)
    silent = make_recipient(campaign, sent=True)
    for answer in (Answer.YES, Answer.MAYBE, Answer.NO):
        make_recipient(campaign, sent=True, answer=answer)
    for state in (RecipientState.REFUSED, RecipientState.BOUNCED):
        make_recipient(campaign, sent=True, state=state)
    with pytest.raises(Refusal) as refused:
        actions.remind(campaign=campaign, actor=None)
    assert refused.value.code == "too_soon"
    for number in (1, 2):
        Campaign.objects.update(
            launched_at=timezone.now() - timedelta(days=20), reminded_at=timezone.now() - timedelta(days=6)
        )
        assert actions.remind(campaign=campaign, actor=None) == 1
        assert Message.objects.filter(key=f"joining.invitation:{silent.pk}:{number + 1}").count() == 1
        Recipient.objects.filter(pk=silent.pk).update(state=RecipientState.SENT)
    assert Message.objects.count() == 2
    assert Message.objects.first().subject.startswith("Rappel")
    with pytest.raises(Refusal) as refused:
        actions.remind(campaign=campaign, actor=None)
    assert refused.value.code == "enough"


@pytest.mark.parametrize("words_", ["{inconnu}", "{date}"])
def test_a_message_with_a_wrong_field_is_not_kept(club, words_):
    campaign = draft(club)
    with pytest.raises(Refusal):
        write(campaign, words_=words_)
    campaign.refresh_from_db()
    assert campaign.words == "Bonjour {prenom},"


def test_nothing_leaves_for_a_meeting_that_is_over_nor_from_a_stopped_campaign(club):
    campaign = draft(club, meeting=make_meeting(club, starts_at=timezone.now() - timedelta(days=2)))
    make_recipient(campaign)
    with pytest.raises(Refusal) as refused:
        actions.send(campaign=write(campaign), actor=None)
    assert refused.value.code == "meeting_over"
    running = make_campaign(club)
    make_recipient(running)
    actions.stop(campaign=running, actor=None)
    with pytest.raises(Refusal):
        actions.send(campaign=running, actor=None)
    assert not Message.objects.exists()
    actions.resume(campaign=running, actor=None)
    assert actions.send(campaign=running, actor=None) == 1


def test_a_test_goes_to_oneself_and_changes_nothing(club):
    campaign = draft(club)
    recipient = make_recipient(campaign)
    actions.send_test(campaign=write(campaign), actor=make_user("moi@example.org", name="Odile"))
    assert Message.objects.get().to == "moi@example.org"
    recipient.refresh_from_db()
    assert (recipient.state, recipient.asked) == ("picked", 0)


def test_a_batch_costs_about_the_same_for_five_and_for_a_hundred(club):
    def queries(count: int) -> int:
        campaign = draft(club)
        for _number in range(count):
            make_recipient(campaign)
        write(campaign)
        with CaptureQueriesContext(connection) as captured:
            assert actions.send(campaign=campaign, actor=None) == count
        return len(captured)

    # SQLite cuts a long INSERT in two or three: that of the recipients, that of the messages.
    assert queries(100) <= queries(5) + 4


@pytest.mark.django_db(transaction=True)
def test_two_organisers_press_at_once():
    club = make_club("ici", name="Club d'ici")
    campaign = draft(club)
    for _number in range(20):
        make_recipient(campaign)
    write(campaign)
    counts, start = [], threading.Barrier(4)

    def press() -> None:
        start.wait()
        counts.append(actions.send(campaign=Campaign.objects.select_related("club").get(pk=campaign.pk), actor=None))
        connections.close_all()

    threads = [threading.Thread(target=press) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(counts) == [0, 0, 0, 20]
    assert Message.objects.count() == 20
