"""Files go to the storage and leave it with their rows."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from django.apps import apps
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from .models import StoredFile

ORPHAN_AFTER = timedelta(days=1)  # an upload under way is never swept


@contextmanager
def storing(row: StoredFile, content: File) -> Iterator[None]:
    """Put the file of `row` in the storage; the block saves the row. When the block fails, the file goes again."""
    row.file.save(row.file_name, content, save=False)
    name = row.file.name or ""
    try:
        yield
    except BaseException:
        default_storage.delete(name)
        raise


def remove(row: StoredFile) -> None:
    """Take the row away, in the transaction under way. Its file goes once nobody can come back to it."""
    name = row.file.name or ""
    row.delete()
    transaction.on_commit(lambda: default_storage.delete(name))


def sweep(_today: date) -> int:
    """Delete the files that no row knows any more (a club erased, a process killed in the middle). Returns how many."""
    known: dict[str, set[str]] = defaultdict(set)
    for model in apps.get_models():
        if issubclass(model, StoredFile):
            known[model._meta.app_label].update(model._default_manager.values_list("file", flat=True))
    return sum(_sweep_folder(folder, names) for folder, names in known.items())


def _sweep_folder(folder: str, known: set[str]) -> int:
    count = 0
    if not default_storage.exists(folder):
        return 0
    for shelf in default_storage.listdir(folder)[0]:
        for name in default_storage.listdir(f"{folder}/{shelf}")[1]:
            path = f"{folder}/{shelf}/{name}"
            if path not in known and default_storage.get_modified_time(path) < timezone.now() - ORPHAN_AFTER:
                default_storage.delete(path)
                count += 1
    return count
