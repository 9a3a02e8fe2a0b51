"""A kept file, for a reader whom the view let in."""

from django.http import FileResponse, Http404

from .formats import WEBP
from .models import StoredFile


def as_attachment(kept: StoredFile) -> FileResponse:
    """Always a file to save, never a page of ours: what it holds runs nothing here. 404 when the storage lost it."""
    return _response(kept, attachment=True)


def as_picture(kept: StoredFile) -> FileResponse:
    """A picture that `read_picture` made, shown in the page. 404 for anything else."""
    if kept.content_type != WEBP:
        raise Http404
    return _response(kept, attachment=False)


def _response(kept: StoredFile, *, attachment: bool) -> FileResponse:
    if not kept.file.name or not kept.file.storage.exists(kept.file.name):
        raise Http404
    response = FileResponse(
        kept.file.open("rb"), as_attachment=attachment, filename=kept.file_name, content_type=kept.content_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # A photograph never changes under its number: the same reader need not ask for it at each page.
    response["Cache-Control"] = "private, no-store" if attachment else "private, max-age=86400"
    return response
