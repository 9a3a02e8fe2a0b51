"""The documents of a meeting: added, described, taken away with their file."""

import hashlib
from datetime import date, timedelta

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import Audience
from ..files import content_type_of, safe_name
from ..models import Meeting, MeetingDocument
from ..queries.documents import kept_files
from .common import lock, one_line

MOST_BYTES = 20 * 1024 * 1024
MOST_DOCUMENTS = 30  # for one meeting
FOLDER = "meetings"
ORPHAN_AFTER = timedelta(days=1)  # an upload under way is never swept


def add_document(
    *, meeting: Meeting, actor: User | None, upload: UploadedFile, title: str = "", audience: str = Audience.MEMBERS
) -> MeetingDocument:
    """Keep a file under a random name. Without title, it gets the file's name.

    Refuses (field `upload`) what is empty, over 20 MB, of no kind in `files.FORMATS` whatever its name says, already
    there (code `twice`), or one too many (code `full`).
    """
    content_type = _checked(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    name = safe_name(upload.name or "", content_type)
    document = MeetingDocument(
        club_id=meeting.club_id, meeting=meeting, title=one_line(title) or name.rpartition(".")[0], file_name=name,
        content_type=content_type, size=upload.size or 0, sha256=digest.hexdigest(), audience=Audience(audience),
        added_by=actor,
    )  # fmt: skip
    try:
        with transaction.atomic():
            meeting = lock(meeting)
            if meeting.documents.count() >= MOST_DOCUMENTS:
                raise Refusal(
                    _("Une rencontre garde %(count)s documents au plus : retirez-en un d'abord.")
                    % {"count": MOST_DOCUMENTS},
                    code="full", field="upload",
                )  # fmt: skip
            document.file.save(name, upload, save=False)
            document.save()
            journaled.tell(
                actor=actor, verb="meetings.add_document", subject=document, club=meeting.club,
                details={"title": document.title, "sha256": document.sha256},
            )  # fmt: skip
    except IntegrityError:
        _discard(document)
        raise Refusal(
            _("Ce document est déjà là, peut-être sous un autre nom."), code="twice", field="upload"
        ) from None
    except BaseException:
        _discard(document)
        raise
    return document


@transaction.atomic
def update_document(*, document: MeetingDocument, actor: User | None, title: str, audience: str) -> MeetingDocument:
    """Say it better, or open it to others."""
    document = MeetingDocument.objects.select_for_update().get(pk=document.pk)
    document.title, document.audience = one_line(title) or document.title, Audience(audience)
    document.save(update_fields=["title", "audience", "updated_at"])
    journaled.tell(
        actor=actor, verb="meetings.update_document", subject=document, club=document.club,
        details={"audience": document.audience},
    )  # fmt: skip
    return document


@transaction.atomic
def remove_document(*, document: MeetingDocument, actor: User | None) -> None:
    """Take the document away. Its file goes once nobody can come back to it."""
    name = document.file.name or ""
    journaled.tell(
        actor=actor, verb="meetings.remove_document", subject=document, club=document.club,
        details={"title": document.title},
    )  # fmt: skip
    document.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def sweep(_today: date) -> int:
    """Delete the files that no row knows any more (a process killed in the middle). Returns how many."""
    known, count = kept_files(), 0
    if not default_storage.exists(FOLDER):
        return 0
    for club in default_storage.listdir(FOLDER)[0]:
        for name in default_storage.listdir(f"{FOLDER}/{club}")[1]:
            path = f"{FOLDER}/{club}/{name}"
            old = default_storage.get_modified_time(path) < timezone.now() - ORPHAN_AFTER
            if path not in known and old:
                default_storage.delete(path)
                count += 1
    return count


def _checked(upload: UploadedFile) -> str:
    size = upload.size or 0
    if size > MOST_BYTES:
        raise Refusal(
            _("Ce fichier pèse plus de 20 Mo. Allégez ses images, ou partagez-en un résumé."),
            code="big",
            field="upload",
        )
    content_type = content_type_of(upload, upload.name or "") if size else None
    if content_type is None:
        raise Refusal(
            _("Ce fichier n'est pas d'un type que tout le monde peut ouvrir sans risque : PDF, image, texte, ou "
              "document bureautique sans macro."),
            code="kind", field="upload",
        )  # fmt: skip
    return content_type


def _discard(document: MeetingDocument) -> None:
    if document.file.name and document.file._committed:  # type: ignore[attr-defined]
        default_storage.delete(document.file.name)
