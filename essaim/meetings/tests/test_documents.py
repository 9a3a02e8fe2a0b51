"""Documents of a meeting: what is kept, under which name, who opens it."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from essaim.clubs.tests.factories import make_club, make_member, make_organiser
from essaim.kernel.errors import Refusal
from essaim.organizations.models import Representation
from essaim.organizations.tests.factories import make_user
from tests.helpers.queries import assert_same_queries

from ..actions import documents as actions
from ..actions.documents import add_document, remove_document, sweep
from ..actions.speakers import add_speaker
from ..actions.talks import propose_talk
from ..enums import Audience, MeetingState
from ..files import FORMATS, content_type_of, safe_name
from ..links import answer_token
from ..models import MeetingDocument
from ..talk_links import talk_token
from .factories import make_attendance, make_meeting

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "x")
    return out.getvalue()


def picture(kind) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(out, kind)
    return out.getvalue()


def office(folder: str, *extra: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(f"{folder}document.xml", "<x/>")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


def odt(kind="text", *extra: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        for name in extra:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "found"),
    [
        (PDF, "a.exe", "application/pdf"),  # the name decides nothing
        (picture("PNG"), "a.pdf", "image/png"),
        (picture("JPEG"), "a", "image/jpeg"),
        (picture("WEBP"), "a", "image/webp"),
        (office("word/"), "a.zip", WORD),
        (odt(), "a.zip", "application/vnd.oasis.opendocument.text"),
        ("Été\n".encode() * 2000, "notes.txt", "text/plain"),
        (b"MZ\x90\x00", "a.pdf", None),
        (b"<html><script>alert(1)</script>", "a.txt", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "a.svg", None),
        (office("word/", "word/vbaProject.bin"), "a.docx", None),
        (odt("text", "Basic/Standard/script-lb.xml"), "a.odt", None),
        (odt("text-template"), "a.ott", None),
        (zipped(), "a.docx", None),
        (b"PK\x03\x04 cut short", "a.docx", None),
        ("Été".encode("latin-1"), "a.txt", None),
        (b"\x00\x00", "a.txt", None),
        (b"   ", "a.txt", None),
    ],
)
def test_the_content_decides(content, name, found):
    assert content_type_of(io.BytesIO(content), name) == found


def test_a_letter_cut_by_the_first_bytes_is_text_still():
    assert content_type_of(io.BytesIO(b"a" * 4095 + "é".encode()), "a.txt") == "text/plain"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Compte rendu d'été.pdf", "Compte rendu d'été.pdf"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\odile\\plan.PDF.exe", "plan.PDF.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie x.pdf"),
        ("rapport\u202efdp.exe", "rapport fdp.pdf"),
        ("", "document.pdf"),
        ("...", "document.pdf"),
        ("é" * 300 + ".pdf", "é" * 80 + ".pdf"),
    ],
)
def test_safe_names(name, safe):
    assert safe_name(name, "application/pdf") == safe


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


@pytest.mark.parametrize(("content", "code"), [(b"", "kind"), (b"MZ\x90\x00", "kind")])
def test_what_is_not_kept(meeting, content, code):
    with pytest.raises(Refusal) as caught:
        add_document(meeting=meeting, actor=None, upload=upload(content))
    assert (caught.value.code, caught.value.field) == (code, "upload")


def test_too_big_and_too_many(meeting, monkeypatch):
    monkeypatch.setattr(actions, "MOST_BYTES", len(PDF) - 1)
    with pytest.raises(Refusal, match="20 Mo"):
        add_document(meeting=meeting, actor=None, upload=upload())
    monkeypatch.undo()
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


def test_what_a_crash_left_is_swept_and_nothing_else(meeting, monkeypatch):
    document = add_document(meeting=meeting, actor=None, upload=upload())
    orphan = default_storage.save(f"meetings/{meeting.club_id}/orphan", ContentFile(b"x"))
    assert sweep(timezone.localdate()) == 0  # it may be an upload under way
    monkeypatch.setattr(actions, "ORPHAN_AFTER", timedelta(seconds=-60))
    assert sweep(timezone.localdate()) >= 1
    assert not default_storage.exists(orphan)
    assert default_storage.exists(document.file.name)


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


def test_every_format_has_its_ending():
    assert len(set(FORMATS.values())) == len(FORMATS)
