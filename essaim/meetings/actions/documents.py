"""The documents of a meeting: added, described, taken away with their file."""

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.files.actions import remove, storing
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal
from essaim.kernel.hooks import journaled

from ..enums import Audience
from ..models import Meeting, MeetingDocument
from .common import lock, one_line

MOST_DOCUMENTS = 30  # for one meeting


def add_document(
    *, meeting: Meeting, actor: User | None, upload: UploadedFile, title: str = "", audience: str = Audience.MEMBERS
) -> MeetingDocument:
    """Keep a file under a random name. Without title, it gets the file's name.

    Refuses (field `upload`) what `files.reading.read_upload` refuses, what is already there (code `twice`), or one too
    many (code `full`).
    """
    facts = read_upload(upload)
    document = MeetingDocument(
        club_id=meeting.club_id, meeting=meeting, title=one_line(title) or facts["file_name"].rpartition(".")[0],
        audience=Audience(audience), added_by=actor, **facts,
    )  # fmt: skip
    try:
        with storing(document, upload), transaction.atomic():
            meeting = lock(meeting)
            if meeting.documents.count() >= MOST_DOCUMENTS:
                raise Refusal(
                    _("Une rencontre garde %(count)s documents au plus : retirez-en un d'abord.")
                    % {"count": MOST_DOCUMENTS},
                    code="full", field="upload",
                )  # fmt: skip
            document.save()
            journaled.tell(
                actor=actor, verb="meetings.add_document", subject=document, club=meeting.club,
                details={"title": document.title, "sha256": document.sha256},
            )  # fmt: skip
    except IntegrityError:
        raise Refusal(
            _("Ce document est déjà là, peut-être sous un autre nom."), code="twice", field="upload"
        ) from None
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
    """Take the document away, and its file."""
    journaled.tell(
        actor=actor, verb="meetings.remove_document", subject=document, club=document.club,
        details={"title": document.title},
    )  # fmt: skip
    remove(document)
