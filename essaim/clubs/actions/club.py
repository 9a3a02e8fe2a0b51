"""Making a club, and what is said of it."""

import re
from typing import Any

from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import RESERVED_SLUGS
from ..models import Club

# What update_club changes; the logo besides.
FIELDS = (
    "name", "short_name", "tagline", "presentation", "email", "founded_on", "listed", "directory_visibility",
    "people_visibility",
)  # fmt: skip
# And on another page: how a structure joins.
ADMISSION_FIELDS = ("admission", "objection_days", "board_rule", "young_below")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def check_slug(slug: str) -> str:
    """Return the address as it is kept (lower case), or refuse it with a sentence: letters a–z, figures and hyphens,
    2 to 40, and not a word of the installation."""
    slug = slug.strip().lower()
    if not _SLUG.fullmatch(slug) or not 2 <= len(slug) <= 40:
        raise Refusal(
            _("L'adresse a de 2 à 40 lettres sans accent, chiffres ou traits d'union : par exemple bethune-bruay."),
            code="slug_shape",
            field="slug",
        )
    if slug in RESERVED_SLUGS:
        raise Refusal(
            _("« %(slug)s » est une page de l'installation. Ajoutez un mot, par exemple club-%(slug)s.")
            % {"slug": slug},
            code="slug_reserved",
            field="slug",
        )
    return slug


def create_club(
    *, name: str, slug: str, actor: User | None, short_name: str = "", tagline: str = "", presentation: str = "",
    email: str = "",
) -> Club:  # fmt: skip
    """Make a club, without territory nor organiser yet. Refuses (fields `name`, `slug`) an empty name, an address
    that is reserved, ill-formed or taken. `short_name` is the name when it is not given."""
    name = _named(name)
    slug = check_slug(slug)
    try:
        with transaction.atomic():
            club = Club.objects.create(
                slug=slug,
                name=name,
                short_name=short_name.strip() or name[:40].strip(),
                tagline=tagline.strip(),
                presentation=presentation.strip(),
                email=email.strip(),
            )
            journaled.tell(actor=actor, verb="clubs.create", subject=club, club=club, details={"slug": slug})
    except IntegrityError:
        raise Refusal(
            _("Un club a déjà l'adresse « %(slug)s ». Choisissez-en une autre.") % {"slug": slug},
            code="slug_taken",
            field="slug",
        ) from None
    return club


@transaction.atomic
def update_club(*, club: Club, actor: User | None, logo: bytes | None = None, **changes: Any) -> Club:
    """Change what is said of a club. `changes` are among FIELDS and ADMISSION_FIELDS; `logo` is a picture from
    `images.read_logo`, empty bytes to take it away, None to leave it. Journals the names of the fields that really
    changed."""
    if unknown := set(changes) - {*FIELDS, *ADMISSION_FIELDS}:
        raise TypeError(f"update_club does not change {', '.join(sorted(unknown))}")
    club = Club.objects.select_for_update().get(pk=club.pk)
    if "name" in changes:
        changes["name"] = _named(changes["name"])
    if not changes.get("short_name", "kept"):
        changes["short_name"] = changes.get("name", club.name)[:40].strip()
    fields = [field for field, value in changes.items() if getattr(club, field) != value]
    for field in fields:
        setattr(club, field, changes[field])
    if logo is not None and (logo or club.logo):
        fields.append("logo")
        _change_logo(club, logo)
    if fields:
        club.save(update_fields=[*fields, "updated_at"])
        journaled.tell(actor=actor, verb="clubs.update", subject=club, club=club, details={"fields": fields})
    return club


def _named(name: str) -> str:
    if not (name := name.strip()):
        raise Refusal(_("Un club a un nom."), code="no_name", field="name")
    return name


def _change_logo(club: Club, logo: bytes) -> None:
    storage, old = club.logo.storage, club.logo.name
    if logo:
        club.logo.save(f"{club.slug}.webp", ContentFile(logo), save=False)
    else:
        club.logo = ""
    if old:
        # The old file goes once nobody can come back to it.
        transaction.on_commit(lambda: storage.delete(old))
