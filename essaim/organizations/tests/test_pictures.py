"""Pictures: made again without what the camera wrote, refused with a sentence, served as nothing but pictures."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from essaim.kernel.errors import Refusal
from essaim.organizations import actions
from essaim.organizations.actions import pictures

from .factories import make_organization, make_representation, make_user

pytestmark = pytest.mark.django_db


def picture(
    kind: str = "JPEG", size: tuple[int, int] = (40, 30), mode: str = "RGB", colour: object = "white", **options
) -> BytesIO:
    file = BytesIO()
    Image.new(mode, size, colour).save(file, kind, **options)
    file.seek(0)
    return file


def test_what_the_camera_wrote_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "Appareil d'Odile"
    exif[0x0112] = 6  # turned by a quarter
    exif[0x8825] = {1: "N", 2: (50.0, 31.0, 0.0)}
    added = actions.add_picture(
        organization=make_organization(), file=picture(exif=exif), description=" Un  champ ", is_logo=True
    )
    assert (added.description, added.width, added.height) == ("Un champ", 30, 40)
    assert added.image.name.endswith(".webp")
    content = added.image.read()
    again = Image.open(BytesIO(content))
    assert again.format == "WEBP"
    assert not again.getexif()
    assert b"Odile" not in content


def test_large_ones_are_made_smaller_and_transparency_stays():
    added = actions.add_picture(
        organization=make_organization(), file=picture("PNG", (3200, 800), "RGBA", (255, 0, 0, 0)), description="Logo"
    )
    assert (added.width, added.height) == (1600, 400)
    assert Image.open(added.image).mode == "RGBA"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not_a_picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "not_a_picture"),
        (b"GIF89a" + b"\x00" * 40, "not_a_picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 500, "not_a_picture"),
        (b"%PDF-1.7", "not_a_picture"),
        (b"x" * (pictures.MOST_BYTES + 1), "too_heavy"),
    ],
    ids=["empty", "svg", "gif", "jpeg", "pdf", "heavy"],
)
def test_what_is_no_picture_is_refused(content, code):
    organization = make_organization()
    with pytest.raises(Refusal) as refusal:
        actions.add_picture(organization=organization, file=BytesIO(content), description="x")
    assert (refusal.value.code, refusal.value.field) == (code, "image")
    assert not organization.pictures.exists()


@pytest.mark.parametrize("side", [9_000, 14_000])
def test_a_bomb_is_refused_before_it_is_decoded(side):
    # Hundreds of millions of white points weigh some kilobytes on the wire.
    with pytest.raises(Refusal) as refusal:
        pictures.made_again(picture("PNG", (side, side), "1"))
    assert refusal.value.code == "too_large"


def test_a_cut_file_is_refused():
    content = picture(size=(400, 300)).read()
    with pytest.raises(Refusal) as refusal:
        pictures.made_again(BytesIO(content[: len(content) // 2]))
    assert refusal.value.code == "not_a_picture"


def test_the_description_is_compulsory():
    with pytest.raises(Refusal) as refusal:
        actions.add_picture(organization=make_organization(), file=picture(), description=" ")
    assert refusal.value.field == "description"


def test_one_logo():
    organization = make_organization()
    first = actions.add_picture(organization=organization, file=picture(), description="Un", is_logo=True)
    second = actions.add_picture(organization=organization, file=picture(), description="Deux", is_logo=True)
    assert [row.pk for row in organization.pictures.filter(is_logo=True)] == [second.pk]
    actions.describe_picture(picture=first, description="Un", is_logo=True)
    assert [row.pk for row in organization.pictures.filter(is_logo=True)] == [first.pk]


def test_the_file_goes_with_the_picture(django_capture_on_commit_callbacks):
    added = actions.add_picture(organization=make_organization(), file=picture(), description="Un")
    storage, name = added.image.storage, added.image.name
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_picture(picture=added)
    assert not storage.exists(name)


def test_served_as_a_picture_only(client):
    organization = make_organization()
    added = actions.add_picture(organization=organization, file=picture(), description="Un")
    address = reverse("organizations:picture", args=[organization.pk, added.pk])
    response = client.get(address)
    assert response["Content-Type"] == "image/webp"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "immutable" in response["Cache-Control"]
    other = make_organization("Une autre")
    assert client.get(reverse("organizations:picture", args=[other.pk, added.pk])).status_code == 404
    actions.list_organization(organization=organization, listed=False, actor=None)
    assert client.get(address).status_code == 404


def test_the_screen(client):
    organization = make_organization()
    keeper = make_user()
    make_representation(organization, keeper)
    client.force_login(keeper)
    address = reverse("organizations:pictures", args=[organization.pk])
    file = SimpleUploadedFile("photo.jpg", picture().read(), "image/jpeg")
    assert client.post(address, {"image": file, "description": "Un champ"}).status_code == 302
    assert 'alt="Un champ"' in client.get(address).content.decode()
    wrong = SimpleUploadedFile("photo.jpg", b"<html>", "image/jpeg")
    page = client.post(address, {"image": wrong, "description": "Gardée"}).content.decode()
    assert "n’est pas une image" in page
    assert 'value="Gardée"' in page
    row = organization.pictures.get()
    client.post(reverse("organizations:describe_picture", args=[organization.pk, row.pk]), {"description": "Autre"})
    row.refresh_from_db()
    assert row.description == "Autre"
    client.post(reverse("organizations:remove_picture", args=[organization.pk, row.pk]))
    assert not organization.pictures.exists()
