"""Documents of a meeting: what is kept, under which name, who opens it."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_user
from tests.helpers.queries import assert_same_queries

from ..actions import documents as actions
from ..actions.documents import add_document, remove_document
from ..actions.speakers import add_speaker
from ..actions.talks import propose_talk
from ..enums import Audience, MeetingState
from ..links import answer_token
from ..models import MeetingDocument
from ..talk_links import talk_token
from .factories import make_attendance, make_meeting

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"


@pytest.fixture
def meeting(db):
    return make_meeting(make_club("ici"), title="Recruter", public=True)


def upload(content=PDF, name="plan.pdf"):
    return SimpleUploadedFile(name, content)


def address(meeting, name, *arguments):
    return reverse(f"preparing:{name}", args=[meeting.club.slug, meeting.pk, *arguments])


def test_a_file_is_kept_under_a_name_that_nobody_guesses(meeting):
    document = add_document(meeting=meeting, actor=None, upload=upload(name="../../Plan d'accès.pdf"))
    assert (document.title, document.file_name, document.size) == ("Plan d'accès", "Plan d'accès.pdf", len(PDF))
    assert "Plan" not in document.file.name
    assert document.file.name.startswith(f"meetings/{meeting.club_id}/")
    assert len(document.sha256) == 64
    assert document.file.read() == PDF


def test_the_same_file_twice_leaves_one_on_the_disk(meeting):
    add_document(meeting=meeting, actor=None, upload=upload())
    folder = f"meetings/{meeting.club_id}"
    before = default_storage.listdir(folder)[1]
    with pytest.raises(Refusal) as caught:
        add_document(meeting=meeting, actor=None, upload=upload(name="autre.pdf"))
    assert caught.value.code == "twice"
    assert default_storage.listdir(folder)[1] == before
    assert add_document(meeting=make_meeting(meeting.club), actor=None, upload=upload()).pk


def test_what_cannot_be_opened_and_one_too_many(meeting, monkeypatch):
    with pytest.raises(Refusal) as caught:
        add_document(meeting=meeting, actor=None, upload=upload(b"MZ\x90\x00"))
    assert (caught.value.code, caught.value.field) == ("kind", "upload")
    monkeypatch.setattr(actions, "MOST_DOCUMENTS", 1)
    add_document(meeting=meeting, actor=None, upload=upload())
    with pytest.raises(Refusal) as caught:
        add_document(meeting=meeting, actor=None, upload=upload(PDF + b" "))
    assert caught.value.code == "full"


@pytest.mark.django_db(transaction=True)
def test_taken_away_with_its_file(meeting):
    document = add_document(meeting=meeting, actor=None, upload=upload())
    name = document.file.name
    remove_document(document=document, actor=None)
    assert not default_storage.exists(name)
    assert not MeetingDocument.objects.exists()


def test_who_opens_what(client, meeting):
    club = meeting.club
    made = {
        audience: add_document(meeting=meeting, actor=None, upload=upload(PDF + audience.encode()), audience=audience)
        for audience in Audience.values
    }

    def opened(get):
        return {name for name, document in made.items() if get(document).status_code == 200}

    assert opened(lambda one: client.get(address(meeting, "download", one.pk))) == {"public"}
    speaker = add_speaker(club=club, actor=None, name="Inès", email="ines@demo.example")
    talk = propose_talk(meeting=meeting, speaker=speaker, subject="Recruter", actor=None)
    guest = make_attendance(meeting, "Ana", email="ana@demo.example")
    for token in (talk_token(talk), answer_token(guest)):
        by_link = [club.slug, token]
        assert opened(
            lambda one, by_link=by_link: client.get(reverse("preparing:invited_download", args=[*by_link, one.pk]))
        ) == {"public", "invited"}
    assert (
        client.get(reverse("preparing:invited_download", args=[club.slug, "x.y", made["public"].pk])).status_code == 404
    )
    user = make_user()
    Representation.objects.create(organization=make_member(club), user=user, name="Nour")
    client.force_login(user)
    assert opened(lambda one: client.get(address(meeting, "download", one.pk))) == set(Audience.values)
    client.force_login(make_user())
    assert opened(lambda one: client.get(address(meeting, "download", one.pk))) == {"public"}


def test_who_is_invited_by_a_link_finds_them_on_its_page(client, meeting):
    for audience in Audience.values:
        add_document(
            meeting=meeting,
            actor=None,
            upload=upload(PDF + audience.encode(), f"pour {audience}.pdf"),
            audience=audience,
        )
    guest = make_attendance(meeting, "Ana", email="ana@demo.example")
    page = client.get(reverse("meetings:answer_link", args=[meeting.club.slug, answer_token(guest)])).content.decode()
    assert "pour invited" in page
    assert "pour public" in page
    assert "pour members" not in page


def test_nothing_of_a_meeting_being_prepared_is_public(client, meeting):
    document = add_document(meeting=meeting, actor=None, upload=upload(), audience=Audience.PUBLIC)
    meeting.state = MeetingState.PREPARING
    meeting.save()
    assert client.get(address(meeting, "download", document.pk)).status_code == 404


def test_it_is_a_file_to_save_and_runs_nothing(client, meeting):
    document = add_document(
        meeting=meeting, actor=None, upload=upload(name="Présentation été.pdf"), audience=Audience.PUBLIC
    )
    response = client.get(address(meeting, "download", document.pk))
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Pr%C3%A9sentation%20%C3%A9t%C3%A9.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"".join(response.streaming_content) == PDF
    default_storage.delete(document.file.name)
    assert client.get(address(meeting, "download", document.pk)).status_code == 404


def test_organisers_add_describe_and_remove_and_a_refusal_is_said(client, meeting):
    client.force_login(make_organiser(meeting.club))
    page = client.post(address(meeting, "documents"), {"upload": upload(b"MZ"), "title": "Plan", "audience": "members"})
    assert "sans risque" in page.content.decode()
    assert 'value="Plan"' in page.content.decode()
    client.post(address(meeting, "documents"), {"upload": upload(), "title": "Plan", "audience": "members"})
    document = MeetingDocument.objects.get()
    assert "Plan" in client.get(address(meeting, "documents")).content.decode()
    client.post(address(meeting, "document", document.pk), {"title": "Plan d'accès", "audience": "public"})
    document.refresh_from_db()
    assert (document.title, document.audience) == ("Plan d'accès", "public")
    assert (
        "Plan d’accès" in client.get(reverse("meetings:detail", args=[meeting.club.slug, meeting.pk])).content.decode()
    )
    client.post(address(meeting, "remove_document", document.pk))
    assert not MeetingDocument.objects.exists()


def test_members_do_not_add(client, meeting):
    user = make_user()
    Representation.objects.create(organization=make_member(meeting.club), user=user, name="Nour")
    client.force_login(user)
    assert client.get(address(meeting, "documents")).status_code == 200
    assert client.post(address(meeting, "documents"), {"upload": upload()}).status_code == 404


def test_the_list_costs_the_same(client, meeting):
    client.force_login(make_organiser(meeting.club))
    numbers = iter(range(100))

    def make_rows(count):
        for _n in range(count):
            add_document(meeting=meeting, actor=None, upload=upload(PDF + str(next(numbers)).encode()))

    assert assert_same_queries(client, address(meeting, "documents"), make_rows) <= 12
