"""Pictures: read, checked, made again without what the camera wrote in them."""

import uuid
from io import BytesIO
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from essaim.kernel.errors import Refusal

from ..models import Organization, Picture
from .common import locked, tell

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 1600  # pixels
MOST_PICTURES = 12
FORMATS = ("JPEG", "PNG", "WEBP", "GIF")


@transaction.atomic
def add_picture(
    *, organization: Organization, file: Any, description: str, is_logo: bool = False, actor=None
) -> Picture:
    """Add a picture to the page. `file`: anything opened for reading bytes.

    It is decoded and made again as WebP, 1,600 pixels at most: neither place nor camera nor hidden bytes stay.
    """
    description = " ".join(description.split())
    if not description:
        raise Refusal(
            _("Décrivez l'image en quelques mots : cette phrase est lue aux personnes qui ne la voient pas."),
            code="field",
            field="description",
        )
    row = locked(organization)
    if row.pictures.count() >= MOST_PICTURES:
        raise Refusal(
            _("Une fiche garde %(most)s images au plus. Retirez-en une d'abord.") % {"most": MOST_PICTURES},
            code="too_many",
            field="image",
        )
    content, width, height = made_again(file)
    if is_logo:
        row.pictures.filter(is_logo=True).update(is_logo=False)
    picture = Picture(organization=row, description=description[:240], is_logo=is_logo, width=width, height=height)
    # A name of our own: the sender's name is neither kept nor trusted.
    picture.image.save(f"{uuid.uuid4().hex}.webp", ContentFile(content), save=False)
    picture.save()
    tell(organization, "pictures", actor=actor, fields=["pictures"])
    return picture


def made_again(file: Any) -> tuple[bytes, int, int]:
    """Return (WebP bytes, width, height) of an image, or refuse what is not one, too heavy or too large."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refusal(
            _("Cette image dépasse %(most)s Mo. Choisissez-en une plus légère.") % {"most": MOST_BYTES // 1024 // 1024},
            code="too_heavy",
            field="image",
        )
    unreadable = Refusal(
        _("Ce fichier n'est pas une image que nous savons lire. Choisissez un fichier JPEG, PNG ou WebP."),
        code="not_a_picture",
        field="image",
    )
    too_large = Refusal(
        _("Cette image est trop grande : %(most)s millions de points au plus. Réduisez-la d'abord.")
        % {"most": MOST_PIXELS // 1_000_000},
        code="too_large",
        field="image",
    )
    try:
        image: Image.Image = Image.open(BytesIO(content), formats=FORMATS)
        # The size is in the first bytes: known before anything is decoded.
        if image.width * image.height > MOST_PIXELS:
            raise too_large
        image.load()
        image = ImageOps.exif_transpose(image)
    except Image.DecompressionBombError:
        raise too_large from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        raise unreadable from None
    image = image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clean = Image.new(image.mode, image.size)
    clean.paste(image)
    out = BytesIO()
    clean.save(out, "WEBP", quality=82, method=4)
    return out.getvalue(), clean.width, clean.height


@transaction.atomic
def describe_picture(*, picture: Picture, description: str, is_logo: bool, actor=None) -> None:
    """Change the words of a picture, or make it the logo in place of another."""
    description = " ".join(description.split())
    if not description:
        raise Refusal(_("Décrivez l'image en quelques mots."), code="field", field="description")
    organization = locked(picture.organization)
    if is_logo:
        organization.pictures.filter(is_logo=True).exclude(pk=picture.pk).update(is_logo=False)
    picture.description, picture.is_logo = description[:240], is_logo
    picture.save(update_fields=["description", "is_logo", "updated_at"])
    tell(organization, "pictures", actor=actor, fields=["pictures"])


@transaction.atomic
def remove_picture(*, picture: Picture, actor=None) -> None:
    """Take a picture off the page. Its file goes once the database has let it go."""
    organization = locked(picture.organization)
    storage, name = picture.image.storage, picture.image.name
    picture.delete()
    transaction.on_commit(lambda: storage.delete(name or ""))
    tell(organization, "pictures", actor=actor, fields=["pictures"])
