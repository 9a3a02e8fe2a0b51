"""Files are read, kept, served, taken away; tried on the documents of the meetings, which are kept files."""

import io
import socket
import threading
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.utils import timezone
from PIL import Image

from essaim.clubs.tests.factories import make_club
from essaim.kernel.errors import Refusal

from .. import actions, reading
from ..actions import remove, storing, sweep
from ..reading import read_picture, read_upload
from ..scanning import TEST_FILE, is_infected
from ..serving import as_attachment, as_picture

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"


def upload(content=PDF, name="plan.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def make_kept(content=PDF, name="plan.pdf", **facts):
    """A document of a meeting, kept."""
    club = make_club()
    meeting = apps.get_model("meetings", "Meeting")(club=club, title="Recruter", starts_at=timezone.now())
    meeting.ends_at = meeting.starts_at + timedelta(hours=2)
    meeting.save()
    model = apps.get_model("meetings", "MeetingDocument")
    row = model(club=club, meeting=meeting, title="Plan", **(facts or read_upload(upload(content, name))))
    with storing(row, ContentFile(content)):
        row.save()
    return row


def photograph(size=(3000, 1500)) -> bytes:
    """As a phone writes it: on its side, with the place where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # Orientation: turn a quarter clockwise
    exif[0x010F] = "A camera"
    Image.new("RGB", size, "red").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_the_facts_of_a_file():
    facts = read_upload(upload(name="../../Plan d'accès.exe"))
    assert facts["file_name"] == "Plan d'accès.pdf"
    assert (facts["content_type"], facts["size"], len(facts["sha256"])) == ("application/pdf", len(PDF), 64)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "kind"), (b"MZ\x90\x00", "kind"), (TEST_FILE, "virus"), (PDF + b" " * 100, "big")]
)
def test_what_is_not_kept(content, code, monkeypatch):
    monkeypatch.setattr(reading, "MOST_BYTES", len(PDF) + 60)
    with pytest.raises(Refusal) as caught:
        read_upload(upload(content, "notes.txt"), field="file")
    assert (caught.value.code, caught.value.field) == (code, "file")


def test_a_photograph_is_turned_made_small_and_forgets_its_camera():
    content, facts = read_picture(upload(photograph(), "IMG_1.jpg"))
    with Image.open(content) as image:
        assert image.format == "WEBP"
        assert max(image.size) <= reading.PICTURE_SIDE
        assert image.height > image.width
        assert not image.getexif()
    assert facts["file_name"] == "IMG_1.webp"
    assert facts["size"] == content.size


def test_a_file_that_is_no_picture_is_refused():
    with pytest.raises(Refusal) as caught:
        read_picture(upload())
    assert (caught.value.code, caught.value.field) == ("picture", "picture")


class Daemon(threading.Thread):
    """Speaks as clamd does: reads the chunks of one INSTREAM, and finds a virus in what holds the word « mauvais »."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        self.start()

    def run(self) -> None:
        with self.listener, self.listener.accept()[0] as peer, peer.makefile("rb") as stream:
            assert stream.read(10) == b"zINSTREAM\0"
            content = b""
            while length := int.from_bytes(stream.read(4), "big"):
                content += stream.read(length)
            peer.sendall(b"stream: Bad.Word FOUND\0" if b"mauvais" in content else b"stream: OK\0")


@pytest.mark.parametrize(("content", "found"), [(b"un mauvais fichier", True), (b"x" * 200_000, False)])
def test_the_daemon_is_asked(content, found, settings):
    settings.ESSAIM_CLAMD = Daemon().address
    file = io.BytesIO(content)
    assert is_infected(file) is found
    assert file.tell() == 0


def test_a_daemon_that_is_down_stops_nobody_and_is_told_to_the_operator(settings, caplog):
    with socket.create_server(("127.0.0.1", 0)) as unused:
        settings.ESSAIM_CLAMD = f"127.0.0.1:{unused.getsockname()[1]}"
    assert not is_infected(io.BytesIO(PDF))
    assert "does not answer" in caplog.text


@pytest.mark.django_db
def test_a_row_that_is_not_saved_leaves_no_file():
    row = make_kept()
    name = ""
    with pytest.raises(RuntimeError), storing(row, ContentFile(b"other")):
        name = row.file.name
        assert default_storage.exists(name)
        raise RuntimeError
    assert not default_storage.exists(name)


@pytest.mark.django_db(transaction=True)
def test_taken_away_with_its_file():
    row = make_kept()
    name = row.file.name
    remove(row)
    assert not default_storage.exists(name)
    assert not type(row).objects.exists()


@pytest.mark.django_db
def test_what_a_crash_left_is_swept_and_nothing_else(monkeypatch):
    row = make_kept()
    orphan = default_storage.save(f"meetings/{row.club_id}/orphan", ContentFile(b"x"))
    sweep(timezone.localdate())
    assert default_storage.exists(orphan)  # it may be an upload under way
    monkeypatch.setattr(actions, "ORPHAN_AFTER", timedelta(seconds=-60))
    assert sweep(timezone.localdate()) >= 1
    assert not default_storage.exists(orphan)
    assert default_storage.exists(row.file.name)


@pytest.mark.django_db
def test_served_to_be_saved_or_as_a_picture_of_ours_alone():
    row = make_kept()
    response = as_attachment(row)
    assert response["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in response["Content-Security-Policy"]
    with pytest.raises(Http404):
        as_picture(row)
    content, facts = read_picture(upload(photograph((40, 20)), "IMG.jpg"))
    picture = make_kept(content.read(), **facts)
    assert as_picture(picture)["Content-Type"] == "image/webp"
    default_storage.delete(picture.file.name)
    with pytest.raises(Http404):
        as_picture(picture)


def test_two_gigabytes_are_refused_before_they_are_read(client, db):
    response = client.post("/", data=b"x", content_type="application/pdf", CONTENT_LENGTH=str(2 * 1024**3))
    assert response.status_code == 413
    assert "64 Mo" in response.content.decode().replace("\u202f", " ").replace("\xa0", " ")
