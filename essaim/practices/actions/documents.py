"""The files that go with a sheet."""

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.accounts.models import User
from essaim.files.actions import remove, storing
from essaim.files.reading import read_upload
from essaim.kernel.errors import Refusal

from ..models import Practice, PracticeDocument
from .common import lock, one_line, told

MOST_DOCUMENTS = 10  # for one practice


def add_document(
    *, practice: Practice, actor: User | None, upload: UploadedFile, title: str = ""
) -> PracticeDocument:  # fmt: skip
    """Keep a file with the sheet. Without title, it gets the file's name.

    Refuses (field `upload`) what `files.reading.read_upload` refuses, what is already there (`twice`), one too many
    (`full`).
    """
    facts = read_upload(upload)
    document = PracticeDocument(
        club_id=practice.club_id, practice=practice, added_by=actor,
        title=one_line(title)[:120] or facts["file_name"].rpartition(".")[0], **facts,
    )  # fmt: skip
    try:
        with storing(document, upload), transaction.atomic():
            practice = lock(practice)
            if practice.documents.count() >= MOST_DOCUMENTS:
                raise Refusal(
                    _("Une pratique garde %(count)s documents au plus : retirez-en un d'abord.")
                    % {"count": MOST_DOCUMENTS},
                    code="full", field="upload",
                )  # fmt: skip
            document.save()
            told(practice, "add_document", actor, title=document.title, sha256=document.sha256)
    except IntegrityError:
        raise Refusal(
            _("Ce document est déjà là, peut-être sous un autre nom."), code="twice", field="upload"
        ) from None
    return document


@transaction.atomic
def remove_document(*, document: PracticeDocument, actor: User | None) -> None:
    """Take the document away, and its file."""
    practice = lock(document.practice)
    title = document.title
    remove(document)
    told(practice, "remove_document", actor, title=title)
